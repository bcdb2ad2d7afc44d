"""What becomes of one edition: what each format is asked for, what is kept of it, and what is said of what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import articles
import editions
from editions import epub, pdf
from editions.article.model import Masthead, Paragraph, Section
from editions.building.config import Config
from editions.building.content_hash import _file_hash
from editions.building.edition import KINDS, BuildContext, EditionBuilder
from editions.building.options import BuildOptions
from editions.building.sound import Narrations, Sound, SoundFiles, write_captions
from editions.building.staging import Stage
from editions.building.timings import DONE, Progress, Steps, Timings
from editions.findings import Finding, OutputError, Severity, Unprintable, UsageError, Where
from editions.images import cover
from editions.narration.timeline import Timeline

PROBLEM = Finding(rule="pdf.picture", severity=Severity.ERROR, where=Where(file="small.xml", line=2), message="It is broken.")
SAID = SimpleNamespace(summary="Plain.", unclaimed=SimpleNamespace(summary="Unclaimed."))


FILES = SoundFiles(aac=None, mp3=None, spool=Path("none"), times=Path("none"))


class Asked:
    """Stands for the writers of PDF and EPUB: keeps what they are asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.options: Any = None
        self.parts: dict[str, Any] = {}
        monkeypatch.setattr(pdf, "write", self.pdf)
        monkeypatch.setattr(epub, "write", self.epub)
        monkeypatch.setattr(pdf, "withhold", lambda file, made: file.write_text("no claim"))
        monkeypatch.setattr(epub, "withhold", lambda file, made: file.write_text("no claim"))

    def pdf(self, article: Any, page: Any, target: Path, *, options: Any) -> Any:
        self.options = options
        target.write_text("PDF")
        return SimpleNamespace(findings=(PROBLEM,), claims=("PDF/UA-1",), pages=("page 1",))

    def epub(self, article: Any, page: Any, target: Path, *, options: Any, **parts: Any) -> Any:
        self.options, self.parts = options, parts
        target.write_text("EPUB")
        return SimpleNamespace(findings=(), claims=("EPUB Accessibility 1.1",), **vars(SAID))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    return Asked(monkeypatch)


def work(folder: Path, more: str = "", **options: Any) -> EditionBuilder:
    """An edition of a small article that is about to be made."""
    article = editions.read(articles.write(folder, more=more))
    stage = Stage(folder / "made", folder / "target", folder)
    folders = {item.id: item.lang for item in article.editions()}
    desk = BuildContext(
        options=BuildOptions(**options), place=stage, folders=folders, certified={}, narrations=Narrations({}), clock=Timings()
    )
    return EditionBuilder(article, desk, findings=[])


def test_the_pdf_is_as_it_was_asked_for(tmp_path: Path, asked: Asked) -> None:
    """House style sheets come before those of the call; the other editions are reached by their folders."""
    house = Config(pdf_stylesheets=(Path("house.css"),), logo=Path("logo.svg"), contact="office@example.org")
    more = (Path("own.css"),)
    made = work(tmp_path, articles.SPANISH, style="large-print", paper="Letter", css=more, config=house)
    pages: tuple[object, ...] = made.pdf(None)  # type: ignore[arg-type]  # the page is the writer's
    assert pages == ("page 1",)
    said = asked.options
    assert (said.claim, said.style, said.paper) == (True, "large-print", "Letter")
    assert said.stylesheets == (Path("house.css"), Path("own.css"))
    assert (said.logo, said.contact) == (Path("logo.svg"), "office@example.org")
    assert said.edition_href("es") == "../es/small.es.pdf"
    assert said.edition_href("en") is None
    assert made.findings == [PROBLEM]
    assert [(claim.language, claim.format, claim.standard) for claim in made.claims] == [("en", "pdf", "PDF/UA-1")]
    file = made.desk.place.path(made.files["pdf"])
    assert (made.files["pdf"], file.read_text()) == ("en/small.en.pdf", "PDF")
    made.withhold["pdf"](file)
    assert file.read_text() == "no claim"


@pytest.mark.parametrize("formats", [("pdf",), ("pdf", "epub")])
def test_without_pages_there_is_no_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, formats: tuple[str, ...]) -> None:
    """The other formats are made, with a finding; a build of nothing else has nothing to give."""

    def refuse(*_: Any, **__: Any) -> None:
        raise Unprintable(PROBLEM)

    monkeypatch.setattr(pdf, "write", refuse)
    made = work(tmp_path, formats=formats)
    if formats == ("pdf",):
        with pytest.raises(Unprintable):
            made.pdf(None)  # type: ignore[arg-type]
    else:
        assert made.pdf(None) == ()  # type: ignore[arg-type]
        assert (made.files, made.findings, made.claims, made.withhold) == ({}, [PROBLEM], [], {})


def test_the_epub_is_as_it_was_asked_for(tmp_path: Path, asked: Asked) -> None:
    made = work(tmp_path, config=Config(epub_stylesheets=(Path("house.css"),)))
    made.epub(None, None, ("page 1",))  # type: ignore[arg-type]
    said = asked.options
    assert (said.certification, said.claim, said.narrator, said.voiced) == (None, True, "", True)
    assert said.stylesheets == (Path("house.css"),)
    assert asked.parts.keys() == {"cover", "timeline", "sound", "pages"}
    assert asked.parts["cover"].startswith(b"\x89PNG")
    assert (asked.parts["timeline"], asked.parts["sound"], asked.parts["pages"]) == (None, None, ("page 1",))
    assert (made.summary, made.unclaimed_summary) == ("Plain.", "Unclaimed.")
    assert [(claim.format, claim.certified_by) for claim in made.claims] == [("epub", "")]
    file = made.desk.place.path(made.files["epub"])
    made.withhold["epub"](file)
    assert (made.files["epub"], file.read_text()) == ("en/small.en.epub", "no claim")


def test_a_narrated_epub_names_its_voices_once(tmp_path: Path, asked: Asked) -> None:
    made = work(tmp_path)
    timeline, sound = Timeline(lang="en", rate=24000, length=0, clips=()), tmp_path / "sound.m4a"
    voices = {"en": "Ana", "en-GB": "Ana", "es": "José"}
    made.epub(None, Sound(timeline=timeline, findings=(), voices=voices, files=replace(FILES, aac=sound)), ())  # type: ignore[arg-type]
    assert asked.options.narrator == "Ana, José"
    assert (asked.parts["timeline"], asked.parts["sound"]) == (timeline, sound)


def test_a_text_without_a_voice_is_told_to_the_epub(tmp_path: Path, asked: Asked) -> None:
    made = work(tmp_path)
    made.findings.append(replace(PROBLEM, rule="narration.no-voice"))
    made.epub(None, None, ())  # type: ignore[arg-type]
    assert asked.options.voiced is False


def test_what_the_cover_does_not_show_is_said(tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = cover.Cover(data=b"", media_type="image/png", unshown=("鳥",), shortened=("W" * 99,))
    monkeypatch.setattr(cover, "draw", lambda *_, **__: drawn)
    made = work(tmp_path)
    made.epub(None, None, ())  # type: ignore[arg-type]
    first, second = made.findings
    assert (first.rule, first.severity, second.rule, second.severity) == (
        *("cover.no-font", Severity.WARNING),
        *("cover.shortened", Severity.NOTE),
    )
    for finding in made.findings:
        assert finding.where == made.article.where(made.article.id, made.article.line)
    assert "'鳥'" in first.message
    assert first.hint == "Install a font of its script; editions doctor lists them."
    assert f"“{'W' * 60}…”" in second.message
    assert second.hint == "Shorten the text."


@pytest.mark.parametrize(("logo", "named"), [(b"", "A house"), (b"pixels", "")])
def test_a_cover_names_its_house_once(tmp_path: Path, logo: bytes, named: str) -> None:
    """By the logo, or in words: where nothing can draw the logo, in words."""
    made = work(tmp_path)
    front = replace(made.article.front, publisher="A house", masthead=Masthead(logo=tmp_path / "no.svg", name="A house"))
    made.article = replace(made.article, front=front)
    assert made._cover(logo)["publisher"] == named
    assert made._logo() == b""


def test_a_cover_names_what_it_is_and_three_authors(tmp_path: Path) -> None:
    made = work(tmp_path)
    people = tuple(editions_contributor(name) for name in ("Ana", "Bea", "Célia", "Dora"))
    front = replace(made.article.front, contributors=people, publisher="A house", journal="A journal", licence_href="by")
    made.article = replace(made.article, front=front)
    assert made._cover(b"") == {"byline": "Ana, Bea, Célia", "publisher": "A house", "kind": "", "lang": "en"}
    tags = made._tags("en-us")
    assert (tags.title, tags.artist, tags.series) == ("A small article", "Ana, Bea, Célia, Dora", "A journal")
    assert (tags.publisher, tags.date, tags.copyright) == ("A house", "", "A house, by")
    assert (tags.narrator, tags.comment) == ("en-us", "Read by a synthetic voice: en-us.")
    assert tags.cover.startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (
            "https://creativecommons.org/licenses/by/4.0/",
            "Creative Commons Attribution 4.0 (https://creativecommons.org/licenses/by/4.0/)",
        ),
        ("https://example.org/terms", "https://example.org/terms"),
        ("", ""),
    ],
)
def test_tags_name_the_licence(tmp_path: Path, address: str, name: str) -> None:
    made = work(tmp_path)
    made.article = replace(made.article, front=replace(made.article.front, licence_href=address, publisher=""))
    assert made._tags("en-us").copyright == name


def test_tags_name_the_doi_and_the_abstract(tmp_path: Path) -> None:
    made = work(tmp_path)
    paragraphs = tuple(Paragraph(id=text, lang="en", content=(text,)) for text in ("One\n line.", "Another."))
    abstracts = tuple(Section(id=lang, lang=lang, level=1, content=paragraphs) for lang in ("es", "en"))
    front = replace(made.article.front, doi="10.1000/1", abstracts=abstracts)
    made.article = replace(made.article, front=front)
    tags = made._tags("en-us")
    assert (tags.doi, tags.description) == ("10.1000/1", "One line. Another.")
    assert tags.comment == "Read by a synthetic voice: en-us. https://doi.org/10.1000/1"


def editions_contributor(name: str) -> Any:
    from editions.article.model import Contributor

    return Contributor(id=name, lang="en", name=name)


def test_an_edition_has_each_file_in_its_place(tmp_path: Path, asked: Asked) -> None:
    made = work(tmp_path)
    for kind in KINDS:
        made.target(kind).write_text(kind)
    timeline = Timeline(lang="en", rate=24000, length=0, clips=())
    built = made.made(Sound(timeline=timeline, findings=(), voices={}, files=FILES))
    assert (built.language, built.certification) == ("en", None)
    assert built.summary == built.unclaimed_summary != ""
    assert [(item.language, item.format, item.path, item.size) for item in built.outputs] == [
        ("en", kind, f"en/small.en.{kind}", len(kind)) for kind in KINDS
    ]
    edition = built.at(Path("out"))
    assert [getattr(edition, kind) for kind in KINDS] == [Path(f"out/en/small.en.{kind}") for kind in KINDS]
    assert edition.timeline is timeline
    nothing = work(tmp_path).made(None).at(Path("out"))
    assert [*(getattr(nothing, kind) for kind in KINDS), nothing.timeline] == [None] * 9


def test_captions_that_cannot_be_written_name_their_file(tmp_path: Path) -> None:
    sound = Sound(timeline=Timeline(lang="en", rate=24000, length=0, clips=()), findings=(), voices={}, files=FILES)
    write_captions(sound, tmp_path / "a.vtt", tmp_path / "a.srt")
    assert (tmp_path / "a.vtt").read_text("utf-8").startswith("WEBVTT")
    assert (tmp_path / "a.srt").read_text("utf-8") == ""
    with pytest.raises(OutputError, match=r"none/a\.vtt"):
        write_captions(sound, tmp_path / "none" / "a.vtt", tmp_path / "a.srt")


def test_a_picture_that_cannot_be_read_has_one_hash(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_text(name)
    hashes = [_file_hash(tmp_path / name) for name in ("none", "gone", "a", "b")]
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 3


# ------------------------------------------------------------------------------------------------------------- progress


@contextmanager
def failing(clock: Timings) -> Iterator[None]:
    with pytest.raises(KeyError), clock.stage("pdf"):
        raise KeyError
    yield


def test_stages_are_counted_whatever_becomes_of_them() -> None:
    told: list[Progress] = []
    clock = Timings(steps=Steps(article="small", total=2, listener=told.append))
    with clock.stage("audit"):
        pass
    with failing(clock.of("es")):
        pass
    with clock.stage("audit"):
        pass
    clock.steps.done()
    assert [(event.stage, event.language, event.count, event.total) for event in told] == [
        *(("audit", "", 0, 2), ("pdf", "es", 1, 2), ("audit", "", 2, 3), (DONE, "", 3, 3)),
    ]
    assert {event.article for event in told} == {"small"}
    assert clock.seconds.keys() == {"audit", "pdf"}


def test_a_build_tells_its_stages_in_order(tmp_path: Path) -> None:
    told: list[Progress] = []
    source = articles.write(tmp_path, more=articles.SPANISH)
    built = editions.build(source, tmp_path / "out", formats=("epub",), narration=False, progress=told.append)
    each = ("xhtml", "cover", "epub")
    assert [(event.stage, event.language) for event in told] == [
        *(("languages", ""), ("audit", "")),
        *((stage, lang) for lang in ("en", "es") for stage in each),
        (DONE, ""),
    ]
    assert [event.count for event in told] == list(range(9))
    assert {event.total for event in told} == {8}
    assert built.seconds.keys() == {"languages", "audit", *each}


def test_a_language_that_is_not_there_is_answered_with_those_that_are(tmp_path: Path) -> None:
    source = articles.write(tmp_path, more=articles.SPANISH)
    with pytest.raises(UsageError, match=r"small\.xml: has no edition in fr, de\. There is: en, es\.$"):
        editions.build(source, tmp_path / "out", languages=("fr", "de"))
    with pytest.raises(UsageError, match=r"has no edition in fr\. It has: en, es\.$"):
        editions.certify(editions.read(source), "fr", by="An office")


def test_the_house_publishes_what_names_no_publisher(tmp_path: Path) -> None:
    """The report too says when an article that names no date was made only where the environment does."""
    (tmp_path / "house.toml").write_text('publisher = "A house"\ncontact = "office@example.org"\n')
    source = articles.write(tmp_path)
    built = editions.build(source, tmp_path / "out", formats=("epub",), narration=False, config=tmp_path / "house.toml")
    assert (built.report.publisher, built.report.contact) == ("A house", "office@example.org")
    assert (built.report.engine, dict(built.report.voices), built.report.languages) == ("", {}, ("en",))
