"""What a caller may ask of a build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from os import PathLike
from pathlib import Path
from typing import Any, TypedDict

from editions.article.model import Article
from editions.article.styles import PAPERS, STYLES
from editions.building.config import Config
from editions.findings import UsageError
from editions.languages.tags import primary
from editions.narration.choices import Choices
from editions.narration.choices import chosen as chosen_of_script
from editions.narration.speech import Engine, engine
from editions.pdf.variants import VARIANTS, Variant

FORMATS = ("pdf", "epub", "audio", "mp3")
DEFAULT_FORMATS = ("pdf", "epub", "audio")


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How to build. ``languages`` are tags (empty: all); ``narration`` None means: narrate the EPUB if sound is made anyway.

    ``formats`` are of ``FORMATS``. ``engine`` is the name of one, or an object that fulfils ``Engine``. ``formats``,
    ``languages`` and ``css`` take one text or several. Raises ``UsageError`` for what is neither.

    ``voices`` maps languages to voices of the engine; what is said here overrides ``config``. ``strict`` writes nothing where
    an error of accessibility was found; ``validate`` asks the validators that are installed. ``style`` and ``paper`` are of
    ``styles.STYLES`` and ``styles.PAPERS``; ``css`` are CSS files for the PDF, which follow those of ``config``.
    ``tables`` is how much is said of them, of ``narration.choices.TABLES``.
    ``detect`` works languages out where the source does not say them.
    ``citation_style`` is a CSL file that references in parts are set by. ``lexicons`` are PLS files that say how words are
    said; they follow those of ``config``.
    ``script`` is how much the narration says, of ``narration.choices.PRESETS``; ``citations`` are which of them it says, of
    ``narration.choices.CITATIONS``.
    ``pdf_variant`` is the kind of PDF, of ``pdf.variants.VARIANTS``. ``alone``: the process does nothing but this build; the
    temporary files of libraries go to the stage, and no signal stops it any more while the editions take their place.
    """

    formats: Sequence[str] = DEFAULT_FORMATS
    languages: Sequence[str] = ()
    engine: str | Engine | None = None
    voices: Mapping[str, str] = field(default_factory=dict)
    rate: int | None = None
    narration: bool | None = None
    tables: str | None = None
    strict: bool = False
    style: str | None = None
    paper: str | None = None
    css: Sequence[str | Path] = ()
    validate: bool = False
    detect: bool = True
    pdf_variant: str | None = None
    citation_style: str | Path | None = None
    script: str | None = None
    citations: str | None = None
    lexicons: Sequence[str | Path] = ()
    alone: bool = False
    config: Config = field(default_factory=Config)

    def __post_init__(self) -> None:
        for name in ("formats", "languages", "css", "lexicons"):
            object.__setattr__(self, name, _several(name, getattr(self, name)))
        if not isinstance(self.voices, Mapping):
            raise UsageError(f"voices={self.voices!r} does not say of which language. Write voices={{'es': {self.voices!r}}}.")

    @property
    def stylesheets(self) -> tuple[Path, ...]:
        """The files of ``css``."""
        return tuple(map(Path, self.css))

    @property
    def stages(self) -> tuple[int, int]:
        """How many stages are expected: of the build as a whole, and of each edition."""
        edition = 1 + self.speaks + ("pdf" in self.formats) + 2 * ("epub" in self.formats) + self.makes_sound
        return 1 + self.detect + self.validate, edition

    @property
    def makes_sound(self) -> bool:
        """Whether sound files of their own are asked for."""
        return "audio" in self.formats or "mp3" in self.formats

    @property
    def narrates_epub(self) -> bool:
        """Whether the EPUB gets media overlays."""
        return "epub" in self.formats and (self.makes_sound if self.narration is None else self.narration)

    @property
    def speaks(self) -> bool:
        """Whether anything has to be spoken."""
        return self.makes_sound or self.narrates_epub

    @property
    def all_voices(self) -> dict[str, str]:
        """The voices that were named, by language."""
        return {**self.config.voices, **self.voices}

    @property
    def all_lexicons(self) -> tuple[Path, ...]:
        """The files of ``lexicons``, after those of the configuration."""
        return (*self.config.lexicons, *map(Path, self.lexicons))

    @property
    def words_a_minute(self) -> int | None:
        """The rate that was asked for, None where the engine chooses."""
        return self.rate or self.config.rate

    @property
    def choices(self) -> Choices:
        """What was chosen of the narration's script. Raises ``UsageError`` for a choice that does not exist."""
        config = self.config
        return chosen_of_script(self.script or config.script, self.citations or config.citations, self.tables or config.tables)

    @property
    def look(self) -> str:
        """The style of the PDF."""
        return self.style or self.config.style

    @property
    def sheet(self) -> str:
        """The paper of the PDF."""
        return self.paper or self.config.paper

    @property
    def variant(self) -> Variant:
        """The kind of PDF that was asked for."""
        return VARIANTS[self.pdf_variant or self.config.pdf_variant]

    def open_engine(self) -> Engine:
        """Return the engine that speaks. Raises ``UsageError`` for one that does not exist."""
        return engine(self.engine or self.config.engine)


class Asked(TypedDict, total=False):
    """What may be asked of a build by keyword: the fields of ``BuildOptions`` that are of one build alone."""

    formats: Sequence[str]
    languages: Sequence[str]
    engine: str | Engine | None
    voices: Mapping[str, str]
    rate: int | None
    narration: bool | None
    tables: str | None
    strict: bool
    style: str | None
    paper: str | None
    css: Sequence[str | Path]
    validate: bool
    detect: bool
    pdf_variant: str | None
    citation_style: str | Path | None
    script: str | None
    citations: str | None
    lexicons: Sequence[str | Path]


def _several(name: str, value: Any) -> tuple[Any, ...]:
    """Return one value or several as a tuple. Raises ``UsageError`` for what holds no values, or names for them."""
    if isinstance(value, str | PathLike):
        return (value,)
    if isinstance(value, Mapping) or not isinstance(value, Iterable):
        raise UsageError(f"{name}={value!r} is not a list. Write {name}=[…], with one text for each.")
    return tuple(value)


def check(options: BuildOptions) -> None:
    """Raise ``UsageError`` for a format, an engine, a style, a paper, a kind of PDF or a style sheet that does not exist."""
    unknown = next((name for name in options.formats if name not in FORMATS), None)
    if unknown is not None or not options.formats:
        raise UsageError(f"Unknown format {unknown or ''!r}. Choose from: {', '.join(FORMATS)}.")
    kind = options.pdf_variant or options.config.pdf_variant
    for name, value, known in (
        ("style", options.look, STYLES),
        ("paper", options.sheet, PAPERS),
        ("kind of PDF", kind, tuple(VARIANTS)),
    ):
        if value not in known:
            raise UsageError(f"Unknown {name} {value!r}. Choose from: {', '.join(known)}.")
    missing = next((path for path in options.stylesheets if not path.is_file()), None)
    if missing is not None:
        raise UsageError(f"{missing}: no such style sheet. {_instead(missing)}")
    if options.choices and options.speaks:
        options.open_engine()
        _check_lexicons(options.all_lexicons)


def _check_lexicons(paths: Iterable[Path]) -> None:
    from editions.narration.spoken_forms.lexicon import read_lexicon

    for path in paths:
        read_lexicon(path)


def _instead(missing: Path) -> str:
    """Say which style sheet may be meant by one that is not there."""
    near = get_close_matches(missing.name, sorted(path.name for path in missing.parent.glob("*.css")), n=1)
    return f"Did you mean {missing.parent / near[0]}?" if near else "Give the path of a CSS file."


def chosen(article: Article, languages: Sequence[str]) -> tuple[Article, ...]:
    """Return the editions of an article in the languages asked for: ``pt`` is also ``pt-BR``, ``pt-BR`` only itself."""
    return tuple(item for item in article.editions() if not languages or any(_is_asked(item.lang, tag) for tag in languages))


def _is_asked(lang: str, tag: str) -> bool:
    return lang == tag or ("-" not in tag and primary(lang) == tag)
