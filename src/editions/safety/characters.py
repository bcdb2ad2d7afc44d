"""The characters that XML may hold (XML 1.0, 2.2): what goes into XHTML, TOML and messages is held to them."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def illegal(text: str) -> str:
    """Return the first character that no XML document may hold, not even as a reference, else ``""``."""
    found = None if text.isprintable() else _ILLEGAL.search(text)
    return found[0] if found else ""


def legal(text: str, instead: str = "") -> str:
    """Return text with ``instead`` for each character that no XML document may hold."""
    return text if text.isprintable() else _ILLEGAL.sub(instead, text)
