"""Makes the pictures of a page ready for print: addresses, decoration, and a visible word where one is missing."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from editions import images
from editions.languages.phrases import language_of as phrases_language
from editions.languages.phrases import phrase
from editions.pdf.fetch import ARTICLE
from editions.pdf.page.markup import H, add_class, language_of, make, replace
from editions.safety.xml import XML_LANG

_HOLDERS = frozenset(f"{H}{name}" for name in ("figure", "div", "section", "article", "aside", "blockquote"))
"""What holds blocks alone."""
LOGO = "logo"
_COLUMN = 320  # CSS pixels: what is wider than a column of the compact style
_FLAT = 1.5  # times as wide as high: such a picture across two columns leaves room on its page


def prepare(page: etree._Element, folder: Path) -> list[str]:
    """Give pictures their addresses within ``folder``; return the ids of those that cannot be shown.

    A picture that is missing, or that no reader of pictures knows, is replaced by a sentence that says so.
    """
    unreadable = []
    for picture in list(page.iter(f"{H}img")):
        source = picture.get("src")
        if picture.get("class") == LOGO:
            continue  # of the house: it has its address
        if source is None:
            replace(picture, _placeholder(picture))
        elif (size := _size(folder / unquote(source), folder)) is None:
            unreadable.append(picture.get("id", ""))
            replace(picture, _placeholder(picture))
        else:
            picture.set("src", ARTICLE + source)
            _mark_decorative(picture)
            _mark_wide(picture, *size)
    return unreadable


def _mark_decorative(picture: etree._Element) -> None:
    if "decorative" in (picture.get("class") or "").split():
        picture.set("alt", "")
        picture.set("role", "presentation")


def _mark_wide(picture: etree._Element, width: float, height: float) -> None:
    """Say of a figure that it may stand across two columns; of a picture of a table also where it is not flat."""
    around = [up for up in picture.iterancestors() if up.tag == f"{H}figure" or "table-wrap" in up.get("class", "").split()]
    flat = width >= _FLAT * height or any(up.tag != f"{H}figure" for up in around)
    if around and width > _COLUMN and flat and next(around[-1].iter(f"{H}table"), None) is None:
        add_class(around[-1], "wide")


def _size(path: Path, folder: Path) -> tuple[float, float] | None:
    """Return a picture's width and height, None where it cannot be read; an SVG has 0 by 0."""
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return None
        return images.inspect(path).size
    except (images.Unusable, OSError, ValueError):
        return None


def _placeholder(picture: etree._Element) -> etree._Element:
    """Return what is shown for a picture that is not there: the sentence, and the alternative where there is one.

    In a figure, or where a table's picture stood, it is a paragraph: no text stands there by itself (ISO 32005, table 5).
    """
    parent = picture.getparent()
    lang = language_of(picture if parent is None else parent)
    sentence = _spoken("missing-sentence", phrase("missing-picture", lang), phrases_language(lang), lang.partition("-")[0])
    is_block = parent is not None and parent.tag in _HOLDERS and "formula" not in parent.get("class", "").split()
    tag = "p" if is_block else "span"  # beside the number of a formula it stands in a line
    holder = make(tag, {"class": "missing-picture", **({"id": picture.get("id", "")} if picture.get("id") else {})})
    holder.append(sentence)
    if picture.get("alt"):
        sentence.tail = " "
        holder.append(_spoken("alternative", picture.get("alt", ""), language_of(picture), lang))
    return holder


def _spoken(kind: str, text: str, lang: str, around: str) -> etree._Element:
    """Return words, tagged where they are not in the language around them."""
    return make("span", {"class": kind, **({"lang": lang, XML_LANG: lang} if lang != around else {})}, text)
