"""``editions doctor``: what is installed, and the command that installs what is missing."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from editions.building.staging import sweep
from editions.cli import options
from editions.cli.exits import CLEAN, FAILED
from editions.cli.terminal import TextStyle, complain, listed, tell, tell_json, tell_line
from editions.findings import EditionsError, UsageError

KINDS: Final = {
    "library": "Libraries",
    "engine": "Voice engines",
    "voice": "Voices",
    "font": "Fonts",
    "validator": "Validators",
}
"""The kinds of things that are looked at, and their titles."""

DEFAULT_FORMATS: Final = ("pdf", "epub", "audio")

MAX_NAMED: Final = 5
"""Missing things that the summary names."""


def add(commands: Any) -> None:
    """Add the command and its arguments."""
    command = options.Command(
        commands,
        "doctor",
        "report what is installed",
        run=run,
        usage="[OPTION ...]",
        description="Report what is installed: libraries, voice engines, voices, fonts and validators. "
        "The exit code is 1 when something that was asked for is missing.",
        examples=(
            "editions doctor",
            "editions doctor --formats pdf,audio --lang pt --validate",
            "editions doctor --clean build",
        ),
    )
    what = command.group("What to look at")
    what.add_argument(
        "--formats",
        default=",".join(DEFAULT_FORMATS),
        metavar="LIST",
        help="the formats that must be ready, of pdf, epub, audio and mp3 (default: %(default)s)",
    )
    options.add_language(what, "a language for which a voice must be ready", default="none")
    what.add_argument(
        "--engine", default="auto", metavar="NAME", help="the voice engine that must be ready (default: %(default)s)"
    )
    what.add_argument(
        "--validate", action="store_true", help="require the validators too (default: only say whether they are there)"
    )
    what.add_argument("--clean", metavar="DIR", help="only remove what interrupted builds left in DIR")
    command.output(options.LISTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirements:
    """What has to be ready: formats, voices in some languages, an engine, and the validators or not."""

    formats: tuple[str, ...] = DEFAULT_FORMATS
    languages: tuple[str, ...] = ()
    engine: str = "auto"
    validate: bool = False

    @property
    def speaks(self) -> bool:
        """Whether a voice has to be ready."""
        return bool({"audio", "mp3"} & set(self.formats) or self.languages)

    @property
    def voice_engine(self) -> str:
        """The name of the engine that has to be ready."""
        from editions.narration.speech import AUTO

        return AUTO[0] if self.engine == "auto" else self.engine

    def check(self) -> None:
        """Raise ``UsageError`` for a format or an engine that does not exist."""
        from editions.building.options import FORMATS
        from editions.narration.speech import engine, names

        if unknown := set(self.formats or [""]) - set(FORMATS):
            raise UsageError(f"Unknown format {min(unknown)!r}. Choose from: {', '.join(FORMATS)}.")
        if self.voice_engine not in names():
            engine(self.voice_engine)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code. Raises ``UsageError`` for an unknown format, engine or tag."""
    if call.clean is not None:
        return _clean(Path(call.clean))
    asked = Requirements(
        formats=options.formats(call.formats),
        languages=tuple(options.language(tag) for tag in call.lang),
        engine=call.engine,
        validate=call.validate,
    )
    asked.check()
    items = examine(asked)
    is_ready = all(item.ready for item in items if item.needed)
    if call.output_format == "json":
        tell_json([plain(item) for item in items])
    elif not call.quiet:
        _show(items)
        tell(summary(items, asked.formats))
    elif not is_ready:
        complain(summary(items, asked.formats))
    return CLEAN if is_ready else FAILED


def _show(items: Sequence[Item]) -> None:
    """Print the items by kind."""
    for kind, title in KINDS.items():
        tell_line([(title, TextStyle.HEADING)])
        for item in items:
            if item.kind == kind:
                tell(f"  {item}")
        tell("")


def summary(items: Sequence[Item], formats: Sequence[str]) -> str:
    """Return in one line whether what was asked for is ready, and what else is missing."""
    missing = [item for item in items if not item.ready]
    needed = [f"{item.kind} {item.name}" for item in missing if item.needed]
    others = [f"{item.kind} {item.name}" for item in missing if not item.needed]
    what = f"to build {listed(formats)}"
    first = f"Not ready {what}: {_named(needed)} missing." if needed else f"Ready {what}."
    return f"{first} Also missing, but not asked for: {_named(others)}." if others else first


def _named(names: Sequence[str]) -> str:
    return listed([*names[:MAX_NAMED], *([f"{len(names) - MAX_NAMED} more"] if len(names) > MAX_NAMED else [])])


def _clean(folder: Path) -> int:
    """Remove what dead builds left in a folder, and say so."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: is not a folder.")
    removed = sweep(folder)
    for path in removed:
        tell(f"{path}: removed")
    if not removed:
        tell(f"{folder}: nothing was left behind.")
    return CLEAN


_NAME = re.compile(r"[\w.-]*+")
"""The name of a package, at the beginning of a requirement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that editions may need. ``needed``: what was asked for cannot be made without it."""

    kind: str
    name: str
    ready: bool
    detail: str = ""
    hint: str = ""
    needed: bool = False

    def __str__(self) -> str:
        """One line that reads well aloud: ``weasyprint: ready, 70.0``."""
        state = "ready" if self.ready else "missing"
        detail = f", {self.detail.rstrip('.')}" if self.detail else ""
        return f"{self.name}: {state}{detail}" + (f". {self.hint}" if self.hint and not self.ready else "")


def plain(item: Item) -> dict[str, Any]:
    """Return an item as plain values."""
    return {name: getattr(item, name) for name in Item.__dataclass_fields__}


_USUAL: Final = Requirements()


def examine(asked: Requirements = _USUAL) -> tuple[Item, ...]:
    """Look at libraries, engines with their voices, fonts by script, and validators."""
    return (*_libraries(asked), *_engines(asked), *_fonts(), *_validators(asked))


def libraries() -> tuple[str, ...]:
    """Return the packages that this one needs, as its metadata names them."""
    from importlib import metadata

    needed = metadata.requires("editions") or ()
    return tuple(_NAME.match(line)[0] for line in needed if "extra ==" not in line)  # type: ignore[index]  # each has a name


OF_FORMATS: Final[Mapping[str, frozenset[str]]] = {
    "weasyprint": frozenset({"pdf"}),
    "pydyf": frozenset({"pdf"}),
    "ziamath": frozenset({"pdf"}),
    "fonttools": frozenset({"pdf"}),
    "ebooklib": frozenset({"epub"}),
    "av": frozenset({"audio", "mp3"}),
}
"""The libraries that only some formats need. ``OF_ENGINES`` has those of voice engines; all others are always needed."""

OF_ENGINES: Final[Mapping[str, str]] = {"espeakng-loader": "espeak", "gtts": "gtts", "requests": "gtts"}
"""The libraries that only one voice engine needs."""


def _libraries(asked: Requirements) -> Iterator[Item]:
    from importlib import metadata

    for name in libraries():
        needed = _is_needed(name, asked)
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            hint = f"Install it: pip install {name}."
            yield Item(kind="library", name=name, ready=False, hint=hint, needed=needed)
        else:
            yield Item(kind="library", name=name, ready=True, detail=version, needed=needed)
    yield _pango(needed="pdf" in asked.formats)
    yield _formula_engine()


def _is_needed(library: str, asked: Requirements) -> bool:
    if library in OF_ENGINES:
        return asked.speaks and asked.voice_engine == OF_ENGINES[library]
    return library not in OF_FORMATS or bool(OF_FORMATS[library] & set(asked.formats))


def _pango(*, needed: bool) -> Item:
    """Say whether WeasyPrint finds the system's Pango: importing it is the test."""
    try:
        import weasyprint.text.ffi
    except (ImportError, OSError) as error:
        hint = "Install it: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0."
        detail = str(error).splitlines()[0]
        return Item(kind="library", name="Pango", ready=False, detail=detail, hint=hint, needed=needed)
    number = weasyprint.text.ffi.pango.pango_version()
    version = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    return Item(kind="library", name="Pango", ready=True, detail=version, needed=needed)


def _formula_engine() -> Item:
    """Say whether long formulas are read by an engine; our own rules read the others, and these too where it is missing."""
    from editions.languages.mathematics import speech_rule_engine

    version = speech_rule_engine.version()
    hint = "Install Node 20 or newer, then: npm install -g speech-rule-engine."
    return Item(kind="library", name="speech-rule-engine", ready=bool(version), detail=version, hint=hint)


SPOKEN = ("en", "es", "pt", "fr", "de", "it", "ar", "hi", "ja", "ru", "zh")


def _engines(asked: Requirements) -> Iterator[Item]:
    from editions.languages.phrases import language_name
    from editions.narration.speech import ENGINES, engine

    chosen = asked.voice_engine if asked.speaks else ""
    for name in dict.fromkeys([*ENGINES, *filter(None, [chosen])]):
        needed = name == chosen
        try:
            made = engine(name)
        except (EditionsError, ImportError, OSError) as error:
            hint = "Install it: pip install editions."
            yield Item(kind="engine", name=name, ready=False, detail=str(error), hint=hint, needed=needed)
            continue
        note = "online: needs the network when it speaks" if name == "gtts" else "offline"
        yield Item(kind="engine", name=name, ready=True, detail=note, needed=needed)
        for lang in dict.fromkeys((*asked.languages, *SPOKEN)):
            voice, label = made.voice_for(lang), f"{name} in {language_name(lang)} ({lang})"
            is_asked = needed and lang in asked.languages
            hint = "Choose another engine."
            yield Item(kind="voice", name=label, ready=bool(voice), detail=voice or "", hint=hint, needed=is_asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A script: letters that a font of it has, and the Debian package that brings one ("": our own fonts have them)."""

    letters: str
    package: str = ""


SCRIPTS = {
    "Latin": Script(letters="aé"),
    "Greek": Script(letters="αώ"),
    "Cyrillic": Script(letters="яї"),
    "Arabic": Script(letters="عے", package="fonts-noto-core"),
    "Hebrew": Script(letters="א", package="fonts-noto-core"),
    "Devanagari": Script(letters="क", package="fonts-noto-core"),
    "Bengali": Script(letters="ক", package="fonts-noto-core"),
    "Tamil": Script(letters="க", package="fonts-noto-core"),
    "Thai": Script(letters="ก", package="fonts-noto-core"),
    "Chinese": Script(letters="鸟鳥", package="fonts-droid-fallback"),
    "Japanese": Script(letters="鳥はリ", package="fonts-droid-fallback"),
    "Korean": Script(letters="새힣", package="fonts-nanum"),
}
"""The scripts that the set-up (``dev``) provides for: it looks for the same letters, and installs the same packages."""


def _fonts() -> Iterator[Item]:
    for name, script in SCRIPTS.items():
        own = "" if script.package else "Source Serif 4, Source Sans 3 (bundled)"
        found = "; ".join(part for part in (own, _installed_font(script.letters)) if part)
        hint = f"Install one: apt install {script.package}."
        yield Item(kind="font", name=name, ready=bool(found), detail=found, hint=hint)


def _installed_font(letters: str) -> str:
    """Return the family of an installed font that has these letters, as fontconfig knows it."""
    import shutil
    import subprocess

    program = shutil.which("fc-list")
    if program is None:
        return ""
    command = [program, f":charset={' '.join(f'{ord(letter):x}' for letter in letters)}", "family"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 (no shell, fixed words)
    return next((line.split(",")[0].strip() for line in sorted(ran.stdout.splitlines()) if line.strip()), "")


def _validators(asked: Requirements) -> Iterator[Item]:
    from editions.checks.validators import available

    for tool in available():
        ready = bool(tool.version)
        yield Item(kind="validator", name=tool.name, ready=ready, detail=tool.version, hint=tool.hint, needed=asked.validate)
