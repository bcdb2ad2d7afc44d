"""Formulas that come as TeX alone -> MathML, by ``latex2mathml``.

A stranger's TeX is cut to size before anything else looks at it, its macros are expanded within a budget (``macros``), and what
comes of it may hold nothing but MathML that draws: else the TeX itself is shown.
"""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from functools import lru_cache
from xml.etree import ElementTree

from lxml import etree

from editions.jats.macros import expanded
from editions.jats.source import MATHML
from editions.safety.patching import patched
from editions.safety.sanitizer import mathml
from editions.safety.xml import parse

MAX_CHARS = 10_000
"""Characters of the longest formula that is converted, before and after its macros are expanded."""

MAX_ELEMENTS = 20_000
"""Elements of the largest formula that is made."""

FUNCTIONS = (r"\arg",)
"""Names of functions that ``latex2mathml`` does not know, unless ziamath was imported in the same process."""

_DOLLARS = ("$$", "$", r"\[", r"\(")
_ENDS = ("$$", "$", r"\]", r"\)")
_COMMAND = re.compile(r"\\\w")
_REFERENCE = re.compile(r"&amp;#x([0-9A-Fa-f]{1,6});")
"""A character as ``latex2mathml`` names it in its text, once that has become XML."""


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
    _, begun, rest = text.partition(r"\begin{document}")
    body, ended, _ = rest.partition(r"\end{document}")
    formula = (body if begun and ended else text).strip()
    for opening in _DOLLARS:
        inner = formula.removeprefix(opening)
        closing = next((end for end in _ENDS if inner.endswith(end)), None)
        if inner != formula and closing:
            return inner.removesuffix(closing).strip()
    return formula


@lru_cache(maxsize=1024)
def to_mathml(tex: str) -> str:
    """Return a formula as one serialized ``math`` element, ``""`` where it cannot be converted whole."""
    if not tex or len(tex) > MAX_CHARS:
        return ""
    try:
        made = _converted(_known(expanded(tex)))
    except Exception:  # noqa: BLE001 (whatever a stranger's TeX brings it to: the TeX itself is then shown)
        return ""
    made.attrib.pop("display", None)
    whole = made.tag == f"{{{MATHML}}}math" and _draws(made)
    if not whole or _COMMAND.search("".join(str(part) for part in made.itertext())):
        return ""  # a command that it does not know is left as text
    return etree.tostring(made, encoding="unicode")


def _converted(tex: str) -> etree._Element:
    """Return the MathML of TeX. ``latex2mathml`` writes text without its escapes: its tree is written here, with them."""
    from latex2mathml.converter import convert_to_element

    if len(tex) > MAX_CHARS:
        raise ValueError("too long")
    with _functions():
        text = ElementTree.tostring(convert_to_element(tex), encoding="unicode")
    return parse(_REFERENCE.sub(r"&#x\1;", text))


def _functions() -> AbstractContextManager[None]:
    """Have ``latex2mathml`` know ``FUNCTIONS`` too, whatever was imported before."""
    return patched("latex2mathml.commands:FUNCTIONS", lambda before: tuple(dict.fromkeys((*before, *FUNCTIONS))))


def _draws(made: etree._Element) -> bool:
    """Whether MathML holds nothing but what draws, and no more of it than a person would read."""
    elements = list(made.iter())
    return len(elements) <= MAX_ELEMENTS and all(
        etree.QName(each).namespace == MATHML
        and etree.QName(each).localname in mathml.ELEMENTS
        and all(mathml.is_kept(str(key), str(value)) for key, value in each.attrib.items())
        for each in elements
    )


def _known(tex: str) -> str:
    for pattern, known in _REWRITTEN:
        tex = pattern.sub(known, tex)
    return tex
