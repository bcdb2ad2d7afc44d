"""HTML as text: what is taken for it, what its parser is spared, and what the article then says of itself."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from articles import write
from editions.findings import Severity
from editions.jats import escaped_html, read
from editions.xhtml import render

PAGE = "<p>One.</p><p>Two <i>words</i>.</p><p>Three.</p>"


def paragraph(tmp_path: Path, html: str, *, inside: str = "") -> tuple[str, list[tuple[str, Severity]]]:
    """Return the words of an article with HTML in a paragraph, line by line, and its findings."""
    article = read(write(tmp_path, body=f"<body><p>{escape(html)}{inside}</p></body>"))
    texts = [" ".join("".join(part.itertext()).split()) for part in render(article).iter("{*}p")]
    return "|".join(texts), [(finding.rule, finding.severity) for finding in article.findings]


def test_html_becomes_paragraphs(tmp_path: Path) -> None:
    assert paragraph(tmp_path, PAGE) == ("One.|Two words.|Three.", [("html.as-text", Severity.WARNING)])


@pytest.mark.parametrize(
    "text", ["a < b and c > d", "Write <p> and </p> around it.", "<x>" * 9 + "</x>", "<b>1</b><b>2</b><b>3</b><b>4</b>"]
)
def test_a_text_about_tags_stays(text: str) -> None:
    assert not escaped_html.is_html(text)


@pytest.mark.parametrize("limit", ["MAX_CHARS", "MAX_TAGS", "MAX_DEPTH"])
def test_beyond_a_limit_it_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    """An error takes the claims of conformance out of every edition; no word is lost."""
    monkeypatch.setattr(escaped_html, limit, 2)
    words, found = paragraph(tmp_path, PAGE)
    assert words == PAGE
    assert found == [("html.unreadable", Severity.ERROR)]


def test_html_around_elements_is_an_error(tmp_path: Path) -> None:
    words, found = paragraph(tmp_path, PAGE, inside="<bold>four</bold>")
    assert words == f"{PAGE}four"
    assert found == [("html.unreadable", Severity.ERROR)]


def test_nothing_in_it_runs(tmp_path: Path) -> None:
    """Scripts go; addresses that run are refused as everywhere."""
    words, found = paragraph(tmp_path, f"<script>alert(1)</script><a href='javascript:a()'>x</a>{PAGE}")
    assert words == "x|One.|Two words.|Three."
    assert ("link.refused", Severity.WARNING) in found


def test_deep_html_is_refused(tmp_path: Path) -> None:
    words, found = paragraph(tmp_path, "<div>" * 300 + "<p>deep</p>" + "</div>" * 300)
    assert "deep" in words
    assert ("html.unreadable", Severity.ERROR) in found
