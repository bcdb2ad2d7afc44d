"""Draws MathML: WeasyPrint shows it as flat text, ziamath as a picture of curves that needs no font."""

from __future__ import annotations

import re
import warnings
from copy import deepcopy
from functools import lru_cache
from xml.etree.ElementTree import Element

from lxml import etree

from editions.pdf.page.markup import H, elements, make, replace, text_of
from editions.safety.xml import MATHML, XML_LANG

with warnings.catch_warnings():
    # It finds its fonts in a way that Python 3.11 calls deprecated.
    warnings.simplefilter("ignore", DeprecationWarning)
    from ziamath.zmath import Math

    from editions.pdf.page.ziamath_patches import spared

_M = f"{{{MATHML}}}"
_SIZE = 16.0  # the em that ziamath draws with; the page scales it
_KEPT = 512  # drawings kept in memory, some 10 kB each
MAX_PARTS = 2_000
"""Elements and characters of one formula that is drawn, each a kilobyte of curves; those of the corpus have up to 800."""
MAX_DRAWN = 60_000
"""Elements and characters of all formulas of an article that are drawn; the article of the corpus with most has 15,000."""
# https://www.w3.org/TR/mathml-core/
_CORE = frozenset(
    """
    annotation annotation-xml maction math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms
    mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics
    """.split()
)
_ROWS = {"mlabeledtr": "mtr"}  # any other becomes an mrow
_FENCES = frozenset("()[]{}|‖⌈⌉⌊⌋⟨⟩")
_MAX_FENCES_DEPTH = 4
# ziamath's time doubles, or worse, with each level of some elements: how deep a formula may be, and what a level counts.
_MAX_DEPTH = 24
_GROWN = 3  # levels of a row whose fences grow
_LEVELS = {f"{_M}mpadded": 2, f"{_M}mphantom": 2, f"{_M}menclose": 2}
_SIZES = ("mathsize", "maxsize")  # "normal", "140%", "1", "infinity": all but an absolute length is 0 to it, or pixels
_BOUNDLESS = re.compile(r"(?<![\d.#])\d{4}|\d[eE][+-]?\d|\b(?:inf|infinity|nan)\b", re.IGNORECASE)
_INVISIBLE = re.compile("[\ufe00-\ufe0f\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # its font has no glyph for them
_VARIANT = re.compile("double-struck|sans-serif|[a-z]+")
_VARIANTS = {"double-struck": "double", "sans-serif": "sans", "monospace": "mono"}
_EMPTY = tuple(f"{_M}{name}" for name in ("mi", "mn", "mo", "mtext", "mrow"))
_UNSEEN = tuple(f"{_M}{name}" for name in ("annotation", "annotation-xml", "maligngroup", "malignmark"))
_UNKNOWN = tuple(
    f"{_M}{name}"
    for name in ("semantics", "maction", "mstack", "mlongdiv", "msgroup", "msrow", "mscarries", "mscarry", "msline")
)
"""What ziamath sets as a row, with a warning in the log."""


def draw(page: etree._Element) -> list[str]:
    """Put a drawing in the place of every formula; return the ids of those that are shown as plain text.

    The drawing stands in an element of role ``math``, whose ``aria-label`` is the formula's own spoken form. A formula
    without one gets none: the file then makes no claim (ISO 14289-1, 7.7).
    """
    _speak_tex(page)
    undrawn, left = [], MAX_DRAWN
    for math in list(page.iter(f"{_M}math")):
        holder = _holder(math)
        holder.set("data-mathml", _markup(math))
        left -= (size := _size_of(math))
        drawing = _drawing(math) if size <= MAX_PARTS and left >= 0 else None
        if drawing is None:
            holder.text = text_of(math)
            undrawn.append(math.get("id") or _nearest_id(math))
        else:
            holder.append(drawing)
        replace(math, holder)
    return undrawn


def _size_of(math: etree._Element) -> int:
    """Return of how many parts a formula is made: its elements and its characters."""
    return sum(1 + len(part.text or "") for part in math.iter(etree.Element))


def _speak_tex(page: etree._Element) -> None:
    """Give a formula in TeX its spoken form as markup too.

    Firefox (pdf.js 6) makes an empty formula of one without MathML, and drops its alternative.
    """
    for tex in page.iter(f"{H}code"):
        if spoken := tex.get("aria-label"):
            words = etree.Element(f"{_M}math", nsmap={None: MATHML})
            etree.SubElement(words, f"{_M}mtext").text = spoken
            tex.set("data-mathml", _markup(words))


def _holder(math: etree._Element) -> etree._Element:
    kept = {name: str(math.get(name)) for name in ("id", "dir") if math.get(name)}
    lang = math.get("lang") or math.get(XML_LANG)
    if lang:
        kept |= {"lang": lang, XML_LANG: lang}
    spoken = " ".join((math.get("alttext") or "").split())
    kind = "math display" if math.get("display") == "block" else "math"
    return make("span", {**kept, "class": kind, "role": "math", **({"aria-label": spoken} if spoken else {})})


def _markup(math: etree._Element) -> str:
    """Return a formula's MathML as a document of its own; it is attached to the formula.

    Of an element that MathML Core does not have, the parts alone: Firefox (pdf.js 6) would leave them out with it.
    """
    alone = deepcopy(math)
    alone.tail = None
    for element in alone.iter(etree.Element):
        name = etree.QName(element).localname
        if name not in _CORE:
            element.tag = f"{_M}{_ROWS.get(name, 'mrow')}"
    etree.cleanup_namespaces(alone)
    return etree.tostring(alone, encoding="unicode")


def _nearest_id(element: etree._Element) -> str:
    return next((str(up.get("id")) for up in element.iterancestors() if up.get("id")), "")


def _drawing(math: etree._Element) -> etree._Element | None:
    """Return the formula as an ``svg`` element, as large as its text, on its line; None where it cannot be drawn."""
    drawn = _drawn(etree.tostring(_plain(math)))
    if drawn is None:
        return None
    svg = etree.fromstring(drawn)
    _, top, width, height = (float(number) for number in svg.get("viewBox", "0 0 0 0").split())
    if not width > 0 or not height > 0:
        return None
    depth = top + height
    sizes = f"width:{width / _SIZE:.4f}em;height:{height / _SIZE:.4f}em;vertical-align:{-depth / _SIZE:.4f}em"
    svg.set("style", sizes)
    return svg


@lru_cache(maxsize=_KEPT)
def _drawn(source: bytes) -> str | None:
    """Return the drawing of a formula, None where there is none: most formulas of a text stand in it more than once."""
    try:
        # From a string, ziamath would unescape it before it is parsed, and every "less than" would break it.
        math = elements(etree.fromstring(source))
        if _depth(math) > _MAX_DEPTH:
            return None
        with warnings.catch_warnings(), spared():
            warnings.simplefilter("ignore")
            made = Math(math, size=_SIZE)
            if any(made.font.glyphindex(sign) == 0 for text in math.itertext() for sign in text if not sign.isspace()):
                return None
            return str(made.svg())
    except Exception:  # noqa: BLE001  ziamath documents no exceptions; the words of the formula are shown instead
        return None


def _plain(math: etree._Element) -> etree._Element:
    """Return a copy for ziamath: no ids, and nothing that it does not know, such as an annotation or an empty letter."""
    source = deepcopy(math)
    source.tail = None
    for name in ("id", "alttext", "dir", "lang", XML_LANG):
        source.attrib.pop(name, None)
    etree.strip_elements(source, *_UNSEEN, with_tail=False)
    for element in source.iter(etree.Element):
        _tame(element)
    for row in list(source.iter(*_UNKNOWN)):
        row.tag = f"{_M}mrow"
    for style in list(source.iter(f"{_M}mstyle")):
        if not style.attrib:  # ziamath takes it out together with the tag after it
            style.tag = f"{_M}mrow"
    for token in list(source.iter(*_EMPTY)):
        if not len(token) and not (token.text or "").strip():
            token.tag, token.text = f"{_M}mspace", None
    _flatten(source)
    if any(item.get("linebreak") == "newline" for item in source):
        _wrap(source)
    return source


def _tame(element: etree._Element) -> None:
    """Take away sizes that ziamath reads as nothing (letters without a size are not seen) or tries to reach for ever.

    Kinds of letters get the names that it knows.
    """
    element.text = _INVISIBLE.sub("", element.text or "") or None
    for name, value in list(element.attrib.items()):
        if name in _SIZES or _BOUNDLESS.search(value):
            del element.attrib[name]
        elif name == "mathvariant":
            element.set(name, " ".join(_VARIANTS.get(part, part) for part in _VARIANT.findall(value)))


def _flatten(math: etree._Element) -> None:
    """Take away rows that only stand in another row: they look the same without, but for those whose fences grow with them."""
    rows = (f"{_M}mrow", f"{_M}math")
    for row in list(math.iter(rows[0])):
        parent = row.getparent()
        if parent is not None and parent.tag in rows and not _is_fenced(row):
            at = parent.index(row)
            parent[at : at + 1] = list(row)


def _is_fenced(row: etree._Element) -> bool:
    """Whether a row begins or ends with a fence that grows; not one of many within each other, whose time doubles."""
    grown = any(map(_grows, (row[0], row[-1]))) if len(row) else False
    return grown and sum(1 for _ in row.iterancestors(f"{_M}mrow")) < _MAX_FENCES_DEPTH


def _wrap(math: etree._Element) -> None:
    """Put all of a formula into one row: ziamath breaks lines only in a row within a row."""
    parts = list(math)
    etree.SubElement(math, f"{_M}mrow").extend(parts)


def _depth(math: Element) -> int:
    is_fenced = math.tag == f"{_M}mrow" and len(math) > 0 and any(map(_grows, (math[0], math[-1])))
    return (_GROWN if is_fenced else _LEVELS.get(math.tag, 1)) + max((_depth(part) for part in math), default=0)


def _grows(end: Element | etree._Element) -> bool:
    """Whether the end of a row is a fence that grows with it."""
    return end.tag == f"{_M}mo" and end.get("stretchy") != "false" and end.text in _FENCES
