"""Texts that could slow a regular expression down: what every stranger tries, and what the expression itself suggests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import permutations
from re import _constants as op  # type: ignore[attr-defined]  # what re itself compiles from
from re import _parser  # type: ignore[attr-defined]
from typing import Any

USUAL = (
    *"a 1A(.-,;:'\"<&@#\\{[/_漢א\n",
    "a ", "A ", "Aa ", "AA ", "a@", "a.", "a,", "1.", "1,", "1 ", "( ", "(a", "a(", "((a ", "()", "{}", "{a", "}", "a{", "<a",
    "<a b=\"", "</a", "<!--", "<?a ", "<![CDATA[", "/*", "*/", "@a ", "url(#", "url(", "\\a", "\\begin{document}", "$$", "&#1;",
    "&a", "e\u0301", "\u0301", "\U0001f469\u200d\U0001f52c", "\u200d", "http://", "https://a.a/", "www.", "doi:10.1000/", "a-",
    "--", "\r\n", "\t", "\u00a0", "漢。", "אב ", "AA (", "(AA", "a: ", "=\"", "\x1b[", "begin", "end",
)  # fmt: skip
"""Units that are repeated, whatever the expression."""

NESTED = ("()", "[]", "{}", "<>", "“”", "«»")
"""Brackets, each opened as often as it is closed."""

MOST_SAMPLES = 7
"""Pieces of one expression that are put beside each other in pairs."""


SHORT = 20
"""Characters of the longest match of an expression that looks at no more from each place, and is tried on few texts."""


@dataclass(frozen=True, slots=True)
class Long:
    """A text of any length: ``before``, then ``unit`` as often as it fits, then ``after``."""

    unit: str
    before: str = ""
    after: str = ""

    def text(self, size: int) -> str:
        """Return the text with about ``size`` characters."""
        return self.before + self.unit * (size // len(self.unit)) + self.after


@dataclass(frozen=True, slots=True)
class Nested:
    """Brackets within brackets."""

    pair: str

    def text(self, size: int) -> str:
        """Return the text with about ``size`` characters."""
        return self.pair[0] * (size // 2) + self.pair[1] * (size // 2)


def inputs(pattern: re.Pattern[str] | re.Pattern[bytes]) -> list[Long | Nested]:
    """Return the texts that a pattern is tried on, each once."""
    whole = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = _parser.parse(whole, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    samples = list(dict.fromkeys(_samples(tree)))[:MOST_SAMPLES]
    if tree.getwidth()[1] <= SHORT:
        return [Long(unit) for unit in dict.fromkeys((*samples, "".join(samples) or " ", "a", "a "))]
    found: list[Long | Nested] = [Long(unit) for unit in (*USUAL, *samples)]
    found += [Nested(pair) for pair in NESTED]
    found += [Long(first + second) for first, second in permutations(samples, 2)]
    for example in dict.fromkeys((_example(tree, 1), _example(tree, 3))):
        cuts = sorted({len(example) * part // 5 for part in range(1, 6)} - {0})
        found += [Long(example[:cut]) for cut in cuts]
        found += [Long(unit, before=example[:cut]) for cut in cuts for unit in samples[:4]]
        found += [Long(unit, before=example[: cut - 1], after=example[cut:]) for cut in cuts for unit in samples[:3]]
    return [item for item in dict.fromkeys(found) if isinstance(item, Nested) or item.unit]


def _samples(tree: Any) -> Iterator[str]:
    """Yield a string for each run of letters in an expression, and a character or two for each class."""
    run = ""
    for code, value in tree:
        if code is op.LITERAL:
            run += chr(value)
            continue
        if run:
            yield run
            run = ""
        match code:
            case op.IN | op.ANY | op.NOT_LITERAL:
                yield from _of_class(code, value)
            case op.MAX_REPEAT | op.MIN_REPEAT | op.POSSESSIVE_REPEAT:
                yield from _samples(value[2])
            case op.SUBPATTERN:
                yield from _samples(value[-1])
            case op.ATOMIC_GROUP:
                yield from _samples(value)
            case op.BRANCH:
                for branch in value[1]:
                    yield from _samples(branch)
            case op.ASSERT | op.ASSERT_NOT:
                yield from _samples(value[1])
    if run:
        yield run


CHARACTERS = "a1 A-.(,é漢\n\"'/:\\;{<@_#\u0301א)]}>=+$%€½α"
"""Characters of every kind: the first that a class holds stand for it."""


def _of_class(code: Any, value: Any) -> list[str]:
    """Return the first two characters that a class holds, since one of them may be held by the next class as well."""
    if code is op.ANY:
        return ["a"]
    items = value if code is op.IN else [(op.NEGATE, None), (op.LITERAL, value)]
    own = [chr(what if kind is op.LITERAL else what[0]) for kind, what in items if kind in (op.LITERAL, op.RANGE)]
    return [character for character in (*CHARACTERS, *own) if _holds(items, character)][:2]


def _holds(items: list[tuple[Any, Any]], character: str) -> bool:
    negated = items[0][0] is op.NEGATE
    return any(_is_one(kind, what, character) for kind, what in items[negated:]) is not negated


def _is_one(kind: Any, what: Any, character: str) -> bool:
    match kind:
        case op.LITERAL:
            return bool(ord(character) == what)
        case op.RANGE:
            return bool(what[0] <= ord(character) <= what[1])
    return CATEGORIES[what](character)


CATEGORIES: dict[Any, Callable[[str], bool]] = {
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_NOT_SPACE: lambda character: not character.isspace(),
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_NOT_DIGIT: lambda character: not character.isdecimal(),
    op.CATEGORY_WORD: lambda character: character.isalnum() or character == "_",
    op.CATEGORY_NOT_WORD: lambda character: not (character.isalnum() or character == "_"),
}


def _example(tree: Any, times: int) -> str:
    """Return a text that an expression could match, what repeats in it repeated a number of times."""
    made = ""
    groups: dict[int, str] = {}
    for code, value in tree:
        made += _part(code, value, times, groups)
    return made


def _part(code: Any, value: Any, times: int, groups: dict[int, str]) -> str:
    match code:
        case op.LITERAL:
            return chr(value)
        case op.IN | op.ANY | op.NOT_LITERAL:
            return "".join(_of_class(code, value)[:1])
        case op.MAX_REPEAT | op.MIN_REPEAT | op.POSSESSIVE_REPEAT:
            least, most, part = value
            return str(_example(part, times) * min(max(least, times), most))
        case op.SUBPATTERN:
            groups[value[0]] = _example(value[-1], times)
            return str(groups[value[0]])
        case op.ATOMIC_GROUP:
            return _example(value, times)
        case op.BRANCH:
            return _example(value[1][0], times)
        case op.GROUPREF:
            return str(groups.get(value, ""))
    return ""
