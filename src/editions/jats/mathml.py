"""MathML of a source, as an edition may have it; which elements and attributes those are, ``sanitizer.mathml`` says."""

from __future__ import annotations

from lxml import etree

from editions.jats.source import MATHML


def open_fences(math: etree._Element) -> None:
    """Write the fences and separators of every ``mfenced`` out as operators, in place.

    The two say the same (MathML 3, 3.3.8.2), but MathML Core has no ``mfenced``: browsers leave the fences out, and the viewer
    of Firefox all that is between them.
    """
    for fenced in list(math.iter(f"{{{MATHML}}}mfenced")):
        begin, end = (fenced.attrib.pop(name, fence).strip() for name, fence in (("open", "("), ("close", ")")))
        separators = "".join(fenced.attrib.pop("separators", ",").split())
        parts = list(fenced)
        inside = etree.Element(f"{{{MATHML}}}mrow")
        for number, part in enumerate(parts):
            if number and separators:
                inside.extend(_operators(separators[min(number, len(separators)) - 1], "separator"))
            inside.append(part)
        row = [inside] if len(parts) > 1 else parts
        fenced.tag = f"{{{MATHML}}}mrow"
        fenced.extend([*_operators(begin, "fence"), *row, *_operators(end, "fence")])


def _operators(sign: str, kind: str) -> list[etree._Element]:
    """Return the operator with a sign, none for none."""
    if not sign:
        return []
    operator = etree.Element(f"{{{MATHML}}}mo", {kind: "true"})
    operator.text = sign
    return [operator]
