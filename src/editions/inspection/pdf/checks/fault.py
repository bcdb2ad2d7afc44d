"""What a check yields, before it becomes a finding."""

from __future__ import annotations

from dataclasses import dataclass

_SHOWN = 50  # characters of a quotation


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: the rule's id, what is wrong and where to begin mending it; ``page`` is 0 where it is of no page, or of all."""

    rule: str
    message: str
    hint: str = ""
    page: int = 0


def quoted(text: str) -> str:
    """Return the beginning of a text between quotation marks."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= _SHOWN else line[:_SHOWN].rstrip() + '…'}”"
