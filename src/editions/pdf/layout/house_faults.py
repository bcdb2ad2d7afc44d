"""What a house style sheet says to no effect: misspelt CSS, a block that is not closed, classes and fonts that are not there.

CSS has whoever reads it pass over what they do not know (CSS Syntax 3, 2.2); whoever writes it wants to hear of that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias

import tinycss2
from tinycss2.bytes import decode_stylesheet_bytes
from weasyprint import CSS
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.css.validation.expanders import EXPANDERS
from weasyprint.urls import URLFetcher, URLFetcherResponse

from editions.findings import Finding, Severity, Where
from editions.pdf.messages import capture_log
from editions.safety.file_names import short_line

Token: TypeAlias = Any

MAX_FINDINGS: Final = 50
"""Findings about one style sheet; those after them are like them."""
MAX_SHOWN_CHARS: Final = 60

_PLACE: Final = re.compile(r" at (\d+):(\d+)")
_BRACE: Final = re.compile(r"/\*.*?(?:\*/|\Z)|\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?|\\.|[{}]", re.DOTALL)
_NO_SELECTOR: Final = "Invalid or unsupported selector"
_GENERIC: Final = frozenset(
    "serif sans-serif cursive fantasy monospace system-ui math emoji fangsong ui-serif ui-sans-serif ui-monospace ui-rounded "
    "inherit initial unset revert revert-layer".split()
)
_PROPERTIES: Final = sorted({name.replace("_", "-") for name in (*INITIAL_VALUES, *EXPANDERS)})


@lru_cache(maxsize=16)
def classes_of(text: str) -> frozenset[str]:
    """Return the classes that a style sheet names."""
    return frozenset(name.value for rule in _rules(_parsed(text)) for name in _classes(rule.prelude))


def in_vain(sheet: Path, classes: Collection[str], families: Callable[[], frozenset[str]]) -> Iterator[Finding]:
    """Yield a finding for each thing that a style sheet says to no effect, no more than ``MAX_FINDINGS``.

    ``classes`` are those of the page and of our own sheets; ``families`` returns the font families that are there, in small
    letters, and is only called where the sheet names one. A sheet that cannot be read says nothing: whoever lays it out does.
    """
    try:
        text, _ = decode_stylesheet_bytes(sheet.read_bytes())
    except (OSError, ValueError):
        return
    rules = list(_rules(_parsed(text)))
    found = [*_unclosed(sheet, text), *_misspelt(sheet, text, rules), *_unknown(sheet, rules, classes)]
    found += [*_fonts(sheet, rules, families), *_unloaded(sheet, rules, families)]
    yield from sorted(found, key=lambda finding: (finding.where.line, finding.where.column))[:MAX_FINDINGS]


# ----------------------------------------------------------------------------------------------------------------- syntax


def _unclosed(sheet: Path, text: str) -> Iterator[Finding]:
    """Yield a finding for the first brace that stays open to the end, or that closes nothing."""
    opened: list[int] = []
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            opened.pop()
        elif match[0] == "}":
            yield _vain("style.syntax", sheet, _place(text, match.start()), "} closes nothing: no { is open.", "Take it out.")
            return
    if opened:
        message = "{ is not closed: the rules after it are read as a part of this one."
        yield _vain("style.syntax", sheet, _place(text, opened[-1]), message, "Write } at the end of the rule.")


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


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
            yield _vain("style.syntax", sheet, (int(place[1]), int(place[2])) if place else (0, 0), what, hint)


def _no_selector(sheet: Path, message: str, rules: Sequence[Token]) -> Iterator[Finding]:
    """Yield a finding for the rule whose selector is meant; one made of what follows an open brace is none of the sheet's."""
    for rule in rules:
        selector = short_line(tinycss2.serialize(rule.prelude).strip())
        if rule.type == "qualified-rule" and message.startswith(
            (f"{_NO_SELECTOR}, '{selector}'", f"{_NO_SELECTOR}, '{selector} '")
        ):
            what = f"The selector {_short(selector)} is ignored, with its rule: it is not known."
            yield _vain(
                "style.syntax", sheet, (rule.source_line, rule.source_column), what, "Correct it, or take the rule out."
            )
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
    value = _short(value.strip())
    if "unknown property" in why:
        near = get_close_matches(name.lower(), _PROPERTIES, n=1, cutoff=0.7)
        step = f"Did you mean {near[0]}?" if near else "Correct its name, or take it out."
        return f"The property {name} is ignored: no such property is known.", step
    if "invalid value" in why:
        return f"{name}: {value} is ignored: the property has no such value.", "Correct the value, or take the line out."
    return f"{name}: {value} is ignored: {why.rstrip('.')}.", "Correct it, or take it out."


# ------------------------------------------------------------------------------------------------------ classes and fonts


def _unknown(sheet: Path, rules: Iterable[Token], classes: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each class that the page does not have, at its first place: a warning where another is near.

    Many classes are the names of JATS's elements and of their types, so that another article may have it.
    """
    named = {name.value: name for rule in reversed(list(rules)) for name in reversed(list(_classes(rule.prelude)))}
    for word, name in named.items():
        if word not in classes and not word.startswith("language-"):
            near = get_close_matches(word, sorted(classes), n=1, cutoff=0.8)
            step = f"Did you mean .{near[0]}?" if near else "Another article may have it; docs/xhtml.md lists the classes."
            message = f"The class .{_short(word)} is on no element of these pages."
            place, severity = (name.source_line, name.source_column), Severity.WARNING if near else Severity.NOTE
            yield _vain("style.class", sheet, place, message, step, severity)


def _fonts(sheet: Path, rules: Sequence[Token], families: Callable[[], frozenset[str]]) -> Iterator[Finding]:
    """Yield a finding for each declaration whose first family is not there, unless ``@font-face`` declares it."""
    faces = {name.lower() for rule in filter(_is_font_face, rules) for _, name in _named(rule)}
    for rule in rules:
        for item in () if _is_font_face(rule) else _declarations(rule):
            names = _families(item)
            if names and names[0].lower() not in faces | families():
                instead = next((name for name in names[1:] if name.lower() in faces | families()), "another font")
                what = f"The font {_short(names[0])} is not installed: text is set in {instead}."
                step = f"Install it, or put its file beside the style sheet: @font-face {{ … src: url({_file(names[0])}) }}."
                yield _vain("style.font", sheet, (item.source_line, item.source_column), what, step)


def _unloaded(sheet: Path, rules: Iterable[Token], families: Callable[[], frozenset[str]]) -> Iterator[Finding]:
    """Yield a finding for each ``@font-face`` that brought no font."""
    for item, name in (named for rule in filter(_is_font_face, rules) for named in _named(rule)):
        if name.lower() not in families():
            what = f"No file of the font {_short(name)} can be loaded: text is set in another font."
            step = "Put a TTF, OTF or WOFF file beside the style sheet, and name it: src: url(FILE)."
            yield _vain("style.font", sheet, (item.source_line, item.source_column), what, step)


def _named(rule: Token) -> Iterator[tuple[Token, str]]:
    """Yield the families that a rule names, each with its declaration."""
    return ((item, name) for item in _declarations(rule) for name in _families(item))


def _file(family: str) -> str:
    letters = "".join(sign for sign in family if sign.isascii() and sign.isalnum())
    return f"{letters[:MAX_SHOWN_CHARS] or 'font'}.ttf"


def _families(declaration: Token) -> list[str]:
    """Return the families that a declaration names, in its order, generic ones left out."""
    sized = any(part.type in ("dimension", "percentage") for part in declaration.value)
    if declaration.lower_name != "font-family" and not (declaration.lower_name == "font" and sized):
        return []
    names: list[str] = []
    words: list[str] = []
    for part in [*declaration.value, None]:
        if part is None or part == ",":
            names += [" ".join(words)] if words else []
            words = []
        elif part.type in ("ident", "string"):
            words.append(str(part.value))
        elif part.type in ("dimension", "percentage", "number") or part == "/":
            words = []  # of ``font``: what stands before the size
        elif part.type == "function":
            return []  # var(): whoever declares the property says which
    return [name for name in names if name.lower() not in _GENERIC]


# ------------------------------------------------------------------------------------------------------------------ rules


def _parsed(text: str) -> list[Token]:
    return list(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def _rules(rules: Iterable[Token]) -> Iterator[Token]:
    """Yield the rules of a sheet, those in ``@media`` and the like too; ``house.check`` bounds how deep they are."""
    for rule in rules:
        if rule.type == "qualified-rule" or _is_font_face(rule):
            yield rule
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword in ("media", "supports", "layer"):
            yield from _rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))


def _is_font_face(rule: Token) -> bool:
    return bool(rule.type == "at-rule" and rule.lower_at_keyword == "font-face")


def _declarations(rule: Token) -> Iterator[Token]:
    for item in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
        if item.type == "declaration":
            yield item


def _classes(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the names of the classes in a selector, those within ``:not()`` and the like too."""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "ident" and before == ".":
            yield token
        elif token.type == "function":
            yield from _classes(token.arguments)


def _short(text: str) -> str:
    return text if len(text) <= MAX_SHOWN_CHARS else f"{text[:MAX_SHOWN_CHARS]}…"


def _vain(
    rule: str, sheet: Path, place: tuple[int, int], message: str, hint: str, severity: Severity = Severity.WARNING
) -> Finding:
    where = Where(file=str(sheet), line=place[0], column=place[1])
    return Finding(rule=rule, severity=severity, where=where, message=message, hint=hint)
