"""The voices of eSpeak NG, as its data folder lists them: read from files, so that no library is needed to know them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DEFAULT_PRIORITY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class EspeakVoice:
    """A voice: ``name`` as eSpeak says it (``en-us``), ``path`` what the library opens (``gmw/en-US``), ``title`` for people.

    ``languages`` are its tags with their priority: of two voices for a language the one with the lower number speaks.
    """

    name: str
    path: str
    title: str
    languages: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """All voices: by the language that they speak, by their names (any case), and the names of variants."""

    by_language: dict[str, EspeakVoice]
    by_name: dict[str, EspeakVoice]
    variants: dict[str, str]

    def path(self, name: str) -> str | None:
        """Return what the library opens for a voice's name with its variant (``en-us+f3``), None where there is none."""
        base, plus, variant = name.partition("+")
        voice = self.by_name.get(base.casefold())
        if voice is None or (plus and variant.casefold() not in self.variants):
            return None
        return voice.path + (f"+{self.variants[variant.casefold()]}" if plus else "")


def read_voices(data: Path) -> Voices:
    """Return the voices of an ``espeak-ng-data`` folder. Raises ``OSError`` where it cannot be read."""
    folder = data / "lang"
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    voices = [_voice(file, folder) for file in files if _has_dictionary(_fields(file), data)]
    variants = sorted(file.name for file in (data / "voices" / "!v").iterdir())
    return Voices(_by_language(voices), _by_name(voices), {name.casefold(): name for name in variants})


def _voice(file: Path, folder: Path) -> EspeakVoice:
    fields = _fields(file)
    title = next((" ".join(words[1:]) for words in fields if words[:1] == ["name"]), file.name)
    languages = tuple(_language(words[1:]) for words in fields if words[:1] == ["language"] and len(words) > 1)
    name = languages[0][0] if languages else file.name.lower()
    return EspeakVoice(name=name, path=file.relative_to(folder).as_posix(), title=title, languages=languages)


def _fields(file: Path) -> list[list[str]]:
    return [line.split() for line in file.read_text("utf-8", "replace").splitlines() if line.strip()]


def _has_dictionary(fields: list[list[str]], data: Path) -> bool:
    """Some voices are listed while the package leaves their dictionary out: they would say nothing."""
    named = [words[1] for words in fields if words[0] == "dictionary" and len(words) > 1]
    spoken = [words[1].partition("-")[0] for words in fields if words[0] == "language" and len(words) > 1]
    return any((data / f"{name}_dict").exists() for name in (named or spoken)[:1])


def _language(words: list[str]) -> tuple[str, int]:
    priority = int(words[1]) if len(words) > 1 and words[1].isdecimal() else DEFAULT_PRIORITY
    return words[0].lower(), priority


def _by_language(voices: list[EspeakVoice]) -> dict[str, EspeakVoice]:
    """The best voice of each tag; of equals the first by path, which is the one without a script in its name."""
    spoken = [(priority, voice.path, tag) for voice in voices for tag, priority in voice.languages]
    paths = {voice.path: voice for voice in voices}
    return {tag: paths[path] for _, path, tag in sorted(spoken, reverse=True)}


def _by_name(voices: list[EspeakVoice]) -> dict[str, EspeakVoice]:
    """Every name by which a voice may be asked for; where two have the same one the first by path has it."""
    named = [(name, voice) for voice in voices for name in (voice.name, voice.path, Path(voice.path).name, voice.title)]
    return {name.casefold(): voice for name, voice in reversed(named)}
