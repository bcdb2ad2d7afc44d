"""Which elements and attributes of MathML go into an edition: those that draw, none that reach out or run."""

from __future__ import annotations

import re

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
