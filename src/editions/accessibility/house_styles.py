"""Text that a house's style sheets make hard to see: each element's colours, as the sheets give them, by the cascade of CSS.

Colours that cannot be told are never reported: over a picture or a gradient, of a function or a custom property with several
values, under ``opacity``, in a colour space other than sRGB. Without a colour of its own a page is white, and text black.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias
from xml.etree.ElementTree import Element

import tinycss2
from cssselect2 import ElementWrapper, Matcher, SelectorError, compile_selector_list
from lxml import etree
from tinycss2 import color3, color4
from tinycss2.bytes import decode_stylesheet_bytes

from editions.accessibility.contrast import BLACK, WHITE, Colour, contrast, least, mixed
from editions.findings import Finding, Severity, Where

Token: TypeAlias = Any
Page: TypeAlias = "etree._Element | Element[str]"

MAX_SELECTORS: Final = 2_000
"""Selectors that are tried on every element; those after them are not looked at."""
MAX_STEPS: Final = 3
"""Steps down of one selector that is looked at: the ways to take them multiply."""
MAX_IMPORTS: Final = 20
"""Style sheets that are read since another imports them."""
MAX_BYTES: Final = 1_000_000
"""Bytes of one style sheet that are looked at."""

_ROUNDING: Final = 0.005
_UNITS: Final = {"pt": 1.0, "px": 0.75, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "q": 72 / 101.6, "pc": 12.0}
_KEYWORDS: Final = {"xx-small": 7.2, "x-small": 9.0, "small": 10.4, "medium": 12.0, "large": 14.4, "x-large": 18.0}
_HEADINGS: Final = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h4": 1.0, "h5": 0.83, "h6": 0.67}
_BOLD: Final = frozenset({*_HEADINGS, "b", "strong", "th"})
_PICTURES: Final = frozenset({"svg", "img", "head", "video", "object"})
_PROPERTIES: Final = frozenset(
    {"color", "background", "background-color", "background-image", "font", "font-size", "font-weight", "opacity", "display"}
)
_WORD: Final = re.compile(r"\w")
_ROOT: Final = frozenset({":root", "html"})
"""Selectors of the whole page."""
_MAX_REFERENCES: Final = 8
"""Custom properties that refer to one another."""


@dataclass(frozen=True, slots=True)
class _Declared:
    """A declaration: its value, and the sheet of the house (None: one of ours), and its line and column there."""

    name: str
    value: tuple[Token, ...]
    important: bool
    sheet: Path | None
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class _Look:
    """How an element looks; a colour that cannot be told is None. ``size`` is in points."""

    colour: Colour | None = BLACK
    behind: Colour | None = WHITE
    size: float = 12.0
    bold: bool = False
    shown: bool = True
    colour_from: _Declared | None = None
    behind_from: _Declared | None = None


def faint_text(root: Page, ours: Iterable[str], house: Iterable[Path], medium: str) -> tuple[Finding, ...]:
    """Return one finding for each declaration of the house's sheets that makes text of a page too faint.

    ``root`` is an element of lxml or of the standard library. ``ours`` are the texts of our own sheets, which come first;
    ``medium`` is ``print`` or ``screen``. A sheet that cannot be read says nothing here: whoever lays it out says so.
    """
    house = tuple(house)
    if not house:
        return ()
    cascade = _Cascade(medium)
    for text in ours:
        cascade.read(text, None)
    for path in house:
        cascade.read_file(path)
    found: dict[tuple[Path, int], Finding] = {}
    for look, text in _texts(root, cascade):
        declared = _culprit(look)
        if declared and declared.sheet and (declared.sheet, declared.line) not in found and (faint := _faint(look)):
            found[declared.sheet, declared.line] = _finding(declared, faint, text)
    return tuple(found.values())


def _culprit(look: _Look) -> _Declared | None:
    """Return the declaration of the house that gives the text its colour, or else what is behind it."""
    return next((each for each in (look.colour_from, look.behind_from) if each and each.sheet), None)


@dataclass(frozen=True, slots=True)
class _Faint:
    """Two colours whose contrast is ``ratio`` to 1, and less than the ``asked`` one."""

    colour: Colour
    behind: Colour
    ratio: float
    asked: float


def _faint(look: _Look) -> _Faint | None:
    """Return the colours of text that is too faint, None where it is not, or where one of them cannot be told."""
    if look.colour is None or look.behind is None:
        return None
    ratio, asked = contrast(look.colour, look.behind), least(look.size, bold=look.bold)
    return _Faint(look.colour, look.behind, ratio, asked) if ratio < asked - _ROUNDING else None


def _finding(declared: _Declared, faint: _Faint, text: str) -> Finding:
    words = " ".join(text.split())
    shown = words if len(words) <= 40 else f"{words[:40]}…"
    return Finding(
        rule="style.contrast",
        severity=Severity.ERROR,
        where=Where(file=str(declared.sheet), line=declared.line, column=declared.column),
        message=(
            f"Text in {_hex(faint.colour)} on {_hex(faint.behind)} has a contrast of {faint.ratio:.2f} to 1, "
            f"and needs {faint.asked:g} to 1: “{shown}”."
        ),
        hint="Make the text darker, or what is behind it lighter; or the other way round.",
    )


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def _texts(root: Page, cascade: _Cascade) -> Iterator[tuple[_Look, str]]:
    """Yield the look of each text that is shown, and the text, in the order of the page."""
    wrapped = ElementWrapper.from_xml_root(root) if "{" in str(root.tag) else ElementWrapper.from_html_root(root)
    waiting: list[tuple[ElementWrapper, _Look]] = [(wrapped, _Look())]
    while waiting:
        element, around = waiting.pop()
        look = cascade.look(element, around)
        if not look.shown or element.local_name in _PICTURES:
            continue
        node = element.etree_element
        for text in (node.text, *(child.tail for child in node)):
            if text and _WORD.search(text):
                yield look, text
        waiting += [(child, look) for child in reversed(list(element.iter_children()))]


@dataclass(slots=True)
class _Cascade:
    """The declarations of style sheets, in their order, by the selectors that they are under."""

    medium: str
    matcher: Matcher = field(default_factory=Matcher)
    selectors: int = 0
    imported: set[Path] = field(default_factory=set)
    custom: dict[str, _Declared] = field(default_factory=dict)
    varying: set[str] = field(default_factory=set)

    def read_file(self, path: Path) -> None:
        """Read a style sheet of the house, and those in its folder that it imports."""
        try:
            with path.open("rb") as file:
                text, _ = decode_stylesheet_bytes(file.read(MAX_BYTES))
            self.read(text, path)
        except (OSError, ValueError, RecursionError):
            return  # whoever lays the sheet out says why it cannot be read

    def read(self, text: str, sheet: Path | None) -> None:
        """Read the rules of a style sheet."""
        self._rules(_rules(text) if sheet else _our_rules(text), sheet)

    def look(self, element: ElementWrapper, around: _Look) -> _Look:
        """Return how an element looks, by what its parent looks like and what is declared for it."""
        kept = [each for _, _, pseudo, declared in self.matcher.match(element) if pseudo is None for each in declared]
        look = _of_browser(element, around)
        for declared in sorted(kept, key=lambda each: each.important):
            look = self._with(look, declared, around)
        return look

    def _rules(self, rules: Iterable[Token], sheet: Path | None) -> None:
        for rule in rules:
            if rule.type == "qualified-rule":
                self._rule(rule, sheet)
            elif rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content and self._is_ours(rule.prelude):
                self._rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), sheet)
            elif rule.type == "at-rule" and rule.lower_at_keyword == "import" and sheet and self.medium == "print":
                self._import(rule, sheet)

    def _is_ours(self, prelude: Sequence[Token]) -> bool:
        """Whether a media query is no more than the name of this medium, or of all."""
        words = [token for token in prelude if token.type != "whitespace"]
        return [token.type for token in words] == ["ident"] and words[0].lower_value in ("all", self.medium)

    def _import(self, rule: Token, sheet: Path) -> None:
        words = [token for token in rule.prelude if token.type != "whitespace"]
        name = str(words[0].value) if len(words) == 1 and words[0].type in ("string", "url") else ""
        path = (sheet.parent / name).resolve() if name and ":" not in name else None
        if path and path.is_relative_to(sheet.parent.resolve()) and path not in self.imported and path.is_file():
            self.imported.add(path)
            if len(self.imported) <= MAX_IMPORTS:
                self.read_file(path)

    def _rule(self, rule: Token, sheet: Path | None) -> None:
        declared = tuple(self._declared(rule, sheet))
        if not declared or _steps(rule.prelude) > MAX_STEPS:
            return
        self.selectors += 1 + sum(sign == "," for sign in rule.prelude)
        if self.selectors > MAX_SELECTORS:
            return
        try:
            compiled = compile_selector_list(rule.prelude)
        except (SelectorError, RecursionError):
            return
        for selector in compiled:
            self.matcher.add_selector(selector, declared)

    def _declared(self, rule: Token, sheet: Path | None) -> Iterator[_Declared]:
        for item in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
            if item.type != "declaration":
                continue
            value = tuple(token for token in item.value if token.type != "whitespace")
            place = (item.source_line, item.source_column)
            if item.name.startswith("--"):
                self._customize(_Declared(item.name, value, item.important, sheet, *place), rule.prelude)
            elif item.lower_name in _PROPERTIES:
                yield _Declared(item.lower_name, value, item.important, sheet, *place)

    def _customize(self, declared: _Declared, selector: Sequence[Token]) -> None:
        """Keep a custom property of the whole page; the value of one that only some elements have cannot be told."""
        if tinycss2.serialize(selector).strip().lower() not in _ROOT:
            self.varying.add(declared.name)
        elif declared.important or not (declared.name in self.custom and self.custom[declared.name].important):
            self.custom[declared.name] = declared

    def _with(self, look: _Look, declared: _Declared, around: _Look) -> _Look:
        """Return a look with a declaration. A background lies on what is behind the parent."""
        declared = self._known(declared)
        value = declared.value
        match declared.name:
            case "color":
                return _with_colour(look, value, declared, around)
            case "background" | "background-color" | "background-image":
                return _with_background(look, value, declared, around)
            case "font-size" if value:
                return replace(look, size=_size(value[0], around.size))
            case "font-weight" if value:
                return replace(look, bold=_is_bold(value[0], around.bold))
            case "font":
                size = next((token for token in value if token.type in ("dimension", "percentage")), None)
                bold = any(_is_bold(token, False) for token in value)
                return replace(look, bold=bold, size=_size(size, around.size)) if size else look
            case "opacity":
                whole = bool(value) and value[0].type == "number" and value[0].value >= 1
                return look if whole else replace(look, colour=None, behind=None)
            case "display" if value and value[0].type == "ident":
                return replace(look, shown=value[0].lower_value != "none")
        return look

    def _known(self, declared: _Declared) -> _Declared:
        """Return a declaration with the value of its custom property; a rule of ours is the house's by that value."""
        value = declared.value
        for _ in range(_MAX_REFERENCES):
            name = _referred(value)
            custom = self.custom.get(name)
            if custom is None or name in self.varying:
                break
            value = custom.value
            if declared.sheet is None:
                declared = replace(declared, sheet=custom.sheet, line=custom.line, column=custom.column)
        return replace(declared, value=value)


def _rules(text: str) -> tuple[Token, ...]:
    return tuple(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


_our_rules: Final = lru_cache(maxsize=8)(_rules)
"""The same of our own sheets, which every edition has."""


def _referred(value: tuple[Token, ...]) -> str:
    """Return the custom property that a value is and nothing else, ``""`` for other values."""
    if len(value) != 1 or value[0].type != "function" or value[0].lower_name != "var":
        return ""
    words = [token for token in value[0].arguments if token.type not in ("whitespace", "comment")]
    return str(words[0].value) if len(words) == 1 and words[0].type == "ident" else ""


def _steps(prelude: Sequence[Token]) -> int:
    """Return how often the longest of some selectors leads to elements anywhere below, or behind, others."""
    longest = steps = 0
    for before, sign, after in zip([",", *prelude], prelude, [*prelude[1:], ","], strict=False):
        alone = sign.type == "whitespace" and not any(each in (">", "+", "~", ",") for each in (before, after))
        steps = 0 if sign == "," else steps + (sign == "~" or alone)
        longest = max(longest, steps)
    return longest


def _of_browser(element: ElementWrapper, around: _Look) -> _Look:
    """Return how an element looks where no sheet says so. The colour of a link is the reading system's own."""
    look = replace(around, size=around.size * _HEADINGS.get(element.local_name, 1.0))
    if element.local_name in _BOLD:
        look = replace(look, bold=True)
    if element.local_name == "a" and "href" in element.etree_element.attrib:
        look = replace(look, colour=None, colour_from=None)
    return look


def _with_colour(look: _Look, value: tuple[Token, ...], declared: _Declared, around: _Look) -> _Look:
    if len(value) != 1:
        return replace(look, colour=None, colour_from=declared)
    if value[0].type == "ident" and value[0].lower_value in ("inherit", "currentcolor", "unset"):
        return replace(look, colour=around.colour, colour_from=around.colour_from)
    return replace(look, colour=_seen(value[0], look.behind), colour_from=declared)


def _with_background(look: _Look, value: tuple[Token, ...], declared: _Declared, around: _Look) -> _Look:
    if declared.name == "background-image":
        plain = len(value) == 1 and value[0].type == "ident" and value[0].lower_value in ("none", "initial")
        return look if plain else replace(look, behind=None, behind_from=declared)
    if any(token.type == "url" or (token.type == "function" and not _is_colour(token)) for token in value):
        return replace(look, behind=None, behind_from=declared)
    colour = next(filter(_is_colour, value), None)
    if colour is None:  # none, transparent by default
        return replace(look, behind=around.behind, behind_from=around.behind_from)
    return replace(look, behind=_seen(colour, around.behind), behind_from=declared)


def _is_colour(token: Token) -> bool:
    return color4.parse_color(token) not in (None, "currentcolor")


def _parsed(token: Token) -> tuple[float, ...] | None:
    """Return red, green, blue and alpha of a colour, None of one in another space (or none at all)."""
    colour = color4.parse_color(token)
    if isinstance(colour, color4.Color) and colour.space == "srgb":
        parts = tuple(colour)
    else:
        older = color3.parse_color(token)  # hsl(0, 50%, 50%), which it turns into sRGB
        parts = tuple(older) if isinstance(older, color3.RGBA) else ()
    return tuple(min(1.0, max(0.0, part)) for part in parts) if None not in parts and parts else None


def _seen(token: Token, behind: Colour | None) -> Colour | None:
    """Return what is seen of a colour over another, None where it cannot be told."""
    parts = _parsed(token)
    if parts is None:
        return None
    red, green, blue, alpha = parts
    return mixed((red, green, blue), behind, alpha)


def _size(token: Token, around: float) -> float:
    """Return a size of type in points: of one that cannot be told, so large that only what is surely faint is reported."""
    if token.type == "percentage":
        return float(around * token.value / 100)
    if token.type == "ident":
        return _KEYWORDS.get(token.lower_value, 24.0)
    if token.type != "dimension":
        return 24.0
    if token.lower_unit in ("em", "rem"):
        return float((around if token.lower_unit == "em" else 12.0) * token.value)
    return float(_UNITS.get(token.lower_unit, 24.0) * token.value)


def _is_bold(token: Token, around: bool) -> bool:
    if token.type == "ident":
        return token.lower_value in ("bold", "bolder") or (token.lower_value == "inherit" and around)
    return bool(token.type == "number" and 700 <= token.value <= 1000)
