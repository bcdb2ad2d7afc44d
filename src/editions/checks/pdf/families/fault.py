"""What a check yields, before it becomes a finding."""

from __future__ import annotations

from dataclasses import dataclass

_SHOWN = 50  # characters of a quotation
_LOOKED_AT = 1000  # characters that a quotation is made of


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: the rule's id, what is wrong and where to begin mending it; ``page`` is 0 where it is of no page, or of all."""

    rule: str
    message: str
    hint: str = ""
    page: int = 0


def quoted(text: str) -> str:
    """Return the beginning of a text between quotation marks."""
    line = " ".join(text[:_LOOKED_AT].split())
    return f"“{line if len(line) <= _SHOWN else line[:_SHOWN].rstrip() + '…'}”"


def spelled(text: str | None) -> str:
    """Return a name, or the beginning of a long one, as Python writes it: with each odd character to be seen."""
    return repr(text if text is None or len(text) <= _SHOWN else text[:_SHOWN] + "…")
