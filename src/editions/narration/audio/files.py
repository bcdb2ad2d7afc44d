"""The narrated article as one file to take along: M4B and MP3 with chapters, tags and a cover.

The sound is not encoded again: the packets are copied from a file of ``encoding``. Both containers tell a player how many
samples the encoder put before the first one (MP4 in its edit list, MP3 in its Info frame); the copies keep it, so that a time
of the timeline is the same moment in every file.
"""

from __future__ import annotations

import io
import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
from av.container import OutputContainer
from av.stream import Disposition

from editions.narration.audio.encoding import alpha3, container_options
from editions.narration.timeline import Timeline
from editions.safety.writing import draft, os_errors_as_output_error

if TYPE_CHECKING:
    from av.container.core import Chapter as FileChapter  # only PyAV's stubs have it


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What the file says about itself. ``artist`` are the authors, ``series`` is the journal, ``date`` as in ISO 8601.

    ``narrator`` names the voice, ``comment`` says that it is synthetic, ``description`` is the abstract. ``cover`` is a JPEG
    or a PNG, ``b""`` for none.

    Players of audiobooks, such as Audiobookshelf, take the album for the book, the composer for its narrator, and the show, the
    grouping or a frame "series" for its series.
    """

    title: str
    artist: str = ""
    narrator: str = ""
    series: str = ""
    publisher: str = ""
    date: str = ""
    copyright: str = ""
    description: str = ""
    doi: str = ""
    comment: str = ""
    cover: bytes = b""

    def of_mp4(self) -> dict[str, str]:
        """Return them by FFmpeg's names for MP4. It has none for a publisher: ``_RENAMED`` gives the box its name."""
        longer = {"show": self.series, "network": self.publisher, "synopsis": self.description}
        return _filled(self._common() | longer) | {"media_type": "2"}  # iTunes' "stik": players keep the place in an audiobook

    def of_mp3(self) -> dict[str, str]:
        """Return them by FFmpeg's names for ID3v2.4: frames of their own, else TXXX."""
        return _filled(self._common() | {"series": self.series, "publisher": self.publisher, "DOI": self.doi})

    def _common(self) -> dict[str, str]:
        return {
            "title": self.title,
            "album": self.title,
            "artist": self.artist,
            "album_artist": self.artist,
            "composer": self.narrator,
            "grouping": self.series,
            "date": self.date,
            "copyright": self.copyright,
            "description": _shortened(self.description),
            "comment": self.comment,
            "genre": "Audiobook",
        }


_MAX_DESCRIPTION = 250
"""Characters of a description: iTunes' "desc" holds 255, "ldes" all of it."""


def _filled(tags: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in tags.items() if value}


def _shortened(text: str) -> str:
    return text if len(text) <= _MAX_DESCRIPTION else text[:_MAX_DESCRIPTION].rpartition(" ")[0] + " …"


def m4b(sound: Path, timeline: Timeline, target: Path, tags: Tags) -> None:
    """Write an audiobook (MPEG-4 audio) from an M4A of ``encoder``. Raise ``OutputError`` where it cannot be written."""
    with os_errors_as_output_error(target, av.FFmpegError), draft(target) as part:
        options = container_options("mp4", timeline.rate) | {"brand": "M4B "}
        _copy(sound, timeline, part, tags.of_mp4(), tags.cover, "mp4", options)
        _patch(part, alpha3(timeline.lang))


def mp3(sound: Path, timeline: Timeline, target: Path, tags: Tags) -> None:
    """Write an MP3 with ID3v2.4 tags (CHAP, CTOC, TLAN, APIC …) from one of ``encoder``. Raise ``OutputError`` as ``m4b``."""
    with os_errors_as_output_error(target, av.FFmpegError), draft(target) as part:
        language = {"language": alpha3(timeline.lang)}
        _copy(sound, timeline, part, tags.of_mp3() | language, tags.cover, "mp3", container_options("mp3", timeline.rate))


def _copy(
    sound: Path, timeline: Timeline, target: Path, tags: dict[str, str], cover: bytes, format: str, options: dict[str, str]
) -> None:
    with av.open(sound) as source, av.open(target, "w", format=format, options=options) as output:
        stream = source.streams.audio[0]
        copy = output.add_stream_from_template(stream)
        copy.metadata["language"] = alpha3(timeline.lang)
        output.metadata.update(tags)
        output.set_chapters(list(_chapters(timeline)))
        if cover:
            _attach(cover, tags["title"], output)
        for packet in source.demux(stream):
            if packet.size:  # the last one is FFmpeg's sign of the end
                packet.stream = copy
                output.mux(packet)


def _chapters(timeline: Timeline) -> Iterator[FileChapter]:
    """The first one begins with the file: the silence before the first word is nobody else's, and players expect it."""
    begins = [0] + [chapter.begin for chapter in timeline.chapters[1:]] + [timeline.length]
    for number, chapter in enumerate(timeline.chapters):
        yield {
            "id": number,
            "start": begins[number],
            "end": begins[number + 1],
            "time_base": Fraction(1, timeline.rate),
            "metadata": {"title": chapter.title},
        }


def _attach(cover: bytes, title: str, output: OutputContainer) -> None:
    with av.open(io.BytesIO(cover), "r") as picture:
        stream = picture.streams.video[0]
        copy = output.add_stream_from_template(stream)
        copy.disposition = Disposition.attached_pic
        copy.metadata.update({"title": title, "comment": "Cover (front)"})  # ID3's description and kind of picture
        for packet in picture.demux(stream):
            if packet.size:
                packet.stream, packet.pts, packet.dts = copy, 0, 0
                output.mux(packet)


_BOXES = {b"moov": 0, b"trak": 0, b"mdia": 0, b"udta": 0, b"meta": 4, b"ilst": 0}
"""Boxes of an MP4 around those that say the language of a track or the publisher, and the bytes before the boxes in them."""

_RENAMED = {b"tvnn": b"\xa9pub"}
"""Boxes that FFmpeg can write -> boxes of the same form that it cannot: the network becomes the publisher."""


def _patch(file: Path, code: str) -> None:
    """Write into an MP4 what FFmpeg cannot: the language of each track that has none (ISO 639-2/T), and the publisher.

    FFmpeg gives the track of chapters the number 0, which readers take for QuickTime's English. Raise ``OSError``.
    """
    with file.open("r+b") as stream, mmap.mmap(stream.fileno(), 0) as data:
        for kind, begin in _boxes(data, 0, len(data)):
            # ISO/IEC 14496-12, 8.4.2: the language follows the times, which are twice as long in version 1.
            place = begin + (40 if data[begin + 8] else 28)
            if kind == b"mdhd" and data[place : place + 2] == b"\0\0":
                data[place : place + 2] = _packed(code)
            elif kind in _RENAMED:
                data[begin + 4 : begin + 8] = _RENAMED[kind]


def _boxes(data: mmap.mmap, begin: int, end: int) -> Iterator[tuple[bytes, int]]:
    """Yield the name of each box inside ``_BOXES``, and where it begins."""
    while begin < end:
        size, kind = int.from_bytes(data[begin : begin + 4]), data[begin + 4 : begin + 8]
        size = int.from_bytes(data[begin + 8 : begin + 16]) if size == 1 else size
        if kind in _BOXES:
            yield from _boxes(data, begin + 8 + _BOXES[kind], begin + size)
        else:
            yield kind, begin
        begin += size or end


def _packed(code: str) -> bytes:
    """Three letters of five bits each."""
    one, two, three = (ord(letter) - 0x60 for letter in code)
    return (one << 10 | two << 5 | three).to_bytes(2)
