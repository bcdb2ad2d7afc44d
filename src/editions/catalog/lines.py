"""The lines of a TOML file: on which one each table of an array, and each of its keys, is written.

``tomllib`` gives values without their lines, so the file, known to be TOML, is gone through once more: strings and comments are
passed over whole, so that what looks like a table inside a text is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from editions.safety.toml import STRING

_TOKEN = re.compile(STRING + r"|[\"'].*+|\#[^\n]*+|[\[\]{}\n]", re.DOTALL)
_HEADER = re.compile(r"^[ \t]*+\[\[?\s*+([\w-]++)\s*+\]\]?", re.MULTILINE)
_KEY = re.compile(r"""^[ \t]*+(?:([\w-]++)|"([\w-]++)"|'([\w-]++)')[ \t]*+=""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines from 1: ``tables[name][number]`` is where the table begins and where its keys are."""

    tables: dict[str, list[dict[str, int]]] = field(default_factory=dict)
    top: dict[str, int] = field(default_factory=dict)

    def of(self, table: str, number: int, key: str = "") -> int:
        """Return the line of a key of the numbered table of a name, or of the table itself (0 where neither is known)."""
        known = self.tables.get(table, [])
        keys = known[number] if number < len(known) else {"": self.top.get(table, 0)}
        return keys.get(key, keys[""])


def lines(text: str) -> Lines:
    """Return the lines of a text that is valid TOML."""
    found, depth, number, at = Lines(), 0, 1, 0
    keys = found.top
    while at < len(text):
        keys = _begin(text, at, number, keys, found) if not depth else keys
        depth, number, at = _to_next_line(text, at, depth, number)
    return found


def _begin(text: str, at: int, number: int, keys: dict[str, int], found: Lines) -> dict[str, int]:
    """Note what begins on a line; return the keys of the table that is open after it."""
    if header := _HEADER.match(text, at):
        found.tables.setdefault(header[1], []).append({"": number})
        return found.tables[header[1]][-1]
    if key := _KEY.match(text, at):
        keys.setdefault(key[1] or key[2] or key[3], number)
    return keys


def _to_next_line(text: str, at: int, depth: int, number: int) -> tuple[int, int, int]:
    """Return the depth of brackets, the number and the offset of the next line that is no part of a string."""
    for token in _TOKEN.finditer(text, at):
        sign = token[0]
        number += sign.count("\n")
        if sign == "\n":
            return depth, number, token.end()
        depth += (sign in ("[", "{")) - (sign in ("]", "}"))
    return depth, number, len(text)
