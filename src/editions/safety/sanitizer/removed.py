"""What the gate took out of a document, and how people are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editions.findings import Finding, Severity, Where

HINT = "No article should bring it so far: please report it to the makers of editions, with the article."
_MAX_CHARS = 80  # characters of a name in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """One thing that was taken out: ``what`` in the words of a message, ``id`` of the element, or of the nearest around it.

    ``unknown`` is the name of the property of CSS that it is, where CSS of editions has none of that name.
    """

    what: str
    id: str = ""
    unknown: str = ""

    def message(self, output: str) -> str:
        """Return the sentence that says so."""
        return f"The {output} may not hold {self.what}: it is left out."


def named(name: str) -> str:
    """Return a stranger's name as a message can hold it: short, in one line."""
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in name[:_MAX_CHARS])
    return f"{shown}…" if len(name) > _MAX_CHARS else shown


def distinct(removed: Iterable[Removed]) -> tuple[Removed, ...]:
    """Return what was taken out, each kind of thing once, at its first place."""
    first: dict[str, Removed] = {}
    for item in removed:
        first.setdefault(item.what, item)
    return tuple(first.values())


def findings(removed: Iterable[Removed], file: str, output: str, hint: str = HINT) -> Iterator[Finding]:
    """Yield one finding for each kind of thing that was taken out."""
    for item in distinct(removed):
        where = Where(file=file, id=item.id)
        yield Finding(rule="content.removed", severity=Severity.ERROR, where=where, message=item.message(output), hint=hint)
