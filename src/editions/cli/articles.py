"""What commands about articles have in common: the files that a call names, and what else they may turn out to be."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from editions.findings import SourceError, UsageError

if TYPE_CHECKING:
    from editions.article.model import Article

_CONVERT: Final = "Convert it first, for example: pandoc --standalone --to jats_publishing {file} --output {stem}.xml"
_BEGINNINGS: Final = (
    (b"%PDF-", "a PDF, not a JATS article. editions check examines it"),
    (b"PK\x03\x04", "a ZIP archive, not a JATS article. Unpack it and name the XML file in it"),
    (b"<!doctype html", f"an HTML page, not a JATS article. {_CONVERT}"),
    (b"<html", f"an HTML page, not a JATS article. {_CONVERT}"),
)
_SUFFIXES: Final = {
    ".docx": f"a Word document, not a JATS article. {_CONVERT}",
    ".odt": f"an OpenDocument text, not a JATS article. {_CONVERT}",
    ".md": f"a Markdown text, not a JATS article. {_CONVERT}",
    ".tex": f"a LaTeX document, not a JATS article. {_CONVERT}",
    ".epub": "an EPUB, not a JATS article. editions check examines it",
}
_HEAD: Final = 1024
STANDARD: Final = "-"
"""Standard input, or standard output, where a file is named."""
MAX_NAMED: Final = 3
"""Files of a folder that a message names."""


def named(words: Iterable[str]) -> list[str]:
    """Return the files that a call names, each once: files, the article of a folder, the matches of a pattern.

    Raises ``UsageError`` for a pattern without a match, and for a folder without an article.
    """
    return list(dict.fromkeys(file for word in words for file in _files(word)))


def article(word: str) -> str:
    """Return the one article that a call names. Raises ``UsageError`` for several, ``SourceError`` for another kind."""
    files = named([word])
    if len(files) > 1:
        raise UsageError(f"{word}: has {len(files)} articles. Name one of them, such as {files[0]}.")
    refuse(files[0])
    return files[0]


def read(file: str, catalog: str | None = None, data: bytes | None = None) -> Article:
    """Read the article that a call names (``-``: standard input), with a catalog applied if the call names one.

    ``data`` is what standard input has brought already. Pictures are looked for beside the file, or in the working folder.
    """
    from editions import jats
    from editions.catalog.applying import with_catalog

    if file == STANDARD:
        data = standard_input() if data is None else data
        _refuse(Path(file), data[:_HEAD])
    article = jats.read(file, data)
    return with_catalog(article, Path(catalog)) if catalog else article


def standard_input() -> bytes:
    """Return what standard input brings, and no more of it than the largest article has."""
    from editions.jats.source import MAX_BYTES

    return sys.stdin.buffer.read(MAX_BYTES + 1)


def refuse(file: str) -> None:
    """Raise ``SourceError`` for a file that is clearly of another kind than a JATS article, with the way from there."""
    path = Path(file)
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD) if path.is_file() else b"-"
    except (OSError, ValueError):
        return  # whoever reads the whole of it says why it cannot
    _refuse(path, head)


def _refuse(path: Path, head: bytes) -> None:
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        raise SourceError(f"{path}: is empty. Name a JATS article (XML).")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    what = _SUFFIXES.get(path.suffix.lower()) if not start.startswith(b"<?xml") else None
    what = what or next((said for sign, said in _BEGINNINGS if start.startswith(sign.lower())), None)
    if what:
        raise SourceError(f"{path}: is {what.format(file=path.name, stem=path.stem)}.")


def _files(word: str) -> list[str]:
    path = Path(word)
    if path.is_dir():
        return _articles_in(path)
    if not glob.has_magic(word) or path.exists():
        return [word]
    found = sorted(match for match in glob.glob(word, recursive=True) if Path(match).is_file())  # noqa: PTH207 (any path)
    if not found:
        raise UsageError(f"{word}: no file matches this pattern.{_instead(path.parent)}")
    return found


def _articles_in(folder: Path) -> list[str]:
    """Return the articles of a folder: its ``article.xml``, else its XML files, else the ``article.xml`` of folders in it."""
    if (folder / "article.xml").is_file():
        return [str(folder / "article.xml")]
    found = sorted(folder.glob("*.xml")) or sorted(folder.glob("*/article.xml"))
    if not found:
        raise UsageError(f"{folder}: is a folder without an article (*.xml).{_instead(folder)} Name a JATS file.")
    return [str(path) for path in found]


def _instead(folder: Path) -> str:
    """Say what a folder has."""
    try:
        names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return f" The folder {folder} does not exist."
    listed = ", ".join(names[:MAX_NAMED]) + (" …" if len(names) > MAX_NAMED else "")
    return f" {folder} has {listed}." if names else f" The folder {folder} is empty."
