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
    """What the file says about itself. ``artist`` are the authors, ``album`` the journal, ``date`` as in ISO 8601.

    ``cover`` is a JPEG or a PNG, ``b""`` for none. FFmpeg knows no place for a publisher in MP4: only the MP3 names it.
    """

    title: str
    artist: str = ""
    album: str = ""
    publisher: str = ""
    date: str = ""
    copyright: str = ""
    comment: str = ""
    cover: bytes = b""

    def written(self) -> dict[str, str]:
        """By FFmpeg's names, without the empty ones."""
        names = ("title", "artist", "album", "publisher", "date", "copyright", "comment")
        return {name: value for name in names if (value := getattr(self, name))} | {"genre": "Audiobook"}


def m4b(sound: Path, timeline: Timeline, target: Path, tags: Tags) -> None:
    """Write an audiobook (MPEG-4 audio) from an M4A of ``encoder``. Raise ``OutputError`` where it cannot be written."""
    kind = {"media_type": "2"}  # iTunes' "stik": an audiobook, so that players keep the place in it
    with os_errors_as_output_error(target, av.FFmpegError), draft(target) as part:
        options = container_options("mp4", timeline.rate) | {"brand": "M4B "}
        _copy(sound, timeline, part, tags.written() | kind, tags.cover, "mp4", options)
        _name_language(part, alpha3(timeline.lang))


def mp3(sound: Path, timeline: Timeline, target: Path, tags: Tags) -> None:
    """Write an MP3 with ID3v2.4 tags (CHAP, CTOC, TLAN, APIC …) from one of ``encoder``. Raise ``OutputError`` as ``m4b``."""
    with os_errors_as_output_error(target, av.FFmpegError), draft(target) as part:
        language = {"language": alpha3(timeline.lang)}
        _copy(sound, timeline, part, tags.written() | language, tags.cover, "mp3", container_options("mp3", timeline.rate))


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


_BOXES = {b"moov", b"trak", b"mdia"}
"""Boxes of an MP4 around those that say the language of a track."""


def _name_language(file: Path, code: str) -> None:
    """Write a language (ISO 639-2/T) into each track of an MP4 that has none. Raise ``OSError``.

    FFmpeg gives the track of chapters the number 0, which readers take for QuickTime's English.
    """
    with file.open("r+b") as stream, mmap.mmap(stream.fileno(), 0) as data:
        for begin in _headers(data, 0, len(data)):
            # ISO/IEC 14496-12, 8.4.2: the language follows the times, which are twice as long in version 1.
            place = begin + (40 if data[begin + 8] else 28)
            if data[place : place + 2] == b"\0\0":
                data[place : place + 2] = _packed(code)


def _headers(data: mmap.mmap, begin: int, end: int) -> Iterator[int]:
    """Yield where each track's ``mdhd`` box begins."""
    while begin < end:
        size, kind = int.from_bytes(data[begin : begin + 4]), data[begin + 4 : begin + 8]
        size = int.from_bytes(data[begin + 8 : begin + 16]) if size == 1 else size
        if kind == b"mdhd":
            yield begin
        elif kind in _BOXES:
            yield from _headers(data, begin + 8, begin + size)
        begin += size or end


def _packed(code: str) -> bytes:
    """Three letters of five bits each."""
    one, two, three = (ord(letter) - 0x60 for letter in code)
    return (one << 10 | two << 5 | three).to_bytes(2)
