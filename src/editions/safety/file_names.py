"""Names: what the files of an article are called, and how a name, or what a library says of a file, is shown as text."""

from __future__ import annotations

import os
import re
from pathlib import Path

from editions.safety.characters import legal

GENERIC_STEMS = frozenset({"article", "main", "index", "-"})
"""Stems that say nothing: the folder's name names the article. ``-`` is standard input: the working folder names it."""

_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")


MAX_SHOWN_CHARS = 300
"""Characters of what a library says that are quoted."""


def article_name(source: Path) -> str:
    """Return the name of an article's files: the source's stem, or its folder's name where the stem says nothing."""
    stem = source.stem.strip(".") or "article"  # "..", as a folder, would lead out of the target
    return Path(os.path.realpath(source)).parent.name or stem if stem in GENERIC_STEMS else stem


def printable(text: str) -> str:
    """Return text that UTF-8 and XML can hold: bytes of a file name that are not UTF-8, and controls, become U+FFFD."""
    return legal(text, "\ufffd")


def short_line(words: object) -> str:
    """Return what a library says of a file, for a message of ours: in one line, printable and of a bounded length."""
    line = printable(" ".join(str(words)[: 4 * MAX_SHOWN_CHARS].split()))
    return line if len(line) <= MAX_SHOWN_CHARS else f"{line[:MAX_SHOWN_CHARS].rstrip()}…"


def one_line(text: str) -> str:
    r"""Return text that moves no terminal: printable, its line ends and control characters written out (``\n``, ``\x1b``)."""
    return printable(_CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode(), text))
