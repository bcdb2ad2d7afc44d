"""What a hostile hand does to TOML: to its values, keys and lines."""

from __future__ import annotations

import re
from random import Random

from fuzz.mutations import HOSTILE, TextMutation, found, put

_VALUE = re.compile(r'(?<= = )(?:"[^"\n]*"|\[[^\]\n]*\]|true|false|-?\d+)')
_KEY = re.compile(r"^(?:\[+)?[\w-]+", re.MULTILINE)

_ODD = (
    "true",
    "-1",
    "0",
    "170",
    "9" * 5000,
    "0x" + "f" * 5000,
    "1e400",
    "nan",
    "-inf",
    "2026-02-30",
    "2026-11-24",
    "23:59:60",
    "1979-05-27T00:32:00.999999-07:00",
    '""',
    '" "',
    '"\\u0000"',
    '"\\u0007\\u001b"',
    '"\\ufffe"',
    '"\\ud800"',
    '"\\U00110000"',
    '"\\r\\n\\t"',
    '"""\nx\n\n"""',
    "'''\\'''",
    '"' + "a" * 300 + '"',
    '"' + "a/" * 3000 + '"',
    '"' + "é" * 40_000 + '"',
    "[]",
    "{}",
    "[1]",
    '[["x"]]',
    '["x", 1, []]',
    "{ a = 1 }",
    "{ a.b.c = {} }",
    "[" * 90 + "]" * 90,
    "[" * 5000 + "]" * 5000,
    "{a=" * 3000 + "1" + "}" * 3000,
    '"../bait.css"',
    '["../bait.css"]',
    '["../../../../../../../../../etc/passwd"]',
    '["/etc/passwd"]',
    '["link.png"]',
    '["."]',
    '["evil.svg", "evil.svg"]',
    '["nul\\u0000.css"]',
    '"evil.svg"',
    '"hostile.xml"',
    '"gtts"',
    '"javascript:alert(1)"',
    '"javascript://%0aalert(1)"',
    '"data:text/html,://x"',
    '"https://bait.invalid/ "',
    '"http://[::1"',
    '"mailto:a@b"',
    '"a@b\\n@c"',
    '"large-print"',
    '"Letter"',
    '"ua2"',
    '"print"',
)
TEXTS = (
    *HOSTILE,
    "<script>alert(1)</script>",
    "]]>",
    "&amp;",
    "evil.svg",
    "rule.png",
    "house.css",
    "large-print",
    "https://example.org/",
    "javascript://%0aalert(1)",
    "a@b",
    "es",
    "x" * 3000,
)
_KEYS = (
    *"publisher logo evaluator contact engine rate tables style paper pdf_variant stylesheets voices".split(),
    *"alt long x id language tag reviewed".split(),
    "[voices]",
    "[stylesheets]",
    "[[alternative]]\nid",
    "[alternative",
    "'a b'",
    '"\\u0000"',
    "a.b.c",
    "a." * 900 + "b",
    '""',
    "__proto__",
)


def quoted(text: str) -> str:
    """Return a text as TOML has it, its odd characters as they are."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n") + '"'


def _value(text: str, random: Random) -> str:
    """Give a key another value; mostly text in the place of text."""
    start, end = found(_VALUE, text, random)
    keeps_kind = text[start : start + 1] == '"' and random.random() < 0.7
    return put(text, (start, end), quoted(random.choice(TEXTS)) if keeps_kind else random.choice(_ODD))


def _key(text: str, random: Random) -> str:
    return put(text, found(_KEY, text, random), random.choice(_KEYS))


def _line(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    at = random.randrange(len(lines) + 1)
    return "".join([*lines[:at], f"{random.choice(_KEYS)} = {random.choice(_ODD)}\n", *lines[at:]])


def _shuffle(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def _twice(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    at = random.randrange(len(lines))
    return "".join([*lines[:at], *lines[at : at + random.choice((1, 8))] * random.choice((2, 2, 300)), *lines[at:]])


def _sign(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    signs = ("\0", '"', "'", '"""', "\\", "[", "]]", "{", "=", "#", "\n", "\r", "é", "\ufeff", "\x1b", ".", ",")
    return put(text, (at, at), random.choice(signs))


TOML: dict[str, TextMutation] = {
    "value": _value,
    "key": _key,
    "line": _line,
    "shuffle": _shuffle,
    "twice": _twice,
    "sign": _sign,
}
