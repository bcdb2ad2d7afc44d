"""What a translation lacks of its original is said with the places of both."""

from __future__ import annotations

from pathlib import Path

import pytest

import editions
from articles import START, TITLE

SECTIONS = "".join(f"<sec><title>Part {n}</title>\n<p>Text.</p></sec>\n" for n in (1, 2))
PARTS = {
    "section": SECTIONS,
    "table": "\n".join(f"<table-wrap><label>Table {n}</label><table><tr><th>A</th></tr></table></table-wrap>" for n in (1, 2)),
    "figure": "\n".join(f'<fig><label>Fig. {n}</label><graphic xlink:href="a{n}.png"/></fig>' for n in (1, 2)),
    "note": "\n".join(f"<p>Word<fn><label>{n}</label><p>Note.</p></fn></p>" for n in (1, 2)),
}
ONE = {
    "section": "<sec><title>Parte 1</title><p>Texto.</p></sec>",
    "table": "<table-wrap><label>Tabla 2</label><table><tr><th>A</th></tr></table></table-wrap>",
    "figure": '<fig><label>Figura 2</label><graphic xlink:href="a2.png"/></fig>',
    "note": "<p>Palabra<fn><label>2</label><p>Nota.</p></fn></p>",
}
LICENCE = '<permissions>\n<license xlink:href="https://example.org/"><license-p>Free.</license-p></license></permissions>'


def found(folder: Path, original: str, translation: str, back: str = "", licence: str = "") -> list[str]:
    """What is said of a translation: its place, and what it lacks."""
    title = TITLE.replace("</article-meta>", f"{licence}</article-meta>")
    stub = "<front-stub><title-group><article-title>T</article-title></title-group></front-stub>"
    sub = f'<sub-article article-type="translation" xml:lang="es">{stub}<body>{translation}</body></sub-article>'
    source = folder / "small.xml"
    source.write_text(f"{START}{title}\n<body>{original}</body>\n{back}\n{sub}</article>", "utf-8")
    said = [item for item in editions.audit(editions.read(source)) if item.rule.startswith("translation.")]
    return [
        f"{item.where.line}:{item.where.column} {item.message}" for item in said if item.rule != "translation.no-alternative"
    ]


@pytest.mark.parametrize("kind", PARTS)
def test_fewer_of_a_kind(tmp_path: Path, kind: str) -> None:
    """Which one is missing is told by its number, where all have one."""
    lacks = {"section": "the original has them in lines 2:7, 4:1", "note": "it lacks that of line 2:14"}
    (said,) = found(tmp_path, PARTS[kind], ONE[kind])
    line = 3 + PARTS[kind].count("\n") + 1
    expected = lacks.get(kind, "it lacks that of line 2:7")
    assert said == f"{line}:1 The translation has 1 of the original's 2 {kind}s: {expected}."


def test_references_and_licence(tmp_path: Path) -> None:
    references = "".join(f'<ref id="r{n}"><mixed-citation>Work {n}.</mixed-citation></ref>\n' for n in (1, 2))
    said = found(tmp_path, "<p>Text.</p>", "<p>Texto.</p>", f"<back><ref-list>{references}</ref-list></back>", LICENCE)
    assert said == [
        "7:1 The translation has no licence, but the original has one (line 2:44).",
        "7:1 The translation has none of the original's 2 references: it lacks those of lines 4:17, 5:1.",
    ]


@pytest.mark.parametrize(
    ("original", "translation", "differ"),
    [
        ("on 12 May 2024", "el 13 de mayo de 2024", ("13", "12")),
        ("$1,200.50 in all", "1.300,50 dólares", ("1.300,50", "1,200.50")),
        ("from 1984 to 1990", "de 1948 a 1990", ("1948", "1984")),
        ("$1,200.50", "1.200,50", None),
        ("twelve of 20", "12 de 20", None),
        ("in the 1990s", "en los años 90", None),
        ("1.5 billion", "1.500 millones", None),
    ],
)
def test_numbers_that_differ(tmp_path: Path, original: str, translation: str, differ: tuple[str, str] | None) -> None:
    said = found(tmp_path, f"<p>It was {original}.</p>", f"<p>Fue {translation}.</p>")
    own, other = differ or ("", "")
    assert [item.split(" ", 1)[1] for item in said] == (
        [f"The translation says {own}; the original says {other} (line 2:7)."] if differ else []
    )
