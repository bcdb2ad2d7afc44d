"""One edition: all the files of an article in one language."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict
from urllib.parse import quote

from editions.accessibility.certification import Certification
from editions.accessibility.summary import count, summary
from editions.article.model import Article, plain
from editions.building.duplicates import without_duplicates
from editions.building.options import BuildOptions
from editions.building.sound import Narrations, Sound, write_captions, write_m4b, write_mp3, write_transcript
from editions.building.staging import Stage
from editions.building.timings import Timings
from editions.findings import Finding, Severity, Unprintable
from editions.narration.timeline import Timeline
from editions.report import Claim, Output, output
from editions.safety import sanitizer
from editions.xhtml import render

if TYPE_CHECKING:
    from lxml import etree

    from editions.article.pages import PageBreak
    from editions.images.cover import CoverBrand
    from editions.narration.audio.files import Tags


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The files of an article in one language; None for a format that was not asked for."""

    language: str
    pdf: Path | None = None
    epub: Path | None = None
    m4b: Path | None = None
    vtt: Path | None = None
    srt: Path | None = None
    mp3: Path | None = None
    txt: Path | None = None
    html: Path | None = None
    timeline: Timeline | None = None


KINDS: Final = ("pdf", "epub", "m4b", "vtt", "srt", "mp3", "txt", "html")
"""The kinds of an edition's files: their suffixes. ``txt`` and ``html`` are the transcript of its narration."""


def is_edition(path: Path, name: str) -> bool:
    """Whether a path below the folder of an article is one at which builds make a file: ``TAG/NAME.TAG.KIND``."""
    tag = path.parent.name
    return path.parent == Path(tag) and path.name in {f"{name}.{tag}.{kind}" for kind in KINDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltEdition:
    """An edition that is made but not in its place.

    ``files`` are paths by kind, relative to the article's folder; ``summary`` says how accessible it is, in its language.
    ``withhold`` takes the claims out of the file of a kind; the summary is then ``unclaimed_summary`` (``claims.settled``).
    """

    article: Article
    language: str
    summary: str
    files: Mapping[str, str]
    outputs: tuple[Output, ...]
    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...]
    certification: Certification | None
    sound: Sound | None
    withhold: Mapping[str, Callable[[Path], None]]
    unclaimed_summary: str

    def at(self, folder: Path) -> Edition:
        """Return the edition with its files in their place."""
        place = {kind: folder / path for kind, path in self.files.items()}.get
        return Edition(
            language=self.language,
            pdf=place("pdf"),
            epub=place("epub"),
            m4b=place("m4b"),
            vtt=place("vtt"),
            srt=place("srt"),
            mp3=place("mp3"),
            txt=place("txt"),
            html=place("html"),
            timeline=self.sound.timeline if self.sound else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildContext:
    """Where an article's editions are made.

    ``folders`` names the folder of each edition, ``certified`` its certification if it has one, by the id of its article.
    """

    options: BuildOptions
    place: Stage
    folders: Mapping[str, str]
    certified: Mapping[str, Certification]
    narrations: Narrations
    clock: Timings


def measured(lang: str, files: Mapping[str, str], place: Stage) -> tuple[Output, ...]:
    """Return what the report says of an edition's files, by kind, as they are now."""
    return tuple(output(lang, kind, place.path(path), path) for kind, path in files.items())


def make(article: Article, found: list[Finding], desk: BuildContext) -> BuiltEdition:
    """Make all files of one edition; ``found`` is what reading and audit found in it.

    The files claim what they can: ``claims.settled`` must take that back where an error was found at any stage.
    """
    desk = replace(desk, clock=desk.clock.of(desk.folders[article.id]))
    work = EditionBuilder(article, desk, findings=list(found))
    with desk.clock.stage("xhtml"):
        page = render(article)
    with desk.narrations.of(article, desk.clock) as sound:
        if sound:
            work.findings += sound.findings
        pages = work.pdf(page) if "pdf" in desk.options.formats else ()
        if "epub" in desk.options.formats:
            work.epub(page, sound if desk.options.narrates_epub else None, pages)
        if sound and desk.options.makes_sound:
            work.audio(sound)
    return work.made(sound)


class _Cover(TypedDict):
    byline: str
    publisher: str
    kind: str
    lang: str


@dataclass(slots=True)
class EditionBuilder:
    """What has come of one edition so far."""

    article: Article
    desk: BuildContext
    findings: list[Finding]
    files: dict[str, str] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    withhold: dict[str, Callable[[Path], None]] = field(default_factory=dict)
    summary: str = ""
    unclaimed_summary: str = ""

    @property
    def folder(self) -> str:
        """The edition's folder, below that of the article."""
        return self.desk.folders[self.article.id]

    @property
    def certification(self) -> Certification | None:
        """Who evaluated this edition as it is, None where nobody did."""
        return self.desk.certified.get(self.article.id)

    def target(self, kind: str) -> Path:
        """Return the path at which to make the file of a kind, and keep that it is made."""
        self.files[kind] = f"{self.folder}/{self.article.name}.{self.folder}.{kind}"
        return self.desk.place.path(self.files[kind])

    def keep(self, kind: str, findings: tuple[Finding, ...], claims: tuple[str, ...], certified_by: str = "") -> None:
        """Keep what making a file brought up, without what is known of its source."""
        self.findings += without_duplicates(findings, self.findings)
        for standard in claims:
            claim = Claim(language=self.article.lang, format=kind, standard=standard, certified_by=certified_by)
            self.claims.append(claim)

    def pdf(self, page: etree._Element) -> tuple[PageBreak, ...]:
        """Make the PDF; return where its pages begin. Where no pages can be made, a finding says so, and the EPUB has none."""
        from editions import pdf

        asked = self.desk.options
        options = pdf.PdfOptions(
            claim=True,
            variant=asked.variant,
            style=asked.look,
            paper=asked.sheet,
            stylesheets=(*asked.config.pdf_stylesheets, *asked.stylesheets),
            folders=asked.config.folders,
            logo=asked.config.logo,
            brand=asked.config.brand,
            contact=asked.config.contact,
            edition_href=self._siblings().get,
        )
        target = self.target("pdf")
        try:
            with self.desk.clock.stage("pdf"):
                made = pdf.write(self.article, page, target, options=options)
        except Unprintable as refused:
            if set(asked.formats) == {"pdf"}:
                raise
            del self.files["pdf"]
            self.findings.append(refused.finding)
            return ()
        self.withhold["pdf"] = lambda file: pdf.withhold(file, made)
        self.keep("pdf", made.findings, made.claims)
        return made.pages

    def epub(self, page: etree._Element, sound: Sound | None, pages: tuple[PageBreak, ...]) -> None:
        """Make the EPUB."""
        from editions import epub
        from editions.images import cover

        config = self.desk.options.config
        options = epub.EpubOptions(
            certification=self.certification,
            claim=True,
            narrator=sound.narrator if sound else "",
            voiced=not any(finding.rule == "narration.no-voice" for finding in self.findings),
            stylesheets=config.epub_stylesheets,
            brand=config.brand,
        )
        with self.desk.clock.stage("cover"):
            logo = self._logo()
            drawn = cover.draw(self.article.label, **self._cover(logo), brand=self._cover_brand(logo))
            self.findings += [self._unshown(text) for text in drawn.unshown]
            self.findings += [self._shortened(text) for text in drawn.shortened]
        with self.desk.clock.stage("epub"):
            made = epub.write(
                self.article,
                page,
                self.target("epub"),
                cover=drawn.data,
                timeline=sound.timeline if sound else None,
                sound=sound.files.aac if sound else None,
                pages=pages,
                options=options,
            )
        self.summary, self.unclaimed_summary = made.summary, made.unclaimed.summary
        self.withhold["epub"] = lambda file: epub.withhold(file, made)
        self.keep("epub", made.findings, made.claims, certified_by=self.certification.by if self.certification else "")

    def audio(self, sound: Sound) -> None:
        """Make the sound files that were asked for, and the transcript that belongs to them."""
        with self.desk.clock.stage("audio"):
            tags = self._tags(sound.narrator)
            if "audio" in self.desk.options.formats:
                write_m4b(sound, self.target("m4b"), tags)
                write_captions(sound, self.target("vtt"), self.target("srt"))
            if "mp3" in self.desk.options.formats:
                write_mp3(sound, self.target("mp3"), tags)
            removed = write_transcript(sound, self.article.label, self.target("txt"), self.target("html"))
            self.keep("html", tuple(sanitizer.findings(removed, str(self.article.source), "transcript")), ())

    def made(self, sound: Sound | None) -> BuiltEdition:
        """Return the whole edition."""
        plain = summary(count(self.article), "", "")
        return BuiltEdition(
            article=self.article,
            language=self.folder,
            summary=self.summary or plain,
            files=self.files,
            outputs=measured(self.article.lang, self.files, self.desk.place),
            findings=tuple(map(self._placed, self.findings)),
            claims=tuple(self.claims),
            certification=self.certification,
            sound=sound,
            withhold=self.withhold,
            unclaimed_summary=self.unclaimed_summary or plain,
        )

    def _siblings(self) -> dict[str, str]:
        """Return where the other editions' PDFs stand, seen from this one's folder, by language."""
        others = [folder for key, folder in self.desk.folders.items() if key != self.article.id]
        name = quote(os.fsencode(self.article.name), safe="[]=:;$&()+,!*@'~")
        return {folder: f"../{folder}/{name}.{folder}.pdf" for folder in others}

    def _cover(self, logo: bytes) -> _Cover:
        front = self.article.front
        by_logo = bool(logo) and front.masthead.name == front.publisher
        return {
            "byline": ", ".join(person.name for person in front.authors[:3]),
            "publisher": "" if by_logo else front.publisher,
            "kind": plain(front.subjects[0].content) if front.subjects else "",
            "lang": self.article.lang,
        }

    def _cover_brand(self, logo: bytes) -> CoverBrand:
        from editions.images import cover

        brand = self.desk.options.config.brand
        return cover.CoverBrand(accent=brand.accent, second=brand.second, logo=logo)

    def _logo(self) -> bytes:
        """Return the logo of the house as a cover shows it, none where nothing of it can be seen, or nothing can draw it."""
        logo = self.article.front.masthead.logo
        if logo is None:
            return b""
        try:
            from editions.pdf.logo import drawn

            return drawn(logo)
        except (ValueError, ImportError, OSError):
            return b""

    def _placed(self, finding: Finding) -> Finding:
        """Return a finding about a file with the place of its element in the source."""
        where = finding.where
        if where.column or Path(where.file).name != self.article.source.name:
            return finding
        found = self.article.where(where.id, where.line)
        return replace(finding, where=replace(where, line=found.line, column=found.column))

    def _unshown(self, text: str) -> Finding:
        where = self.article.where(self.article.id, self.article.line)
        message = f"The cover leaves out {text!r}: no font here has its letters."
        hint = "Install a font of its script; editions doctor lists them."
        return Finding(rule="cover.no-font", severity=Severity.WARNING, where=where, message=message, hint=hint)

    def _shortened(self, text: str) -> Finding:
        where = self.article.where(self.article.id, self.article.line)
        message = f"The cover shows only the beginning of a text that is too long for it: “{text[:60]}…”."
        return Finding(rule="cover.shortened", severity=Severity.NOTE, where=where, message=message, hint="Shorten the text.")

    def _tags(self, narrator: str) -> Tags:
        from editions.building.sound_tags import tags
        from editions.images import cover

        logo = self._logo()
        picture = cover.draw_square(self.article.label, **self._cover(logo), brand=self._cover_brand(logo))
        return tags(self.article, narrator, picture.data)
