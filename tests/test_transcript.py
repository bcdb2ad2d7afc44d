"""The transcript: every word that is heard, as text and as a page that a screen reader leads through."""

from __future__ import annotations

from lxml import html

from editions.narration.timeline import Clip, Role, Run, Timeline, Utterance
from editions.narration.transcript import page, text

SENTENCE, BLOCK = 0.35, 0.65


def said(role: Role, *runs: tuple[str, str], chapter: str = "s1", pause: float = BLOCK) -> Utterance:
    spoken = tuple(Run(text=words, lang=lang) for words, lang in runs)
    return Utterance(id="x", runs=spoken, role=role, chapter=chapter, pause=pause)


def timeline(*utterances: Utterance, lang: str = "es") -> Timeline:
    clips = tuple(Clip(utterance=one, begin=number, end=number + 1) for number, one in enumerate(utterances))
    return Timeline(lang=lang, rate=1, length=len(clips), clips=clips)


SAID = timeline(
    said(Role.FRONT, ("Nature", "en"), chapter="front"),
    said(Role.TITLE, ("Las aves", "es"), chapter="front"),
    said(Role.HEADING, ("Métodos", "es")),
    said(Role.TEXT, ("El término ", "es"), ("citizen <science>", "en"), (" es nuevo.", "es"), pause=SENTENCE),
    said(Role.TEXT, ("Se usa.", "es")),
    said(Role.TEXT, ("Otro párrafo.", "es")),
    said(Role.HEADING, ("Muestra", "es")),
    said(Role.FIGURE, ("Figura 1. Un ave.", "es")),
    said(Role.HEADING, ("Fin", "es"), chapter="s2"),
)


def test_the_text_has_every_word_by_paragraph() -> None:
    assert text(SAID) == (
        "Nature\n\n\nLas aves\n\n\nMétodos\n\nEl término citizen <science> es nuevo. Se usa.\n\nOtro párrafo.\n"
        "\n\nMuestra\n\nFigura 1. Un ave.\n\n\nFin\n"
    )


def test_the_page_has_headings_and_languages() -> None:
    made, removed = page(SAID, "Las aves", "es-la")
    root = html.document_fromstring(made)
    assert removed == ()
    assert (root.get("lang"), root.get("dir"), root.findtext(".//title")) == ("es", "ltr", "Transcripción: Las aves")
    assert [(node.tag, node.text_content()) for node in root.iterfind(".//main/*")] == [
        ("p", "Nature"),
        ("h1", "Las aves"),
        ("h2", "Métodos"),
        ("p", "El término citizen <science> es nuevo. Se usa."),
        ("p", "Otro párrafo."),
        ("h3", "Muestra"),
        ("p", "Figura 1. Un ave."),
        ("h2", "Fin"),
    ]
    assert [(node.get("lang"), node.text) for node in root.iterfind("body//*") if node.get("lang")] == [
        ("en", "Nature"),
        ("en", "citizen <science>"),
    ]
    assert root.findtext(".//header/p") == "Transcripción. Leído por una voz sintética: es-la."


def test_without_a_title_the_article_is_named() -> None:
    root = html.document_fromstring(page(timeline(said(Role.TEXT, ("כן", "he")), lang="und"), "A", "")[0])
    assert root.get("lang") == ""
    assert [(node.tag, node.text, node.get("lang"), node.get("dir")) for node in root.iterfind(".//main/*")] == [
        ("h1", "A", None, None),
        ("p", "כן", "he", "rtl"),
    ]


def test_characters_that_no_page_may_hold_are_left_out() -> None:
    hostile = timeline(said(Role.TEXT, ("a\x00\ud800b<script>alert(1)</script>", "es")))
    made, removed = page(hostile, "a\x07b", "")
    assert removed == ()
    assert b"<script" not in made
    assert html.document_fromstring(made).findtext(".//main/p") == "ab<script>alert(1)</script>"
    assert text(hostile).encode() == b"ab<script>alert(1)</script>\n"
