"""One case of a fuzz run: a mutated article among hostile neighbours, through the whole path, under watch."""

from __future__ import annotations

import importlib
import os
import re
import signal
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import FrameType

from lxml import etree

import editions
from editions.findings import EditionsError
from editions.jats import read
from editions.model import Article
from editions.narration.utterances import utterances
from editions.xhtml import render, serialize
from fuzz.mutations import Step, mutate

BAIT = "BAIT-that-no-edition-may-hold"
SECONDS = 30
"""Processor seconds that one case may take."""

_FONT_FINDERS = ("fc-match", "fc-list")
"""Programs that the cover asks for a font with the letters of its title."""

_CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir")

_SCHEME = re.compile(r"\A[\s\x00-\x20]*(?:javascript|vbscript|data|file)\s*:", re.IGNORECASE)
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e3660000000049454e44"
    "ae426082"
)
_HEAD = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + _PIXEL[24:29]
_BOMB = _PIXEL[:12] + _HEAD + zlib.crc32(_HEAD).to_bytes(4, "big") + _PIXEL[33:]
_EVIL = (
    '<!DOCTYPE svg [<!ENTITY x SYSTEM "../bait.txt">]><svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink"'
    ' viewBox="0 0 9 9" onload="alert(1)"><script>alert(1)</script><image l:href="../bait.png"/><use href="http://bait.invalid/#x"/>'
    '<a l:href="javascript:alert(1)"><text>&x;</text></a><style>@import "http://bait.invalid/x.css";*{fill:url(../bait.svg)}</style>'
    "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='http://bait.invalid/'/></foreignObject></svg>"
)


class Broken(AssertionError):
    """A case that did not end as it has to; ``str()`` says how."""


@dataclass(frozen=True, slots=True)
class Case:
    """A seed by its path, what is done to it, and which editions are built of it."""

    seed: Path
    steps: tuple[Step, ...]
    formats: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The case as ``./dev fuzz --case`` takes it."""
        steps = ",".join(f"{name}:{number}" for name, number in self.steps)
        return f"{os.path.relpath(self.seed)}@{steps}@{'+'.join(self.formats)}"

    @classmethod
    def parsed(cls, text: str) -> Case:
        """Return a case from how it is written."""
        seed, steps, formats = text.rsplit("@", 2)
        parts = [step.partition(":") for step in steps.split(",") if step]
        return cls(
            Path(seed), tuple((name, int(number)) for name, _, number in parts), tuple(formats.split("+") if formats else ())
        )


# --------------------------------------------------------------------------------------------------------------- watching


@dataclass(slots=True)
class _Watch:
    """Keeps what the process opened and called while a case runs: Python tells it (``sys.addaudithook``)."""

    writes: list[str] = field(default_factory=list)
    reads: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    on: bool = False

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.on:
            return
        if event == "open" and isinstance(arguments[0], str | bytes):
            path, flags = os.path.realpath(os.fsdecode(arguments[0])), arguments[2]
            (self.writes if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR) else self.reads).append(path)
        elif event in _CHANGES and arguments[-1] == -1:  # others are relative to a folder that is open: shutil.rmtree
            self.writes += [os.path.realpath(part) for part in arguments if isinstance(part, str)]
        elif event == "subprocess.Popen" and Path(str(arguments[0])).name in _FONT_FINDERS:
            return
        elif event in ("socket.connect", "socket.getaddrinfo", "urllib.Request", "subprocess.Popen", "os.system"):
            self.calls.append(f"{event} {arguments[1:2]}")


@cache
def _watch() -> _Watch:
    watch = _Watch()
    sys.addaudithook(watch.hear)
    return watch


@contextmanager
def _watched() -> Iterator[_Watch]:
    watch = _watch()
    watch.writes, watch.reads, watch.calls, watch.on = [], [], [], True
    try:
        yield watch
    finally:
        watch.on = False


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise ``Broken`` where processor time runs out; the clock of the wall is left to the test runner."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise Broken(f"took more than {seconds} seconds")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


# ---------------------------------------------------------------------------------------------------------------- running


def run(case: Case, folder: Path) -> bool:
    """Run one case in an empty folder; return whether the article was read. Raises ``Broken``, or what escaped."""
    source = _lay_out(case, folder)
    if "pdf" in case.formats:
        importlib.import_module("weasyprint")  # which asks the system for its libraries
    with _watched() as watch, _limited(SECONDS):
        try:
            article = read(source)
            _check(article)
            if case.formats:
                _build(source, folder / "out", case.formats)
            was_read = True
        except EditionsError as error:
            _check_error(str(error))
            was_read = False
    _check_watch(watch, folder)
    return was_read


def _lay_out(case: Case, folder: Path) -> Path:
    """Write the mutated article beside hostile pictures, and the bait outside of its folder."""
    inside = folder / "article"
    inside.mkdir()
    (folder / "bait.txt").write_text(BAIT)
    (folder / "bait.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>{BAIT}</text></svg>')
    (folder / "bait.png").write_bytes(_PIXEL)
    for other in case.seed.parent.iterdir():
        if other.suffix.lower() in (".png", ".svg", ".jpg", ".gif", ".tif") and other.stat().st_size < 2_000_000:
            (inside / other.name).write_bytes(other.read_bytes())
    (inside / "link.png").symlink_to("../bait.png")
    (inside / "evil.svg").write_text(_EVIL)
    (inside / "bomb.png").write_bytes(_BOMB)
    (inside / "broken.gif").write_bytes(b"GIF89a\x01\x00\x01\x00\x80")
    source = inside / "hostile.xml"
    source.write_bytes(mutate(case.seed.read_text("utf-8"), list(case.steps)))
    return source


def _check(article: Article) -> None:
    for finding in editions.audit(article):
        if not finding.where.file or not finding.message or "\n" in str(finding).strip():
            raise Broken(f"a finding that is no clear line: {finding!r}")
    for item in article.editions():
        check_page(serialize(render(item)))
        for said in utterances(item):
            if BAIT in "".join(run.text for run in said.runs):
                raise Broken("a file outside of the article's folder is spoken")


def _check_error(text: str) -> None:
    if not text or "\n" in text.strip() or "Traceback" in text:
        raise Broken(f"an error that is no clear line: {text!r}")


def check_page(page: bytes) -> None:
    """Check that a document parses again, that its ids are unique, and that nothing in it runs or reaches out."""
    root = etree.fromstring(page, etree.XMLParser(resolve_entities=False, huge_tree=True))
    ids = [node.get("id") for node in root.iter(etree.Element) if node.get("id") is not None]
    if len(ids) != len(set(ids)):
        raise Broken(f"an id stands twice: {next(item for item in ids if ids.count(item) > 1)!r}")
    if BAIT.encode() in page:
        raise Broken("a file outside of the article's folder is in the page")
    for node in root.iter(etree.Element):
        if etree.QName(node).localname.lower() in ("script", "iframe", "object", "embed", "foreignobject", "base"):
            raise Broken(f"<{etree.QName(node).localname}> in the page")
        for key, value in node.attrib.items():
            _check_attribute(etree.QName(key).localname.lower(), str(value))


def _check_attribute(key: str, value: str) -> None:
    if key.startswith("on") or key in ("srcdoc", "formaction", "background"):
        raise Broken(f"the attribute {key}={value[:80]!r}")
    if key in ("href", "src", "action", "poster", "data") and _SCHEME.match(value) and not value.startswith("data:image/png"):
        raise Broken(f"a link to {value[:80]!r}")
    if key == "src" and ("//" in value or ".." in value.split("/") or value.startswith("/")):
        raise Broken(f"a picture at {value[:80]!r}")
    if key == "style" and re.search(r"url\(|expression|@import|position\s*:\s*fixed", value):
        raise Broken(f"the style {value[:80]!r}")


def _build(source: Path, into: Path, formats: tuple[str, ...]) -> None:
    built = editions.build(source, into, formats=formats)
    for edition in built.editions:
        if edition.epub:
            _check_book(edition.epub)
        if edition.pdf:
            _check_print(edition.pdf.read_bytes())


def _check_book(path: Path) -> None:
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            if name.startswith("/") or ".." in name.split("/"):
                raise Broken(f"the book holds {name!r}")
            content = book.read(name)
            if name.endswith((".xhtml", ".svg")):
                check_page(content)
            if BAIT.encode() in content or (b"bait.invalid" in content and name.endswith((".svg", ".css"))):
                raise Broken(f"{name} holds what is outside of the article")


def _check_print(data: bytes) -> None:
    if not data.startswith(b"%PDF-"):
        raise Broken("no PDF")
    for sign in (b"/JavaScript", b"/JS ", b"/Launch", b"/OpenAction <<", BAIT.encode()):
        if sign in data:
            raise Broken(f"{sign!r} in the PDF")


def _check_watch(watch: _Watch, folder: Path) -> None:
    home = os.path.realpath(folder)
    out = os.path.join(home, "out")  # noqa: PTH118  strings, as the audit gives them
    fonts = os.path.join(os.path.realpath(tempfile.gettempdir()), "weasyprint-")  # noqa: PTH118
    if watch.calls:
        raise Broken(f"it called {watch.calls[0]}")
    for path in watch.writes:
        if path not in (out, os.devnull) and not path.startswith((out + os.sep, fonts)):
            raise Broken(f"it wrote {path}")
    for path in watch.reads:
        if os.path.basename(path).startswith("bait.") or path == "/etc/passwd":  # noqa: PTH119
            raise Broken(f"it read {path}")
