"""``editions doctor``: what is ready on this machine, and the line that mends what is not."""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editions.building.staging import sweep
from editions.cli.exits import CLEAN, FAILED
from editions.cli.terminal import tell, tell_json
from editions.findings import EditionsError, UsageError
from editions.languages.phrases import language_name


def add(commands: Any) -> None:
    """Say the arguments of the command."""
    doctor = commands.add_parser("doctor", help="say what is ready: engines, voices, fonts, validators, libraries")
    doctor.add_argument("--json", action="store_true", help="for machines")
    doctor.add_argument("--clean", metavar="DIR", help="only remove what builds that were cut off left in DIR")
    doctor.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    if call.clean is not None:
        return _clean(Path(call.clean))
    items = examine()
    if call.json:
        tell_json([plain(item) for item in items])
    else:
        for item in items:
            tell(str(item))
    return FAILED if any(item.needed and not item.ready for item in items) else CLEAN


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
    """One thing that an edition needs. ``needed`` where nothing can be built without it."""

    kind: str
    name: str
    ready: bool
    detail: str = ""
    hint: str = ""
    needed: bool = False

    def __str__(self) -> str:
        """One line that reads well aloud: ``library WeasyPrint: ready, 70.0``."""
        state = "ready" if self.ready else "missing"
        detail = f", {self.detail}" if self.detail else ""
        return f"{self.kind} {self.name}: {state}{detail}" + (f". {self.hint}" if self.hint and not self.ready else "")


def plain(item: Item) -> dict[str, Any]:
    """Return an item as plain values."""
    return {name: getattr(item, name) for name in Item.__dataclass_fields__}


def examine() -> tuple[Item, ...]:
    """Look at libraries, engines with their voices, fonts by script, and validators."""
    return (*_libraries(), *_engines(), *_fonts(), *_validators())


def libraries() -> tuple[str, ...]:
    """Return the packages that this one needs, as its metadata names them."""
    needed = importlib.metadata.requires("editions") or ()
    return tuple(_NAME.match(line)[0] for line in needed if "extra ==" not in line)  # type: ignore[index]  # each has a name


def _libraries() -> Iterator[Item]:
    for name in libraries():
        try:
            yield Item(kind="library", name=name, ready=True, detail=importlib.metadata.version(name), needed=True)
        except importlib.metadata.PackageNotFoundError:
            hint = "Install it: pip install editions."
            yield Item(kind="library", name=name, ready=False, hint=hint, needed=True)
    yield _pango()


def _pango() -> Item:
    """Say whether WeasyPrint finds the system's Pango: importing it is the test."""
    try:
        import weasyprint.text.ffi
    except OSError as error:
        hint = "Install it: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0."
        return Item(kind="library", name="Pango", ready=False, detail=str(error).splitlines()[0], hint=hint, needed=True)
    version = weasyprint.text.ffi.pango.pango_version()
    return Item(kind="library", name="Pango", ready=True, detail=f"{version // 10000}.{version // 100 % 100}.{version % 100}")


SPOKEN = ("en", "es", "pt", "fr", "de", "it", "ar", "hi", "ja", "ru", "zh")


def _engines() -> Iterator[Item]:
    from editions.narration.speech import ENGINES, engine

    for name in ENGINES:
        try:
            made = engine(name)
        except (EditionsError, ImportError, OSError) as error:
            yield Item(kind="engine", name=name, ready=False, detail=str(error), hint="Install it: pip install editions.")
            continue
        note = "online: needs the network when it speaks" if name == "gtts" else "offline"
        yield Item(kind="engine", name=name, ready=True, detail=note)
        voices = {lang: made.voice_for(lang) for lang in SPOKEN}
        for lang, voice in voices.items():
            label = f"{name} in {language_name(lang)} ({lang})"
            yield Item(kind="voice", name=label, ready=bool(voice), detail=voice or "", hint="Choose another engine.")


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


def _validators() -> Iterator[Item]:
    from editions.checks.validators import available

    for tool in available():
        yield Item(kind="validator", name=tool.name, ready=bool(tool.version), detail=tool.version, hint=tool.hint)
