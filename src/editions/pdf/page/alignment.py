"""Lines up the heads of a table with their columns: over numbers, which are set flush right, a head is flush right too."""

from __future__ import annotations

from lxml import etree

from editions.pdf.page.markup import H, add_class
from editions.pdf.tree.tables import Grid, HtmlCell

_ALIGNED = frozenset({"number", "centre"})


def align_heads(table: etree._Element, grid: Grid) -> None:
    """Mark the heads of one column of numbers as numbers. ``grid`` is that of ``table``."""
    columns: dict[int, list[HtmlCell]] = {}
    for cell in grid.cells:
        if not cell.is_header:
            columns.setdefault(cell.x, []).append(cell)
    numbers = {x: min(cell.y for cell in column) for x, column in columns.items() if all(map(_is_number, column))}
    by_id = {cell.element.get("id"): cell for cell in grid.cells if cell.is_header}
    for element in table.iter(f"{H}th"):
        head = by_id.get(element.get("id"))
        if head is not None and head.width == 1 and head.y < numbers.get(head.x, 0) and not _aligned(head):
            add_class(element, "number")


def _aligned(cell: HtmlCell) -> frozenset[str]:
    return _ALIGNED & set(cell.element.get("class", "").split())


def _is_number(cell: HtmlCell) -> bool:
    return cell.is_empty or "number" in _aligned(cell)
