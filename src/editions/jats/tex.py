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
    tex = re.sub(r"\\begin\{eqnarray(\*?)\}", r"\\begin{array}{rcl}", re.sub(r"\\end\{eqnarray\*?\}", r"\\end{array}", tex))
    try:
        made = etree.fromstring(convert(tex), etree.XMLParser(resolve_entities=False, no_network=True))
    except Exception:  # noqa: BLE001 (whatever a stranger's TeX brings it to: the TeX itself is then shown)
        return ""
    if made.tag != f"{{{MATHML}}}math" or _COMMAND.search("".join(str(part) for part in made.itertext())):
        return ""  # a command that it does not know is left as text
    made.attrib.pop("display", None)
    return etree.tostring(made, encoding="unicode")
