"""The folder in which an article is made, and how it takes its place: whole, with whatever else stood there."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from articles import files
from editions.building import staging
from editions.building.staging import carrying, sweep, transaction, write
from editions.building.staging.exchanging import exchange
from editions.cli import main
from editions.findings import OutputError
from editions.safety.writing import unwritable

MADE = {"report.json": "new report", "en/a.pdf": "new pdf"}
OLD = {"report.json": "old report", "en/a.pdf": "old pdf", "notes.txt": "mine", "fr/a.pdf": "of an earlier build"}


def fill(folder: Path, content: dict[str, str]) -> Path:
    for name, text in content.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def read(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text() for name in files(folder)}


def publish(target: Path, content: dict[str, str] = MADE) -> None:
    with transaction(target) as place:
        for name, text in content.items():
            place.path(*name.split("/")).write_text(text)
        place.publish()


def ours(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".editions-*")]


def refusing(number: int) -> Callable[..., None]:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


Patch = Callable[[pytest.MonkeyPatch], None]
WAYS: dict[str, Patch] = {
    "exchange": lambda _: None,
    "two renames": lambda patch: patch.setattr(staging, "exchange", refusing(errno.EINVAL)),
    "a mount point": lambda patch: patch.setattr(Path, "is_mount", lambda path: path.name == "a"),
    "too much to carry": lambda patch: patch.setattr(carrying, "ENTRIES", 2),
    "no hard links": lambda patch: patch.setattr(os, "link", refusing(errno.EPERM)),
    "a folder that cannot be moved": lambda patch: [
        patch.setattr(staging, "exchange", refusing(errno.EXDEV)),
        patch.setattr(os, "rename", refusing(errno.EXDEV)),
    ][0],
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_made_takes_its_place_and_all_else_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    target = fill(tmp_path / "a", OLD)
    WAYS[way](monkeypatch)
    publish(target)
    assert read(target) == {**OLD, **MADE}
    assert ours(tmp_path) == []


def test_the_first_build_is_one_rename(tmp_path: Path) -> None:
    publish(tmp_path / "far" / "away" / "a")
    assert read(tmp_path / "far" / "away" / "a") == MADE
    assert ours(tmp_path) == []


def test_links_modes_and_empty_folders_stay(tmp_path: Path) -> None:
    target = fill(tmp_path / "a", OLD)
    (target / "link").symlink_to("nowhere")
    (target / "empty").mkdir(mode=0o750)
    (target / "en").chmod(0o775)
    target.chmod(0o2775)
    (target / "notes.txt").chmod(0o600)
    inode = (target / "notes.txt").stat().st_ino
    publish(target)
    assert (target / "link").readlink() == Path("nowhere")
    modes = [stat.S_IMODE((target / name).stat().st_mode) for name in (".", "en", "empty", "notes.txt")]
    assert modes == [0o2775, 0o775, 0o750, 0o600]
    assert (target / "notes.txt").stat().st_ino == inode


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    real = fill(tmp_path / "real", OLD)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a").symlink_to(real)
    publish(tmp_path / "out" / "a")
    assert (tmp_path / "out" / "a").is_symlink()
    assert read(real) == {**OLD, **MADE}
    assert ours(tmp_path) == []


def test_a_file_that_comes_meanwhile_is_kept(tmp_path: Path) -> None:
    target = fill(tmp_path / "a", OLD)
    with transaction(target) as place:
        place.path("report.json").write_text("new report")
        (target / "late.txt").write_text("just in time")
        place.publish()
    assert (target / "late.txt").read_text() == "just in time"


def in_the_way(folder: Path, kind: str) -> Path:
    """Make something where a folder cannot be; return the target."""
    target = folder / "a"
    if kind == "file":
        target.write_text("mine")
    elif kind == "parent":
        target.write_text("mine")
        return target / "b"
    elif kind == "folder for a file":
        (target / "report.json").mkdir(parents=True)
    elif kind == "file for a folder":
        fill(target, {"en": "mine"})
    elif kind == "circle":
        target.symlink_to("a")
    elif kind == "long":
        return folder / ("a" * 300)
    return target


@pytest.mark.parametrize("kind", ["file", "parent", "folder for a file", "file for a folder", "circle", "long"])
def test_what_is_in_the_way_is_said_and_stays(tmp_path: Path, kind: str) -> None:
    target = in_the_way(tmp_path, kind)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OutputError, match="cannot be written"):
        publish(target)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_parent_without_rights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The article's folder alone may be written to: its files are replaced one by one, the report last."""
    target = fill(tmp_path / "a", OLD)
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != tmp_path)
    moved: list[str] = []
    original = os.replace

    def replace(one: Path, other: Path) -> None:
        moved.append(other.name)
        original(one, other)

    monkeypatch.setattr(os, "replace", replace)
    publish(target)
    assert moved == ["a.pdf", "report.json"]
    assert read(target) == {**OLD, **MADE}
    assert ours(tmp_path) == []


def test_a_file_is_known_by_its_place(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as raised, transaction(tmp_path / "a") as place:
        raise unwritable(place.path("en", "a.m4b"), OSError(errno.ENOSPC, "No space left on device"))
    assert str(raised.value).startswith(f"{tmp_path / 'a' / 'en' / 'a.m4b'}: cannot be written: No space left on device.")


def test_folders_change_places(tmp_path: Path) -> None:
    one, other = fill(tmp_path / "one", {"x": "1"}), fill(tmp_path / "other", {"x": "2"})
    exchange(one, other)
    assert (read(one), read(other)) == ({"x": "2"}, {"x": "1"})
    with pytest.raises(OSError, match="No such file"):
        exchange(one, tmp_path / "none")


# ------------------------------------------------------------------------------------------------------- what is left


def left(folder: Path, name: str = "a") -> Path:
    """Return a folder as a dead build leaves it."""
    return fill(folder / f".editions-{name}-4711-abcd_123", {"lock": name, "made/en/a.pdf": "half", "tmp/weasyprint-x/f": "t"})


def test_the_next_build_removes_what_a_dead_one_left(tmp_path: Path) -> None:
    dead, empty = left(tmp_path), tmp_path / ".editions-b-4712-abcdefgh"
    empty.mkdir()
    publish(tmp_path / "c")
    assert not dead.exists()
    assert not empty.exists()
    assert files(tmp_path) == ["c/en/a.pdf", "c/report.json"]


def test_what_is_in_use_is_never_removed(tmp_path: Path) -> None:
    living = left(tmp_path)
    with (living / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert sweep(tmp_path) == []
        publish(tmp_path / "a")
        assert read(living)["made/en/a.pdf"] == "half"
    assert sweep(tmp_path) == [living]


def test_a_running_build_is_in_use(tmp_path: Path) -> None:
    with transaction(tmp_path / "a") as place:
        assert sweep(tmp_path) == []
        assert place.folder.is_dir()


@pytest.mark.parametrize(
    "name", [".editions-mine", ".editions-a-4711-abcdefgh.txt", "editions-a-4711-abcdefgh", ".editions-a-x-abcdefgh"]
)
def test_what_only_looks_like_ours_stays(tmp_path: Path, name: str) -> None:
    fill(tmp_path / name, {"lock": "a", "made/x": "mine"})
    assert sweep(tmp_path) == []
    assert (tmp_path / name / "made" / "x").exists()


def test_a_folder_of_ours_that_holds_something_without_a_lock_stays(tmp_path: Path) -> None:
    fill(tmp_path / ".editions-a-4711-abcdefgh", {"mine.txt": "mine"})
    assert sweep(tmp_path) == []


def test_links_lead_nowhere(tmp_path: Path) -> None:
    outside = fill(tmp_path / "outside", {"lock": "a", "made/x": "mine"})
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".editions-a-4711-abcdefgh").symlink_to(outside)
    fill(tmp_path / "out" / ".editions-b-4711-abcdefgh", {"lock": "../stolen", "old/x": "x"})
    assert len(sweep(tmp_path / "out")) == 1
    assert read(outside) == {"lock": "a", "made/x": "mine"}
    assert not (tmp_path / "stolen").exists()


def test_what_was_put_aside_is_given_back(tmp_path: Path) -> None:
    """A build was killed between its two renames: nothing stands in the place, the old is with the leftovers."""
    fill(left(tmp_path) / "old", OLD)
    sweep(tmp_path)
    assert read(tmp_path / "a") == OLD
    fill(left(tmp_path) / "old", {"x": "stale"})
    sweep(tmp_path)
    assert read(tmp_path / "a") == OLD


def test_the_doctor_cleans(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dead = left(tmp_path)
    assert main(["doctor", "--clean", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{dead}: removed\n"
    assert main(["doctor", "--clean", str(tmp_path)]) == 0
    assert "nothing was left behind" in capsys.readouterr().out
    assert main(["doctor", "--clean", str(tmp_path / "none")]) == 2


# -------------------------------------------------------------------------------------------------------- single files


def test_one_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    """Its mode stays, and a link to it stays a link."""
    file, link = tmp_path / "a.toml", tmp_path / "link.toml"
    write(file, b"one")
    file.chmod(0o640)
    link.symlink_to(file)
    write(link, b"two")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode), link.is_symlink()) == (b"two", 0o640, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.toml", "link.toml"]


def test_a_device_takes_what_is_written(tmp_path: Path) -> None:
    """And stays what it is."""
    write(Path("/dev/null"), b"x")
    assert Path("/dev/null").is_char_device()
    with pytest.raises(OutputError, match="No space left"):
        write(Path("/dev/full"), b"x")


@pytest.mark.parametrize("kind", ["folder", "parent", "circle"])
def test_a_file_that_cannot_be_written(tmp_path: Path, kind: str) -> None:
    target = tmp_path if kind == "folder" else in_the_way(tmp_path, kind)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OutputError, match="cannot be written"):
        write(target, b"x")
    assert sorted(tmp_path.rglob("*")) == before
