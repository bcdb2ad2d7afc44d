"""Ends a layout that would go on for hours: its steps are counted, so that the same article always ends in the same way.

The time of WeasyPrint 70.* grows faster than some inputs: notes at the foot of one page, letters of one word, columns of a
style sheet. Each line that is broken, each block and each page is a step, a long text in one piece as many as it has parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, Final

from editions.safety.patching import patched

MAX_STEPS: Final = 400_000
"""Steps of one layout, each a quarter of a millisecond: nearly four times those of the largest article of the corpus."""
PART: Final = 100
"""Characters of a text that are one step more: a line looks at all that follows it in its piece."""
PAGE: Final = 100
"""Steps of a page, for its margins and what stands in them."""
MAX_PAGES: Final = 4_000
"""Pages of one document."""


class TooMuch(Exception):
    """A layout was ended. ``str()`` says after what."""


@dataclass(slots=True)
class Effort:
    """The steps of one layout up to now."""

    steps: int = 0

    def spend(self, steps: int) -> None:
        """Count steps. Raises ``TooMuch`` where there are too many."""
        self.steps += steps
        if self.steps > MAX_STEPS:
            raise TooMuch(f"it was ended after {MAX_STEPS:,} steps")


@contextmanager
def bounded() -> Iterator[Effort]:
    """Count what WeasyPrint does while one document is laid out, and end it in time (``engine.py``)."""
    effort = Effort()
    with (
        patched("weasyprint.layout.inline:split_first_line", partial(_line, effort)),
        patched("weasyprint.layout.preferred:split_first_line", partial(_line, effort)),
        patched("weasyprint.layout.block:block_level_layout", partial(_block, effort)),
        patched("weasyprint.layout.page:remake_page", partial(_page, effort)),
    ):
        yield effort


def _line(effort: Effort, original: Any) -> Any:
    @wraps(original)
    def split_first_line(text: str, *others: Any, **named: Any) -> Any:
        effort.spend(1 + len(text) // PART)
        return original(text, *others, **named)

    return split_first_line


def _block(effort: Effort, original: Any) -> Any:
    @wraps(original)
    def block_level_layout(*others: Any, **named: Any) -> Any:
        effort.spend(1)
        return original(*others, **named)

    return block_level_layout


def _page(effort: Effort, original: Any) -> Any:
    @wraps(original)
    def remake_page(index: int, *others: Any, **named: Any) -> Any:
        if index >= MAX_PAGES:
            raise TooMuch(f"it has more than {MAX_PAGES:,} pages")
        effort.spend(PAGE)
        return original(index, *others, **named)

    return remake_page
