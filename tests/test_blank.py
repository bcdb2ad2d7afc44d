"""Pages that are over a third blank are counted, but for the last (``./dev corpus``)."""

from __future__ import annotations

from pathlib import Path

import pydyf

from corpus.finished import blank_pages


def drawn(path: Path, *pages: tuple[int, int]) -> Path:
    """Write pages of 100 by 100 points, each black between two heights, with a number at its foot."""
    pdf = pydyf.PDF()
    for low, high in pages:
        content = pydyf.Stream()
        for bottom, height in ((low, high - low), (2, 3)):
            content.rectangle(10, bottom, 80, height)
            content.fill()
        pdf.add_object(content)
        box = pydyf.Array([0, 0, 100, 100])
        page = {"Type": "/Page", "Parent": pdf.pages.reference, "MediaBox": box, "Contents": content.reference}
        pdf.add_page(pydyf.Dictionary(page))
    with path.open("wb") as file:
        pdf.write(file)
    return path


def test_a_page_is_blank_where_a_third_of_its_height_is(tmp_path: Path) -> None:
    assert blank_pages(drawn(tmp_path / "a.pdf", (12, 92), (50, 92), (12, 50), (40, 92), (80, 92))) == [2, 3]


def test_the_last_page_may_be_blank(tmp_path: Path) -> None:
    assert blank_pages(drawn(tmp_path / "a.pdf", (90, 92))) == []
