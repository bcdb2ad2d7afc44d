"""The metadata of the package: Dublin Core, accessibility (computed from the content), narration."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from editions.accessibility.certification import Certification
from editions.accessibility.summary import EditionFacts, page_source, summary
from editions.article.epoch import epoch
from editions.article.model import AUTHOR, Article, Block, Paragraph, plain, walk
from editions.epub.options import CONFORMANCE, EpubOptions
from editions.epub.overlays import ACTIVE, PLAYING, clock
from editions.languages.phrases import language_of
from editions.safety.file_names import printable
from editions.safety.xml import XML_LANG

# MARC relators for the roles that JATS gives contributors; any other is a contributor ("ctb").
_RELATORS = {
    AUTHOR: "aut",
    "editor": "edt",
    "reviewer": "rev",
    "interviewer": "ivr",
    "translator": "trl",
    "illustrator": "ill",
    "photographer": "pht",
    "narrator": "nrt",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataEntry:
    """One element of the package's metadata: ``dc:name``, or one of the package's own: ``meta`` or ``link``."""

    name: str
    text: str
    attributes: dict[str, str] = field(default_factory=dict)


def collect(
    article: Article, facts: EditionFacts, claim: Certification | None, options: EpubOptions
) -> Iterator[MetadataEntry]:
    """Yield the metadata of a book, but for its identifier, its date of change and the durations of its overlay."""
    lang = facts.languages[0]
    yield MetadataEntry(name="title", text=article.label)
    yield from (MetadataEntry(name="language", text=tag) for tag in facts.languages)
    yield from _contributors(article)
    yield from _publication(article, lang, options)
    yield from _accessibility(article, facts, claim, options)


def identifier(article: Article) -> str:
    """Return the book's identity, the same in every build: a UUID (version 5) of the article's own, and its language."""
    front = article.front
    own = front.doi or front.identifier or "|".join((front.publisher, front.journal, printable(article.name), article.title))
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{own}|{article.lang}')}"


def modified(article: Article) -> datetime.datetime:
    """Return when the book was last changed, in UTC: ``SOURCE_DATE_EPOCH``, or else the article's date.

    Raises ``UsageError`` where the variable is no number of seconds.
    """
    if given := epoch():
        return given
    date = article.date
    try:
        published = datetime.datetime(date.year, date.month or 1, date.day or 1, tzinfo=datetime.UTC) if date else None
    except ValueError:
        published = None
    return published or datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)


def narration(overlay: str, duration: int, narrator: str) -> Iterator[MetadataEntry]:
    """Yield what a reading system must know of the narration (EPUB 3.3 section 9.3.5); one overlay, so the total is its own."""
    yield _meta("media:duration", clock(duration), refines=f"#{overlay}")
    yield _meta("media:duration", clock(duration))
    yield _meta("media:active-class", ACTIVE)
    yield _meta("media:playback-active-class", PLAYING)
    if narrator:
        yield _meta("media:narrator", narrator)


def _meta(prop: str, text: str, **attributes: str) -> MetadataEntry:
    return MetadataEntry(name="meta", text=text, attributes={"property": prop, **attributes})


# ------------------------------------------------------------------------------------------------------------ publication


def _contributors(article: Article) -> Iterator[MetadataEntry]:
    for number, person in enumerate((p for p in article.front.contributors if p.name.strip()), 1):
        kind, own = ("creator" if person.role == AUTHOR else "contributor"), f"contributor-{number}"
        yield MetadataEntry(name=kind, text=person.name, attributes={"id": own})
        yield _meta("role", _RELATORS.get(person.role, "ctb"), refines=f"#{own}", scheme="marc:relators")
        if person.sort_name:
            yield _meta("file-as", person.sort_name, refines=f"#{own}")


def _publication(article: Article, lang: str, options: EpubOptions) -> Iterator[MetadataEntry]:
    front, publisher = article.front, options.publisher or article.front.publisher
    if publisher:
        yield MetadataEntry(name="publisher", text=publisher)
    if article.date:
        yield MetadataEntry(name="date", text=str(article.date))
    if _source(article):
        yield MetadataEntry(name="source", text=_source(article))
    yield from _subjects(article, lang)
    rights = " · ".join(dict.fromkeys(_paragraphs(front.permissions)))
    if rights or front.licence_href:
        known = front.licence_href if front.licence_href not in rights else ""
        yield MetadataEntry(name="rights", text=" · ".join(part for part in (rights, known) if part))


def _source(article: Article) -> str:
    return f"https://doi.org/{article.front.doi}" if article.front.doi else article.front.identifier


def _subjects(article: Article, lang: str) -> Iterator[MetadataEntry]:
    """Yield the article's subjects and keywords, each once, tagged where it is not in the article's language."""
    items = [
        *article.front.subjects,
        *article.front.topics,
        *(item for group in article.front.keywords for item in group.items),
    ]
    for text, own in dict.fromkeys((plain(item.content), item.lang) for item in items):
        if text:
            yield MetadataEntry(name="subject", text=text, attributes={} if own == lang else {XML_LANG: own})


def _paragraphs(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        for node in walk(block):
            if isinstance(node, Paragraph) and plain(node.content):
                yield plain(node.content)


# ---------------------------------------------------------------------------------------------------------- accessibility


def _accessibility(
    article: Article, facts: EditionFacts, claim: Certification | None, options: EpubOptions
) -> Iterator[MetadataEntry]:
    """Yield EPUB Accessibility 1.1 sections 2.1 to 2.5: discovery metadata always, a claim only where one is made."""
    yield from (_meta("schema:accessMode", mode) for mode in access_modes(facts))
    yield from (_meta("schema:accessModeSufficient", modes) for modes in sufficient_modes(facts))
    yield from (_meta("schema:accessibilityFeature", feature) for feature in features(facts))
    yield _meta("schema:accessibilityHazard", "unknown" if facts.moving else "none")
    lang = facts.languages[0]
    own = language_of(lang)
    tag = {} if lang.partition("-")[0].lower() == own else {XML_LANG: own}
    words = summary_of(facts, claim, options)
    yield MetadataEntry(name="meta", text=words, attributes={"property": "schema:accessibilitySummary", **tag})
    if facts.pages:
        name = _source(article) or article.label
        yield MetadataEntry(name="meta", text=page_source(lang, name), attributes={"property": "pageBreakSource", **tag})
    if claim:
        yield from _certified(claim)


def _certified(by: Certification) -> Iterator[MetadataEntry]:
    """Yield EPUB Accessibility 1.1 section 4.2: what the book conforms to, who says so, since when, and where it is shown."""
    yield _meta("dcterms:conformsTo", CONFORMANCE.format(standard=by.standard), id="conformance")
    yield _meta("a11y:certifiedBy", by.by, id="certifier", refines="#conformance")
    yield _meta("dcterms:date", by.on, refines="#certifier")
    if by.report:
        link = {"rel": "a11y:certifierReport", "refines": "#certifier", "href": by.report}
        yield MetadataEntry(name="link", text="", attributes=link)


def summary_of(facts: EditionFacts, claim: Certification | None, options: EpubOptions) -> str:
    """Return the accessibility summary of a book."""
    return summary(facts, options.narrator, claim.by if claim else "")


def access_modes(facts: EditionFacts) -> Iterator[str]:
    """Yield the senses that the content is made for; narration that repeats the text adds none."""
    yield "textual"
    if facts.pictures:
        yield "visual"


def sufficient_modes(facts: EditionFacts) -> Iterator[str]:
    """Yield the sets of senses that suffice; none does where a picture is missing, for it is missing for everybody.

    Text alone does where all pictures are described, sight too where they are only seen, hearing where all of it is told.
    """
    if facts.missing:
        return
    if facts.all_described:
        yield "textual"
    if facts.pictures:
        yield "textual,visual"
    if facts.whole and facts.all_described and facts.spoken == facts.formulas:
        yield "auditory"


def features(facts: EditionFacts) -> Iterator[str]:
    """Yield the accessibility features that are really there (the vocabulary of schema.org's accessibilityFeature)."""
    holds = {
        "alternativeText": facts.pictures > 0 and facts.all_described,
        "longDescription": facts.long_descriptions > 0 and facts.all_described,
        "MathML": facts.formulas > 0,
        "describedMath": facts.formulas > 0 and facts.spoken == facts.formulas,
        "tableOfContents": True,
        "structuralNavigation": facts.headings > 0,
        "readingOrder": True,
        "pageNavigation": facts.pages > 0,
        "pageBreakMarkers": facts.pages > 0,
        "synchronizedAudioText": facts.narrated,
        "displayTransformability": True,
        "ARIA": True,
        "unlocked": True,
    }
    yield from (feature for feature, there in holds.items() if there)
