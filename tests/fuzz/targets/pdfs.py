"""PDFs to check: ours, changed byte by byte and object by object."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

import editions
from editions.checks.files import check
from editions.checks.validators import ValidatorUnavailable
from fuzz.mutations import BYTES
from fuzz.outputs import check_findings
from fuzz.seeds import seed_files
from fuzz.target import Mutation, Target
from fuzz.targets.articles import ROOT, attempt
from fuzz.watch import watched

_BUILT = ("tables", "lists", "notes", "formulas", "right-news", "figures")
"""The golden cases whose PDFs are checked: together they have each kind of tag."""


@cache
def _seeds() -> dict[str, bytes]:
    made = seed_files("pdfs")
    made["little.pdf"] = _saved(pikepdf.open(io.BytesIO(made["raw.pdf"])))
    with tempfile.TemporaryDirectory() as folder:
        for name in _BUILT:
            source = ROOT / "tests/cases" / name / "article.xml"
            made |= {f"{name}.pdf": path.read_bytes() for path in _printed(source, Path(folder) / name)[:1]}
    return made | {name.replace(".", "-plain."): _plain(data) for name, data in made.items() if name != "raw.pdf"}


def _printed(source: Path, into: Path) -> list[Path]:
    built = editions.build(source, into, formats=("pdf",), narration=False)
    return [edition.pdf for edition in built.editions if edition.pdf]


def _saved(pdf: Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target, static_id=True)
    return target.getvalue()


def _plain(data: bytes) -> bytes:
    """Return a PDF whose streams are not compressed, so that what changes a byte changes what they say."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            target,
            static_id=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return target.getvalue()


# ----------------------------------------------------------------------------------------------------------- object by object


def _of_objects(edit: Callable[[Pdf, Random], None]) -> Mutation:
    """Return a mutation of bytes from one of a PDF's objects; a file that cannot be opened stays as it is."""

    def mutate(data: bytes, random: Random) -> bytes:
        try:
            with pikepdf.open(io.BytesIO(data)) as pdf:
                edit(pdf, random)
                return _saved(pdf)
        except Exception:  # noqa: BLE001  whatever pikepdf says of a file that is already broken
            return data

    return mutate


def _dictionaries(pdf: Pdf) -> list[Any]:
    return [item for item in pdf.objects if isinstance(item, Dictionary | Stream)]


def _keyed(pdf: Pdf, random: Random) -> tuple[Any, str]:
    """Return an object and one of its keys."""
    held = random.choice([item for item in _dictionaries(pdf) if len(list(item.keys()))])
    return held, random.choice(sorted(held.keys()))


def _odd(pdf: Pdf, random: Random) -> Any:
    """Return a value that a key may not expect."""
    items = list(pdf.objects)
    return random.choice(
        (
            lambda: random.choice(items),
            lambda: random.choice(items),
            lambda: Name("/" + random.choice(("Span", "Table", "TH", "Figure", "Page", "x", "x" * 3000, "#00"))),
            lambda: random.choice((0, -1, 1, 2**31, -(2**31), 2**62, 65536)),
            lambda: Array([]),
            lambda: Array([random.choice(items)] * random.choice((1, 9, 3000))),
            lambda: Array(range(random.choice((2, 5000)))),
            lambda: Dictionary(),
            lambda: Dictionary(S=Name.Link, K=random.choice(items), P=random.choice(items)),
            lambda: pikepdf.String(random.choice(("", "x" * 5000, "en", "\ufeff", "\0", "not a language"))),
            lambda: random.choice((True, None)),
        )
    )()


def _replace(pdf: Pdf, random: Random) -> None:
    held, key = _keyed(pdf, random)
    value = _odd(pdf, random)
    if value is None:
        del held[key]
    else:
        held[key] = value


def _wrap(pdf: Pdf, random: Random) -> None:
    """Put a value into arrays within arrays."""
    held, key = _keyed(pdf, random)
    value = held[key]
    for _ in range(random.choice((1, 3, 60, 400))):
        value = Array([value])
    held[key] = value


def _multiply(pdf: Pdf, random: Random) -> None:
    """Let the kids, contents or other lists of an object name the same ones again and again."""
    lists = [(held, key) for held in _dictionaries(pdf) for key in sorted(held.keys()) if isinstance(held[key], Array)]
    if lists:
        held, key = random.choice(lists)
        held[key] = Array(list(held[key]) * random.choice((2, 50, 1500)))


def _loop(pdf: Pdf, random: Random) -> None:
    """Let an object of a tree hold what is above it, or itself."""
    trees = [
        held
        for held in _dictionaries(pdf)
        if any(key in held for key in ("/K", "/Kids", "/First", "/Next", "/Parent", "/Resources"))
    ]
    held, other = random.choice(trees), random.choice(trees)
    key = random.choice([key for key in ("/K", "/Kids", "/First", "/Next", "/Parent", "/Resources", "/P") if key in held])
    held[key] = random.choice((other, held, Array([other, held, other])))


_CONTENTS = (
    b"q " * 9000,
    b"Q " * 9000,
    b"/P <</MCID 0>> BDC " * 3000,
    b"EMC " * 3000,
    b"BT " * 3000,
    b"[" * 9000,
    b"<<" * 9000,
    b"(" * 9000,
    b" " * 90_000,
    b"/X Do " * 3000,
    b"BI /W 9 /H 9 ID " * 900,
    b"BI /W 99999999 /H 99999999 /BPC 8 /CS /RGB ID \0 EI",
    b"1e99999 -1e99999 9999999999999999999999 re f 0 0 m nan inf l S",
    b"/P <</MCID 99999999999>> BDC (A) Tj EMC",
    b"/P <</MCID -1/ActualText(\xfe\xff\xd8\0)/Lang(x)>> BDC BT /F 1e30 Tf (A) Tj ET EMC",
    b"BT /F 0 Tf 0 0 0 0 0 0 Tm (AB) Tj 1e300 1e300 Td (AB) Tj [(A) -1e30 (B)] TJ ET",
    b"/Nope gs /Nope sh /Nope cs /Nope Do /Nope 9 Tf (x) ' 1 2 (x) \" Tj",
    b"0 0 0 0 0 0 cm 1e308 0 0 1e308 1e308 1e308 cm " * 40 + b"0 0 9 9 re f",
    b"beginbfrange " * 900,
    b"begincmap 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap",
    b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange",
    b"1 beginbfrange <41> <42> [<0041> <" + b"0041" * 3000 + b">] endbfrange",
    b"1 beginbfchar <41> <D800> <42> <FFFE> <43> <> endbfchar",
    b"1 begincodespacerange <FF> <00> <0000000000> <FFFFFFFFFF> endcodespacerange",
    b"<?xpacket?><x:xmpmeta xmlns:x='adobe:ns:meta/'><!DOCTYPE a [<!ENTITY b 'c'>]></x:xmpmeta>",
    b"<x xmlns:pdfuaid='http://www.aiim.org/pdfua/ns/id/' pdfuaid:part='999'/>",
    b"",
    b"\0\xff" * 900,
)


def _content(pdf: Pdf, random: Random) -> None:
    """Give a stream other content, or that of another."""
    streams = [item for item in pdf.objects if isinstance(item, Stream)]
    if streams:
        new = random.choice((*_CONTENTS, random.choice(streams).read_raw_bytes()))
        before = random.choice((b"", random.choice(streams).read_raw_bytes()[:2000]))
        random.choice(streams).write(before + b" " + new)


def _filter(pdf: Pdf, random: Random) -> None:
    """Say that a stream is packed otherwise than it is."""
    streams = [item for item in pdf.objects if isinstance(item, Stream)]
    names = (
        "FlateDecode",
        "LZWDecode",
        "ASCIIHexDecode",
        "ASCII85Decode",
        "RunLengthDecode",
        "DCTDecode",
        "JBIG2Decode",
        "Crypt",
        "Nope",
    )
    if streams:
        held = random.choice(streams)
        filters = Array([Name(f"/{random.choice(names)}") for _ in range(random.choice((1, 2, 40)))])
        held.write(
            held.read_raw_bytes(),
            filter=filters,
            decode_parms=random.choice((None, Array([Dictionary(Predictor=15, Columns=2**31 - 1)]))),
        )


def _bomb(pdf: Pdf, random: Random) -> None:
    """Pack forty megabytes of one kind into a stream."""
    import zlib

    streams = [item for item in pdf.objects if isinstance(item, Stream)]
    if streams:
        piece = random.choice((b" ", b"q Q ", b"0 ", b"<41> <41> ", b"(A) Tj ", b"\0"))
        random.choice(streams).write(zlib.compress(piece * (40_000_000 // len(piece)), 9), filter=Name.FlateDecode)


_OBJECTS: dict[str, Mutation] = {
    edit.__name__.strip("_"): _of_objects(edit) for edit in (_replace, _wrap, _multiply, _loop, _content, _filter, _bomb)
}


# ------------------------------------------------------------------------------------------------------------------- running


def checked(file: Path, seconds: float) -> bool:
    """Check a file, whatever it is, and no validator is asked."""
    with watched(file.parents[1], seconds), _without_validators():
        return attempt(lambda: check_findings(check(file).findings))


def _without_validators() -> Any:
    def absent(path: Path, *_: object) -> None:
        raise ValidatorUnavailable("it", "it is not asked here.")

    return patch.multiple("editions.checks.validation", verapdf=absent, epubcheck=absent, ace=absent)


PDFS = Target(
    name="pdfs",
    says="PDFs, ours and one of a few lines, checked without validators",
    seeds=_seeds,
    mutations=_OBJECTS | BYTES,
    gentle=tuple(name for name in _OBJECTS for _ in range(1 if name == "bomb" else 4)),
    run=partial(checked, seconds=60),
    weight=10,
    seconds=60,
    longest=3_000_000,
)
TARGETS = (PDFS,)
