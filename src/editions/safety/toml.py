"""TOML from strangers: read as a plain file, and looked over before it is parsed, so that its cost grows with its size alone.

``tomllib`` recurses into brackets, and takes the square of a dotted key's parts in time and memory; Python's ``int`` refuses
endless digits. All are bounded here, with the line. Strings and comments are passed over whole.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any, Final

from editions.findings import UsageError

MAX_DEPTH: Final = 20
"""Brackets within brackets, and the parts of a dotted key."""

MAX_CHARS: Final = 1000
"""Characters of a key, number or date without quotes."""

MAX_TOKENS: Final = 1_500_000
"""Strings, words, signs and line breaks of one file."""

MAX_SHOWN_CHARS: Final = 60
"""Characters of a file's own words in a message about it."""

STRING: Final = (
    r'"""[^\\"]*+(?:(?:\\.|"{1,2}+(?!"))[^\\"]*+)*"{3,5}+'
    r"|'''[^']*+(?:'{1,2}+(?!')[^']*+)*'{3,5}+"
    r'|"(?!"")[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*"'
    r"|'(?!'')[^'\n]*+'"
)
"""The pattern of a string of any of the four kinds: unrolled, since each turn of a group takes memory."""

_KEY: Final = re.compile(r"[\w-]{1,60}")
_RESERVED: Final = frozenset("\"'#=[]{}")
_LINE: Final = re.compile(r"line (\d+)")
_TOKEN: Final = re.compile(
    STRING + r"|\#[^\n]*+"
    r"|[\[\]{},=.\n]"
    r"|[^\s\"'\#\[\]{},=.]++"
    r"|(?P<open>[\"'].*+)",
    re.DOTALL,
)


def text(path: Path, largest: int, kind: str, *, follow: bool = True, hint: str = "") -> str:
    """Return a file's text, its line breaks as ``\\n``.

    ``kind`` names what it is in messages, ``hint`` is the next step where it is not there; ``follow`` says whether it may be a
    link. Raises ``UsageError`` for what is not a plain file (a pipe, a device, a folder), cannot be read, has more bytes than
    ``largest`` or is not UTF-8.
    """
    content = _content(path, largest + 1, follow=follow, hint=hint)
    if len(content) > largest:
        raise UsageError(f"{path}: larger than {amount(largest)}, the limit of a {kind}. Shorten it.")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{path}:{line}: not UTF-8. Save the {kind} as UTF-8.") from None


def parsed(path: Path, text: str, kind: str) -> dict[str, Any]:
    """Return what the text of a file says. Raises ``UsageError`` with its line where it is not TOML, or beyond the bounds."""
    _check_shape(path, text)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(_not_toml(path, str(error), text)) from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: a value is not that of a {kind}: {shortened(str(error))}. Correct it.") from None


def amount(size: int) -> str:
    """Return a number of bytes as a message has it: ``64 kB``."""
    return f"{size // 2**20} MB" if size >= 2**20 else f"{size // 2**10} kB"


def shortened(text: str) -> str:
    """Return a file's own words as a message may have them: in one line, of a bounded length."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in text[: MAX_SHOWN_CHARS + 1])
    return shown if len(text) <= MAX_SHOWN_CHARS else f"{shown[:MAX_SHOWN_CHARS]}…"


def quoted(value: object) -> str:
    """Return any value as a message may have it: quoted as in Python, and shortened.

    A number of thousands of digits cannot be written, and a list may hold one: only text is shown as it is.
    """
    return repr(shortened(value)) if isinstance(value, str) else f"a value of type {type(value).__name__}"


def _content(path: Path, most: int, *, follow: bool, hint: str) -> bytes:
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW)  # a pipe is not waited for
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UsageError(f"{path}: cannot be read: it is not a plain file.")
            return file.read(most)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{str(path)[:MAX_CHARS]}: cannot be read: {reason}. {hint}".rstrip()) from None


def _check_shape(path: Path, text: str) -> None:
    depth = parts = 0
    for count, token in enumerate(_TOKEN.finditer(text)):
        if token["open"]:
            return  # a string that does not end: the parser says so
        if count == MAX_TOKENS:
            raise _beyond(path, text, token.start(), f"the file has more than {MAX_TOKENS:,} words and signs")
        match text[token.start()]:
            case "[" | "{":
                depth, parts = depth + 1, 0
            case "]" | "}":
                depth, parts = depth - 1, 0
            case "," | "=" | "\n":
                parts = 0
            case ".":
                parts += 1
            case '"' | "'" | "#":
                continue
            case _ if token.end() - token.start() > MAX_CHARS:
                raise _beyond(path, text, token.start(), f"a number or a key has more than {MAX_CHARS} characters")
        if max(depth, parts) > MAX_DEPTH:
            raise _beyond(path, text, token.start(), f"brackets are nested more than {MAX_DEPTH} deep, or a key has more parts")


def _beyond(path: Path, text: str, at: int, what: str) -> UsageError:
    return UsageError(f"{path}:{_line(text, at)}: {what}. Simplify it.")


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _bare(line: str) -> tuple[str, str] | None:
    """Return the key and the words of a line whose text stands without quotes, None for another line."""
    key, _, words = (part.strip() for part in line.partition("="))
    is_text = words[:1].isalpha() and _RESERVED.isdisjoint(words)
    return (key, words) if is_text and _KEY.fullmatch(key) else None


def _not_toml(path: Path, message: str, text: str) -> str:
    what, _, where = message.rpartition(" (at ")
    found = _LINE.match(where)
    line = int(found[1]) if found else _line(text.rstrip("\n"), len(text))
    what = "a key stands twice in one entry" if what == "Cannot overwrite a value" else shortened(what or message)
    if found and (bare := _bare(text.split("\n")[line - 1])):
        return f'{path}:{line}: not TOML: {what}. Put the text in quotes: {bare[0]} = "{shortened(bare[1])}".'
    return f'{path}:{line}: not TOML: {what}. Mend the line; text stands in quotes, a quote inside them as \\".'
