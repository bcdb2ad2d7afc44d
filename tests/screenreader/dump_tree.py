"""Prints Firefox's accessibility tree (AT-SPI) of the file it shows: a line a node.

Each line is the JSON of ``[depth, role, lang, name, text]``.

Runs with the system's Python, which has the bindings (Debian's ``python3-gi`` and ``gir1.2-atspi-2.0``).
"""

# The bindings are not there when types are checked.
# mypy: ignore-errors

from __future__ import annotations

import json
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402  (the version has to be asked for first)

DEEPEST = 60
INLAID = "\ufffc"  # stands in a node's text where a child is


def kids(node):
    """Yield the children that are there."""
    for number in range(node.get_child_count()):
        child = node.get_child_at_index(number)
        if child is not None:
            yield child


def firefox():
    """Return the browser."""
    return next(item for item in kids(Atspi.get_desktop(0)) if "firefox" in (item.get_name() or "").lower())


def documents(node, depth=0):
    """Yield the documents that come from a file."""
    if depth > DEEPEST:
        return
    if node.get_role_name().startswith("document") and "file://" in (node.get_document_attribute_value("DocURL") or ""):
        yield node
        return
    for child in kids(node):
        yield from documents(child, depth + 1)


def show(node, depth=0):
    """Print a node and all below it."""
    text = Atspi.Text.get_text(node, 0, -1).replace(INLAID, "") if node.get_text_iface() else ""
    print(json.dumps([depth, node.get_role_name(), node.get_object_locale(), node.get_name(), text], ensure_ascii=False))
    for child in kids(node) if depth < DEEPEST else ():
        show(child, depth + 1)


if __name__ == "__main__":
    warnings.simplefilter("ignore", DeprecationWarning)
    for document in documents(firefox()):
        show(document)
