"""What the libraries behind readers make of our structure: PDFium (Chrome) and Poppler (Evince, Okular)."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

import viewers
from pdf_samples import CONSTRUCTS, picture, printed, tags

SHORT = '<p><abbr>UN</abbr> (<span class="expansion">United Nations</span>), UN, <abbr>UN</abbr></p>'
HYPHEN = f'<p style="width: 30mm; hyphens: auto">{"internationalization " * 3}</p>'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    picture(tmp_path)
    return printed(tmp_path, SHORT + HYPHEN + CONSTRUCTS)[0]


def test_pdfium_agrees_on_roles_alternatives_languages_and_texts(path: Path) -> None:
    (theirs,) = viewers.pdfium_elements(path)
    assert [theirs] == viewers.elements(path)
    assert {"A swift", "x is one"} <= {alternative for _, alternative, *_ in theirs}
    assert {"fr", "es"} <= {language for _, _, language, *_ in theirs}
    assert "\u00ad" in {actual for *_, actual, _ in theirs}
    assert [expansion for *_, expansion in theirs if expansion] == ["United Nations"]


def test_poppler_agrees_on_order_and_headers(path: Path) -> None:
    shown = viewers.poppler(path)
    assert shown.complaints == ""
    with pikepdf.open(path) as pdf:
        assert shown.roles == [tag.role for tag in tags(pdf)]
        headers = [str(header) for tag in tags(pdf) for header in tag.attribute("/Headers") or []]
    assert headers
    assert shown.headers == headers
