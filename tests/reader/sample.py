"""A small narrated EPUB, clean in every validator, for the tests of validators and of the reading system."""

from __future__ import annotations

import io
import math
import zipfile
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

RATE = 24_000
ACTIVE_CLASS = "-epub-media-overlay-active"

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
  <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""

PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="id">urn:uuid:6f9d5f0c-0000-4000-8000-000000000001</dc:identifier>
    <dc:title>A small book</dc:title>
    <dc:language>en</dc:language>
    <meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>
    <meta property="schema:accessMode">textual</meta>
    <meta property="schema:accessModeSufficient">textual</meta>
    <meta property="schema:accessibilityFeature">synchronizedAudioText</meta>
    <meta property="schema:accessibilityFeature">tableOfContents</meta>
    <meta property="schema:accessibilityHazard">none</meta>
    <meta property="schema:accessibilitySummary">A small book, narrated whole.</meta>
    <meta property="media:active-class">{active_class}</meta>
    <meta property="media:duration">{total}</meta>
{durations}
  </metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="css" href="book.css" media-type="text/css"/>
{manifest}
  </manifest>
  <spine>
{spine}
  </spine>
</package>
"""

PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
  <head><title>{title}</title><link rel="stylesheet" type="text/css" href="book.css"/></head>
  <body>
{body}
  </body>
</html>
"""

OVERLAY = """<?xml version="1.0" encoding="UTF-8"?>
<smil xmlns="http://www.w3.org/ns/SMIL" version="3.0"><body>
{pars}
</body></smil>
"""


@dataclass(frozen=True)
class Chapter:
    """A heading and its sentences: what is shown, what is narrated, in this order."""

    title: str
    sentences: tuple[str, ...]

    @property
    def phrases(self) -> tuple[tuple[str, str], ...]:
        """Every narrated (id, text)."""
        return (("title", self.title), *((f"s{n}", text) for n, text in enumerate(self.sentences, 1)))


CHAPTERS = (
    Chapter("One", ("The first sentence.", "The second sentence, which is a good deal longer than the first one.")),
    Chapter("Two", ("A third.", "A fourth.", "And the last.")),
)


def write_epub(path: Path, chapters: tuple[Chapter, ...] = CHAPTERS, *, extra: str = "") -> Path:
    """Write the book; ``extra`` is markup put at the end of every chapter, to spoil it with."""
    sounds = [_narrate(chapter) for chapter in chapters]
    files = {
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": _package(chapters, sounds),
        "EPUB/nav.xhtml": _nav(chapters),
    }
    files["EPUB/book.css"] = f".{ACTIVE_CLASS} {{ background: #ffe08a; color: #000; }}\n"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, text in files.items():
            book.writestr(name, text)
        for number, (chapter, sound) in enumerate(zip(chapters, sounds, strict=True), 1):
            book.writestr(f"EPUB/c{number}.xhtml", _page(chapter, extra))
            book.writestr(f"EPUB/c{number}.smil", _overlay(number, chapter, sound))
            book.writestr(f"EPUB/c{number}.m4a", sound.data)
    return path


@dataclass(frozen=True)
class _Sound:
    data: bytes
    ends: tuple[float, ...]


def _narrate(chapter: Chapter) -> _Sound:
    """AAC in MP4: each phrase a tone of its own pitch, as long as its text takes to say."""
    seconds = [max(0.4, round(len(text) * 0.06, 2)) for _, text in chapter.phrases]
    tones = [_tone(220.0 * 1.2**n, length) for n, length in enumerate(seconds)]
    ends = tuple(round(sum(seconds[: n + 1]), 3) for n in range(len(seconds)))
    return _Sound(_encode(np.concatenate(tones)), ends)


def _tone(pitch: float, seconds: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    times = np.arange(round(seconds * RATE)) / RATE
    return (0.2 * np.sin(2 * math.pi * pitch * times)).astype(np.float32)


def _encode(samples: np.ndarray[tuple[int], np.dtype[np.float32]]) -> bytes:
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="fltp", layout="mono")
        frame.sample_rate = RATE
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return buffer.getvalue()


def _package(chapters: tuple[Chapter, ...], sounds: list[_Sound]) -> str:
    numbers = range(1, len(chapters) + 1)
    manifest = [
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml" media-overlay="m{n}"/>'
        f'<item id="m{n}" href="c{n}.smil" media-type="application/smil+xml"/>'
        f'<item id="a{n}" href="c{n}.m4a" media-type="audio/mp4"/>'
        for n in numbers
    ]
    return PACKAGE.format(
        active_class=ACTIVE_CLASS,
        total=f"{sum(sound.ends[-1] for sound in sounds):.3f}s",
        durations="\n".join(
            f'<meta property="media:duration" refines="#m{n}">{sound.ends[-1]:.3f}s</meta>' for n, sound in enumerate(sounds, 1)
        ),
        manifest="\n".join(manifest),
        spine="\n".join(f'<itemref idref="c{n}"/>' for n in numbers),
    )


def _nav(chapters: tuple[Chapter, ...]) -> str:
    entries = "".join(f'<li><a href="c{n}.xhtml">{chapter.title}</a></li>' for n, chapter in enumerate(chapters, 1))
    return PAGE.format(title="Contents", body=f'<nav epub:type="toc" role="doc-toc"><h1>Contents</h1><ol>{entries}</ol></nav>')


def _page(chapter: Chapter, extra: str) -> str:
    heading, *sentences = chapter.phrases
    spans = " ".join(f'<span id="{id_}">{text}</span>' for id_, text in sentences)
    return PAGE.format(title=chapter.title, body=f'<main><h1 id="{heading[0]}">{heading[1]}</h1><p>{spans}</p>{extra}</main>')


def _overlay(number: int, chapter: Chapter, sound: _Sound) -> str:
    begins = (0.0, *sound.ends)
    return OVERLAY.format(
        pars="\n".join(
            f'<par id="p{n}"><text src="c{number}.xhtml#{id_}"/>'
            f'<audio src="c{number}.m4a" clipBegin="{begins[n]:.3f}s" clipEnd="{sound.ends[n]:.3f}s"/></par>'
            for n, (id_, _) in enumerate(chapter.phrases)
        )
    )
