"""The canonical article, all of it: three languages, every format, each proven by the field's own validators."""

from __future__ import annotations

import html
import os
import re
import subprocess
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest
from lxml import etree

import editions
from articles import REPORT, files
from editions.building.article import Built
from editions.checks.validators import ace, epubcheck, verapdf_all
from editions.narration.timeline import Timeline
from editions.xhtml import render
from reader.foliate import play

pytestmark = pytest.mark.slow

ARTICLE = Path(__file__).parents[1] / "content" / "migration" / "article.xml"
LANGUAGES = ("en", "es", "pt")
FORMATS = ("pdf", "epub", "audio", "mp3")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demo, built once."""
    return editions.build(ARTICLE, tmp_path_factory.mktemp("demo"), formats=FORMATS)


def path(built: Built, lang: str, kind: str) -> Path:
    found = getattr(built[lang], kind)
    assert isinstance(found, Path)
    return found


def timeline(built: Built, lang: str) -> Timeline:
    found = built[lang].timeline
    assert found is not None
    return found


def test_everything_is_built_and_clean(built: Built) -> None:
    """Three languages in five files each, no finding, PDF/UA and PDF/A claimed."""
    kinds = ("epub", "html", "m4b", "mp3", "pdf", "srt", "txt", "vtt")
    assert files(built.folder) == sorted([*REPORT, *(f"{x}/migration.{x}.{kind}" for x in LANGUAGES for kind in kinds)])
    assert built.findings == ()
    assert [(claim.language, claim.standard) for claim in built.claims] == [
        (lang, standard) for lang in LANGUAGES for standard in ("PDF/UA-1", "PDF/A-3a")
    ]


def test_the_wheel_makes_the_same_bytes_outside_the_checkout(built: Built, tmp_path: Path) -> None:
    """A second build, by what a user installs, in a process with another hash seed, equals the first."""
    command = ["bash", str(ARTICLE.parents[2] / "dev"), "wheel", str(tmp_path), str(ARTICLE)]
    run = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    again = tmp_path / "migration"
    assert files(again) == files(built.folder)
    assert [name for name in files(again) if (again / name).read_bytes() != (built.folder / name).read_bytes()] == []


# ------------------------------------------------------------------------------------------------------------ validators


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_verapdf(built: Built, flavour: str) -> None:
    """No failed check of PDF/UA-1, none of PDF/A-3a."""
    verdicts = verapdf_all([path(built, lang, "pdf") for lang in LANGUAGES], flavour)
    assert [(verdict.passed, verdict.messages) for verdict in verdicts] == [(True, ())] * 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_epubcheck(built: Built, lang: str) -> None:
    """No error, no warning, and no usage note but that the narration has an order of its own (docs/narration.md)."""
    verdict = epubcheck(path(built, lang, "epub"))
    others = [message for message in verdict.messages if not message.startswith("USAGE MED_015 ")]
    assert (verdict.passed, others) == (True, [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_ace(built: Built, lang: str) -> None:
    """No violation."""
    verdict = ace(path(built, lang, "epub"))
    assert (verdict.passed, verdict.messages) == (True, ())


@pytest.mark.parametrize("lang", ["es"])
def test_a_reader_plays_the_overlay(built: Built, lang: str) -> None:
    """foliate-js highlights every utterance, from the first to the last, in order."""
    highlights = play(path(built, lang, "epub"))
    assert [item.id for item in highlights] == [clip.utterance.id for clip in timeline(built, lang).clips]


# ----------------------------------------------------------------------------------------------------------------- sound


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["m4b", "mp3"])
def test_sound_files_reopen(built: Built, lang: str, kind: str) -> None:
    """Title, cover and chapters are those of the article."""
    expected = timeline(built, lang).chapters
    with av.open(path(built, lang, kind)) as sound:
        chapters = sound.chapters()
        assert [chapter["metadata"]["title"] for chapter in chapters] == [chapter.title for chapter in expected]
        begins = [float(chapter["start"] * (chapter["time_base"] or 0)) for chapter in chapters]
        assert begins[1:] == [pytest.approx(chapter.begin / timeline(built, lang).rate, abs=0.002) for chapter in expected[1:]]
        assert sound.metadata["title"] == next(e.title for e in editions.read(ARTICLE).editions() if e.lang == lang)
        assert len(sound.streams.video) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["m4b", "epub"])
def test_every_sentence_begins_when_it_should(built: Built, lang: str, kind: str, tmp_path: Path) -> None:
    """Decoded, each sentence rises out of silence within 20 ms of its time."""
    times = timeline(built, lang)
    loud = np.abs(decoded(path(built, lang, kind), tmp_path).astype(np.int32)) > 700
    late = []
    for clip in times.clips:
        window = loud[clip.begin - int(0.2 * times.rate) : clip.end]
        onset = int(np.argmax(window)) - int(0.2 * times.rate)
        if not -0.020 <= onset / times.rate <= 0.020 + SOFT:
            late.append((clip.utterance.text, onset / times.rate))
    assert late == []


SOFT = 0.060
"""Seconds that a soft consonant may take to become loud."""


def decoded(file: Path, folder: Path) -> npt.NDArray[np.int16]:
    if file.suffix == ".epub":
        with zipfile.ZipFile(file) as book:
            name = next(name for name in book.namelist() if name.endswith(".m4a"))
            file = Path(book.extract(name, folder))
    with av.open(file) as sound:
        resampler = av.AudioResampler(format="s16", layout="mono")
        parts = [part.to_ndarray() for frame in sound.decode(audio=0) for part in resampler.resample(frame)]
    joined: npt.NDArray[np.int16] = np.concatenate(parts, axis=1)[0]
    return joined


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_utterance_has_captions(built: Built, lang: str) -> None:
    """The captions have every word of the narration once, in its order."""
    text = path(built, lang, "vtt").read_text("utf-8")
    cues = [re.sub(r"<[^>]*>", "", cue.split("\n", 2)[2]) for cue in text.split("\n\n")[1:] if "-->" in cue]
    said = " ".join(clip.utterance.text for clip in timeline(built, lang).clips)
    assert html.unescape(" ".join(cues)).split() == said.split()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sound_and_captions_pass_their_checks(built: Built, lang: str) -> None:
    """As loud as others, in chapters, in the language; captions that can be read in time."""
    for kind in ("m4b", "mp3", "vtt", "srt"):
        assert editions.check(path(built, lang, kind)) == (), kind


# ----------------------------------------------------------------------------------------------------------------- words

UNSPOKEN = {"label", "xref", "ref-list", "fn-group", "math", "alt-text"}
DATA = {"journal-meta", "article-id", "year", "month", "day", "license_ref", "copyright-year", "copyright-holder"}
NOT_WORDS = {"math", "alt-text", "sub-article"} | DATA


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+|\d+", unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold())


def source_words(lang: str, skipped: set[str]) -> Iterator[str]:
    """Every word of the article in a language, but those inside elements that are skipped."""
    root = etree.parse(str(ARTICLE)).getroot()
    article = root if lang == "en" else next(part for part in root.iter("sub-article") if part.get(XML_LANG) == lang)

    def walk(node: etree._Element) -> Iterator[str]:
        yield node.text or ""
        for child in node:
            if isinstance(child.tag, str) and etree.QName(child).localname not in skipped:
                yield from walk(child)
            yield child.tail or ""

    yield from words(" ".join(walk(article)))


def epub_text(file: Path) -> str:
    with zipfile.ZipFile(file) as book:
        pages = [etree.fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xhtml")]
    return " ".join(" ".join(str(text) for text in page.itertext()) for page in pages)


def pdf_text(file: Path) -> str:
    run = subprocess.run(["pdftotext", "-enc", "UTF-8", file, "-"], capture_output=True, check=True)
    return re.sub(r"(?<=\w)[-\u2010\u00ad]\n(?=\w)", "", run.stdout.decode())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_is_lost(built: Built, lang: str) -> None:
    """Every word of the source is in the EPUB and in the PDF, as often as the source has it."""
    source = Counter(source_words(lang, NOT_WORDS))
    assert len(source) > 200
    assert source - Counter(words(epub_text(path(built, lang, "epub")))) == Counter()
    printed = Counter(words(pdf_text(path(built, lang, "pdf"))))
    assert [word for word in source - printed if not is_cut_by_a_page(word, printed)] == []


def is_cut_by_a_page(word: str, printed: Counter[str]) -> bool:
    """A word that is hyphenated at the end of a page has that page's foot between its halves."""
    return any(word[:cut] in printed and word[cut:] in printed for cut in range(2, len(word) - 1))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_goes_unsaid(built: Built, lang: str) -> None:
    """Every word of the text is said, or is in what the timeline says that it passes over."""
    said = Counter(word for clip in timeline(built, lang).clips for word in words(clip.utterance.text))
    unsaid = Counter(source_words(lang, NOT_WORDS | UNSPOKEN)) - said
    assert [word for word in unsaid if word.isalpha() and word not in left_out(built, lang)] == []


def left_out(built: Built, lang: str) -> set[str]:
    """Return the words of what the timeline passes over."""
    (edition,) = (item for item in editions.read(ARTICLE).editions() if item.lang == lang)
    ids = {item.id for item in timeline(built, lang).passed_over}
    nodes = [node for node in render(edition).iter(etree.Element) if node.get("id") in ids]
    return {word for node in nodes for word in words(" ".join(str(text) for text in node.itertext()))}
