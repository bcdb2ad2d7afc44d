"""Which files WeasyPrint may read: those of the article's folder, of our styles and of our fonts. Never the network."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from editions import images

_PICTURES: Final = {**images.SHOWN, **images.CONVERTED}


ARTICLE: Final = "article:"
"""What stands before the address of a picture within the article's folder: WeasyPrint makes names of addresses, and a PDF must
not depend on where its article lies."""


class Refused(ValueError):
    """A file or an address outside of what an edition may read."""


class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves ``file:`` addresses within ``folders``, and pictures (``article:``) within the folder ``article``.

    Symbolic links count as what they point at. Pictures are made harmless, and converted where print needs it; each once,
    however often its pages are laid out.
    """

    def __init__(self, folders: Iterable[Path], article: Path | None = None) -> None:
        super().__init__(allowed_protocols=("file", "article"), allow_redirects=False)
        self._article = article.resolve() if article else None
        self._folders = tuple(folder.resolve() for folder in folders)
        self._converted: dict[Path, images.Loaded] = {}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return a file's content. Raises ``Refused`` for anything else, ``OSError`` where it cannot be read."""
        path = self.path(url)
        if url.startswith(ARTICLE) or path.suffix.lower() in _PICTURES:
            picture = self._picture(path)
            return URLFetcherResponse(url, picture.content, {"Content-Type": picture.media_type})
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    def path(self, url: str) -> Path:
        """Return the real path behind a ``file:`` address. Raises ``Refused`` where it is outside of the folders."""
        if self._article and url.startswith(ARTICLE):
            return self._inside(self._article / unquote(url.removeprefix(ARTICLE)), (self._article,), url)
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            raise Refused(f"Not a local file: {url}")
        return self._inside(Path(unquote(parts.path)), self._folders, url)

    def _inside(self, path: Path, folders: tuple[Path, ...], url: str) -> Path:
        real = path.resolve()
        if not any(real.is_relative_to(folder) for folder in folders):
            raise Refused(f"Outside of the article's folder: {url}")
        return real

    def _picture(self, path: Path) -> images.Loaded:
        if path in self._converted:
            return self._converted[path]
        try:
            picture = images.load(path)
        except images.Unusable as error:
            raise Refused(f"A picture that cannot be shown: {error}") from error
        if path.suffix.lower() not in images.SHOWN:
            self._converted[path] = picture
        return picture
