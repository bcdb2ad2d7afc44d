"""What has not changed is neither spoken nor encoded again, and nothing half-written is ever believed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import articles
import editions
from editions.narration.audio.cache import SoundCache, default_folder
from editions.narration.speech.espeak import EspeakEngine


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EDITIONS_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


def sounds(built: editions.Built) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in sorted(built.folder.rglob("*.*")) if path.suffix in (".m4b", ".mp3", ".vtt")
    }


def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that eSpeak is asked to speak from now on."""
    texts: list[str] = []
    speak = EspeakEngine.speak

    def listen(self: EspeakEngine, requests: Any) -> Any:
        texts.extend(request.text for request in requests)
        return speak(self, requests)

    monkeypatch.setattr(EspeakEngine, "speak", listen)
    return texts


def test_a_rerun_speaks_nothing_and_makes_the_same(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, texts = articles.write(tmp_path, more=articles.SPANISH), spoken(monkeypatch)
    first = editions.build(source, tmp_path / "one", formats=("audio", "mp3"))
    assert texts
    assert sorted({path.suffix for path in folder.iterdir()}) == [".json", ".m4a", ".mp3"]
    texts.clear()
    again = editions.build(source, tmp_path / "two", formats=("audio", "mp3"))
    assert texts == []
    assert sounds(again) == sounds(first)
    assert again["en"].timeline == first["en"].timeline
    monkeypatch.setenv("EDITIONS_CACHE", "")
    assert sounds(editions.build(source, tmp_path / "three", formats=("audio", "mp3"))) == sounds(first)
    assert texts


def test_what_has_changed_is_spoken_again(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, texts = articles.write(tmp_path), spoken(monkeypatch)
    editions.build(source, tmp_path / "out", formats=("audio",))
    for change in ({"rate": 120}, {"voices": {"en": "en-gb"}}, {"formats": ("mp3",)}):
        texts.clear()
        editions.build(source, tmp_path / "out", **({"formats": ("audio",)} | change))
        assert texts, change
    source.write_text(source.read_text("utf-8").replace("small", "little"), "utf-8")
    texts.clear()
    editions.build(source, tmp_path / "out", formats=("audio",))
    assert any("little" in text for text in texts)


def test_an_engine_without_a_version_is_not_kept(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = EspeakEngine()
    engine.version = None
    editions.build(articles.write(tmp_path), tmp_path / "out", formats=("audio",), engine=engine)
    assert not folder.exists()


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 5000])
def test_a_broken_entry_is_made_again(tmp_path: Path, folder: Path, damage: bytes) -> None:
    source = articles.write(tmp_path)
    first = editions.build(source, tmp_path / "one", formats=("audio",))
    for entry in folder.iterdir():
        entry.write_bytes(damage)
    assert sounds(editions.build(source, tmp_path / "two", formats=("audio",))) == sounds(first)


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("EDITIONS_CACHE", str(tmp_path / "file" / "kept"))
    assert editions.build(articles.write(tmp_path), tmp_path / "out", formats=("audio",)).written


def test_the_oldest_entries_go_first(tmp_path: Path) -> None:
    cache, content = SoundCache(tmp_path / "kept", max_bytes=1000), tmp_path / "content"
    content.write_bytes(b"x" * 250)
    for number, name in enumerate("abc"):
        cache.write(name, content)
        os.utime(tmp_path / "kept" / name, (number, number))
    assert cache.read("a", tmp_path / "copy")
    cache.write("d", content)
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == ["a", "c", "d"]
    assert (tmp_path / "copy").read_bytes() == content.read_bytes()
    assert not cache.read("b", tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_drafts_of_killed_processes_go_after_a_day(tmp_path: Path) -> None:
    cache, content = SoundCache(tmp_path / "kept"), tmp_path / "content"
    content.write_bytes(b"x")
    (tmp_path / "kept").mkdir()
    for name, age in (("old.part", 2 * 86400), ("new.part", 60)):
        (tmp_path / "kept" / name).touch()
        os.utime(tmp_path / "kept" / name, (time.time() - age,) * 2)
    cache.write("a", content)
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == ["a", "new.part"]


WRITING = """
import pathlib, sys
from editions.narration.audio.cache import SoundCache
content = pathlib.Path(sys.argv[1], "content")
print("ready", flush=True)
while True:
    SoundCache(pathlib.Path(sys.argv[1], "kept")).write("entry", content)
"""


def test_a_process_that_is_killed_leaves_no_broken_entry(tmp_path: Path) -> None:
    (tmp_path / "content").write_bytes(os.urandom(3_000_000))
    for delay in (0.05, 0.09, 0.13):
        with subprocess.Popen([sys.executable, "-c", WRITING, str(tmp_path)], stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
        entry = tmp_path / "kept" / "entry"
        if entry.exists():
            assert SoundCache(tmp_path / "kept").read("entry", tmp_path / "copy")
            assert (tmp_path / "copy").read_bytes() == (tmp_path / "content").read_bytes()


def test_the_folder_is_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EDITIONS_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/some/where")
    assert default_folder() == Path("/some/where/editions/sound")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert default_folder() == Path.home() / ".cache" / "editions" / "sound"
    monkeypatch.setenv("EDITIONS_CACHE", "")
    assert default_folder() is None
