"""The Python interface: every example of docs/python.md, every public name, and what a call may be given."""

from __future__ import annotations

import ast
import doctest
import inspect
import io
import re
import subprocess
import sys
import typing
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from importlib.metadata import EntryPoint
from pathlib import Path

import numpy as np
import pytest

import editions
from editions.building.options import Asked
from editions.narration import speech

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "python.md"
META = "<article-meta><title-group><article-title>{}</article-title></title-group></article-meta>"
BIRDS = (
    f'<article xml:lang="en"><front>{META.format("Birds")}</front>'
    "<body><sec><title>Flight</title><p>Birds fly south. They return.</p></sec></body>"
    f'<sub-article article-type="translation" xml:lang="es"><front-stub>{META.format("Aves")[14:-15]}</front-stub>'
    "<body><sec><title>Vuelo</title><p>Las aves vuelan al sur. Vuelven.</p></sec></body></sub-article></article>"
)
STONES = (
    f'<article xml:lang="en"><front>{META.format("Stones")}</front><body><p>Stones lie still.</p>'
    "<table-wrap><table><tr><th scope='col'>Stones</th></tr><tr><td>3</td></tr></table></table-wrap></body></article>"
)


class Tone:
    """An engine that is nowhere in the package: a tone of 10 milliseconds for each character."""

    name = "tone"
    sample_rate = 16000

    def voice_for(self, lang: str) -> str | None:
        return "tone"

    def speak(self, requests: Sequence[editions.Request]) -> Iterator[editions.Samples]:
        for request in requests:
            yield np.full(len(request.text) * self.sample_rate // 100, 5000, np.int16)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two articles."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "birds.xml").write_text(BIRDS, "utf-8")
    (tmp_path / "articles" / "stones.xml").write_text(STONES, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def birds(place: Path) -> editions.Article:
    return editions.read("articles/birds.xml")


@pytest.mark.slow
def test_the_examples(place: Path) -> None:
    """Each example of the page gives what the page says."""
    text = re.sub(r"^```\w*$", "", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    test = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)
    said = io.StringIO()
    failed, tried = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=said.write)
    assert failed == 0, said.getvalue()
    assert tried > 30


def public() -> list[str]:
    return [name for name in editions.__all__ if name != "__version__"]


@pytest.mark.parametrize("name", public())
def test_every_public_name_is_shown(name: str) -> None:
    """The page names it."""
    assert re.search(rf"\b{name}\b", PAGE.read_text("utf-8"))


@pytest.mark.parametrize("name", public())
def test_every_type_hint_resolves(name: str) -> None:
    """So that tools can read them at run time."""
    found = getattr(editions, name)
    parts = [found, *vars(found).values()] if inspect.isclass(found) else [found]
    for part in parts:
        function = part.fget if isinstance(part, property) else part
        if inspect.isfunction(function) or inspect.isclass(function):
            typing.get_type_hints(function)


def test_the_type_checker_sees_every_public_name() -> None:
    """What is imported when it is first used is also imported for type checkers, from the same module."""
    tree = ast.parse(Path(editions.__file__).read_text("utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {alias.name: node.module for node in guarded.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert seen == editions._HOMES
    assert sorted(seen) == sorted(public()) == sorted(set(dir(editions)) - {"__version__"})


def test_every_exception_is_public() -> None:
    """Whatever a call raises can be caught by its name."""
    todo, found = [editions.EditionsError], set[str]()
    for name in public():
        getattr(editions, name)
    while todo:
        kind = todo.pop()
        found.add(kind.__name__)
        todo += kind.__subclasses__()
    assert found <= set(public())


def test_import_editions_is_quick() -> None:
    """It imports no library, and no module of ours."""
    code = "import sys, editions; print([name for name in sys.modules if name.startswith(('editions.', 'lxml', 'numpy'))])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'editions' has no attribute 'bild'"):
        getattr(editions, "bild")  # noqa: B009


def test_keywords_are_the_options() -> None:
    """``Asked`` and ``BuildOptions`` name the same, but for what only the command line and ``build`` itself set."""
    hints = typing.get_type_hints(editions.BuildOptions)
    assert is_dataclass(editions.BuildOptions)
    assert set(hints) == {field.name for field in fields(editions.BuildOptions)}
    assert {name: hint for name, hint in hints.items() if name not in ("alone", "config")} == typing.get_type_hints(Asked)


@pytest.mark.parametrize(
    ("name", "value"), [("formats", "epub"), ("languages", "es"), ("css", "a.css"), ("css", Path("a.css"))]
)
def test_one_text_is_a_list_of_one(name: str, value: str) -> None:
    assert getattr(editions.BuildOptions(**{name: value}), name) == (value,)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["formats", "languages", "css"])
@pytest.mark.parametrize("value", [7, None, {"es": 1}])
def test_what_is_no_list_is_refused_by_name(name: str, value: object) -> None:
    with pytest.raises(editions.UsageError, match=rf"{name}=.* is not a list"):
        editions.BuildOptions(**{name: value})  # type: ignore[arg-type]


def test_a_voice_without_a_language_is_refused_by_name() -> None:
    with pytest.raises(
        editions.UsageError, match=r"voices='Monica' does not say of which language. Write voices={'es': 'Monica'}"
    ):
        editions.BuildOptions(voices="Monica")  # type: ignore[arg-type]


def test_a_language_that_is_not_there(birds: editions.Article, place: Path) -> None:
    with pytest.raises(editions.UsageError, match=r"has no edition in fr\. There is: en, es\."):
        editions.build(birds, place / "out", languages="fr", formats="epub")


def test_a_folder_in_a_loop_with_progress(place: Path) -> None:
    """Every article is built; the events of each count up to their total and name article, edition and stage."""
    events: list[editions.Progress] = []
    made = [
        edition.epub
        for path in sorted((place / "articles").glob("*.xml"))
        for edition in editions.build(path, place / "out", formats="epub", progress=events.append)
    ]
    assert [path.name for path in made if path and path.is_file()] == ["birds.en.epub", "birds.es.epub", "stones.en.epub"]
    assert [(event.article, event.count, event.total) for event in events] == [
        *(("birds", count, 8) for count in range(9)),
        *(("stones", count, 5) for count in range(6)),
    ]
    assert {(event.language, event.stage) for event in events if event.stage == "epub"} == {("en", "epub"), ("es", "epub")}
    assert events[-1].stage == "done"


def test_editions_without_ids_are_told_apart(birds: editions.Article) -> None:
    """A translation that has no id in the source gets one that the article has not."""
    assert len({item.id for item in birds.editions()}) == 2


def test_progress_that_fails_leaves_nothing(birds: editions.Article, place: Path) -> None:
    """A caller can stop a build from its listener."""

    def stop(event: editions.Progress) -> None:
        if event.stage == "epub":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        editions.build(birds, place / "out", formats="epub", progress=stop)
    assert not (place / "out").exists()


def test_an_engine_of_ones_own(birds: editions.Article, place: Path) -> None:
    """An object outside the package speaks, and the report names it."""
    built = editions.build(birds, place / "out", formats=("epub",), narration=True, languages="en", engine=Tone())
    assert built.report.engine == "tone"
    assert built["en"].timeline
    assert built["en"].timeline.rate == 16000


def test_an_object_that_is_no_engine(birds: editions.Article) -> None:
    with pytest.raises(editions.UsageError, match="The engine 'int' lacks name, sample_rate, voice_for, speak"):
        editions.narrate(birds, engine=7)  # type: ignore[arg-type]


def offered(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """Let another package offer an engine as ``other``."""
    point = EntryPoint(name="other", value=value, group=speech.GROUP)
    monkeypatch.setattr(speech, "entry_points", lambda *, group, name="other": [point] if name == "other" else [])


def test_an_engine_of_another_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is found by its name, and listed where a name is unknown."""
    offered(monkeypatch, "test_python:Tone")
    assert type(speech.engine("other")).__name__ == "Tone"
    with pytest.raises(editions.UsageError, match="Unknown engine 'oter'\\. Choose one of: auto, espeak, gtts, other"):
        speech.engine("oter")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("no_such_module:Engine", "cannot be loaded: ModuleNotFoundError: No module named 'no_such_module'"),
        ("builtins:dict", "lacks name, sample_rate, voice_for, speak"),
    ],
)
def test_an_engine_of_another_package_that_fails(value: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    offered(monkeypatch, value)
    with pytest.raises(editions.UsageError, match=re.escape(said)):
        speech.engine("other")


def test_bytes_to_bytes(place: Path) -> None:
    """An EPUB comes from bytes without a file, and is the one that a build writes."""
    before = sorted(place.rglob("*"))
    read = editions.read((place / "articles" / "stones.xml").read_bytes(), folder="articles", name="stones")
    book = editions.to_epub(read)
    assert sorted(place.rglob("*")) == before
    built = editions.build("articles/stones.xml", place / "out", formats="epub")
    assert built["en"].epub
    assert book == built["en"].epub.read_bytes()


def test_a_file_that_is_open(birds: editions.Article, place: Path) -> None:
    """A binary file is read; one that is open as text is refused."""
    path = place / "articles" / "birds.xml"
    with path.open("rb") as file:
        assert editions.to_xhtml(editions.read(file)) == editions.to_xhtml(birds)
    with path.open() as text, pytest.raises(editions.SourceError, match="open as text"):
        editions.read(text)  # type: ignore[arg-type]


def test_pictures_are_looked_for_in_the_folder(place: Path) -> None:
    """Bytes have their pictures where the caller says."""
    figure = '<fig id="f"><graphic xmlns:x="http://www.w3.org/1999/xlink" x:href="dot.png"/></fig>'
    data = STONES.replace("<body>", f"<body>{figure}").encode()
    (place / "pictures").mkdir()
    (place / "pictures" / "dot.png").write_bytes((ROOT / "content" / "migration" / "ornament-route.png").read_bytes())
    assert b'src="dot.png"' in editions.to_xhtml(editions.read(data, folder="pictures"))
    assert b'src="dot.png"' not in editions.to_xhtml(editions.read(data, folder="articles"))


def test_strict_gives_no_bytes(place: Path) -> None:
    """Where ``strict`` withholds an edition, the first error is the reason."""
    with pytest.raises(editions.SourceError, match="strict withholds the EPUB"):
        editions.to_epub(editions.read(STONES.replace(META.format("Stones"), "").encode()), strict=True)


def test_a_timeline_without_files(birds: editions.Article, place: Path) -> None:
    """Times and samples are those of the article, and no file is made."""
    before = sorted(place.rglob("*"))
    narrated = editions.narrate(birds, engine=Tone())
    first = narrated.timeline.clips[0]
    assert first.utterance.text.startswith("Birds")
    assert first.end - first.begin == len(first.utterance.text) * 160
    assert (narrated.samples[first.begin + 99 : first.end - 99] == 5000).all()
    assert (narrated.samples[: first.begin] == 0).all()
    assert narrated.samples.size == narrated.timeline.length
    assert sorted(place.rglob("*")) == before


def test_check_names_what_a_validator_fails(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that a validator fails is never without an error."""
    from editions.checks import files
    from editions.checks.validation import Validation

    book = place / "a.epub"
    book.write_bytes(editions.to_epub(editions.read("articles/stones.xml")))
    failed = Validation(path="a.epub", tool="epubcheck", passed=False, messages=("RSC-005",))
    monkeypatch.setattr(files, "validate_epub", lambda path: (failed, Validation(path="a.epub", tool="Ace", passed=True)))
    assert [str(finding) for finding in editions.check(book)] == [
        "a.epub: error [validator.failed] epubcheck fails the file. First: RSC-005 The report has all that it says."
    ]
