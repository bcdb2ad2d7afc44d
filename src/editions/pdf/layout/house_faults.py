"""What a house style sheet says to no effect: misspelt CSS, a block that is not closed, classes and fonts that are not there.

CSS has whoever reads it pass over what they do not know (CSS Syntax 3, 2.2); whoever writes it wants to hear of that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, TypeAlias

import tinycss2
from weasyprint import CSS
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.css.validation.expanders import EXPANDERS
from weasyprint.urls import URLFetcher, URLFetcherResponse

from editions.article import house_sheets
from editions.article.house_sheets import MAX_SHOWN_CHARS, declarations, families_of, is_font_face, place_of, shortened
from editions.findings import Finding
from editions.pdf.messages import capture_log
from editions.safety.file_names import short_line

Token: TypeAlias = Any

_PLACE: Final = re.compile(r" at (\d+):(\d+)")
_NO_SELECTOR: Final = "Invalid or unsupported selector"
_PROPERTIES: Final = sorted({name.replace("_", "-") for name in (*INITIAL_VALUES, *EXPANDERS)})


def in_vain(sheet: Path, classes: Collection[str], families: Callable[[], frozenset[str]]) -> Iterator[Finding]:
    """Yield a finding for each thing that a style sheet says to no effect, no more than ``MAX_FINDINGS``.

    ``classes`` are those of the page and of our own sheets; ``families`` returns the font families that are there, in small
    letters, and is only called where the sheet names one. A sheet that cannot be read says nothing: whoever lays it out does.
    """
    text = house_sheets.text_of(sheet)
    rules = house_sheets.rules_of(text)
    found = [*house_sheets.unclosed(sheet, text), *_misspelt(sheet, text, rules)]
    found += house_sheets.unknown_classes(sheet, rules, classes)
    found += [*_fonts(sheet, rules, families), *_unloaded(sheet, rules, families)]
    yield from house_sheets.in_order(found)


# ----------------------------------------------------------------------------------------------------------------- syntax


def _misspelt(sheet: Path, text: str, rules: Sequence[Token]) -> Iterator[Finding]:
    """Yield what WeasyPrint ignores of a sheet, with its place. What it imports is looked at by itself."""
    with capture_log() as messages:
        CSS(string=text, base_url=sheet.absolute().as_uri(), url_fetcher=_Nothing())
    for message in dict.fromkeys(messages):
        if message.startswith(_NO_SELECTOR):
            yield from _no_selector(sheet, message, rules)
        elif not message.startswith("Failed to load stylesheet"):
            place = _PLACE.search(message)
            what, hint = _said(message)
            yield house_sheets.in_vain("style.syntax", sheet, (int(place[1]), int(place[2])) if place else (0, 0), what, hint)


def _no_selector(sheet: Path, message: str, rules: Sequence[Token]) -> Iterator[Finding]:
    """Yield a finding for the rule whose selector is meant; one made of what follows an open brace is none of the sheet's."""
    for rule in rules:
        selector = short_line(tinycss2.serialize(rule.prelude).strip())
        if rule.type == "qualified-rule" and message.startswith(
            (f"{_NO_SELECTOR}, '{selector}'", f"{_NO_SELECTOR}, '{selector} '")
        ):
            what = f"The selector {shortened(selector)} is ignored, with its rule: it is not known."
            yield house_sheets.in_vain("style.syntax", sheet, place_of(rule), what, "Correct it, or take the rule out.")
            return


class _Nothing(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Fetches nothing: what a sheet imports is looked at by itself."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Raise ``ValueError``, which WeasyPrint logs."""
        raise ValueError(url)


def _said(message: str) -> tuple[str, str]:
    """Return what is wrong, and the next step, for what WeasyPrint says."""
    declared, placed, place = message.removeprefix("Ignored `").partition("` at ")
    name, _, value = declared.partition(":")
    _, _, why = place.partition(", ")
    if not placed or not message.startswith("Ignored `"):
        return f"{_PLACE.sub('', message).rstrip('.')}.", "Correct it, or take it out."
    value = shortened(value.strip())
    if "unknown property" in why:
        near = get_close_matches(name.lower(), _PROPERTIES, n=1, cutoff=0.7)
        step = f"Did you mean {near[0]}?" if near else "Correct its name, or take it out."
        return f"The property {name} is ignored: no such property is known.", step
    if "invalid value" in why:
        return f"{name}: {value} is ignored: the property has no such value.", "Correct the value, or take the line out."
    return f"{name}: {value} is ignored: {why.rstrip('.')}.", "Correct it, or take it out."


# ------------------------------------------------------------------------------------------------------------------ fonts


def _fonts(sheet: Path, rules: Sequence[Token], families: Callable[[], frozenset[str]]) -> Iterator[Finding]:
    """Yield a finding for each declaration whose first family is not there, unless ``@font-face`` declares it."""
    faces = {name.lower() for rule in filter(is_font_face, rules) for _, name in _named(rule)}
    for rule in rules:
        for item in () if is_font_face(rule) else declarations(rule):
            names = families_of(item)
            if names and names[0].lower() not in faces | families():
                instead = next((name for name in names[1:] if name.lower() in faces | families()), "another font")
                what = f"The font {shortened(names[0])} is not installed: text is set in {instead}."
                step = f"Install it, or put its file beside the style sheet: @font-face {{ … src: url({_file(names[0])}) }}."
                yield house_sheets.in_vain("style.font", sheet, place_of(item), what, step)


def _unloaded(sheet: Path, rules: Iterable[Token], families: Callable[[], frozenset[str]]) -> Iterator[Finding]:
    """Yield a finding for each ``@font-face`` that brought no font."""
    for item, name in (named for rule in filter(is_font_face, rules) for named in _named(rule)):
        if name.lower() not in families():
            what = f"No file of the font {shortened(name)} can be loaded: text is set in another font."
            step = "Put a TTF, OTF or WOFF file beside the style sheet, and name it: src: url(FILE)."
            yield house_sheets.in_vain("style.font", sheet, place_of(item), what, step)


def _named(rule: Token) -> Iterator[tuple[Token, str]]:
    """Yield the families that a rule names, each with its declaration."""
    return ((item, name) for item in declarations(rule) for name in families_of(item))


def _file(family: str) -> str:
    letters = "".join(sign for sign in family if sign.isascii() and sign.isalnum())
    return f"{letters[:MAX_SHOWN_CHARS] or 'font'}.ttf"
