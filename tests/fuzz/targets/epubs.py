"""EPUBs to check: ours, changed byte by byte, file by file, and within their files."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import editions
from fuzz.mutations import BYTES, XML
from fuzz.seeds import seed_files
from fuzz.target import Mutation, Target
from fuzz.targets.articles import ROOT
from fuzz.targets.pdfs import checked

_BUILT = ("tables", "notes", "right-news")
_NAMES = (
    "../bait.txt",
    "/etc/passwd",
    "a" * 60_000,
    "\0",
    "mimetype",
    "META-INF/container.xml",
    "EPUB/",
    "é\udc80",
    "C:\\x",
    "",
    "x/" * 2000,
)

Files = list[tuple[zipfile.ZipInfo, bytes]]


@cache
def _seeds() -> dict[str, bytes]:
    made = {"little.epub": _little()}
    with tempfile.TemporaryDirectory() as folder:
        for name in _BUILT:
            source = ROOT / "tests/cases" / name / "article.xml"
            built = editions.build(source, Path(folder) / name, formats=("epub",), narration=False)
            made |= {f"{name}.epub": edition.epub.read_bytes() for edition in built.editions[:1] if edition.epub}
    return made | {name.removesuffix(".epub"): data for name, data in made.items()}  # known by their first bytes


def _little() -> bytes:
    files = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": seed_files("epubs")["container.xml"],
        "a.opf": b'<package xmlns="http://www.idpf.org/2007/opf"/>',
    }
    return _packed([(zipfile.ZipInfo(name), content) for name, content in files.items()])


def _packed(files: Files) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as book:
        for info, content in files:
            book.writestr(info, content)
    return target.getvalue()


def _of_files(edit: Callable[[Files, Random], None]) -> Mutation:
    """Return a mutation of bytes from one of the files of a book; a book that cannot be opened stays as it is."""

    def mutate(data: bytes, random: Random) -> bytes:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                files = [(info, book.read(info)) for info in book.infolist()]
            edit(files, random)
            return _packed(files)
        except Exception:  # noqa: BLE001  whatever zipfile says of a file that is already broken
            return data

    return mutate


def _name(files: Files, random: Random) -> None:
    info, _ = random.choice(files)
    info.filename = random.choice(_NAMES)


def _again(files: Files, random: Random) -> None:
    info, content = random.choice(files)
    other = zipfile.ZipInfo(info.filename)
    files += [(other, content)] * random.choice((1, 300))


def _gone(files: Files, random: Random) -> None:
    files.remove(random.choice(files))


def _document(files: Files, random: Random) -> None:
    at = random.randrange(len(files))
    kind = XML if files[at][0].filename.endswith((".xhtml", ".opf", ".xml", ".svg")) else BYTES
    files[at] = files[at][0], kind[random.choice(sorted(kind))](files[at][1], random)


def _large(files: Files, random: Random) -> None:
    info = zipfile.ZipInfo(random.choice([info.filename for info, _ in files]))
    info.compress_type = random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2))
    files.insert(random.choice((0, len(files))), (info, random.choice((b"\0", b"<a>", b" ")) * 3_000_000))


def _order(files: Files, random: Random) -> None:
    random.shuffle(files)


def _field(data: bytes, random: Random) -> bytes:
    """Give a field of a header of the zip an odd value: method, flags, sizes, offsets, checksums."""
    sign = random.choice((b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"))
    starts = [at for at in range(len(data) - 30) if data.startswith(sign, at)] or [0]
    at = random.choice(starts) + random.randrange(4, 30)
    new = random.choice(
        (b"\0\0", b"\xff\xff", b"\x01\0", b"\x08\0", b"\x0e\0", b"\x63\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f")
    )
    return data[:at] + new + data[at + len(new) :]


_FILES: dict[str, Mutation] = {
    edit.__name__.strip("_"): _of_files(edit) for edit in (_name, _again, _gone, _document, _large, _order)
}


def _check(file: Path) -> bool:
    return checked(file, EPUBS.seconds)


EPUBS = Target(
    name="epubs",
    says="EPUBs, ours and one of three files, told apart and checked without validators",
    seeds=_seeds,
    mutations=_FILES | {"field": _field} | BYTES,
    gentle=(*_FILES, "field", "field", "field", "flip"),
    run=_check,
    weight=4,
    seconds=30,
    longest=3_000_000,
)
TARGETS = (EPUBS,)
