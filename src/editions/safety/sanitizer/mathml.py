"""MathML: the elements and attributes that draw a formula, none that reach out or run."""

from __future__ import annotations

import re

from editions.safety.sanitizer.policy import Policy
from editions.safety.xml import XML_LANG

ELEMENTS = frozenset(
    """
    math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose msub msup msubsup
    munder mover munderover mmultiscripts mprescripts none mtable mlabeledtr mtr mtd maligngroup malignmark mstack mlongdiv
    msgroup msrow mscarries mscarry msline semantics annotation annotation-xml
    """.split()
)
"""The elements of MathML 3 that present (chapter 3), but ``mglyph``, which names another file, and ``maction``, which acts."""

ATTRIBUTES = frozenset(
    """
    accent accentunder align alignmentscope alttext background bevelled charalign charspacing close color columnalign
    columnlines columnspacing columnspan columnwidth crossout decimalpoint denomalign depth dir display displaystyle edge
    encoding equalcolumns equalrows fence fontfamily fontsize fontstyle fontweight form frame framespacing groupalign height
    indentalign indentalignfirst indentalignlast indentshift indentshiftfirst indentshiftlast infixlinebreakstyle largeop
    leftoverhang length linebreak linebreakmultchar linebreakstyle lineleading linethickness location longdivstyle lquote
    lspace mathbackground mathcolor mathsize mathvariant maxsize maxwidth mediummathspace minlabelspacing minsize mode
    movablelimits mslinethickness notation numalign open position rightoverhang rowalign rowlines rowspacing rowspan rquote
    rspace scriptlevel scriptminsize scriptsizemultiplier separator separators shift side stackalign stretchy subscriptshift
    superscriptshift symmetric thickmathspace thinmathspace valign verythickmathspace verythinmathspace veryverythickmathspace
    veryverythinmathspace voffset width
    """.split()
)
"""The attributes of MathML 3 that say how a formula looks."""

_OURS = frozenset({"id", "lang", XML_LANG})
_SCHEME = re.compile(r"[A-Za-z0-9+.-]:")


def element(name: str) -> str:
    """Return the name under which an element keeps its place: its own, or that of a plain row for one that is not drawn."""
    return name if name in ELEMENTS else "mrow"


def is_kept(attribute: str, value: str) -> bool:
    """Whether an attribute of a stranger's formula says how it looks, and names nothing outside of it."""
    if attribute not in ATTRIBUTES:
        return False
    if attribute == "encoding":
        return "html" not in value.lower()  # what a browser would read as HTML inside an annotation
    return attribute == "alttext" or not (_SCHEME.search(value) or "url(" in value.lower())


def keeps(_: str, attribute: str, value: str, __: Policy) -> bool:
    """Whether an attribute may stay: those of ``is_kept``, and the id and language that we give a formula."""
    return attribute in _OURS or is_kept(attribute, value)
