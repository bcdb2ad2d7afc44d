"""Each rule of the audit has an article that breaks it and one that keeps it."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from editions.accessibility.audit import audit
from editions.jats import read
from editions.rules import AUDIT

START = '<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en"><front><article-meta><title-group>'
TITLE = "<article-title>A title</article-title></title-group></article-meta></front><body>"
END = "</body></article>"


def body(content: str) -> str:
    """An article that keeps every rule but those that its text breaks."""
    return START + TITLE + content + END


def picture(alt: str, *, element: str = "graphic", more: str = "", href: str = "dot.png") -> str:
    return f'<{element} xlink:href="{href}"><alt-text>{alt}</alt-text>{more}</{element}>'


def figure(alt: str, title: str = "The bridge", more: str = "") -> str:
    caption = f"<label>Figure 1</label><caption><title>{title}</title></caption>"
    return f'<fig>{caption}<alt-text>{alt}</alt-text>{more}<graphic xlink:href="dot.png"/></fig>'


def formula(alt: str) -> str:
    return f"<disp-formula><alt-text>{alt}</alt-text><tex-math>x</tex-math></disp-formula>"


def table(caption: str, cells: str) -> str:
    return f"<table-wrap>{caption}<table><tr>{cells}</tr></table></table-wrap>"


def translated(alt: str) -> str:
    """An article whose picture has an alternative, with a translation of it."""
    front = "<front-stub><title-group><article-title>Un título</article-title></title-group></front-stub>"
    opening = '<sub-article article-type="translation" xml:lang="es">'
    part = f'{opening}{front}<body><graphic xlink:href="dot.png">{alt}</graphic></body></sub-article>'
    return (START + TITLE + picture("An arched bridge") + END).replace("</article>", f"{part}</article>")


CAPTION = "<caption><title>Years</title></caption>"
LINK = '<p>Read <ext-link xlink:href="https://example.org/">{}</ext-link>.</p>'
LONG = "<long-desc>It rises from one to three.</long-desc>"
MEDIA = '<media xlink:href="film.mp4"><label>Film 1</label>{}</media>'
DRAFT = '<graphic xlink:href="dot.png"><alt-text content-type="{}">An arched bridge</alt-text></graphic>'
SHOT = "<table-wrap><label>Table 1</label><caption><title>Years</title></caption>{}</table-wrap>"

BROKEN = {
    "picture.no-alternative": body('<graphic xlink:href="dot.png"/>'),
    "formula.no-alternative": body("<disp-formula><tex-math>x</tex-math></disp-formula>"),
    "media.no-alternative": body(MEDIA.format("")),
    "translation.no-alternative": translated(""),
    "alternative.file-name": body(picture("dot.png")),
    "alternative.placeholder": body(picture("Imagen 3").replace("<alt-text>", '<alt-text xml:lang="es">')),
    "alternative.label": body(figure("Figure 1")),
    "alternative.caption": body(figure("The bridge.")),
    "alternative.long": body(picture("An arched bridge over a river " * 5)),
    "alternative.opening": body(picture("Image of an arched bridge")),
    "alternative.draft": body(DRAFT.format("machine-generated")),
    "alternative.tex": body(formula(r"\frac{a}{b}")),
    "picture.no-description": body(figure("Rising line", "A chart of years")),
    "picture.text": body(figure("A page of questions", "The questionnaire")),
    "table.picture": body(SHOT.format(picture("Bridges built in each year", more=LONG))),
    "formula.picture": body('<disp-formula><alt-text>x</alt-text><graphic xlink:href="dot.png"/></disp-formula>'),
    "picture.decoration-doubtful": body(figure("null")),
    "language.missing": body("").replace(' xml:lang="en"', ""),
    "language.script": body("<p>He said Россия at the end.</p>"),
    "title.missing": START + "</title-group></article-meta></front><body>" + END,
    "heading.skipped": body("<sec><sec><title>In</title><p>x</p></sec></sec>"),
    "heading.missing": body("<sec><p>x</p></sec>"),
    "table.no-headers": body(table(CAPTION, "<td>x</td>")),
    "table.no-caption": body(table("", "<th>h</th><td>x</td>")),
    "link.empty": body('<p id="q">Here.</p><p>See <xref rid="q"/>.</p>'),
    "link.ambiguous": body(LINK.format("click here")),
    "link.address": body(LINK.format("https://example.org/")),
    "abbreviation.unexpanded": body("<p>The ECLAC met.</p>"),
    "reference.colour": body("<p>See the red line.</p>"),
    "reference.position": body("<p>See the table above.</p>"),
}
KEPT = {
    "picture.no-alternative": body(picture("null")),
    "formula.no-alternative": body(formula("x")),
    "media.no-alternative": body(MEDIA.format("<alt-text>A bridge is opened</alt-text>")),
    "translation.no-alternative": translated("<alt-text>Un puente de arcos</alt-text>"),
    "alternative.file-name": body(picture("A dot, drawn in ink")),
    "alternative.placeholder": body(picture("Mapa de Chile").replace("<alt-text>", '<alt-text xml:lang="es">')),
    "alternative.label": body(figure("An arched bridge")),
    "alternative.caption": body(figure("The bridge from the north, in snow")),
    "alternative.long": body(picture("An arched bridge over a river", more=LONG)),
    "alternative.opening": body(picture("An imageless page of an arched bridge")),
    "alternative.draft": body(DRAFT.format("author")),
    "alternative.tex": body(formula("a divided by b")),
    "picture.no-description": body(figure("Rising line", "A chart of years", LONG)),
    "picture.text": body(figure("A page of questions", "The questionnaire", LONG)),
    "table.picture": body(table(CAPTION, "<th>h</th><td>x</td>")),
    "formula.picture": body(formula("x")),
    "picture.decoration-doubtful": body('<graphic xlink:href="dot.png" specific-use="decorative"/>'),
    "language.missing": body(""),
    "language.script": body('<p>He said <named-content xml:lang="ru">Россия</named-content>, and β, at the end.</p>'),
    "title.missing": body(""),
    "heading.skipped": body("<sec><title>Out</title><sec><title>In</title><p>x</p></sec></sec>"),
    "heading.missing": body("<sec><title>Out</title><p>x</p></sec>"),
    "table.no-headers": body(table(CAPTION, "<th>h</th><td>x</td>")),
    "table.no-caption": body(table(CAPTION, "<th>h</th><td>x</td>")),
    "link.empty": body('<sec id="s"><title>In</title><p>See <xref rid="s">the beginning</xref>.</p></sec>'),
    "link.ambiguous": body(LINK.format("the annual report")),
    "link.address": body(LINK.format("the annual report") + "<p><email>a@example.org</email></p>"),
    "abbreviation.unexpanded": body("<p>The Economic Commission (ECLAC) met. ECLAC said so.</p>"),
    "reference.colour": body("<p>A red carpet; the line of Figure 1.</p>"),
    "reference.position": body("<p>Above all, see the table.</p>"),
}


def png() -> bytes:
    """One grey dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


def rules_broken(folder: Path, text: str) -> dict[str, int]:
    path = folder / "sample.xml"
    path.write_text(text.replace("<body>", "\n<body>"), "utf-8")
    (folder / "dot.png").write_bytes(png())
    article = read(path)
    found = [*audit(article), *(item for part in article.translations for item in audit(part, article))]
    return {finding.rule: finding.where.line for finding in found}


def test_every_rule_has_samples() -> None:
    assert BROKEN.keys() == KEPT.keys() == {rule.id for rule in AUDIT}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_rule_is_found_with_its_line(tmp_path: Path, rule: str) -> None:
    found = rules_broken(tmp_path, BROKEN[rule])
    assert found[rule] >= 1
    assert found.keys() == {rule}


@pytest.mark.parametrize("rule", KEPT)
def test_a_kept_rule_gives_no_finding(tmp_path: Path, rule: str) -> None:
    assert rules_broken(tmp_path, KEPT[rule]) == {}


QUIET = {
    "surnames in capitals": "<p>Written by Maria Clara SOUZA; João Paulo CANAL.</p><p>Printed by EDITORA NOVA.</p>",
    "a colour's number": "<p>It is #FFCC00 there.</p>",
    "an identifier shown as its registry asks": LINK.format("https://orcid.org/0000-0002-1825-0097"),
    "the DOI of what is named": LINK.format("https://doi.org/10.5555/12345678"),
    "a side that is none of the page": "<p>It lies on the left hemisphere and on the right-hand side of the equation.</p>",
}


@pytest.mark.parametrize("what", QUIET)
def test_what_only_looks_like_a_fault_gives_no_finding(tmp_path: Path, what: str) -> None:
    assert rules_broken(tmp_path, body(QUIET[what])) == {}


def test_an_abstract_needs_no_heading(tmp_path: Path) -> None:
    parts = "<abstract><sec><title>Aim</title><p>We looked.</p></sec></abstract>"
    assert rules_broken(tmp_path, body("").replace("</article-meta>", f"{parts}</article-meta>")) == {}


def test_a_formula_is_named_by_its_signs(tmp_path: Path) -> None:
    path = tmp_path / "sample.xml"
    path.write_text(body(r"<p><inline-formula><tex-math>a+b</tex-math></inline-formula></p>"), "utf-8")
    assert [finding.message for finding in audit(read(path))] == ["The formula “a+b” has no spoken form."]


def test_forms_of_one_picture_that_are_not_there_are_one_finding(tmp_path: Path) -> None:
    forms = '<graphic xlink:href=""/><graphic xlink:href="https://example.org/a.jpg"/><graphic xlink:href="a.tif"/>'
    path = tmp_path / "sample.xml"
    path.write_text(body(f"<fig><alternatives><alt-text>A bridge</alt-text>{forms}</alternatives></fig>"), "utf-8")
    assert [finding.message for finding in read(path).findings] == ["The picture 'a.tif' is not beside the article."]
