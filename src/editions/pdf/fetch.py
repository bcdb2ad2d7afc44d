"""Which files WeasyPrint may read: the article's pictures, our styles and fonts, and what style sheets name. Never the network.

A style sheet names files of its own folder, or of the configuration's that it came with. Only the files that it names are
served, so that no sheet reads what belongs to another one's folder.
"""

from __future__ import annotations

import editions.pdf.loading  # noqa: F401 (before all that loads WeasyPrint)

# isort: split
import mimetypes
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from editions import images
from editions.pdf.references import MAX_IMPORT_BYTES, MAX_IMPORTS, NamedFiles

NOTHING: Final = NamedFiles()
"""What no style sheet names."""

_PICTURES: Final = {**images.SHOWN, **images.CONVERTED}


ARTICLE: Final = "article:"
"""What stands before the address of a picture within the article's folder: WeasyPrint makes names of addresses, and a PDF must
not depend on where its article lies."""


MAX_BYTES: Final = 64 * 1024 * 1024
"""Bytes of the largest font, or other file that is not a picture."""


class Refused(ValueError):
    """A file or an address outside of what an edition may read."""


class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves files (``file:``) within ``folders``, or ``named``, and pictures (``article:``) of the folder ``article``.

    Symbolic links count as what they point at. Pictures are made harmless, and converted where print needs it; each once,
    however often its pages are laid out.
    """

    def __init__(self, folders: Iterable[Path], article: Path | None = None, named: NamedFiles = NOTHING) -> None:
        super().__init__(allowed_protocols=("file", "article"), allow_redirects=False)
        self._article = article.resolve() if article else None
        self._folders = tuple(folder.resolve() for folder in folders)
        self._named = named
        self._imported: list[int] = []
        self._converted: dict[Path, images.Loaded] = {}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return a file's content. Raises ``Refused`` for anything else, ``OSError`` where it cannot be read."""
        path = self.path(url)
        if url.startswith(ARTICLE) or path.suffix.lower() in _PICTURES:
            picture = self._picture(path, decoded=url.startswith(ARTICLE))
            return URLFetcherResponse(url, picture.content, {"Content-Type": picture.media_type})
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        content = self._import(path) if path in self._named.imports else _content(path, MAX_BYTES)
        return URLFetcherResponse(url, content, {"Content-Type": kind})

    def path(self, url: str) -> Path:
        """Return the real path behind a ``file:`` address. Raises ``Refused`` where it is outside of the folders."""
        if self._article and url.startswith(ARTICLE):
            return self._inside(self._article / unquote(url.removeprefix(ARTICLE)), (self._article,), url)
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            raise Refused(f"Not a local file: {url}")
        real = _real(Path(unquote(parts.path)))
        return real if real in self._named.files and real.is_file() else self._inside(real, self._folders, url)

    def _import(self, path: Path) -> bytes:
        """Return a style sheet that another imports: a bounded number of times, since they may import one another."""
        if len(self._imported) >= MAX_IMPORTS:
            raise Refused(f"More than {MAX_IMPORTS} style sheets are imported: {path.name}")
        content = _content(path, MAX_IMPORT_BYTES - sum(self._imported))
        self._imported.append(len(content))
        return content

    def _inside(self, path: Path, folders: tuple[Path, ...], url: str) -> Path:
        real = _real(path)
        if not any(real.is_relative_to(folder) for folder in folders):
            raise Refused(f"Outside of what may be read: {url}")
        if not real.is_file():
            raise Refused(f"Not a file: {url}")  # a pipe would be waited for
        return real

    def _picture(self, path: Path, *, decoded: bool) -> images.Loaded:
        """Return a picture; the article's were decoded when it was read, a logo or one of a style sheet is decoded now."""
        if path in self._converted:
            return self._converted[path]
        try:
            if not decoded:
                images.decode(path)
            picture = images.load(path)
        except images.Unusable as error:
            raise Refused(f"A picture that cannot be shown: {error}") from error
        if path.suffix.lower() not in images.SHOWN:
            self._converted[path] = picture
        return picture


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise Refused(f"Not a path: {error}") from error


def _content(path: Path, largest: int) -> bytes:
    with path.open("rb") as file:
        content = file.read(largest + 1)
    if len(content) > largest:
        raise Refused(f"Larger than {largest:,} bytes: {path.name}")
    return content
