"""In which order an article is said, what is said before and after its text, and what is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

import articles
from editions.article.model import Article, Front, Title
from editions.findings import UsageError
from editions.jats import read
from editions.languages.licences import licence_name
from editions.narration.choices import PRESETS, Preset
from editions.narration.matter import section_number
from editions.narration.script import NarrationScript, script

AUTHORS = "".join(f"<contrib contrib-type='author'><string-name>Ann {name}</string-name></contrib>" for name in "ABCDEF")
FRONT = (
    "<journal-meta><journal-title-group><journal-title>Lamps</journal-title></journal-title-group></journal-meta><article-meta>"
    "<title-group><article-title>Wicks</article-title><trans-title-group xml:lang='fr'><trans-title>Mèches</trans-title>"
    "</trans-title-group></title-group><contrib-group>{authors}<aff>Institute of Light</aff></contrib-group><author-notes>"
    "<corresp>Write to <email>ann@example.org</email></corresp><fn fn-type='con'><p>Both lit the lamps.</p></fn></author-notes>"
    "<pub-date date-type='pub'><day>1</day><month>5</month><year>2024</year></pub-date><permissions><copyright-statement>"
    "© Ann</copyright-statement><license xmlns:xlink='http://www.w3.org/1999/xlink' "
    "xlink:href='https://creativecommons.org/licenses/by/4.0/'><license-p>Do what you like.</license-p></license></permissions>"
    "<abstract><p>It is late.</p></abstract><trans-abstract xml:lang='fr'><p>Il est tard.</p></trans-abstract></article-meta>"
)
BODY = (
    "<body><p>Before.</p><sec><title>Aims</title><p>First. Second <xref ref-type='bibr' rid='r'>1</xref>.</p></sec>"
    "<sec><label>II</label><title>Conclusions</title><p>Third.<xref ref-type='fn' rid='f'>a</xref> Fourth.</p>"
    "<code>one\ntwo</code><fn id='f'><p>A short note.</p></fn></sec></body>"
)
BACK = (
    "<back><ack><title>Thanks</title><p>To all.</p></ack><ref-list><title>References</title><ref id='r'><mixed-citation>"
    "<source>Keys</source> <year>1999</year>;<volume>7</volume>.</mixed-citation></ref></ref-list></back>"
)


def article(folder: Path, *, count: int = 2, body: str = BODY, back: str = BACK) -> Article:
    authors = "".join(AUTHORS.split("</contrib>")[number] + "</contrib>" for number in range(count))
    path = folder / "article.xml"
    front = FRONT.format(authors=authors)
    path.write_text(f"<article xml:lang='en' article-type='research-article'><front>{front}</front>{body}{back}</article>")
    return read(path)


def said(text: NarrationScript) -> list[str]:
    return [item.text for item in text.utterances]


def test_the_whole_is_said_in_the_order_of_a_narrator(tmp_path: Path) -> None:
    text = script(article(tmp_path))
    assert said(text) == [
        "Wicks",
        "By Ann A and Ann B.",
        "Lamps, 2024.",
        "Abstract",
        "It is late.",
        "Before.",
        "Aims",
        "First.",
        "Second.",
        "Section 2. Conclusions",
        "Third.",
        "Note. A short note.",
        "Fourth.",
        "Code of 2 lines is in the text.",
        "About this article",
        "Both lit the lamps.",
        "Thanks",
        "To all.",
        "Published: 1 May 2024.",
        "Licence: Creative Commons Attribution 4.0.",
        "End of the article; one reference is in the text.",
    ]


def test_its_chapters_have_the_names_of_its_parts(tmp_path: Path) -> None:
    text = script(article(tmp_path))
    titles = [start.title for start in text.chapters(text.estimated())]
    assert titles == ["Wicks", "Abstract", "Text", "Aims", "II Conclusions", "About this article"]


@pytest.mark.parametrize(
    ("count", "byline"), [(1, "By Ann A."), (4, "By Ann A, Ann B, Ann C and Ann D."), (5, "By Ann A, Ann B and 3 others.")]
)
def test_of_many_authors_two_are_named(tmp_path: Path, count: int, byline: str) -> None:
    assert said(script(article(tmp_path, count=count)))[1] == byline


def test_an_outline_has_headings_with_a_sentence_and_whole_conclusions(tmp_path: Path) -> None:
    assert said(script(article(tmp_path), "brief"))[5:] == [
        "Before.",
        "Aims",
        "First.",
        "Section 2. Conclusions",
        "Third.",
        "Note. A short note.",
        "Fourth.",
        "Code of 2 lines is in the text.",
        "End of the article; one reference is in the text.",
    ]


def test_the_complete_script_has_the_references_without_their_numbers(tmp_path: Path) -> None:
    text = said(script(article(tmp_path), "complete"))
    assert text[14:16] == ["References", "Keys 1999"]
    assert text[-1] == "End of the article."


@pytest.mark.parametrize("preset", PRESETS)
def test_what_is_passed_over_is_recorded(tmp_path: Path, preset: Preset) -> None:
    kinds = {item.kind for item in script(article(tmp_path), preset).passed_over}
    always = {"titles", "affiliations", "contacts", "abstracts", "code", "rights"}
    assert (
        kinds
        == always
        | {
            "full": {"references", "headings", "citations"},
            "brief": {"references", "headings", "sentences"},
            "complete": {"identifiers", "citations"},
        }[preset]
    )


def test_a_press_release_keeps_what_editors_need(tmp_path: Path) -> None:
    path = Path(__file__).parent / "cases" / "press-release" / "article.xml"
    text = said(script(read(path)))
    assert text[1:3] == ["Número de comunicado: 14/2026", "Embargo: 2 de diciembre de 2026, 10:00 UTC+01:00"]
    assert "Contacto" in text
    assert not any("example.org" in words for words in text)


def test_a_longer_note_is_said_at_the_end_of_its_section(tmp_path: Path) -> None:
    note = "word " * 21
    body = (
        f"<body><sec><title>Aims</title><p>One.<xref ref-type='fn' rid='f'>1</xref> Two.</p><fn id='f'><p>{note}</p></fn>"
        "</sec></body>"
    )
    assert said(script(read(articles.write(tmp_path, body=body))))[2:-1] == ["One.", "Two.", f"Note. {note}".strip()]


@pytest.mark.parametrize(("label", "heading"), [("2.1", "Section 2.1. "), ("IV.", "Section 4. "), ("XC", "Section 90. ")])
def test_a_number_of_a_section_is_announced(label: str, heading: str) -> None:
    run = section_number(Title(id="t", lang="en", label=label, content=("Aims",)))
    assert run is not None
    assert run.text == heading


@pytest.mark.parametrize("label", ["", "A", "Box 1", "1999.1.2.3.4.5.6.7"])
def test_any_other_label_is_said_as_it_is(label: str) -> None:
    assert section_number(Title(id="t", lang="en", label=label, content=("Aims",))) is None


@pytest.mark.parametrize(
    ("href", "lang", "name"),
    [
        (
            "https://creativecommons.org/licenses/by-nc-sa/3.0/igo/",
            "en",
            "Creative Commons Attribution-NonCommercial-ShareAlike 3.0",
        ),
        ("http://creativecommons.org/licenses/by/4.0", "es", "Creative Commons Atribución 4.0"),
        ("http://creativecommons.org/publicdomain/zero/1.0/", "pt-BR", "Creative Commons Zero"),
        ("https://example.org/our-licence", "en", ""),
    ],
)
def test_a_licence_has_a_name(href: str, lang: str, name: str) -> None:
    assert licence_name(Front(licence_href=href), lang) == name


def test_a_script_that_does_not_exist_is_named(tmp_path: Path) -> None:
    for choice in ({"preset": "long"}, {"citations": "some"}, {"tables": "few"}):
        with pytest.raises(UsageError, match=next(iter(choice.values()))):
            script(article(tmp_path), **choice)  # type: ignore[arg-type]


def test_a_caption_with_the_words_of_its_alternative_is_said_once(tmp_path: Path) -> None:
    words = "A lamp stands on a table, and its light falls on a book."
    body = (
        f'<body><fig id="f"><label>Figure 1</label><caption><p>{words} Drawn by us.</p></caption>'
        f'<graphic xlink:href="a.svg"><alt-text>Seen: {words}</alt-text></graphic></fig></body>'
    )
    text = script(read(articles.write(tmp_path, body=body)))
    assert said(text)[1:-1] == ["Figure 1.", f"Seen: {words}", "Drawn by us."]
    assert text.passed_over == ()


NUMBERED = "<sec><title>{} Aims</title><p>x</p></sec><sec><title>{} <italic>Wicks</italic></title><p>x</p></sec>"


@pytest.mark.parametrize(
    ("numbers", "headings"),
    [
        (("1.", "2."), ["Section 1. Aims", "Section 2. Wicks"]),
        (("10", "20"), ["10 Aims", "20 Wicks"]),
        (("1", "1.1"), ["1 Aims", "1.1 Wicks"]),
    ],
)
def test_numbers_within_titles_are_announced_where_sections_are_counted(
    tmp_path: Path, numbers: tuple[str, str], headings: list[str]
) -> None:
    path = articles.write(tmp_path, body=f"<body>{NUMBERED.format(*numbers)}</body>")
    assert said(script(read(path)))[1:-1:2] == headings
