"""The gate of the finished file: which actions a PDF may hold (ISO 32000-2, 12.6).

A link leads to a place of the file itself, or to an address that runs nothing; nothing acts by itself, and nobody but a link
acts at all. What WeasyPrint made, whatever it made it of, is held against this right before it becomes bytes.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

import pydyf

from editions.safety.sanitizer import Removed
from editions.safety.sanitizer.addresses import is_link
from editions.safety.sanitizer.removed import named

_ACTING = frozenset({"AA", "OpenAction", "JS", "JavaScript", "AcroForm", "XFA", "Collection", "Threads"})
"""Keys by which a file acts by itself, asks for input, or becomes a folder of other files."""
_NAMES = frozenset({"Dests", "EmbeddedFiles"})
"""What the catalog may name: no scripts, no renditions."""


def removed(pdf: pydyf.PDF, files: Container[str]) -> Iterator[Removed]:
    """Yield what is taken out of a file, in place: what acts, but links; ``files`` are the addresses of other editions."""
    for holder in _dictionaries(pdf):
        for key in [key for key in holder if key in _ACTING]:
            del holder[key]
            yield Removed(what=f"the entry {key}")
        for key in ("A", "PA", "Next"):
            action = _resolved(pdf, holder.get(key))
            if isinstance(action, dict) and "S" in action and (refused := _refused(action, files)):
                del holder[key]
                yield Removed(what=refused)
        if holder.get("Type") == "/Annot" and holder.get("Subtype") != "/Link":
            yield Removed(what=f"an annotation {named(str(holder.get('Subtype', '')))}")
            _silence(holder)
    yield from _unnamed(pdf)


def _dictionaries(pdf: pydyf.PDF) -> Iterator[Any]:
    """Yield every dictionary of a file, those within others too."""
    waiting: list[Any] = [pdf.catalog, *pdf.objects]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pydyf.Stream):
            each = each.extra
        if isinstance(each, dict):
            yield each
            waiting += [value for value in each.values() if isinstance(value, dict | list | pydyf.Stream)]
        elif isinstance(each, list):
            waiting += [value for value in each if isinstance(value, dict | list | pydyf.Stream)]


def _resolved(pdf: pydyf.PDF, value: Any) -> Any:
    """Return what a value is, or the object that it refers to."""
    if not isinstance(value, bytes) or not value.endswith(b" R"):
        return value
    number = value.split()[0]
    return next((each for each in pdf.objects if str(each.number).encode() == number), None)


def _refused(action: Any, files: Container[str]) -> str:
    """Return what is wrong with an action, ``""`` for one that a link may have."""
    kind = _text(action["S"])
    if kind == "/GoTo" and "F" not in action:
        return ""
    if kind != "/URI":
        return f"an action {named(kind)}"
    address = _text(action.get("URI", ""))
    return "" if is_link(address) or address in files else f"a link to {named(address)}"


def _text(value: Any) -> str:
    value = getattr(value, "string", value)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _silence(annotation: Any) -> None:
    """Leave of an annotation a place on its page, and nothing else."""
    place = annotation.get("Rect", pydyf.Array([0, 0, 0, 0]))
    annotation.clear()
    annotation.update({"Type": "/Annot", "Subtype": "/Link", "Rect": place})


def _unnamed(pdf: pydyf.PDF) -> Iterator[Removed]:
    names = _resolved(pdf, pdf.catalog.get("Names")) or {}
    for key in [key for key in names if key not in _NAMES]:
        del names[key]
        yield Removed(what=f"the names {key}")
