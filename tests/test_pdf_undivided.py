"""No page ends within a word."""

import re
import subprocess
from pathlib import Path

import pytest

from editions.pdf.drawing.glyphs import SOFT_HYPHEN
from pdf_samples import printed

WORDS = ("internationalization", "accessibility", "responsibilities", "characteristically", "misunderstandings")


def pages(path: Path) -> list[str]:
    ran = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return ran.stdout.split("\f")


@pytest.mark.slow
@pytest.mark.parametrize("lines", range(3))
def test_words_at_the_ends_of_pages_are_whole(tmp_path: Path, lines: int) -> None:
    """Every word of a text in which nearly every line ends with a hyphen is extracted as it was written, and in its place."""
    text = [f"{word} {number}" for number in range(60) for word in WORDS]
    body = f'<p style="height: {lines}em"></p><p style="widows: 1; orphans: 1"><i>{"</i> <i>".join(text)}</i></p>'
    path, _ = printed(tmp_path, f"<div>{body}</div>", css="@page { size: 60mm 70mm; margin: 8mm }")
    found = [re.findall(r"[a-z]{4,}|\d+", page) for page in pages(path)]
    assert len(found) > 8
    extracted = [word for page in found for word in page if word in WORDS]
    assert extracted == [word for each in text for word in each.split() if word in WORDS]
    assert not any(SOFT_HYPHEN in page for page in pages(path))


def test_a_word_as_long_as_its_line_stays_divided(tmp_path: Path) -> None:
    """It has nowhere to go: the line would be empty."""
    path, _ = printed(tmp_path, f"<p>{'internationalization ' * 60}</p>", css="@page { size: 34mm 60mm; margin: 5mm }")
    assert "".join(pages(path)).count("inter") >= 60


def test_words_at_the_ends_of_columns_are_whole(tmp_path: Path) -> None:
    text = " ".join(f"{word} {number}" for number in range(60) for word in WORDS)
    body = f'<p style="widows: 1; orphans: 1">{text}</p>'
    css = "@page { size: 100mm 70mm; margin: 8mm } .columns { column-gap: 4mm }"
    path, _ = printed(tmp_path, body, css=css, style="compact")
    found = [word for page in pages(path) for word in re.findall(r"[a-z]{4,}", page) if word in WORDS]
    assert found == [word for word in text.split() if word in WORDS]
