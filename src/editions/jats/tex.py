"""Formulas that come as TeX alone -> MathML, by ``latex2mathml``."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from editions.jats.source import MATHML

LONGEST = 10_000
"""Characters of the longest formula that is converted."""

_DOCUMENT = re.compile(r"\\begin\{document\}(.*?)\\end\{document\}", re.DOTALL)
_DOLLARS = re.compile(r"^\s*(\$\$|\$|\\\[|\\\()(.*?)(\$\$|\$|\\\]|\\\))\s*$", re.DOTALL)
_COMMAND = re.compile(r"\\\w")


_REWRITTEN = tuple(
    (re.compile(pattern), known)
    for pattern, known in (
        (r"\\begin\{eqnarray\*?\}", r"\\begin{array}{rcl}"),
        (r"\\end\{eqnarray\*?\}", r"\\end{array}"),
        (r"\\begin\{(?:x?alignat|alignedat)\*?\}\s*\{\d+\}", r"\\begin{align*}"),
        (r"\\begin\{(?:aligned|flalign\*?)\}(?:\s*\[[tbc]\])?", r"\\begin{align*}"),
        (r"\\end\{(?:x?alignat\*?|alignedat|aligned|flalign\*?)\}", r"\\end{align*}"),
        (r"\\(begin|end)\{dcases\}", r"\\\1{cases}"),
        (r"\\(?:label|vspace\*?|raisebox)\s*\{[^{}]*\}", " "),
        (r"\\(?:nonumber|notag|protect|nobreak|allowbreak|normalfont|noindent|hfill|ensuremath)(?![A-Za-z])", " "),
        (r"\\newline(?![A-Za-z])", r"\\\\"),
        (r"\\eqno(?![A-Za-z])", r"\\quad "),
        (r"\\nicefrac(?![A-Za-z])", r"\\frac"),
        (r"\\textsc(?![A-Za-z])", r"\\text"),
        (r"\\textsuperscript\s*\{([^{}]*)\}", r"^{\\text{\1}}"),
        (r"\\textsubscript\s*\{([^{}]*)\}", r"_{\\text{\1}}"),
        (r"\\dag(?![A-Za-z])", r"\\dagger "),
        (r"\\AA(?![A-Za-z])", "{\u00c5}"),
        (r"\\textmu(?![A-Za-z])", "{\u00b5}"),
        (r"\\textdegree(?![A-Za-z])", "{\u00b0}"),
    )
)
"""What ``latex2mathml`` does not know, and what it knows that looks the same."""


def bare(text: str) -> str:
    """Return the formula alone of a TeX fragment: without its document frame and dollar signs."""
    body = _DOCUMENT.search(text)
    return _DOLLARS.sub(r"\2", body.group(1) if body else text).strip()


@lru_cache(maxsize=1024)
def to_mathml(tex: str) -> str:
    """Return a formula as one serialized ``math`` element, ``""`` where it cannot be converted whole."""
    from latex2mathml.converter import convert

    if not tex or len(tex) > LONGEST:
        return ""
    try:
        made = etree.fromstring(convert(_known(tex)), etree.XMLParser(resolve_entities=False, no_network=True))
    except Exception:  # noqa: BLE001 (whatever a stranger's TeX brings it to: the TeX itself is then shown)
        return ""
    if made.tag != f"{{{MATHML}}}math" or _COMMAND.search("".join(str(part) for part in made.itertext())):
        return ""  # a command that it does not know is left as text
    made.attrib.pop("display", None)
    return etree.tostring(made, encoding="unicode")


def _known(tex: str) -> str:
    for pattern, known in _REWRITTEN:
        tex = pattern.sub(known, tex)
    return tex
