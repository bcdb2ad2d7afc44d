"""Markup as text: what XML may hold, and how it is written without breaking a line."""

from __future__ import annotations

from collections.abc import Mapping

from editions.jats.editing.edits import EditError
from editions.safety.characters import illegal

_REFERENCES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})


def escaped(text: str) -> str:
    """Return text as it stands in an element or a value, on one line. Raises ``EditError`` for what XML cannot hold."""
    if sign := illegal(text):
        raise EditError(f"The character U+{ord(sign):04X} cannot stand in XML. Take it out of {text[:40]!r}.")
    return text.translate(_REFERENCES)


def element(name: str, text: str, attributes: Mapping[str, str]) -> str:
    """Return an element that holds text."""
    return f"<{name}{listed(attributes)}>{escaped(text)}</{name}>"


def listed(attributes: Mapping[str, str]) -> str:
    """Return attributes as they follow the name in a tag."""
    return "".join(f' {name}="{escaped(value)}"' for name, value in attributes.items())
