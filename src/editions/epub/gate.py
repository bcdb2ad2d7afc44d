"""What a book may hold: the gate of its documents and of those pictures that are documents themselves."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from editions.article.model import Article
from editions.epub.pictures import PictureFile
from editions.findings import Finding
from editions.safety.sanitizer import Policy, Removed, clean, findings
from editions.safety.xml import parse

_OUTPUT = "EPUB"
_SVG = "image/svg+xml"


@dataclass(slots=True)
class Gate:
    """The gate of one book, and what it took out so far; ``files`` are the addresses of what the book holds."""

    article: Article
    files: frozenset[str]
    removed: list[Removed] = field(default_factory=list)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was taken out."""
        return tuple(findings(self.removed, str(self.article.source), _OUTPUT))

    def clean(self, root: etree._Element) -> etree._Element:
        """Take out of a document what no book may hold; return the document."""
        self.removed += clean(root, Policy(output=_OUTPUT, elements=frozenset({"link"}), files=self.files))
        return root

    def picture(self, file: PictureFile) -> bytes:
        """Return a picture's bytes, the same ones where nothing is taken out of it."""
        if file.media_type != _SVG:
            return file.content
        root = parse(file.content, huge_tree=True)
        removed = clean(root, Policy(output=_OUTPUT))
        self.removed += removed
        return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True)) if removed else file.content
