"""A small article and its shared XHTML, written by hand: what the tests of the EPUB build from."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import etree
from PIL import Image

from editions import epub
from editions.article.model import Article, Contributor, Date, Front, Keywords, Paragraph, Title
from editions.article.pages import PageBreak
from editions.epub import EpubOptions, EpubResult
from editions.narration.timeline import Clip, Role, Run, Timeline, Utterance

NS = {
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "s": "http://www.w3.org/ns/SMIL",
    "m": "http://www.w3.org/1998/Math/MathML",
}

PAGE = """<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en" class="press-release"><head><title>Birds on the move</title></head><body>
<article id="article"><header id="article-front" class="front">
<p class="masthead" id="article-masthead"><span class="publisher">The Press</span> <span class="kind">Press release</span></p>
<h1 id="title"><span class="s" id="title-s1">Birds on the <i>move</i></span></h1>
<p class="byline"><span class="contributor" id="c-1">Ada Lovelace</span>, <span class="contributor" id="c-2">Bo Li</span></p>
<p class="also">Also available in: <a class="edition" hreflang="es" lang="es" xml:lang="es" href="#" data-edition="es">Español</a></p></header>
<section id="sec-1" class="section"><h2 id="sec-1-title"><span class="label">1</span> <span class="s" id="sec-1-title-s1">Routes<a
id="fnc-2" href="#fn-1" role="doc-noteref" class="noteref">1</a> of <span lang="la" xml:lang="la" class="foreign">Hirundo</span></span></h2>
<p id="p-1"><span class="s" id="p-1-s1">A first sentence.</span> <span class="s" id="p-1-s2">A <a href="https://example.org/a b">link</a>,
<span lang="fr" xml:lang="fr" class="foreign">mots</span>, a note.<a id="fnc-1" href="#fn-1" role="doc-noteref" class="noteref">1</a></span></p>
<ul id="l-1"><li id="l-1-i1"><span class="s" id="l-1-i1-s1">One.</span></li><li id="l-1-i2"><span class="s" id="l-1-i2-s1">Two.</span></li></ul>
<figure id="fig-1"><img id="pic-1" src="a%20route.png" alt="A map of a route from north to south." aria-details="ld-1"/>
<figcaption id="fig-1-caption"><p class="title"><span class="label">Figure 1</span> <span class="s" id="fig-1-s1">The route.</span></p>
<p class="to-description"><a href="#ld-1">Description</a></p></figcaption></figure>
<div class="long-description" id="ld-1" role="group" aria-labelledby="ld-1-label"><p class="description-label" id="ld-1-label"><a
href="#fig-1">Description: Figure 1</a></p><p id="ld-1-p"><span class="s" id="ld-1-s1">It begins at a lake.</span></p></div>
<p class="picture"><img id="pic-2" class="decorative" src="wave.png" alt="" role="presentation"/></p>
<div class="table-wrap" id="tab-1"><table id="tab-1-table"><caption id="tab-1-caption"><p class="title"><span class="label">Table 1</span>
<span class="s" id="tab-1-s1">Counts.</span></p></caption><thead><tr id="tab-1-r1"><th id="th-1" scope="col">Year</th><th id="th-2" scope="col">Birds</th></tr></thead>
<tbody><tr id="tab-1-r2"><th id="th-3" scope="row">2013</th><td id="td-1" class="number">3</td></tr></tbody></table></div>
<div class="formula" id="eq-1"><math xmlns="http://www.w3.org/1998/Math/MathML" display="block" alttext="E equals m c squared"><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math> <span class="label">(1)</span></div>
</section>
<section id="sec-2" class="section"><h2 id="sec-2-title"><span class="s" id="sec-2-title-s1">Why</span></h2>
<section id="sec-2-1" class="section"><h3 id="sec-2-1-title"><span class="s" id="sec-2-1-title-s1">Seasons</span></h3>
<p id="p-2"><span class="s" id="p-2-s1">A last sentence.</span></p></section>
<section class="notes" role="doc-endnotes" id="notes-1" aria-label="Notes"><ol class="notes"><li class="note" id="fn-1" role="doc-footnote" data-label="1"><p id="fn-1-p"><span
class="s" id="fn-1-s1">A note.</span> <a class="backlink" role="doc-backlink" href="#fnc-1" aria-label="Back to the text">↩</a></p></li></ol></section></section>
<footer class="colophon" id="article-colophon"><p class="permissions" id="perm-1"><span class="s" id="perm-1-s1">Free to share.</span></p></footer>
</article></body></html>"""  # noqa: E501

SPOKEN = tuple(
    (own, group)
    for group, owned in (
        ("", "article-masthead title-s1 c-1 c-2 sec-1-title-s1 p-1-s1 p-1-s2"),
        ("l-1", "l-1-i1-s1 l-1-i2-s1"),
        ("fig-1", "fig-1 pic-1 fig-1-s1 ld-1-label ld-1-s1"),
        ("tab-1", "tab-1-s1 tab-1-r1 tab-1-r2"),
        ("", "eq-1 sec-2-title-s1 sec-2-1-title-s1 p-2-s1"),
        ("fn-1", "fn-1-s1"),
        ("", "perm-1-s1"),
    )
    for own in owned.split()
)

BREAKS = tuple(
    PageBreak(label=label, id=own) for label, own in (("1", "title-s1"), ("2", "p-1-s2"), ("3", "l-1-i2"), ("4", "tab-1-r2"))
)


def page(source: str = PAGE) -> etree._Element:
    return etree.fromstring(source)


def png(width: int = 60, height: int = 40) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), (200, 220, 240)).save(target, "PNG")
    return target.getvalue()


def paragraph(own: str, text: str, lang: str = "en") -> Paragraph:
    return Paragraph(id=own, lang=lang, content=(text,))


def article(folder: Path, lang: str = "en", doi: str = "10.1234/birds") -> Article:
    for name in ("a route.png", "wave.png"):
        (folder / name).write_bytes(png())
    front = Front(
        title=Title(id="title", lang=lang, content=("Birds on the move",)),
        publisher="The Press",
        doi=doi,
        contributors=(
            Contributor(id="c-1", lang=lang, name="Ada Lovelace", sort_name="Lovelace, Ada"),
            Contributor(id="c-2", lang=lang, name="Bo Li", role="translator"),
        ),
        dates=(Date(kind="pub", year=2013, month=10, day=1),),
        keywords=(Keywords(id="k", lang=lang, items=(paragraph("k-1", "birds"), paragraph("k-2", "aves", "es"))),),
        permissions=(paragraph("perm-1", "Free to share."),),
        licence_href="https://creativecommons.org/licenses/by/4.0/",
    )
    return Article(
        id="article", lang=lang, name="birds", source=folder / "article.xml", kind="press-release", front=front, body=()
    )


def timeline(spoken: tuple[tuple[str, str], ...] = SPOKEN, rate: int = 44100, step: int = 30011, rest: int = 7001) -> Timeline:
    clips = tuple(
        Clip(
            utterance=Utterance(id=own, runs=(Run(text=own, lang="en"),), role=Role.TEXT, chapter="article", group=group),
            begin=number * step,
            end=(number + 1) * step - rest,
        )
        for number, (own, group) in enumerate(spoken)
    )
    return Timeline(lang="en", rate=rate, length=len(spoken) * step, clips=clips)


def sound(folder: Path, seconds: float) -> Path:
    """A silent AAC in MP4, made with PyAV."""
    import av

    path = folder / "sound.m4a"
    with av.open(str(path), "w", format="ipod") as box:
        stream = box.add_stream("aac", rate=44100)
        stream.layout = "mono"
        for begin in range(0, int(44100 * seconds), 1024):
            frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
            frame.planes[0].update(bytes(frame.planes[0].buffer_size))
            frame.rate, frame.pts = 44100, begin
            box.mux(stream.encode(frame))
        box.mux(stream.encode(None))
    return path


def build(
    folder: Path,
    source: str = PAGE,
    *,
    narrated: bool = False,
    spoken: tuple[tuple[str, str], ...] = SPOKEN,
    breaks: tuple[PageBreak, ...] = BREAKS,
    lang: str = "en",
    options: EpubOptions | None = None,
) -> tuple[Path, EpubResult]:
    """Write the sample as ``birds.epub``; its sound, if any, is made of a few bytes (only the slow tests need a real one)."""
    target, voice = folder / "birds.epub", folder / "voice.m4a"
    voice.write_bytes(b"the very bytes")
    result = epub.write(
        article(folder, lang),
        page(source),
        target,
        cover=png(600, 800),
        timeline=timeline(spoken) if narrated else None,
        sound=voice if narrated else None,
        pages=breaks,
        options=options or EpubOptions(),
    )
    return target, result


def read(path: Path, name: str) -> etree._Element:
    """One XML file of a book, by its name beside the OPF."""
    with zipfile.ZipFile(path) as book:
        return etree.fromstring(book.read(f"EPUB/{name}"))


def found(tree: etree._Element, path: str) -> list[str]:
    """The strings or the text of the elements that an XPath finds."""
    results = tree.xpath(path, namespaces=NS)
    assert isinstance(results, list)
    return [result if isinstance(result, str) else "".join(result.itertext()) for result in results]


def metas(path: Path, prop: str) -> list[str]:
    """The values of a property in a book's package."""
    return found(read(path, "content.opf"), f"//opf:meta[@property='{prop}']/text()")
