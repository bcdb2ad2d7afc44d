"""Catalogs for tests: an article that lacks everything, and ways to fill what is asked of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from editions.catalog.describing import Described, describe
from editions.catalog.entries import AlternativeEntry, AnyEntry, Catalog, HeadersEntry, LanguageEntry
from editions.catalog.writing import written
from editions.jats import read

ARTICLE = """<?xml version="1.0" encoding="UTF-8"?>
<article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML" xml:lang="en">
<front><article-meta><title-group><article-title>Rain on &lt;the&gt; "coast"</article-title></title-group>
</article-meta></front><body>
<p>Rain fell more often, as <xref ref-type="fig" rid="fig-rain">Figure 1</xref> shows. Nobody measured it before.</p>
<fig id="fig-rain"><label>Figure 1</label><caption><title>Rain by year</title><p>In millimetres.</p></caption>
<graphic xlink:href="rain.png"/></fig>
<p>A mark <inline-graphic xlink:href="mark.png"/> stands here.</p>
<disp-formula id="eq-1"><label>(1)</label>
<mml:math><mml:mi>y</mml:mi><mml:mo>=</mml:mo><mml:mn>2</mml:mn></mml:math></disp-formula>
<table-wrap id="tab-1"><label>Table 1</label><caption><title>Towns</title></caption>
<table><tbody><tr><td>Lima</td><td>Quito</td></tr><tr><td>dry</td><td>wet</td></tr></tbody></table></table-wrap>
</body>
<sub-article article-type="translation" xml:lang="es" id="es"><front-stub><title-group>
<article-title>Lluvia en la costa</article-title></title-group></front-stub>
<body><p>Como muestra la <xref ref-type="fig" rid="fig-lluvia">Figura 1</xref>.</p>
<fig id="fig-lluvia"><label>Figura 1</label><caption><title>Lluvia por año</title></caption>
<graphic xlink:href="rain.png"/></fig></body></sub-article>
</article>
"""


def article(folder: Path, text: str = ARTICLE) -> Path:
    """Write the article with its pictures; return its path."""
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    for name, size in (("rain.png", (640, 480)), ("mark.png", (12, 12))):
        Image.new("RGB", size, "steelblue").save(folder / name)
    path = folder / "rain.xml"
    path.write_text(text, "utf-8")
    return path


def filled(catalog: Catalog, fill: Callable[[AnyEntry], AnyEntry] | None = None) -> Catalog:
    """Return a catalog with every entry filled by honest dummies, in its language."""
    return replace(catalog, entries=tuple(map(fill or dummy, catalog.entries)))


def dummy(entry: AnyEntry) -> AnyEntry:
    """Return an entry with a text of its own."""
    match entry:
        case AlternativeEntry():
            said = {"es": "Texto de prueba para", "pt": "Texto de teste para"}.get(entry.language[:2], "A test's text for")
            long = f"{said} {entry.id}.\n\n{said} {entry.id}." if entry.complex else ""
            return replace(entry, alt=f"{said} {entry.id}", long=long, reviewer="R. Viewer", reviewed="2026-11-24")
        case LanguageEntry():
            return replace(entry, confirmed=True)
        case HeadersEntry():
            return replace(entry, header_rows=1, confirmed=True)


def described(path: Path, earlier: Catalog | None = None, describer: str = "", *, detect: bool = False) -> Described:
    """Return what ``describe`` makes of the article at a path."""
    return describe(read(path), earlier, describer, detect=detect)


def save(catalog: Catalog, path: Path) -> Path:
    """Write a catalog to a file; return its path."""
    path.write_text(written(catalog), "utf-8")
    return path
