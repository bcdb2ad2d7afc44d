"""Which files WeasyPrint may read: those of the article's folder, of our styles and of our fonts. Never the network."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse


class Refused(ValueError):
    """A file or an address outside of what an edition may read."""


class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves ``file:`` addresses within ``folders``; symbolic links count as what they point at."""

    def __init__(self, folders: Iterable[Path]) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self._folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return a file's content. Raises ``Refused`` for anything else, ``OSError`` where it cannot be read."""
        path = self.path(url)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    def path(self, url: str) -> Path:
        """Return the real path behind a ``file:`` address. Raises ``Refused`` where it is outside of the folders."""
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            raise Refused(f"Not a local file: {url}")
        path = Path(unquote(parts.path)).resolve()
        if not any(path.is_relative_to(folder) for folder in self._folders):
            raise Refused(f"Outside of the article's folder: {url}")
        return path
