"""The files beside an article: which of them a name in the source means."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from editions.images import CONVERTED, SHOWN, PictureFacts, Unusable, decode, inspect
from editions.images.limits import MAX_DECODED, MAX_PIXELS

RANKS = {**SHOWN, **CONVERTED}
"""Suffixes of the pictures that an edition can show, the best for print first."""

NAMED = frozenset({*RANKS, ".eps", ".ps", ".pdf", ".ai", ".emf", ".wmf", ".psd", ".svgz", ".heic", ".avif"})
"""Suffixes of pictures: what follows the last dot of any other name is a part of the name (``g001``)."""

OTHERS = frozenset(
    {".xml", ".toml", ".txt", ".md", ".css", ".html", ".json", ".csv", ".zip", ".epub", ".m4b", ".mp3", ".vtt", ".srt"}
)
"""Suffixes of files that are no pictures."""

MAX_FILES = 20_000
"""Files and folders that are looked at, so that an article in a vast folder takes no longer."""

MAX_DEPTH = 3
"""Levels of folders below the article's own that are looked into."""

UNSAID = 9
"""The rank of a file whose name says nothing of its kind (``fig1``, ``journal.g001``): its content tells."""

MAX_CHARS = 1000
"""Characters of the longest name that is looked for."""


@dataclass(frozen=True, slots=True)
class ArticleFolder:
    """The pictures in an article's folder, found by their name without its suffix and its case; looked up once a reading."""

    folder: Path
    found: dict[str, list[Path]]
    _known: dict[Path, PictureFacts | Unusable] = field(default_factory=dict)
    _decoded: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, folder: Path) -> ArticleFolder:
        """Return the files beside an article; links are followed where they stay inside the folder."""
        found: dict[str, list[Path]] = {}
        for path in sorted(_files(folder)):
            found.setdefault(_key(path.relative_to(folder).as_posix()), []).append(path)
        return cls(folder, found)

    def find(self, href: str) -> Path | None:
        """Return the file that a source's ``href`` means: as it is written if it is there, else the best one of that name.

        A web address means the file beside the article that has its last part as its name. None for one that is not there,
        and for any name that leads, or is meant to lead, out of the folder.
        """
        if not is_remote(href) and reaches_out(href):
            return None
        for name in _spellings(href) if not is_remote(href) else [last_part(href)]:
            exact = self.folder / name
            if exact.suffix.lower() in RANKS and is_file_inside(exact, self.folder):
                return exact
            if best := self._best(name):
                return best
        return None

    def other(self, href: str) -> str:
        """Return the name of a file that an ``href`` means but that nothing here can show (EPS), ``""`` where none is."""
        known = [] if reaches_out(href) else [path for name in _spellings(href) for path in self.found.get(_key(name), ())]
        return known[0].name if known else ""

    def inspected(self, path: Path) -> PictureFacts:
        """Return what a picture is, decoded once. Raises ``Unusable``, or ``OSError`` where it cannot be read.

        ``Unusable`` is ``Broken`` where it cannot be decoded to its end.
        """
        if path not in self._known:
            try:
                self._known[path] = self._examined(path)
            except Unusable as error:
                self._known[path] = error
        known = self._known[path]
        if isinstance(known, Unusable):
            raise type(known)(str(known))
        return known

    def _examined(self, path: Path) -> PictureFacts:
        found = inspect(path)
        self._decoded.append(min(found.size[0] * found.size[1] * found.frames, MAX_PIXELS))
        if sum(self._decoded) > MAX_DECODED:
            raise Unusable(f"the article's pictures have more than {MAX_DECODED // 10**6:,} million pixels together")
        decode(path)
        return found

    def _best(self, name: str) -> Path | None:
        known = [path for path in self.found.get(_key(name), ()) if rank(path) is not None]
        good = [path for path in known if is_file_inside(path, self.folder)]
        return min(good, key=lambda path: (rank(path) or 0, path.name), default=None)


def rank(path: Path) -> int | None:
    """Return the place of a file among several of one name, None for a kind that nothing here can show."""
    suffix = path.suffix.lower()
    return RANKS.get(suffix) if suffix in NAMED else UNSAID


def is_remote(href: str) -> bool:
    """Whether a name is a web address."""
    return href.strip().lower().startswith(("http://", "https://"))


def last_part(href: str) -> str:
    """Return what a web address calls its file: the last part of its path."""
    try:
        path = unquote(urlsplit(href.strip()).path)
    except ValueError:
        return ""
    name = path.rpartition("/")[2]
    return "" if "\0" in name or "\\" in name or len(name) > MAX_CHARS else name


def reaches_out(href: str) -> str:
    """Return why a name is not looked for, as the end of a sentence about it; ``""`` where it is one of a file beside."""
    plain = unquote(href).strip().replace("\\", "/")
    if not plain or "\0" in plain or len(plain) > MAX_CHARS:
        return "it is no name that a file can have"
    scheme = plain.partition(":")[0].lower() if ":" in plain.partition("/")[0] else ""
    if scheme and scheme != "info":
        return "it is an address, and nothing is fetched"
    if plain.startswith(("/", "~")) or ".." in plain.split("/"):
        return "it leads out of the article's folder"
    return ""


def _spellings(href: str) -> Iterator[str]:
    """Yield the names that a source may mean: as written, percent-decoded, without a DOI or folders that are not there."""
    written = href.strip()
    seen = dict.fromkeys((written, unquote(written), unquote(written).replace("\\", "/")))
    bare = [name.rpartition("/")[2] for name in seen]
    seen |= dict.fromkeys((*bare, *(name.removeprefix("journal.") for name in bare)))
    yield from (name for name in seen if name.strip("./"))


def _key(name: str) -> str:
    path = PurePosixPath(unicodedata.normalize("NFC", name).casefold())
    return str(path.with_suffix("")) if path.suffix in NAMED else str(path)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, no deeper than ``MAX_DEPTH`` and no more than ``MAX_FILES``."""
    waiting, seen = [(folder, 0)], 0
    while waiting:
        place, depth = waiting.pop(0)
        for entry in _entries(place):
            seen += 1
            if seen > MAX_FILES:
                return
            if entry.is_dir(follow_symlinks=False):
                if depth < MAX_DEPTH and not entry.name.startswith("."):
                    waiting.append((Path(entry.path), depth + 1))
            elif PurePosixPath(entry.name).suffix.lower() not in OTHERS:
                yield Path(entry.path)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except OSError:
        return  # no right to look: what is in it is missing


def is_file_inside(path: Path, folder: Path) -> bool:
    """Whether a path, with all links followed, is a file inside a folder."""
    try:
        real = path.resolve()
        return real.is_relative_to(folder.resolve()) and real.is_file()
    except (OSError, RuntimeError, ValueError):
        return False
