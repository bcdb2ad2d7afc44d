"""Checks a house style sheet before WeasyPrint reads it: what no page can be made of is refused, with its file and line.

WeasyPrint descends into nested rules and functions by recursion, follows custom properties however they multiply, and takes
numbers as they come: with a length of 1e30pt it divides by zero, with as many columns it never ends.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import urljoin

import tinycss2
from tinycss2.bytes import decode_stylesheet_bytes

from editions.findings import UsageError

Token: TypeAlias = Any
_COMBINATORS: Final = (">", "+", "~", ",")

MAX_SHEET_BYTES: Final = 1_000_000
"""Bytes of one style sheet; print.css has 40,000."""
MAX_SHEETS: Final = 50
"""Style sheets that one imports, those that they import among them."""
MAX_DEPTH: Final = 50
"""Blocks and functions within one another, and custom properties that refer to one another."""
MAX_LENGTH: Final = 100_000
"""The largest measure, in any unit: 26 metres of pixels."""
MAX_COUNT: Final = 10_000
"""The largest number without a unit: of columns, lines, counters; the order of layers (``z-index``) may have any."""
MIN_LENGTH: Final = {"px": 0.01, "pt": 0.01, "mm": 0.01, "q": 0.01, "": 0.0001}
"""The smallest number but for 0, by its unit; in any other unit it is ``MIN_RELATIVE``."""
MIN_RELATIVE: Final = 0.001
MIN_REPEATED: Final = 0.1
"""The smallest measure but for 0, in any unit, of a gradient that is repeated: each repetition is drawn."""
MAX_SELECTORS: Final = 10_000
"""Selectors, commas within them and at-rules counted too: each is tried on every element or page."""
MAX_DESCENTS: Final = 6
"""Steps from an element to one anywhere in it, of one selector: the ways to take them multiply."""
MAX_EXPANDED: Final = 10_000
"""Parts of the value of a custom property, once what it refers to is put in."""


def check(sheet: Path, path_of: Callable[[str], Path]) -> tuple[Path, ...]:
    """Check a style sheet and those that it imports; return all of them. Raises ``UsageError`` for one that cannot be used.

    ``path_of`` returns the path behind an address, and raises ``ValueError`` where nothing may be read from it: the layout
    then reads nothing from there either, and says so.
    """
    waiting, seen = [sheet.absolute()], dict[Path, Path]()
    while waiting:
        path = waiting.pop()
        seen[path] = path if seen else sheet
        if len(seen) > MAX_SHEETS:
            raise UsageError(f"{sheet}: imports more than {MAX_SHEETS} style sheets. Join them into fewer.")
        reading = _Reading(seen[path])
        reading.read(_tokens(reading.sheet))
        found = [_path(urljoin(path.as_uri(), name), path_of) for name in reading.imports]
        waiting += [each for each in found if each and each.is_file() and each not in seen]
    return tuple(seen.values())


def _path(url: str, path_of: Callable[[str], Path]) -> Path | None:
    try:
        return path_of(url)
    except (ValueError, OSError):
        return None


def _tokens(sheet: Path) -> list[Token]:
    try:
        data = _read(sheet)
        text, _ = decode_stylesheet_bytes(data)
        tokens: list[Token] = tinycss2.parse_component_value_list(text, skip_comments=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it holds a number of thousands of digits"
        raise UsageError(f"{sheet}: the style sheet cannot be read: {reason}. Give the path of a CSS file.") from error
    if len(data) > MAX_SHEET_BYTES:
        raise UsageError(f"{sheet}: the style sheet is larger than {MAX_SHEET_BYTES:,} bytes. Take out what no page needs.")
    return tokens


def _read(sheet: Path) -> bytes:
    """Return a style sheet's bytes, one more than it may have at most."""
    if not sheet.is_file():
        raise FileNotFoundError(errno.ENOENT, "it is not a file")
    with sheet.open("rb") as file:
        return file.read(MAX_SHEET_BYTES + 1)


@dataclass(frozen=True, slots=True)
class _Level:
    """The tokens of a block, under how many selectors it stands, and how many steps down the longest of them takes.

    ``repeated``: it stands in a gradient that is repeated.
    """

    tokens: Sequence[Token]
    times: int = 1
    steps: int = 0
    repeated: bool = False


@dataclass(slots=True)
class _Reading:
    """What has been seen of one style sheet: its selectors, its imports, and of each custom property its values."""

    sheet: Path
    selectors: int = 0
    imports: list[str] = field(default_factory=list)
    properties: dict[str, list[tuple[int, list[str]]]] = field(default_factory=dict)

    def read(self, tokens: Sequence[Token]) -> None:
        """Walk over all tokens, those within blocks and functions too, without recursion."""
        self._depth(tokens)
        waiting = [_Level(tokens)]
        while waiting:
            level = waiting.pop()
            for statement in _statements(level.tokens):
                around = self._statement(statement, level)
                for token in statement:
                    if inner := _inside(token):
                        waiting.append(replace(around, tokens=inner, repeated=level.repeated or _is_repeated(token)))
        for name in self.properties:
            self._expanded(name, {}, 0)

    def _depth(self, tokens: Sequence[Token]) -> None:
        waiting = [(token, 1) for token in tokens]
        while waiting:
            token, depth = waiting.pop()
            inner = _inside(token)
            if inner is not None and depth > MAX_DEPTH:
                self._refuse(token, f"more than {MAX_DEPTH} blocks stand within one another", "Nest fewer")
            waiting += [(each, depth + 1) for each in inner or ()]

    def _statement(self, statement: Sequence[Token], level: _Level) -> _Level:
        """Look at a rule or a declaration; return what stands around the blocks in it."""
        words = [token for token in statement if token.type != "whitespace"] or statement
        first, last = words[0], words[-1]
        if first.type == "ident" and first.value.startswith("--") and words[1:2] == [":"]:
            size = sum(1 for _ in _deep(words[2:]))
            self.properties.setdefault(first.value, []).append((size, list(_references(words[2:]))))
        elif not (first.type == "ident" and first.lower_value in ("z-index", "unicode-range")):
            self._numbers(words, MIN_REPEATED if level.repeated else 0)
        if first.type == "at-keyword" and first.lower_value == "import":
            self.imports += filter(None, map(_address, words[1:2]))
        if last.type != "{} block":
            return level
        if first.type == "at-keyword":
            self._count(1, first)
            return level
        return self._selected(statement[:-1], level)

    def _selected(self, selector: Sequence[Token], around: _Level) -> _Level:
        """Count the selectors of a rule; those of the rules around it stand before each."""
        times = around.times * (1 + sum(part == "," for part in _deep(selector)))
        steps = around.steps + _descents(selector)
        self._count(times, around.tokens[0])
        if steps > MAX_DESCENTS:
            self._refuse(
                (*selector, around.tokens[0])[0],
                f"a selector has more than {MAX_DESCENTS} steps down",
                "Name the element by a class",
            )
        return replace(around, times=times, steps=steps)

    def _count(self, selectors: int, token: Token) -> None:
        self.selectors += selectors
        if self.selectors > MAX_SELECTORS:
            self._refuse(token, f"the style sheet has more than {MAX_SELECTORS:,} selectors", "Take out some")

    def _numbers(self, tokens: Sequence[Token], least: float) -> None:
        for before, token in zip([None, *tokens], tokens, strict=False):
            if token.type not in ("number", "dimension", "percentage") or _is_range(before):
                continue
            size, most, smallest = abs(token.value), _largest(token), max(_smallest(token), least)
            if not size <= most or 0 < size < smallest:
                message = f"{_shown(token)} is out of bounds: it may be 0, or from {smallest:.4g} to {most:,}"
                self._refuse(token, message, "Write another number")

    def _expanded(self, name: str, known: dict[str, int], depth: int) -> int:
        """Return how many parts the value of a custom property has at most, once what it refers to is put in."""
        if depth > MAX_DEPTH:
            raise UsageError(f"{self.sheet}: custom properties refer to one another without end. Give {name} a value.")
        if name not in known:
            values = self.properties.get(name, [])
            known[name] = max(
                (own + sum(self._expanded(ref, known, depth + 1) for ref in refs) for own, refs in values), default=0
            )
        if known[name] > MAX_EXPANDED:
            raise UsageError(f"{self.sheet}: the custom property {name} grows beyond {MAX_EXPANDED:,} parts. Shorten it.")
        return known[name]

    def _refuse(self, token: Token, what: str, step: str) -> None:
        raise UsageError(f"{self.sheet}:{token.source_line}: {what}. {step}.")


def _statements(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the rules and the declarations of a block, without the spaces around them."""
    begin = 0
    for at, token in enumerate(tokens, 1):
        if token.type == "{} block" or token in (";",) or at == len(tokens):
            while begin < at - 1 and tokens[begin].type == "whitespace":
                begin += 1
            yield tokens[begin:at]
            begin = at


def _inside(token: Token) -> Sequence[Token] | None:
    """Return the tokens within a block or a function, None for what is neither."""
    inner: Sequence[Token] | None = (
        getattr(token, "arguments", None) if token.type == "function" else getattr(token, "content", None)
    )
    return inner


def _deep(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield tokens with all that stands within them."""
    waiting = [*tokens]
    while waiting:
        token = waiting.pop()
        yield token
        waiting += _inside(token) or ()


def _references(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the custom properties that a value refers to."""
    for token in _deep(tokens):
        if token.type == "function" and token.lower_name == "var":
            yield from (argument.value for argument in token.arguments if argument.type == "ident")


def _address(token: Token) -> str:
    """Return the path of a style sheet that is imported, relative to the importing one."""
    if token.type == "function" and token.lower_name == "url":
        token = next((argument for argument in token.arguments if argument.type == "string"), token)
    return str(token.value) if token.type in ("string", "url") else ""


def _descents(selector: Sequence[Token]) -> int:
    """Return how often the longest of some selectors leads to elements anywhere below, or behind, others."""
    longest = steps = 0
    for before, part, after in zip([",", *selector], selector, [*selector[1:], ","], strict=False):
        inner = _inside(part)
        within = (part.type == "function" and part.lower_name == "has") + (_descents(inner) if inner else 0)
        between = part.type == "whitespace" and not any(each in _COMBINATORS for each in (before, after))
        steps = 0 if part == "," else steps + within + (part == "~" or between)
        longest = max(longest, steps)
    return longest


def _largest(token: Token) -> int:
    return MAX_COUNT if token.type == "number" else MAX_LENGTH


def _smallest(token: Token) -> float:
    unit = token.lower_unit if token.type == "dimension" else "%" if token.type == "percentage" else ""
    return MIN_LENGTH.get(unit, MIN_RELATIVE)


def _is_repeated(token: Token) -> bool:
    return bool(token.type == "function" and token.lower_name.startswith("repeating-"))


def _is_range(before: Token) -> bool:
    """Whether a number is a part of a range of Unicode: the 1E900 of U+1E900."""
    return before is not None and before.type == "ident" and before.lower_value == "u"


def _shown(token: Token) -> str:
    text = str(token.serialize())
    return text if len(text) < 40 else f"{text[:40]}…"
