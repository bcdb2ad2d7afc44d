"""``editions.toml``: what a house sets once, and which of these files a build believes.

::

    publisher = "Economic Commission"   # or [publisher], with a name in each language: en = "…", es = "…"
    logo = "logo.svg"                   # paths are relative to this file
    evaluator = "Accessibility Office"  # whose certifications count (editions certify): a name certifies nothing
    contact = "access@example.org"      # whom readers of the report may write to
    engine = "espeak"
    rate = 170                          # words a minute
    tables = "brief"                    # how much is said of tables: or all, none
    style = "auto"                      # of the PDF: or default, large-print, compact, news
    paper = "A4"                        # or Letter
    pdf_variant = "ua2"                 # the kind of PDF: default, ua2 or print
    script = "full"                     # what the narration says: or brief, complete
    citations = "auto"                  # those that a sentence needs, names and years: or say, skip
    lexicons = ["lexicon.es.pls"]       # how words are said (W3C PLS); more of them lie beside an article
    [stylesheets]
    pdf = ["house.css"]
    epub = ["house-epub.css"]
    [voices]
    en = "en-gb"
    [brand]                             # docs/house-style.md
    name = "Economic Commission"
    logo = "logo.svg"
    accent = "#7a1f3d"

Three kinds of trust (``Trust``), which ``docs/security.md`` explains. A file that the caller names is taken as it is. Else the
*house's* is the nearest in the working folder or above it, as long as folder and file are the user's own: all it says counts,
but its files lie in its folder. One that lies in the article's own folder came with the article: it sets *looks* alone.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Any, Final, TypeVar

from editions.article.brand import FACES, About, Brand
from editions.article.styles import PAPERS, STYLES
from editions.building.ownership import is_own, is_within
from editions.findings import Finding, Severity, UsageError, Where
from editions.languages.tags import canonical, in_language
from editions.narration.choices import CITATIONS, DEFAULT_TABLES, PRESETS, TABLES
from editions.safety import fonts
from editions.safety.toml import amount, parsed, quoted, text

NAME: Final = "editions.toml"

MAX_BYTES: Final = 64 * 1024
"""Bytes of the largest ``editions.toml``."""

MAX_SHEET_BYTES: Final = 512 * 1024
"""Bytes of all the style sheets that it names for one format."""

MAX_LEXICON_BYTES: Final = 1024 * 1024
"""Bytes of the largest lexicon."""

MAX_LOGO_BYTES: Final = 8 * 1024 * 1024
"""Bytes of the largest logo."""

MAX_SHEETS: Final = 20
"""Style sheets for one format."""

MAX_CHARS: Final = 500
"""Characters of a name: of the publisher, the evaluator, a voice, a path."""

MAX_SHOWN: Final = 8
"""Ignored things that one finding names."""

MAX_ABOUT_CHARS: Final = 5_000
"""Characters of what a house says of itself below a text, in one language."""

MAX_FONTS: Final = 12
"""Font files of one face."""

LOOKS: Final = ("style", "paper", "logo", "stylesheets", "brand")
"""The keys that an article's own folder may set."""

BRAND_LOOKS: Final = ("logo", "accent", "second", "fonts")
"""The keys of ``[brand]`` that it may set: no words."""

_COLOUR: Final = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


T = TypeVar("T")

_BRAND_FIELDS: Final = {"name": "names", "logo": "logos", "masthead": "mastheads", "fonts": "font_files"}
_PARAGRAPHS: Final = re.compile(r"\n[ \t]*\n")
_UNPRINTABLE: Final = ("Cc", "Zl", "Zp")
_NO_CHARACTERS: Final = "\ufffe\uffff"


class Trust(Enum):
    """How far a configuration is believed."""

    GIVEN = "named by the caller: every key, files from anywhere"
    HOUSE = "found in the working folder or above it: every key, files of its folder"
    LOOKS = "found beside the article: the keys of LOOKS, files of its folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What ``editions.toml`` says; every field has a value that means "nothing said".

    ``folders`` are those of the files that it was read from: their style sheets read from nowhere else. ``ignored`` is what a
    person should know of what does not count. Both say where a configuration comes from, and make no two unequal.
    """

    publisher: str = ""
    publishers: Mapping[str, str] = field(default_factory=dict)
    logo: Path | None = None
    evaluator: str = ""
    contact: str = ""
    engine: str = "auto"
    rate: int | None = None
    tables: str = DEFAULT_TABLES
    style: str = "auto"
    paper: str = "A4"
    pdf_variant: str = "default"
    script: str = "full"
    citations: str = "auto"
    pdf_stylesheets: tuple[Path, ...] = ()
    epub_stylesheets: tuple[Path, ...] = ()
    voices: Mapping[str, str] = field(default_factory=dict)
    lexicons: tuple[Path, ...] = ()
    brand: Brand = field(default_factory=Brand)
    folders: tuple[Path, ...] = field(default=(), compare=False)
    ignored: tuple[Finding, ...] = field(default=(), compare=False)

    def publisher_in(self, lang: str) -> tuple[str, str]:
        """Return the publisher's name for an edition in a language, and the language of the name (``""`` for a plain name).

        A name for ``pt`` also serves ``pt-BR``; without one in the language it is the first. Where no publisher is named, it is
        the name of the brand.
        """
        names = self.publishers or ({"": self.publisher} if self.publisher else self.brand.names)
        if not names:
            return "", ""
        first = next(iter(names))
        return in_language(names, lang) or (names[first], first)


def configured(article: Path, given: Path | None = None) -> Config:
    """Return what counts for the article at a path: the file that the caller gives, else the house's and the article's looks.

    Raises ``UsageError`` naming a file and what is wrong in it.
    """
    if given is not None:
        return load(given)
    above, beside = _above(article), article.parent / NAME
    config = _house(above) if above else Config()
    if _is_there(beside):
        config = _with_looks(config, beside)
    passed_over = find(_real(article.parent).parent)
    return _with_ignored(config, passed_over, _PASSED_OVER) if passed_over and passed_over != above else config


def find(folder: Path) -> Path | None:
    """Return the nearest ``editions.toml`` in a folder or above it, as far as folders and file are the user's own."""
    path = next(filter(_is_there, _upwards(_real(folder))), None)
    return None if path is None or _doubt(path) else path


def load(path: Path | None, trust: Trust = Trust.GIVEN) -> Config:
    """Read ``editions.toml``. Raises ``UsageError`` naming the file and what is wrong in it."""
    if path is None:
        return Config()
    said, ignored = _read(path, trust)
    return Config(**said, folders=(_real(path.parent),), ignored=ignored)


def overridden(config: Config, evaluator: str | None, publisher: str | None) -> Config:
    """Return a configuration with what the caller said instead (None: nothing)."""
    return replace(
        config,
        evaluator=config.evaluator if evaluator is None else evaluator,
        publisher=config.publisher if publisher is None else publisher,
        publishers=config.publishers if publisher is None else {},
    )


# ----------------------------------------------------------------------------------------------------- which file counts

_PASSED_OVER: Final = "It is not read: it lies neither beside the article, nor in the working folder or above it."
_NOT_OWN: Final = "It is not read: it or its folder belongs to another user, or others may write to it."
_NOT_PLAIN: Final = "It is not read: it is a link, has a second name, or is not a plain file."


def _above(article: Path) -> Path | None:
    """Return the nearest file in the working folder or above it, unless it came with the article, in its folder or below."""
    try:
        here = Path.cwd()
    except OSError:
        return None  # it was removed
    own = (_real(article.parent), _real(article).parent)
    paths = (path for path in _upwards(here) if not any(is_within(path.parent, folder) for folder in own))
    return next(filter(_is_there, paths), None)


def _house(path: Path) -> Config:
    doubt = _doubt(path)
    return _with_ignored(Config(), Path(os.path.relpath(path)), doubt) if doubt else load(path, Trust.HOUSE)


def _with_looks(config: Config, path: Path) -> Config:
    """Return a configuration with the looks of the article's folder: they count more, its style sheets follow the others."""
    if not _is_plain(path):
        return _with_ignored(config, path, _NOT_PLAIN)
    said, ignored = _read(path, Trust.LOOKS)
    sheets = {key: (*getattr(config, key), *value) for key, value in said.items() if key.endswith("_stylesheets")}
    if "brand" in said:
        said["brand"] = _with_brand_looks(config.brand, said["brand"])
    folders, ignored = (*config.folders, _real(path.parent)), (*config.ignored, *ignored)
    return replace(config, **(said | sheets), folders=folders, ignored=ignored)


def _with_brand_looks(house: Brand, own: Brand) -> Brand:
    """Return the house's brand with the looks of the article's folder, whose logo does not stand for the house's name."""
    return replace(
        house,
        logos=own.logos or house.logos,
        unnamed=bool(own.logos),
        accent=own.accent or house.accent,
        second=own.second or house.second,
        font_files={**house.font_files, **own.font_files},
        places={**house.places, **own.places},
    )


def _upwards(folder: Path) -> Iterator[Path]:
    """Yield where the file may be, in a folder and above it, up to the first folder that is not the user's own."""
    for place in (folder, *folder.parents):
        yield place / NAME
        if not is_own(place):
            return


def _doubt(path: Path) -> str:
    """Return why a file that was found above the working folder is not believed, ``""`` where it is."""
    if path.is_symlink() or not path.is_file():
        return _NOT_PLAIN
    return "" if is_own(path.parent) and is_own(path) else _NOT_OWN


def _is_there(path: Path) -> bool:
    try:
        return not stat.S_ISDIR(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def _is_plain(path: Path) -> bool:
    """Whether a file is no link to another: neither a symbolic one nor a second name of it (a hard link)."""
    facts = path.lstat()
    return stat.S_ISREG(facts.st_mode) and facts.st_nlink == 1


def _real(path: Path) -> Path:
    """Return a path with all links followed; one that cannot be followed stays as it is."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):
        return path


def _with_ignored(config: Config, path: Path, why: str) -> Config:
    return replace(config, ignored=(*config.ignored, _ignored(path, why)))


def _ignored(path: Path, why: str) -> Finding:
    return Finding(
        rule="config.ignored",
        severity=Severity.WARNING,
        where=Where(file=str(path)),
        message=why,
        hint="If you trust it, name it by --config (in Python, by config=).",
    )


# --------------------------------------------------------------------------------------------------------- what it says


def _read(path: Path, trust: Trust) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Return what a file says, as fields of ``Config``, and what of it is ignored."""
    content = text(path, MAX_BYTES, "configuration", follow=trust is Trust.GIVEN, hint=f"Give the path of an {NAME}.")
    reader = _Reader(path, trust, tuple(content.split("\n")))
    said = reader.fields(parsed(path, content, "configuration"))
    return said, tuple(reader.findings())


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the values of one file; ``ignored`` is what it may not say."""

    path: Path
    trust: Trust
    lines: tuple[str, ...] = ()
    ignored: list[str] = field(default_factory=list)

    def fields(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields of ``Config`` that are said. Raises ``UsageError``."""
        readers: dict[str, Callable[[str, Any], dict[str, Any]]] = {
            "publisher": self._publisher,
            "evaluator": self._text,
            "contact": self._text,
            "engine": self._text,
            "tables": lambda key, value: self._one_of(key, value, TABLES),
            "style": lambda key, value: self._one_of(key, value, STYLES),
            "paper": lambda key, value: self._one_of(key, value, PAPERS),
            "pdf_variant": self._text,
            "script": lambda key, value: self._one_of(key, value, PRESETS),
            "citations": lambda key, value: self._one_of(key, value, CITATIONS),
            "logo": lambda key, value: {key: path} if (path := self._file(key, value, MAX_LOGO_BYTES)) else {},
            "rate": self._number,
            "stylesheets": self._sheets,
            "voices": self._voices,
            "lexicons": self._lexicons,
            "brand": self._brand,
        }
        said: dict[str, Any] = {}
        for key, value in data.items():
            if key not in readers:
                raise self._wrong(f"unknown key {quoted(key)}. Known keys: {', '.join(readers)}.")
            if self.trust is Trust.LOOKS and key not in LOOKS:
                self.ignored.append(key)
            else:
                said |= readers[key](key, value)
        return said

    def findings(self) -> Iterator[Finding]:
        """Yield what a person should know of what is ignored: one finding, if any."""
        if self.ignored:
            named = ", ".join(self.ignored[:MAX_SHOWN]) + (", …" if len(self.ignored) > MAX_SHOWN else "")
            may = f"beside an article it sets {', '.join(LOOKS)} alone, from files of its folder"
            yield _ignored(self.path, f"Ignored: {named}; {may}.")

    def _wrong(self, why: str) -> UsageError:
        return UsageError(f"{self.path}: {why}")

    def _text(self, key: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, str):
            raise self._wrong(f'{key} must be text in quotes, such as {key} = "name".')
        return {key: self._plain(key, value)}

    def _publisher(self, key: str, value: Any) -> dict[str, Any]:
        """Return a name, or one for each language; the fields of an earlier one are replaced."""
        if isinstance(value, dict):
            names = self._by_language(key, value, 'name for each language, such as en = "Harbour Office"')
            return {key: "", "publishers": names}
        return {**self._text(key, value), "publishers": {}}

    def _plain(self, key: str, value: str) -> str:
        if len(value) > MAX_CHARS:
            raise self._wrong(f"{key} is longer than {MAX_CHARS} characters: {quoted(value)}.")
        return self._checked(key, value)

    def _checked(self, key: str, value: str) -> str:
        if any(unicodedata.category(sign) in _UNPRINTABLE or sign in _NO_CHARACTERS for sign in value):
            raise self._wrong(f"{key} holds a line break or a control character: {quoted(value)}.")
        return value

    def _one_of(self, key: str, value: Any, known: tuple[str, ...]) -> dict[str, Any]:
        if value not in known:
            raise self._wrong(f"{key} is one of: {', '.join(known)}.")
        return {key: str(value)}

    def _number(self, key: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 1000:
            raise self._wrong(f"{key} must be a number of words a minute, such as {key} = 170.")
        return {key: value}

    def _file(self, key: str, value: Any, largest: int) -> Path | None:
        """Return the file that a value names, None where it is ignored since it is not the article's."""
        name = self._plain(key, value) if isinstance(value, str) else ""
        if name and self.trust is not Trust.GIVEN and self._leads_out(name):
            if self.trust is Trust.HOUSE:
                raise self._wrong(f"{key} names {quoted(name)}, outside of its folder: move it in, or name {NAME} by --config.")
            self.ignored.append(f"{key} {quoted(name)}")
            return None
        size = _size(self.path.parent / name) if name else None
        if size is None:
            raise self._wrong(f"{key} names {quoted(value)}, which is not a file. Paths are relative to {self.path.name}.")
        if size > largest:
            raise self._wrong(f"{key} names {quoted(name)}, which has more than {amount(largest)}.")
        return self.path.parent / name

    def _leads_out(self, name: str) -> bool:
        """Whether a path is not one of a file that belongs to the folder: absolute, by ``..``, a link, a hard link."""
        path, folder = self.path.parent / name, _real(self.path.parent)
        if Path(name).is_absolute() or os.path.normpath(name).split("/")[0] == ".." or not _real(path).is_relative_to(folder):
            return True
        return self.trust is Trust.LOOKS and _size(path) is not None and path.stat().st_nlink > 1

    def _sheets(self, key: str, value: Any) -> dict[str, Any]:
        lists = value.values() if isinstance(value, dict) else ()
        if not isinstance(value, dict) or not set(value) <= {"pdf", "epub"} or not all(isinstance(v, list) for v in lists):
            raise self._wrong(f'[{key}] holds pdf = ["file.css"] and epub = ["file.css"].')
        if any(len(names) > MAX_SHEETS for names in lists):
            raise self._wrong(f"[{key}] names more than {MAX_SHEETS} files of one kind.")
        return {f"{kind}_{key}": self._sheets_of(key, names) for kind, names in value.items()}

    def _sheets_of(self, key: str, names: list[Any]) -> tuple[Path, ...]:
        found = tuple(path for name in names if (path := self._file(key, name, MAX_SHEET_BYTES)))
        if sum(_size(path) or 0 for path in found) > MAX_SHEET_BYTES:
            raise self._wrong(f"[{key}] names files of more than {amount(MAX_SHEET_BYTES)} in all.")
        return found

    def _brand(self, key: str, value: Any) -> dict[str, Any]:
        readers: dict[str, Callable[[str, Any], Any]] = {
            "name": lambda key, value: self._in_languages(key, value, self._words),
            "logo": lambda key, value: self._in_languages(key, value, lambda key, name: self._file(key, name, MAX_LOGO_BYTES)),
            "masthead": lambda key, value: self._in_languages(key, value, self._words),
            "accent": self._colour,
            "second": self._colour,
            "fonts": self._fonts,
            "about": self._about,
        }
        if not isinstance(value, dict) or not set(value) <= set(readers):
            raise self._wrong(f"[{key}] holds {', '.join(readers)}, and nothing else.")
        ignored = [name for name in value if self.trust is Trust.LOOKS and name not in BRAND_LOOKS]
        self.ignored.extend(f"{key}.{name}" for name in ignored)
        said = {name: readers[name](f"{key}.{name}", each) for name, each in value.items() if name not in ignored}
        places = {name: Where(file=str(self.path), line=self._line_of(name)) for name in said}
        return {key: Brand(**{_BRAND_FIELDS.get(name, name): each for name, each in said.items()}, places=places)}

    def _line_of(self, name: str) -> int:
        """Return the first line that begins with a key of ``[brand]``, or with the table of its values; 0 for none."""
        table = next((number for number, line in enumerate(self.lines, 1) if line.lstrip().startswith("[brand")), 1)
        return next((number for number, line in enumerate(self.lines, 1) if number >= table and name in _key(line)), 0)

    def _words(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(f'{key} must be text in quotes, such as {key} = "Harbour Office".')
        return self._plain(key, value.strip())

    def _in_languages(self, key: str, value: Any, read: Callable[[str, Any], T | None]) -> dict[str, T]:
        """Return one value for every language (``""``), or one for each; those that are ignored are left out."""
        given = self._tagged(key, value) if isinstance(value, dict) else {"": value}
        found = {tag: read(key, each) for tag, each in given.items()}
        return {tag: each for tag, each in found.items() if each is not None}

    def _tagged(self, key: str, values: Mapping[str, T]) -> dict[str, T]:
        """Return values by language tag, in their canonical form."""
        wrong = next((tag for tag in values if canonical(tag) is None), None)
        if wrong is not None:
            raise self._wrong(f"[{key}] names {quoted(wrong)}, which is no language tag. Use BCP 47, such as pt-BR.")
        return {str(canonical(tag)): each for tag, each in values.items()}

    def _colour(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or not _COLOUR.fullmatch(value):
            raise self._wrong(f'{key} must be a colour in six digits, such as {key} = "#7a1f3d".')
        digits = value[1:] if len(value) == 7 else "".join(2 * digit for digit in value[1:])
        return f"#{digits.lower()}"

    def _fonts(self, key: str, value: Any) -> dict[str, tuple[Path, ...]]:
        named = (
            {face: [each] if isinstance(each, str) else each for face, each in value.items()} if isinstance(value, dict) else {}
        )
        if not named or not set(named) <= set(FACES) or not all(isinstance(each, list) for each in named.values()):
            raise self._wrong(f'[{key}] holds lists of font files: {", ".join(FACES)}, such as text = ["Serif.otf"].')
        if any(len(names) > MAX_FONTS for names in named.values()):
            raise self._wrong(f"[{key}] names more than {MAX_FONTS} files of one face.")
        found = {face: [self._file(key, name, fonts.MAX_BYTES) for name in names] for face, names in named.items()}
        return {face: tuple(path for path in paths if path) for face, paths in found.items()}

    def _about(self, key: str, value: Any) -> dict[str, About]:
        if not isinstance(value, dict) or not all(isinstance(each, dict) for each in value.values()):
            raise self._wrong(f"[{key}] has a table for each language, such as [{key}.en].")
        return {tag: self._about_in(f"{key}.{tag}", each) for tag, each in self._tagged(key, value).items()}

    def _about_in(self, key: str, value: Mapping[str, Any]) -> About:
        if set(value) != {"title", "text"} or not isinstance(value["text"], str) or not value["text"].strip():
            raise self._wrong(f'[{key}] holds title = "About the Harbour Office" and text = "…".')
        if len(value["text"]) > MAX_ABOUT_CHARS:
            raise self._wrong(f"{key}.text is longer than {MAX_ABOUT_CHARS} characters.")
        parts = (" ".join(part.split()) for part in _PARAGRAPHS.split(value["text"]))
        paragraphs = tuple(self._checked(f"{key}.text", part) for part in parts if part)
        return About(title=self._words(f"{key}.title", value["title"]), paragraphs=paragraphs)

    def _voices(self, key: str, value: Any) -> dict[str, Any]:
        return {key: self._by_language(key, value, 'voice for each language, such as en = "en-gb"')}

    def _lexicons(self, key: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, list) or len(value) > MAX_SHEETS:
            raise self._wrong(f'{key} lists at most {MAX_SHEETS} files, such as {key} = ["lexicon.es.pls"].')
        return {key: tuple(path for name in value if (path := self._file(key, name, MAX_LEXICON_BYTES)))}

    def _by_language(self, key: str, value: Any, what: str) -> dict[str, str]:
        """Return texts by language tag, in their canonical form."""
        if not isinstance(value, dict) or not all(isinstance(name, str) for name in value.values()):
            raise self._wrong(f"[{key}] holds one {what}.")
        return {tag: self._plain(key, name) for tag, name in self._tagged(key, value).items()}


def _size(path: Path) -> int | None:
    """Return the bytes of a plain file, None for anything else."""
    try:
        facts = path.stat()
    except (OSError, ValueError):
        return None
    return facts.st_size if stat.S_ISREG(facts.st_mode) else None


def _key(line: str) -> list[str]:
    """Return the parts of the key, or of the name of the table, that a line of TOML begins with."""
    return [part.strip() for part in line.partition("=")[0].strip().strip("[]").split(".")]
