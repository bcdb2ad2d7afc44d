"""The package: ebooklib as writer of the OPF and the zip. The one module that touches ebooklib, pinned at 0.20.

What is overridden, and why: the zip (timestamps, order, compression), the spine's ``toc`` (it names an NCX that no EPUB 3
needs), the package's attributes (no ``xml:lang``), and every document is handed over as bytes (its ``EpubHtml`` parses
XHTML as HTML).
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from ebooklib import epub
from lxml import etree

from editions.epub.metadata import MetadataEntry
from editions.safety.xml import XML_LANG

XHTML_TYPE = "application/xhtml+xml"

OPF = "EPUB/content.opf"
"""Where ebooklib puts the package document."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_COMPRESSED = (".png", ".jpg", ".gif", ".webp", ".m4a")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageItem:
    """One file of the book: its id in the manifest, its path beside the OPF, its media type, its bytes, its properties.

    ``overlay`` is the id of the SMIL that goes with it; ``in_spine`` puts it in the reading order.
    """

    id: str
    href: str
    media_type: str
    content: bytes
    properties: tuple[str, ...] = ()
    overlay: str | None = None
    in_spine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A whole book. Items stand in the zip in this order; the spine is those of them that are in the reading order."""

    identifier: str
    lang: str
    direction: str
    modified: datetime.datetime
    metadata: Sequence[MetadataEntry]
    items: Sequence[PackageItem]


def pack(package: Package) -> bytes:
    """Return the EPUB: the same package makes the same bytes."""
    target = io.BytesIO()
    _Writer(target, _book(package), {"mtime": package.modified}).write()
    return target.getvalue()


def package_document(package: Package) -> bytes:
    """Return the package document (OPF) alone."""
    named = replace(package, items=[replace(item, content=b"") for item in package.items])
    with zipfile.ZipFile(io.BytesIO(pack(named))) as book:
        return book.read(OPF)


def with_package_document(book: bytes, document: bytes) -> bytes:
    """Return an EPUB of ``pack`` with another package document, everything else in its order."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, _Zip(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = document if entry.filename == OPF else old.read(entry)
            new.writestr(entry.filename, content, compress_type=entry.compress_type)
    return target.getvalue()


def _book(package: Package) -> Any:
    """Return ebooklib's book, without the random identifier and the generator that it begins with."""
    book = epub.EpubBook()
    book.metadata = {}
    book.set_identifier(package.identifier)
    book.language = package.lang
    book.set_direction(package.direction)
    for entry in package.metadata:
        book.add_metadata(_NAMESPACES.get(entry.name, "DC"), entry.name, entry.text, entry.attributes)
    _legacy_cover(book, package.items)
    for item in package.items:
        book.add_item(_ebooklib_item(item))
    book.spine = [item.id for item in package.items if item.in_spine]
    return book


_NAMESPACES: Final = {"meta": "OPF", "link": None}
"""What ebooklib calls the namespace of an entry that is not Dublin Core: ``OPF`` makes a ``meta`` of any name."""


def _legacy_cover(book: Any, items: Iterable[PackageItem]) -> None:
    """Name the cover as EPUB 2 did: some bookshelves still look only there."""
    for item in items:
        if "cover-image" in item.properties:
            book.add_metadata("OPF", "cover", "", {"name": "cover", "content": item.id})


def _ebooklib_item(item: PackageItem) -> Any:
    made = epub.EpubItem(uid=item.id, file_name=item.href, media_type=item.media_type, content=item.content)
    made.properties, made.media_overlay, made.is_linear = list(item.properties), item.overlay, True
    return made


class _Zip(zipfile.ZipFile):
    """A zip whose bytes depend on its content alone; what is compressed already is stored as it is."""

    def writestr(  # type: ignore[override]  # ebooklib passes names only
        self, name: str, data: str | bytes, compress_type: int | None = None, compresslevel: int | None = None
    ) -> None:
        entry = zipfile.ZipInfo(name, date_time=_EPOCH)
        entry.external_attr, entry.create_system = 0o644 << 16, 3
        stored = compress_type == zipfile.ZIP_STORED or name.endswith(_COMPRESSED)
        entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        super().writestr(entry, data, compress_type=entry.compress_type, compresslevel=9)


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # ebooklib has no types
    def write(self) -> None:
        with _Zip(self.file_name, "w", zipfile.ZIP_DEFLATED) as self.out:
            self.out.writestr("mimetype", "application/epub+zip", compress_type=zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf_spine(self, root: etree._Element, ncx_id: str | None) -> None:
        super()._write_opf_spine(root, ncx_id)
        spine = root.find("spine")  # ebooklib writes the namespace as an attribute: names have none yet
        if spine is not None:
            spine.attrib.pop("toc", None)

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set(XML_LANG, self.book.language)
        root.set("dir", self.book.direction)
        root.attrib.pop("prefix", None)  # every prefix in use is reserved (EPUB 3.3, D.1.5)
        super()._write_opf_file(root)
