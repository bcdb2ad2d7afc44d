"""The hash of an edition's content: what its readers get, whatever the source's layout and whatever program wrote it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from editions.article.model import Article, Node, Picture, children
from editions.xhtml import render


def content_hash(article: Article) -> str:
    """Return ``sha256:…`` of an edition: its shared XHTML in canonical form (C14N), then each picture's bytes, in order.

    White space of the source that no reader sees does not change it; a word, an alternative, a language or a pixel does. A
    catalog counts by what it brought into the article.
    """
    digest = hashlib.sha256(etree.tostring(render(article), method="c14n"))
    for path in dict.fromkeys(path for picture in _pictures(article) for path in picture.files):
        digest.update(b"\0" + _file_hash(path))
    return f"sha256:{digest.hexdigest()}"


def _pictures(node: Node) -> Iterator[Picture]:
    """Yield the pictures of one edition; a translation in its source is an edition of its own."""
    for child in children(node):
        if isinstance(child, Picture):
            yield child
        if not isinstance(child, Article):
            yield from _pictures(child)


def _file_hash(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return b"unreadable"
