"""Name trees and number trees (ISO 32000-1, 7.9.6 and 7.9.7), whatever shape they are in: each node is read once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from editions.checks.pdf.reading.budget import OBJECTS, Budget
from editions.checks.pdf.reading.values import get, identity, items


def entries(root: Any, kind: str, budget: Budget) -> Iterator[tuple[Any, Any]]:
    """Yield the keys of a tree with their values, in its order; ``kind`` is ``/Names`` or ``/Nums``."""
    pending, seen = [root], set()
    while pending:
        node = pending.pop()
        budget.spend(OBJECTS)
        if not isinstance(node, pikepdf.Dictionary) or (identity(node) != (0, 0) and identity(node) in seen):
            continue
        seen.add(identity(node))
        pairs = items(get(node, kind), budget)
        yield from zip(pairs[::2], pairs[1::2], strict=False)
        pending += reversed(items(get(node, "/Kids"), budget))
