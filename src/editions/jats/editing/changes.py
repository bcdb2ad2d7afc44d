"""Changes of a file, byte by byte, and the way back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was put in at one place, and what stood there before.

    ``offset`` is counted in bytes of the edited file. ``removed`` is empty for a pure insertion. Two things alone are ever
    removed: the ``/`` of an empty tag that now holds something (``<graphic/>``), and a text or a language that an edit
    replaces on demand.
    """

    offset: int
    inserted: bytes
    removed: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A file with its edits, and what was changed for them, in the order of the file."""

    data: bytes
    changes: tuple[Change, ...]

    def undone(self) -> bytes:
        """Return the file as it was, byte for byte."""
        kept: list[bytes] = []
        at = 0
        for change in self.changes:
            kept += [self.data[at : change.offset], change.removed]
            at = change.offset + len(change.inserted)
        return b"".join([*kept, self.data[at:]])
