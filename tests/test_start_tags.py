"""Where a finding is: the line and the column of its element, also in a file of one line."""

from __future__ import annotations

from pathlib import Path

import pytest

import editions
from articles import START, TITLE
from editions.jats.entities import declare
from editions.jats.start_tags import StartTags

MINIFIED = (
    f"{START}{TITLE}<body><p>é 😀 <foo>x</foo></p><p>&eacute;<bar>x</bar></p>"
    '<fig id="f1"><graphic xlink:href="a.png"/></fig></body>'
    '<sub-article article-type="translation" xml:lang="es" id="es"><front-stub><title-group><article-title>T</article-title>'
    '</title-group></front-stub><body><fig id="f2"><graphic xlink:href="b.png"/></fig></body></sub-article></article>'
)


def test_every_finding_of_a_minified_article_has_its_column(tmp_path: Path) -> None:
    """In characters, as the file has them: neither bytes nor what is declared for a named character moves them."""
    source = tmp_path / "small.xml"
    source.write_text(MINIFIED, "utf-8")
    findings = editions.audit(editions.read(source))
    assert {finding.where.line for finding in findings} == {1}
    places = {MINIFIED[finding.where.column - 1 :].split(">")[0].split()[0] for finding in findings}
    assert places == {"&eacute;<bar", "<foo", "<bar", "<graphic"}
    assert [finding.where.column for finding in findings] == sorted(finding.where.column for finding in findings)


def test_a_start_tag_begins_where_its_sign_is() -> None:
    """Over several lines too, where libxml2 has the line of its end."""
    tags = StartTags(declare(b"<a>\n  <b\n x='1'\n y='2'/>\n</a>"))
    assert list(tags) == [(1, 1), (2, 3)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_columns_are_of_characters(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>\n<a>éü<b/></a>'.encode(encoding)
    assert list(StartTags(declare(data))) == [(2, 1), (2, 6)]


def test_nothing_is_expanded() -> None:
    """What an entity stands for has no place in the file, and a thousand million of it take none."""
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    data = f'<!DOCTYPE a [<!ENTITY l0 "<c/>">{lol}]><a>&l9;<b/></a>'
    assert [data[column - 1 :][:3] for _, column in StartTags(declare(data.encode()))] == ["<a>", "<b/"]


def test_what_cannot_be_gone_through_ends_with_what_was() -> None:
    assert list(StartTags(declare(b"<a><b>&nothing;<c></a>"))) == [(1, 1), (1, 4)]
