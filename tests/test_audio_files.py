"""Sound files: every sentence where the timeline says, and what players and shelves read."""

from __future__ import annotations

import base64
import io
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from editions.findings import OutputError
from editions.narration.audio.encoding import AAC, MP3, Codec, alpha3, edges, encode
from editions.narration.audio.files import Tags, m4b, mp3
from editions.narration.audio.recording import Samples, Spool, record
from editions.narration.timeline import Chapter, Clip, Role, Run, Timeline, Utterance

CHAPTERS = {"front": "As aves – 鳥", "s1": "Métodos & <dados>", "s2": "Discussão"}
ALLOWED = 0.020  # seconds
ABSTRACT = "uma ave " * 60 + "voa"
THRESHOLD = 0.1


@dataclass(frozen=True, slots=True)
class Said:
    utterance: Utterance
    samples: Samples


@dataclass(frozen=True, slots=True)
class Made:
    timeline: Timeline
    m4a: Path
    m4b: Path
    mp3: Path
    cover: bytes

    @property
    def files(self) -> tuple[Path, ...]:
        return (self.m4a, self.m4b, self.mp3)


def tones(rate: int, count: int) -> Iterator[Said]:
    """Sentences of half a second to three, each a tone that begins at once."""
    random = np.random.default_rng(4)
    for number in range(count):
        time = np.arange(int(rate * random.uniform(0.5, 3))) / rate
        chapter = list(CHAPTERS)[number * len(CHAPTERS) // count]
        utterance = Utterance(id=f"s{number}", runs=(Run(text="la", lang="pt-BR"),), role=Role.TEXT, chapter=chapter)
        yield Said(utterance, (16000 * np.cos(2 * np.pi * 440 * time)).astype(np.int16))


def picture(kind: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (300, 300), "#00558c").save(data, kind)
    return data.getvalue()


def encoded(said: Iterable[Said], files: Sequence[tuple[Path, Codec]], rate: int, chapters: Mapping[str, str]) -> Timeline:
    """What is said, in files."""
    with closing(Spool(files[0][0].with_suffix(".raw"))) as spool:
        timeline = record(said, lang="pt-BR", rate=rate, sinks=[spool])
        begins = {clip.utterance.chapter: clip.begin for clip in reversed(timeline.clips)}
        found = tuple(Chapter(id=key, title=title, begin=begins[key]) for key, title in chapters.items())
        timeline = replace(timeline, chapters=found)
        spool.finish()
        encode(spool, timeline, files, decibels=0)
    return timeline


def made(folder: Path, rate: int = 22050, count: int = 90, kind: str = "JPEG") -> Made:
    folder.mkdir(exist_ok=True)
    sound, frames = folder / "sound.m4a", folder / "sound.mp3"
    timeline = encoded(tones(rate, count), [(sound, AAC), (frames, MP3)], rate, CHAPTERS)
    result = Made(timeline, sound, folder / "article.m4b", folder / "article.mp3", picture(kind))
    tags = Tags(
        title="As aves – 鳥",
        artist="Ana Souza; José Díaz",
        narrator="pt-br",
        series="Revista",
        publisher="Editora",
        date="2013-10-01",
        copyright="CC BY 4.0",
        description=ABSTRACT,
        doi="10.1000/1",
        comment="Vozes sintéticas",
        cover=result.cover,
    )
    m4b(sound, timeline, result.m4b, tags)
    mp3(frames, timeline, result.mp3, tags)
    return result


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(tmp_path_factory.mktemp("book"))


def decoded(file: Path) -> npt.NDArray[np.float32]:
    with av.open(file) as container:
        return np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)]).astype(np.float32)


def onsets(sound: npt.NDArray[np.float32], rate: int) -> npt.NDArray[np.int64]:
    loud = np.flatnonzero(np.abs(sound) > THRESHOLD)
    return loud[np.diff(loud, prepend=-rate) > 0.2 * rate]


def begins(timeline: Timeline) -> npt.NDArray[np.int64]:
    return np.array([clip.begin for clip in timeline.clips])


def test_every_sentence_is_heard_where_the_timeline_says(book: Made) -> None:
    assert book.timeline.length > 180 * book.timeline.rate
    for file in book.files:
        late = onsets(decoded(file), book.timeline.rate) - begins(book.timeline)
        assert np.abs(late).max() <= ALLOWED * book.timeline.rate, file.name


@pytest.mark.parametrize("rate", [16000, 24000])
def test_other_rates_are_as_exact(tmp_path: Path, rate: int) -> None:
    book = made(tmp_path, rate, count=12)
    for file in book.files:
        late = onsets(decoded(file), rate) - begins(book.timeline)
        assert np.abs(late).max() <= ALLOWED * rate, file.name
        with av.open(file) as container:
            assert container.streams.audio[0].rate == rate


@pytest.mark.slow
def test_a_browser_hears_them_there_too(book: Made) -> None:
    from playwright.sync_api import sync_playwright

    script = """async ([data, rate]) => {
        const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0)).buffer
        const sound = (await new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes)).getChannelData(0)
        const found = []
        for (let at = 0, last = -rate; at < sound.length; at++)
            if (Math.abs(sound[at]) > 0.1) { if (at - last > 0.2 * rate) found.push(at); last = at }
        return found }"""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        for file in book.files:
            found = page.evaluate(script, [base64.b64encode(file.read_bytes()).decode(), book.timeline.rate])
            late = np.array(found) - begins(book.timeline)
            assert np.abs(late).max() <= ALLOWED * book.timeline.rate, file.name
        browser.close()


def test_the_sound_lasts_as_long_as_the_timeline(book: Made) -> None:
    for file in book.files:
        assert 0 <= decoded(file).size - book.timeline.length < 1024  # AAC fills its last frame; the index says where to stop
    for file in (book.m4a, book.m4b):
        with av.open(file) as container:
            assert container.streams.audio[0].duration == book.timeline.length


def packets(file: Path) -> list[bytes]:
    with av.open(file) as container:
        return [bytes(packet) for packet in container.demux(audio=0) if packet.size]


def test_the_m4b_holds_the_packets_of_the_m4a(book: Made) -> None:
    assert packets(book.m4b) == packets(book.m4a)
    assert packets(book.mp3) == packets(book.mp3.with_name("sound.mp3"))


def test_chapters_reopen(book: Made) -> None:
    starts = [0.0] + [book.timeline.seconds(chapter.begin) for chapter in book.timeline.chapters[1:]]
    ends = [*starts[1:], book.timeline.seconds(book.timeline.length)]
    for file in (book.m4b, book.mp3):
        with av.open(file) as container:
            chapters = container.chapters()
        assert [chapter["metadata"]["title"] for chapter in chapters] == list(CHAPTERS.values())
        for chapter, start, end in zip(chapters, starts, ends, strict=True):
            base = chapter["time_base"]
            assert base
            assert float(chapter["start"] * base) == pytest.approx(start, abs=0.0011 if file is book.mp3 else 1e-6)
            assert float(chapter["end"] * base) == pytest.approx(end, abs=0.0011 if file is book.mp3 else 1e-6)


def test_tags_reopen(book: Made) -> None:
    of_mp4 = {"media_type": "2", "show": "Revista", "synopsis": ABSTRACT}
    of_mp3 = {"publisher": "Editora", "language": "por", "series": "Revista", "DOI": "10.1000/1"}
    for file, also in ((book.m4b, of_mp4), (book.mp3, of_mp3)):
        with av.open(file) as container:
            tags = container.metadata
        expected = {
            "title": "As aves – 鳥",
            "artist": "Ana Souza; José Díaz",
            "album": "As aves – 鳥",
            "album_artist": "Ana Souza; José Díaz",
            "composer": "pt-br",
            "grouping": "Revista",
            "description": ABSTRACT[:247] + " …",
            "date": "2013-10-01",
            "copyright": "CC BY 4.0",
            "comment": "Vozes sintéticas",
            "genre": "Audiobook",
        }
        assert {name: tags.get(name) for name in expected | also} == expected | also, file.name


def test_the_publisher_has_a_box_of_its_own(book: Made) -> None:
    """FFmpeg neither writes nor reads it: ``©pub``, a box of text in ``ilst``."""
    data = book.m4b.read_bytes()
    assert data.count(b"\xa9pub") == 1
    box = data.index(b"\xa9pub") - 4
    assert data[box + 12 : box + int.from_bytes(data[box : box + 4])] == b"data" + b"\0\0\0\1" + bytes(4) + b"Editora"
    assert data.rindex(b"ilst", 0, box) > 0


def test_sound_and_chapters_name_their_language(book: Made) -> None:
    for file in (book.m4a, book.m4b):
        with av.open(file) as container:
            assert {stream.language for stream in container.streams if stream.type != "video"} == {"por"}


@pytest.mark.parametrize(
    ("lang", "code"), [("en-GB", "eng"), ("es-419", "spa"), ("pt", "por"), ("de", "deu"), ("zh-Hant", "zho"), ("und", "und")]
)
def test_languages_have_three_letters(lang: str, code: str) -> None:
    assert alpha3(lang) == code


def test_a_language_without_a_code_is_undetermined() -> None:
    assert alpha3("x-private") == "und"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_cover_is_attached_as_it_is(tmp_path: Path, kind: str) -> None:
    book = made(tmp_path, count=3, kind=kind)
    for file in (book.m4b, book.mp3):
        with av.open(file) as container:
            stream = container.streams.video[0]
            assert stream.disposition == av.stream.Disposition.attached_pic
            assert next(bytes(packet) for packet in container.demux(stream) if packet.size) == book.cover
    assert b"APIC" in book.mp3.read_bytes()[:4096]


def test_sound_without_cover_or_chapters(tmp_path: Path) -> None:
    timeline = encoded(tones(22050, 2), [(tmp_path / "a.m4a", AAC)], 22050, {})
    m4b(tmp_path / "a.m4a", timeline, tmp_path / "a.m4b", Tags(title="Birds"))
    with av.open(tmp_path / "a.m4b") as container:
        assert container.chapters() == []
        assert len(container.streams) == 1


def test_the_index_comes_first_and_the_brand_is_an_audiobooks(book: Made) -> None:
    for file in (book.m4a, book.m4b):
        data = file.read_bytes()
        assert data.index(b"moov") < data.index(b"mdat")
    assert book.m4b.read_bytes()[4:12] == b"ftypM4B "


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    one, other = made(tmp_path / "one", count=5), made(tmp_path / "other", count=5)
    assert [file.read_bytes() for file in one.files] == [file.read_bytes() for file in other.files]


@pytest.mark.parametrize("codec", [AAC, MP3])
def test_a_folder_that_is_not_there(tmp_path: Path, codec: Codec) -> None:
    with closing(Spool(tmp_path / "raw")) as spool:
        timeline = record(tones(22050, 1), lang="en", rate=22050, sinks=[spool])
        spool.finish()
        with pytest.raises(OutputError, match=r"no/sound: cannot be written: No such file"):
            encode(spool, timeline, [(tmp_path / "no" / "sound", codec)], decibels=0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", [m4b, mp3])
def test_a_book_that_cannot_be_written(book: Made, tmp_path: Path, write: Callable[[Path, Timeline, Path, Tags], None]) -> None:
    file = tmp_path / "file"
    file.touch()
    sound = book.m4a if write is m4b else book.mp3
    for target in (file / "a", tmp_path / "no" / "a"):
        with pytest.raises(OutputError, match="cannot be written"):
            write(sound, book.timeline, target, Tags(title="Birds"))
    with pytest.raises(OutputError, match="cannot be written"):
        write(sound, book.timeline, tmp_path / "bad-cover", Tags(title="Birds", cover=b"no picture"))
    assert list(tmp_path.iterdir()) == [file]


def test_a_voice_that_fails_leaves_no_file(tmp_path: Path) -> None:
    def failing() -> Iterator[Said]:
        yield from tones(22050, 2)
        raise OSError("the voice's own error")

    with pytest.raises(OSError, match="the voice's own"):
        encoded(failing(), [(tmp_path / "sound.m4a", AAC)], 22050, {})
    assert list(tmp_path.iterdir()) == []


FULL = """
import pathlib, resource, signal, sys
import numpy as np
from editions.narration.audio import encoding
from editions.narration.audio.recording import Spool, record
from editions.narration.timeline import Role, Run, Utterance
from editions.findings import OutputError
from types import SimpleNamespace
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
folder = pathlib.Path(sys.argv[1])
said = Utterance(id="a", runs=(Run(text="a", lang="en"),), role=Role.TEXT, chapter="")
noise = np.random.default_rng(1).integers(-9000, 9000, 22050 * 20).astype(np.int16)
spool = Spool(folder / "raw")
timeline = record([SimpleNamespace(utterance=said, samples=noise)], lang="en", rate=22050, sinks=[spool])
spool.finish()
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
for codec in (encoding.AAC, encoding.MP3):
    try:
        encoding.encode(spool, timeline, [(folder / "sound", codec)], decibels=0)
    except OutputError as error:
        print(error)
other = Spool(folder / "other")
try:
    other.write(noise)
    other.finish()
except OutputError as error:
    print(error)
other.close()
spool.close()
"""


def test_a_full_disk(tmp_path: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, check=True)
    assert ran.stdout.count("sound: cannot be written: File too large") == 2
    assert ran.stdout.count("other: cannot be written: File too large") == 1
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------------------------------------------------- parts, level


def test_a_part_ends_in_a_pause(book: Made) -> None:
    """Parts are made of the timeline alone, at least half a minute long, and end where nothing is said."""
    found = edges(book.timeline)
    assert (found[0], found[-1]) == (0, book.timeline.length)
    assert len(found) > 5
    assert min(np.diff(found[:-1])) >= 30 * book.timeline.rate
    for edge in found[1:-1]:
        assert all(not clip.begin - 2000 < edge < clip.end + 2000 for clip in book.timeline.clips)


def test_speech_without_pauses_is_one_part() -> None:
    clips = tuple(
        Clip(utterance=said.utterance, begin=number * 22050, end=number * 22050 + 21000)
        for number, said in enumerate(tones(22050, 90))
    )
    assert edges(Timeline(lang="pt-BR", rate=22050, length=90 * 22050, clips=clips)) == [0, 90 * 22050]


def test_parts_are_joined_without_a_trace(book: Made) -> None:
    """A file has each frame once, one after the other, and silence where its parts meet."""
    for file in (book.m4a, book.mp3):
        with av.open(file) as container:
            base = container.streams.audio[0].time_base
            times = [float((packet.pts or 0) * (base or 1)) for packet in container.demux(audio=0) if packet.size]
        assert np.ptp(np.diff(times[:-1])) < 1e-4
        sound = decoded(file)
        for edge in edges(book.timeline)[1:-1]:
            assert np.abs(sound[edge - 1500 : edge + 1500]).max() < 2e-3


def test_the_bytes_do_not_depend_on_what_finishes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    books = []
    for cores in (1, 3):
        monkeypatch.setattr("editions.narration.audio.encoding._cores", lambda: cores)  # noqa: B023 (called within the loop)
        books.append(made(tmp_path / str(cores), count=40))
    assert len(edges(books[0].timeline)) > 3
    assert [file.read_bytes() for file in books[0].files] == [file.read_bytes() for file in books[1].files]
