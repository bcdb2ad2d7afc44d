"""Which elements and attributes of MathML go into an edition: those that draw, none that reach out or run."""

from __future__ import annotations

import re

from lxml import etree

from editions.jats.source import MATHML

ELEMENTS = frozenset(
    """
    math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose msub msup msubsup
    munder mover munderover mmultiscripts mprescripts none mtable mlabeledtr mtr mtd maligngroup malignmark mstack mlongdiv
    msgroup msrow mscarries mscarry msline maction semantics annotation annotation-xml
    """.split()
)
"""The elements of MathML 3 that present (chapter 3), but ``mglyph``, which names another file."""

_REFERRING = frozenset(
    {"id", "xref", "href", "src", "style", "class", "overflow", "actiontype", "altimg", "cdgroup", "definitionURL"}
)
_ADDRESS = re.compile(r"url\(|[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def element(name: str) -> str:
    """Return the name under which an element keeps its place: its own, or that of a plain row for one that is not drawn."""
    return name if name in ELEMENTS else "mrow"


def is_kept(attribute: str, value: str) -> bool:
    """Whether an attribute says how a formula looks, and names nothing outside of it."""
    return (
        not attribute.startswith("{")
        and attribute not in _REFERRING
        and not attribute.lower().startswith("on")
        and (attribute == "alttext" or not _ADDRESS.search(value))
    )


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
