"""Small pages in the shape of docs/xhtml.md, and what the tests ask of the PDFs made from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
from lxml import etree
from PIL import Image

from editions.article.model import Article, Date, Front, Title
from editions.pdf import PdfOptions, PrintResult, write
from editions.pdf.variants import VARIANTS

XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'


def article(folder: Path, *, title: str = "Swifts over the city", lang: str = "en") -> Article:
    """An article in a folder, as far as a PDF asks for it, with a source for the PDF to carry along."""
    source = folder / "article.xml"
    source.write_text("<article/>")
    front = Front(title=Title(id="title", lang=lang, content=(title,)), dates=(Date(kind="pub", year=2013, month=10, day=1),))
    return Article(id="article", lang=lang, name="sample", source=source, kind="news", front=front, body=())


def page(body: str, *, lang: str = "en") -> etree._Element:
    """A page with a heading, and this body."""
    heading = '<h1 id="title"><span class="s" id="title-s1">Swifts over the city</span></h1>'
    source = f'<html {XHTML} lang="{lang}" xml:lang="{lang}"><head><title>Swifts</title></head><body>'
    return etree.fromstring(f'{source}<article id="article">{heading}{body}</article></body></html>')


def picture(folder: Path, name: str = "swift.png") -> Path:
    """Write a small picture."""
    path = folder / name
    Image.new("RGB", (40, 20), "navy").save(path)
    return path


def printed(
    folder: Path,
    body: str,
    *,
    claim: bool = True,
    css: str = "",
    lang: str = "en",
    style: str = "default",
    paper: str = "A4",
    variant: str = "default",
) -> tuple[Path, PrintResult]:
    """Write the PDF of a body; ``css`` follows the style sheet of the print edition."""
    sheet = folder / "test.css"
    sheet.write_text(css)
    target = folder / "sample.pdf"
    options = PdfOptions(claim=claim, stylesheets=(sheet,) if css else (), style=style, paper=paper, variant=VARIANTS[variant])
    return target, write(article(folder, lang=lang), page(body, lang=lang), target, options=options)


def tree(body: str) -> ElementTree.Element:
    """The elements of a body, as the structure is built from them."""
    return ElementTree.fromstring(f'<html lang="en"><body>{body}</body></html>')


CLAIMS = VARIANTS["default"].claims
_MATH = (
    '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block" alttext="x is one"><mi>x</mi><mo>=</mo><mn>1</mn></math>'
)
CONSTRUCTS = f"""
<p id="p-1"><span class="s" id="p-1-s1">Plain <i>words</i>, <span lang="fr" class="foreign">les mots</span>, a note<a id="c"
  href="#fn-1" role="doc-noteref" class="noteref">1</a> and <a href="https://example.org/">a link</a>.</span></p>
<ul id="u"><li>One</li><li><p>Two</p><ol><li>Three</li></ol></li></ul>
<dl><dt>A</dt><dd>x</dd></dl>
<figure id="f"><img id="i" src="swift.png" alt="A swift"/>
  <figcaption><p><span class="label">Figure 1</span> Title</p></figcaption></figure>
<p class="picture"><img class="decorative" src="swift.png" alt="" role="presentation"/></p>
<div class="formula">{_MATH} <span class="label">(1)</span></div>
<blockquote lang="es"><p>Toda persona</p></blockquote>
<div class="table-wrap" id="t"><table><caption><p>Table 1</p></caption>
  <thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>
  <tbody><tr><th scope="row" rowspan="2">r</th><td>1</td></tr><tr><td></td></tr></tbody></table></div>
<section class="notes"><ol class="notes"><li class="note" id="fn-1"><span class="label">1</span> Note.</li></ol></section>
"""
"""A body with one of each construct; its picture is that of ``picture``."""


@dataclass(frozen=True)
class Tag:
    """A structure element as read back from a file."""

    object: Any
    depth: int

    @property
    def role(self) -> str:
        return str(self.object.S)[1:]

    @property
    def kids(self) -> list[Any]:
        kids = self.object.get("/K", [])
        return list(kids) if isinstance(kids, pikepdf.Array) else [kids]

    def text(self, key: str) -> str | None:
        return str(self.object[key]) if key in self.object else None

    def attribute(self, key: str) -> Any:
        attributes = self.object.get("/A", [])
        dictionaries = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
        return next((each[key] for each in dictionaries if key in each), None)


def tags(pdf: pikepdf.Pdf) -> list[Tag]:
    """All structure elements of a file, in reading order."""

    def walk(element: Any, depth: int) -> Iterator[Tag]:
        tag = Tag(element, depth)
        yield tag
        for kid in tag.kids:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from walk(kid, depth + 1)

    return [tag for kid in list(pdf.Root.StructTreeRoot.K) for tag in walk(kid, 0)]


def outline(pdf: pikepdf.Pdf) -> str:
    """The roles of a file's structure, one a line, indented; the colophon, which ends every file, left out."""
    found = tags(pdf)
    end = max(number for number, tag in enumerate(found) if tag.role == "Sect")
    return "\n".join(f"{'  ' * tag.depth}{tag.role}" for tag in found[:end])


def drawn(pdf: pikepdf.Pdf, number: int = 0) -> str:
    """The drawing operators of a page (from 0), spaces folded."""
    return " ".join(pdf.pages[number].Contents.read_bytes().decode("latin-1").split())
