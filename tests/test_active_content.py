"""Active content: whatever stands in whatever field of whatever input, nothing in any output runs or reaches out."""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pikepdf
import pytest
from lxml import etree
from PIL import Image
from playwright.sync_api import Dialog, sync_playwright

import active
import articles
import catalogs
import editions
from active import ADDRESSES, MARKUP
from editions import epub, images, jats, pdf
from editions.accessibility.certification import Certification
from editions.article import model
from editions.article.model import Article, Node
from editions.building.article import Built
from editions.catalog.describing import Described
from editions.catalog.entries import AlternativeEntry, AnyEntry, Catalog, HeadersEntry, LanguageEntry
from editions.catalog.page import gated as page_of
from editions.checks.validators import chromium
from editions.epub import EpubOptions, EpubResult
from editions.jats import formulas, inline, tex
from editions.pdf import PdfOptions
from editions.report import Report
from editions.report.en301549 import assess
from editions.report.page import gated as report_of
from editions.xhtml import render
from filled import Filler

CASES = Path(__file__).parent / "cases"
OURS = frozenset("script input select textarea button".split())
"""What the page of ``describe`` has of its own: its script, and fields."""
MATH = "http://www.w3.org/1998/Math/MathML"
FORMULA = (
    f'<math xmlns="{MATH}" onclick="alert(1)" xmlns:ev="urn:events" ev:event="click" href="javascript:alert(1)">'
    '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script><script>alert(1)</script>'
    f'<mi href="javascript:alert(1)" style="background:url({active.BAIT})" mathbackground="url({active.BAIT})">x</mi>'
    f'<maction actiontype="toggle"><mi>y</mi></maction><mglyph src="{active.BAIT}g.png"/><mtext><img xmlns="http://www.w3.org/1999/xhtml"'
    f' src="{active.BAIT}m.png" onerror="alert(1)"/></mtext><annotation-xml encoding="text/html"><body'
    f' xmlns="http://www.w3.org/1999/xhtml"><iframe src="{active.BAIT}"/></body></annotation-xml></math>'
)
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="alert(1)" viewBox="0 0 9 9">'
    f'<script>alert(1)</script><style>@import "{active.BAIT}c.css"; rect {{ fill: url({active.BAIT}#a) }}</style>'
    f'<image href="{active.BAIT}i.png" width="9" height="9"/><use xlink:href="{active.BAIT}u.svg#a"/>'
    '<a href="javascript:alert(1)"><text>x</text></a><rect width="9" height="9">'
    '<set attributeName="href" to="javascript:x"/></rect>'
    '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></body></foreignObject></svg>'
)
COMMANDS = (
    "text mbox hbox fbox textrm textbf textit texttt emph verb tag tag* label ref href url style class cssId mathrm mathbf "
    "operatorname operatorname* unicode color textcolor colorbox fcolorbox hspace kern rule raise smash boxed underbrace "
    "overset xrightarrow sqrt mathop substack bbox data html special require input include DeclareMathOperator newcommand def"
).split()


def filler(folder: Path, **given: Any) -> Filler:
    """Fill every field of the model with markup, but those that name nodes and files; ``given`` has its way with those too."""
    Image.new("RGB", (9, 9)).save(folder / "dot.png")
    (folder / "article.xml").write_text("<article/>")
    known: dict[str, Any] = {
        "id": lambda made: f"n{next(made.count)}",
        "lang": "en",
        "voice": "",
        "year": 2020,
        "name": "article",
        "files": (folder / "dot.png",),
        "logo": folder / "dot.png",
        "source": folder / "article.xml",
        "mathml": f'<math xmlns="{MATH}"><mi>x</mi></math>',
        "translations": (),
        "findings": (),
        "places": {},
        "start_tags": (),
        "edited": None,
    }
    return Filler(lambda owner, field: f"{MARKUP} {owner}.{field}", known | given)


def bound(article: Article, folder: Path, **options: Any) -> tuple[Path, EpubResult]:
    """Write the book of an article."""
    cover, book = folder / "cover.png", folder / "book.epub"
    Image.new("RGB", (9, 9)).save(cover)
    made = epub.write(
        article,
        render(article),
        book,
        cover=cover.read_bytes(),
        timeline=None,
        sound=None,
        pages=(),
        options=EpubOptions(**options),
    )
    return book, made


def found(folder: Path, own: frozenset[str] = frozenset()) -> list[str]:
    """What is active in any file below a folder."""
    made: list[str] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".epub":
            made += active.of_book(path.read_bytes())
        elif path.suffix == ".html":
            made += active.of_html(path.read_text("utf-8"), own)
        elif path.suffix == ".pdf":
            made += acting(path)
    return made


# ------------------------------------------------------------------------------------------------------------- the model


def test_the_filler_reaches_every_class(tmp_path: Path) -> None:
    """No class of the model, and no field of one, is left out of what follows."""
    made = filler(tmp_path).make(Article)
    kinds = {
        kind
        for kind in vars(model).values()
        if dataclasses.is_dataclass(kind) and isinstance(kind, type) and kind.__module__ == model.__name__
    }
    reached = {type(value) for value in within(made)}
    assert kinds - reached == {Node}


def within(value: Any) -> Iterator[Any]:
    yield value
    parts = value if isinstance(value, tuple) else ()
    if dataclasses.is_dataclass(value):
        parts = tuple(getattr(value, field.name) for field in dataclasses.fields(value))
    for part in parts:
        yield from within(part)


def cycled(*values: str) -> Any:
    """Hand out one value after the other."""
    turn = itertools.cycle(values)
    return lambda _: next(turn)


LEGAL = tuple(address.replace("\x01", "") for address in ADDRESSES)
FIELDS: dict[str, dict[str, Any]] = {
    "texts": {},
    "ids": {"id": lambda made: f"{MARKUP}{next(made.count)}"},
    "languages": {"lang": MARKUP},
    "addresses": {"href": cycled(*LEGAL), "target": cycled(*LEGAL), "licence_href": cycled(*LEGAL)},
    "identifiers": {"doi": cycled(*LEGAL), "orcid": cycled(*LEGAL), "identifier": cycled(*LEGAL)},
    "formulas": {"mathml": FORMULA},
}


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_of_the_model_makes_a_book_active(tmp_path: Path, field: str) -> None:
    book, made = bound(filler(tmp_path, **FIELDS[field]).make(Article), tmp_path)
    assert found(tmp_path) == []
    words = b"".join(path.read_bytes() for path in active.documents(book, tmp_path / "book"))
    assert b"alert(1)" in words  # as words they are there
    assert [item.rule for item in made.findings if item.rule == "content.removed"] or field not in ("ids", "formulas")


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir() if (path / "article.xml").is_file()))
def test_no_text_of_a_source_makes_a_book_active(tmp_path: Path, case: str) -> None:
    """Every golden case, with markup after each of its texts, in each of its free attributes, as each of its links."""
    source = etree.parse(CASES / case / "article.xml", etree.XMLParser(resolve_entities=False, load_dtd=False)).getroot()
    turn = itertools.cycle(LEGAL)
    for node in list(source.iter(etree.Element)):
        node.text = f"{node.text or ''}{MARKUP}"
        for name in node.attrib:
            if etree.QName(name).localname in ("href", "src"):
                node.set(name, next(turn))
            elif etree.QName(name).localname not in ("id", "rid", "lang", "article-type", "rowspan", "colspan", "dtd-version"):
                node.set(name, MARKUP)
        etree.SubElement(node, "{http://www.w3.org/1999/xhtml}script", src=active.BAIT).text = "alert(1)"
    path = tmp_path / "article.xml"
    path.write_bytes(etree.tostring(source))
    article = jats.read(path)
    for number, edition in enumerate(article.editions()):
        folder = tmp_path / str(number)
        folder.mkdir()
        _, made = bound(edition, folder)
        assert "content.removed" not in {item.rule for item in made.findings}
    assert found(tmp_path) == []


# ------------------------------------------------------------------------------------------------------------------- TeX


def hostile_tex(folder: Path) -> Path:
    """Write an article with each command of TeX that takes text around markup, and around an address."""
    inside = (*(part for part in (MARKUP.replace("}", "").replace("{", ""), FORMULA)), *LEGAL)
    given = "".join(
        f"<p>a <inline-formula><tex-math>{escape(f'{chr(92)}{command}{{{text}}}{{x}}')}</tex-math></inline-formula></p>"
        for command in COMMANDS
        for text in inside
    )
    return articles.write(folder, "formulas.xml", body=f"<body>{given}</body>")


def test_no_command_of_tex_makes_a_book_active(tmp_path: Path) -> None:
    article = jats.read(hostile_tex(tmp_path))
    book, made = bound(article, tmp_path)
    assert found(tmp_path) == []
    assert "content.removed" not in {item.rule for item in made.findings}
    words = b"".join(path.read_bytes() for path in active.documents(book, tmp_path / "book"))
    assert words.count(b"alert(1)") > len(COMMANDS)


# ------------------------------------------------------------------------------------- alternatives, names, configuration


def described(folder: Path) -> Described:
    """A catalog whose every field of text is markup, with an entry of each kind for each thing that is asked for."""
    made = catalogs.described(catalogs.article(folder))
    return dataclasses.replace(
        made, catalog=dataclasses.replace(made.catalog, entries=tuple(map(hostile, made.catalog.entries)))
    )


def hostile(entry: AnyEntry) -> AnyEntry:
    kept = {"id": entry.id, "language": entry.language, "place": entry.place, "line": entry.line, "tag": "fr", "kind": "figure"}
    kept |= {"source": "editor", "reviewed": "2026-11-24", "draft": False, "header_rows": 1, "header_columns": 0}
    made: AnyEntry = Filler(lambda owner, field: f"{MARKUP} {owner}.{field}", kept).make(type(entry))
    return made


def test_no_entry_of_a_catalog_makes_its_page_active(tmp_path: Path) -> None:
    for kind in (AlternativeEntry, LanguageEntry, HeadersEntry):
        entry = hostile(kind(id="x", language="en"))
        made = described(tmp_path)
        catalog = dataclasses.replace(made.catalog, entries=(*made.catalog.entries, entry), article=MARKUP, file=MARKUP)
        page, removed = page_of(dataclasses.replace(made, catalog=catalog), MARKUP, "es", MARKUP)
        assert list(active.of_html(page, OURS)) == []
        assert page.count("<script") == 2
        assert removed == ()


def test_no_entry_of_a_catalog_makes_an_edition_active(tmp_path: Path) -> None:
    filled = tmp_path / "catalog.toml"
    wanted = Catalog(article="rain.xml", languages=("en", "es"), entries=described(tmp_path).catalog.entries)
    catalogs.save(wanted, filled)
    made = editions.build(tmp_path / "rain.xml", tmp_path / "out", formats=("epub",), narration=False, catalog=filled)
    assert found(tmp_path / "out") == []
    assert "content.removed" not in {item.rule for item in made.findings}
    book = made["en"].epub
    assert book is not None
    words = b"".join(path.read_bytes() for path in active.documents(book, tmp_path / "book"))
    assert b"AlternativeEntry.alt" in words


def named(folder: Path) -> Path:
    """Write an article whose name, and that of its picture, are markup, with all that can be said of a picture."""
    folder.mkdir(parents=True, exist_ok=True)
    name = MARKUP.replace("/", "")[:120]
    (folder / f"{name}.svg").write_text(PICTURE, "utf-8")
    Image.new("RGB", (9, 9)).save(folder / "javascript:alert(1).png")
    shown = "".join(
        f'<fig id="f{number}"><caption><p>{escape(MARKUP)}</p></caption><graphic xlink:href={quoteattr(file)}>'
        f"<alt-text>{escape(MARKUP)}</alt-text><long-desc>{escape(MARKUP)}</long-desc></graphic></fig>"
        for number, file in enumerate((f"{name}.svg", "javascript:alert(1).png", *LEGAL))
    )
    return articles.write(folder, f"{name}.xml", body=f"<body><p>{escape(MARKUP)}</p>{shown}</body>", more=articles.SPANISH)


def configured(folder: Path) -> Path:
    """Write a configuration whose every text is markup, and whose contact runs."""
    (folder / "house.css").write_text(f'@import "{active.BAIT}c.css"; p {{ color: red; background: url({active.BAIT}p.png) }}')
    quoted = json.dumps(MARKUP)
    path = folder / "house.toml"
    path.write_text(
        f'publisher = {quoted}\nevaluator = {quoted}\ncontact = "javascript://%0aalert(1)"\n'
        f'[stylesheets]\nepub = ["house.css"]\n[voices]\nen = {quoted}\n'
    )
    return path


def built(folder: Path, *formats: str) -> Built:
    return editions.build(
        named(folder / "in"), folder / "out", formats=formats, narration=False, config=configured(folder), detect=False
    )


def test_no_name_and_no_configuration_makes_an_edition_active(tmp_path: Path) -> None:
    made = built(tmp_path, "epub")
    assert found(tmp_path / "out") == []
    assert {claim.format for claim in made.claims} == set()
    removed = [item for item in made.findings if item.rule == "content.removed"]
    assert {item.where.file.rpartition("/")[2] for item in removed} == {"house.css"}
    assert "alert(1)" in (made.folder / "report.html").read_text("utf-8")


def test_no_part_of_a_report_makes_it_active() -> None:
    known = {"matter": "alternatives", "language": "en", "origin": "author", "passed": None, "assessments": assess((), ())}
    report = Filler(lambda owner, field: f"{MARKUP} {owner}.{field}", known).make(Report)
    page, removed = report_of(report)
    assert list(active.of_html(page)) == []
    assert removed == ()
    assert "alert(1)" in page


# ------------------------------------------------------------------------------------------- the gate alone, no filter before


def unfiltered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write an article with active content of every kind, and let each filter before the gate pass everything."""
    monkeypatch.setattr(formulas, "is_kept", lambda *_: True)
    monkeypatch.setattr(formulas, "element", lambda name: name)
    monkeypatch.setattr(inline, "is_safe", lambda _: True)
    monkeypatch.setattr(tex, "_draws", lambda _: True)
    monkeypatch.setattr(tex, "_REFERENCE", re.compile("(?!)"))
    monkeypatch.setattr(images.svg, "safe", lambda content: images.svg.Cleaned(content=content))
    monkeypatch.setattr("editions.epub.links.settle", lambda *_: [])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dot.svg").write_text(PICTURE, "utf-8")
    links = "".join(
        f'<p><ext-link xlink:href="{escape(address)}">{number}</ext-link></p>' for number, address in enumerate(LEGAL)
    )
    body = (
        f'<body><p>a <inline-formula>{FORMULA}</inline-formula></p><fig id="f"><graphic xlink:href="dot.svg"/></fig>{links}'
        r"<p><inline-formula><tex-math>\href{javascript:alert(1)}{x}\style{background:url(http://bait.invalid/)}{y}</tex-math>"
        r"</inline-formula></p></body>"
    )
    return articles.write(folder, "open.xml", body=body)


def test_the_gate_of_a_book_trusts_no_filter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = jats.read(unfiltered(tmp_path, monkeypatch))
    _, made = bound(article, tmp_path, certification=Certification(by="An office", on="2026-11-28"), claim=True)
    assert found(tmp_path) == []
    removed = [item for item in made.findings if item.rule == "content.removed"]
    assert len(removed) > 10
    assert all(item.severity == "error" and item.hint for item in removed)
    assert made.claims == ()


@pytest.mark.slow
def test_the_gate_of_a_pdf_trusts_no_filter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = jats.read(unfiltered(tmp_path, monkeypatch))
    sheet = tmp_path / "house.css"
    sheet.write_text('a { link: url("javascript:alert(1)") } p { link: url("file:///etc/passwd") }')
    target = tmp_path / "open.pdf"
    options = PdfOptions(claim=True, stylesheets=(sheet,), contact="javascript:alert(1)")
    made = pdf.write(article, render(article), target, options=options)
    assert acting(target) == []
    assert len([item for item in made.findings if item.rule == "content.removed"]) > 10
    assert made.claims == ()


# ---------------------------------------------------------------------------------------------------------------- the PDF


def acting(path: Path) -> list[str]:
    """Everything in a PDF that acts, but links to the web, to mail, to telephones and within the file."""
    made: list[str] = []
    with pikepdf.open(path) as file:
        for thing in file.objects:
            for each in dictionaries(thing):
                made += acts(each)
        for node in attached(file):
            made += active.of_xml(node)
    return made


def dictionaries(thing: Any) -> Iterator[Any]:
    """Yield a dictionary and those that stand in it, without what it refers to."""
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield thing
    parts = [*thing.values()] if isinstance(thing, pikepdf.Dictionary) else [*thing] if isinstance(thing, pikepdf.Array) else []
    for part in parts:
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            yield from dictionaries(part)


def acts(each: Any) -> Iterator[str]:
    for key in ("/AA", "/OpenAction", "/JS", "/JavaScript", "/AcroForm", "/Collection", "/XFA"):
        if key in each:
            yield key
    if each.get("/Type") == "/Annot" and each.get("/Subtype") != "/Link":
        yield f"annotation {each.get('/Subtype')}"
    kind = each.get("/S") if each.get("/Type") == "/Action" else None
    if kind is not None and kind not in ("/URI", "/GoTo"):
        yield f"action {kind}"
    if kind == "/URI" and not str(each.URI).lower().startswith(("http://", "https://", "mailto:", "tel:", "../")):
        yield f"link {each.URI}"


def attached(file: pikepdf.Pdf) -> Iterator[bytes]:
    """Yield the formulas that a PDF carries along."""
    for thing in file.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/application/mathml+xml":
            yield thing.read_bytes()


# ------------------------------------------------------------------------------------------------------------ the browser


@pytest.mark.slow
def test_nothing_runs_in_a_browser_and_nothing_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every document of everything above, opened in Chromium: it runs no script and asks for no file of another place."""
    pages = everything(tmp_path, monkeypatch)
    assert found(tmp_path / "out") == []
    ran, asked = seen(pages)
    assert len(pages) > 20
    assert (ran, asked) == ([], [])


@pytest.mark.slow
def test_a_browser_says_what_runs(tmp_path: Path) -> None:
    """What the test above would see: a script that runs, a picture that is asked for."""
    page = tmp_path / "page.xhtml"
    script = f'<script>alert(1)</script><img src="{active.BAIT}i.png" alt=""/>'
    page.write_text(f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{script}</body></html>')
    ran, asked = seen([page])
    assert [item.rpartition(": ")[2] for item in ran] == ["1"]
    assert {item.rpartition(" ")[2] for item in asked} == {f"{active.BAIT}i.png"}


def everything(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Build everything above, a PDF too; return the documents that a browser can open."""
    built(folder, "epub", "pdf")
    pages = [*(folder / "out").rglob("report.html")]
    books = [*(folder / "out").rglob("*.epub")]
    for name, given in FIELDS.items():
        (folder / name).mkdir()
        books.append(bound(filler(folder / name, **given).make(Article), folder / name)[0])
    books.append(bound(jats.read(hostile_tex(folder / "tex")), folder / "tex")[0])
    (folder / "page").mkdir()
    catalog = described(folder / "page")
    pages.append(folder / "page" / "page.html")
    pages[-1].write_text(page_of(catalog, MARKUP, "en", "rain.toml")[0], "utf-8")
    books.append(bound(jats.read(unfiltered(folder / "open", monkeypatch)), folder / "open")[0])
    for number, book in enumerate(books):
        pages += active.documents(book, folder / f"book-{number}")
    return pages


LEADS = """[...document.querySelectorAll('[href], [src]')].map(node => {
  const address = node.getAttribute('href') ?? node.getAttribute('src');
  return [node.localName, new URL(address, document.baseURI).href] })"""
"""Where each link and picture leads, as the browser reads its address."""
CLICKED = "document.querySelectorAll('math *, svg *').forEach(node => node.dispatchEvent(new Event('click')))"


def seen(pages: list[Path]) -> tuple[list[str], list[str]]:
    """Open pages in Chromium; return what ran, and what was asked for, or would be, beyond their files."""
    ran: list[str] = []
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        page = browser.new_page(bypass_csp=True)

        def dismissed(dialog: Dialog) -> None:
            ran.append(f"{page.url}: {dialog.message}")
            dialog.dismiss()

        page.on("dialog", dismissed)
        page.on("request", lambda request: asked.append(f"{page.url} {request.url}"))
        for path in pages:
            page.goto(path.as_uri())
            page.evaluate(CLICKED)
            assert page.locator("parsererror").count() == 0, path
            asked += [f"{path} {address}" for name, address in page.evaluate(LEADS) if name != "a" or not is_out(address)]
        browser.close()
    near = ("data:image/", *(path.parent.as_uri() for path in pages))
    return ran, [item for item in asked if not item.rpartition(" ")[2].startswith(near)]


def is_out(address: str) -> bool:
    return address.startswith(("http:", "https:", "mailto:", "tel:"))
