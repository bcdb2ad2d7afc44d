"""The whole book, put together from its parts: what ``package`` writes, what it claims, what came up.

Every document passes the gate (``gate``) right before it becomes bytes, and so does every picture that is a document itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from editions.accessibility.certification import Certification
from editions.accessibility.house_styles import faint_text
from editions.article.house_sheets import classes_of
from editions.article.model import Article
from editions.article.pages import PageBreak
from editions.article.styles import sheet
from editions.epub import content, cover, facts, gate, house_faults, metadata, navigation, overlays, stylesheets
from editions.epub.content import ContentDocument
from editions.epub.markup import has_mathml, has_svg, serialize
from editions.epub.options import CONFORMANCE, EpubOptions
from editions.epub.overlays import Overlay
from editions.epub.package import XHTML_TYPE, Package, PackageItem
from editions.findings import Finding, OutputError, Severity, Where
from editions.narration.timeline import Timeline
from editions.safety.xml import parse

TEXT, NAV, COVER = "article.xhtml", "nav.xhtml", "cover.xhtml"
OVERLAY, SOUND, IMAGE = "article.smil", "audio/narration.m4a", "images/cover.png"


@dataclass(frozen=True, slots=True, kw_only=True)
class Narration:
    """A timeline and the sound that goes with it."""

    timeline: Timeline
    sound: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A book ready to be packed, the standards that it claims, its accessibility summary, the findings of making it.

    ``unclaimed`` and its summary are the same book without the claims.
    """

    package: Package
    summary: str
    claims: tuple[str, ...]
    findings: tuple[Finding, ...]
    unclaimed: Package
    unclaimed_summary: str


def assemble(
    article: Article,
    page: etree._Element,
    picture: bytes,
    narration: Narration | None,
    breaks: Iterable[PageBreak],
    options: EpubOptions,
) -> Book:
    """Make every part of the book. ``picture`` is the cover's PNG. Raises ``OutputError`` where a file cannot be read."""
    styles = stylesheets.load(options.stylesheets, options.brand)
    adapted = content.adapt(article, page, breaks, [style.href for style in styles.items], options)
    files = (TEXT, NAV, COVER, IMAGE, *(style.href for style in styles.items), *(file.href for file in adapted.pictures))
    inspector = gate.Gate(article, frozenset(files))
    inspector.clean(adapted.root)
    timeline = narration.timeline if narration else None
    known = facts.gather(adapted, timeline, voiced=options.voiced)
    overlay = overlays.build(timeline, adapted.root, TEXT, SOUND) if timeline else None
    parts = [*_documents(article, adapted, styles.items, overlay, inspector), *styles.items, *styles.fonts]
    parts += _media(picture, adapted, narration, inspector)
    refused = (*styles.findings, *inspector.findings, *_faint(adapted, options))
    earned = options.claim and known.all_described and not refused
    claim = options.certification if earned else None
    durations = list(_durations(overlay, options))
    entries = [*metadata.collect(article, known, claim, options), *durations]
    plain = [*metadata.collect(article, known, None, options), *durations]
    return Book(
        package=_package(article, adapted, entries, parts),
        unclaimed=_package(article, adapted, plain, parts),
        unclaimed_summary=metadata.summary_of(known, None, options),
        summary=metadata.summary_of(known, claim, options),
        claims=(CONFORMANCE.format(standard=claim.standard),) if claim else (),
        findings=(
            *adapted.findings,
            *refused,
            *_in_vain(parts, options),
            *_strays(article, overlay),
            *([withheld(article, options.certification)] if options.certification and not claim else []),
        ),
    )


def _faint(adapted: ContentDocument, options: EpubOptions) -> Iterator[Finding]:
    ours = (sheet("epub.css").read_text("utf-8"), options.brand.css(lambda font: ""))
    yield from faint_text(adapted.root, ours, options.stylesheets, "screen")


def _in_vain(parts: Iterable[PackageItem], options: EpubOptions) -> Iterator[Finding]:
    """Yield what the house's style sheets say to no effect on any page of the book."""
    if options.stylesheets:
        pages = (parse(part.content, huge_tree=True) for part in parts if part.media_type == XHTML_TYPE)
        classes = {name for page in pages for node in page.iter("*") for name in node.get("class", "").split()}
        classes |= classes_of(sheet("epub.css").read_text("utf-8"))
        for path in options.stylesheets:
            yield from house_faults.found_in(path, classes)


def _durations(overlay: Overlay | None, options: EpubOptions) -> Iterator[metadata.MetadataEntry]:
    if overlay:
        yield from metadata.narration("overlay", overlay.duration, options.narrator)


def _documents(
    article: Article, adapted: ContentDocument, styles: Iterable[PackageItem], overlay: Overlay | None, inspector: gate.Gate
) -> Iterator[PackageItem]:
    """Yield the documents in reading order, then the overlay."""
    hrefs, root = [style.href for style in styles], adapted.root
    lang, direction = root.get("lang", ""), root.get("dir", "ltr")
    yield _document("cover", COVER, inspector.clean(cover.build(article, lang, direction, IMAGE, hrefs)))
    yield _document("nav", NAV, inspector.clean(navigation.build(adapted, TEXT, COVER, NAV, hrefs)), "nav")
    yield _document("article", TEXT, root, overlay="overlay" if overlay else None)
    if overlay:
        yield PackageItem(id="overlay", href=OVERLAY, media_type="application/smil+xml", content=overlay.content)


def _document(own: str, href: str, root: etree._Element, *properties: str, overlay: str | None = None) -> PackageItem:
    found = [name for name, there in (("mathml", has_mathml(root)), ("svg", has_svg(root))) if there]
    return PackageItem(
        id=own,
        href=href,
        media_type=XHTML_TYPE,
        content=serialize(root),
        properties=(*properties, *found),
        overlay=overlay,
        in_spine=True,
    )


def _media(
    picture: bytes, adapted: ContentDocument, narration: Narration | None, inspector: gate.Gate
) -> Iterator[PackageItem]:
    yield PackageItem(id="cover-image", href=IMAGE, media_type="image/png", content=picture, properties=("cover-image",))
    for number, file in enumerate(adapted.pictures, 1):
        made = inspector.picture(file)
        yield PackageItem(id=f"picture-{number}", href=file.href, media_type=file.media_type, content=made)
    if narration:
        yield PackageItem(id="sound", href=SOUND, media_type="audio/mp4", content=_read(narration.sound))


def _read(sound: Path) -> bytes:
    try:
        return sound.read_bytes()
    except OSError as error:
        raise OutputError(f"The sound {sound} cannot be read: {error.strerror or error}.") from error


def _package(
    article: Article, adapted: ContentDocument, entries: list[metadata.MetadataEntry], items: list[PackageItem]
) -> Package:
    return Package(
        identifier=metadata.identifier(article),
        lang=adapted.root.get("lang", article.lang),
        direction=adapted.root.get("dir", "ltr"),
        modified=metadata.modified(article),
        metadata=entries,
        items=items,
    )


def _strays(article: Article, overlay: Overlay | None) -> Iterator[Finding]:
    for stray in dict.fromkeys(overlay.strays if overlay else ()):
        yield Finding(
            rule="epub.overlay",
            severity=Severity.WARNING,
            where=Where(file=str(article.source), id=stray),
            message=f"“{stray}” is narrated but is not in the EPUB: the words before it stay highlighted meanwhile.",
        )


def withheld(article: Article, certification: Certification) -> Finding:
    """Return what to say of a book that was evaluated and may not claim to conform."""
    conformance = CONFORMANCE.format(standard=certification.standard)
    return Finding(
        rule="epub.claim",
        severity=Severity.NOTE,
        where=Where(file=str(article.source)),
        message=f"The EPUB does not claim “{conformance}”: accessibility errors are open.",
        hint="Correct them and build again.",
    )
