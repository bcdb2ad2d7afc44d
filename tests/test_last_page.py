"""No page has the colophon alone where that can be helped."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

import articles
import editions


def texts(folder: Path, words: int, style: str) -> list[str]:
    """The text of each page of an article of so many words."""
    body = "".join(f"<p>{'word ' * 20}</p>" for _ in range(words // 20))
    keywords = "<kwd-group><kwd>a keyword</kwd></kwd-group>"
    source = articles.write(folder, body=f"<body>{body}</body>")
    source.write_text(source.read_text("utf-8").replace("</article-meta>", f"{keywords}</article-meta>", 1), "utf-8")
    pdf = editions.build(source, folder / "out", formats=("pdf",), style=style, detect=False).editions[0].pdf
    assert pdf
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


@pytest.mark.slow
@pytest.mark.parametrize(("style", "words"), [("default", 380), ("default", 420), ("compact", 720), ("news", 720)])
def test_the_last_page_has_words_of_the_text(tmp_path: Path, style: str, words: int) -> None:
    """The lengths are those of which the colophon alone would not fit any more."""
    pages = texts(tmp_path, words, style)
    first, last = pages[0], pages[-1]
    assert first.count("word") > words / 2  # the text has not left its first page
    assert "word word" in last
    assert "This PDF is tagged" in last
