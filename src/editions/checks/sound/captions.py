"""What readers of captions will meet: WebVTT and SubRip, in order, inside the sound, and no faster than people read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Final

from editions.checks.sound.audio import duration
from editions.checks.sound.fault import SoundFault, clock, findings
from editions.findings import Finding
from editions.narration.audio.cues import MAX_CHARS_A_SECOND, MAX_LINE_CHARS, MAX_LINES, MAX_MILLISECONDS

MAX_BYTES: Final = 16 << 20
"""Bytes of the largest file of captions; an hour of speech has some 100 kB."""

MAX_SECONDS_A_SIGN: Final = 0.2
"""Seconds that one sign of speech takes at most, as weighed here; narrations of the right language stay below 0.13."""

_MIN_SIGNS = 20  # of a passage whose pace is judged
_SOUNDS = (".m4b", ".mp3", ".m4a")
_TOLERANCE = 1.0  # of a character for each second: times are written in milliseconds

_TIMES = re.compile(
    r"(?:(\d{1,6}):)?(\d{1,2}):(\d{2})[.,](\d{3})[ \t]{0,20}-->[ \t]{0,20}(?:(\d{1,6}):)?(\d{1,2}):(\d{2})[.,](\d{3})"
)
_TAG = re.compile(r"<[^<>]*>")
_LANGUAGE = re.compile(r"\bLanguage:[ \t]{0,20}[A-Za-z]{2,8}\b", re.IGNORECASE)
_OTHERS = ("NOTE", "STYLE", "REGION")
_NUMBER = re.compile(r"-\d{1,9}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCue:
    """A cue of a file: times in milliseconds, its text without markup, and the line of its times."""

    id: str
    line: int
    begin: int
    end: int
    text: str


def examine(path: Path) -> tuple[Finding, ...]:
    """Return what is wrong with a file of captions, and with its times where a sound of the same name lies beside it."""
    return tuple(findings(_faults(path), str(path)))


def _faults(path: Path) -> Iterator[SoundFault]:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield _broken(f"The captions are not UTF-8: byte {error.start + 1} begins no character.", "Save them as UTF-8.")
        return
    except OSError as error:
        yield _broken(f"The captions cannot be read: {error.strerror}.", "Check the file.")
        return
    if len(data) > MAX_BYTES:
        yield _broken(f"The captions have more than {MAX_BYTES >> 20} MB and were not read.", "Give captions of one sound.")
        return
    is_webvtt = path.suffix.lower() == ".vtt"
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if is_webvtt and lines[0].replace("\t", " ").split(" ")[0] != "WEBVTT":
        yield _broken("The first line does not begin with WEBVTT.", "Write WEBVTT into the first line.", 1)
        return
    cues: list[ReadCue] = []
    for item in _read(lines, is_webvtt=is_webvtt):
        if isinstance(item, ReadCue):
            cues.append(item)
        else:
            yield item
    if not cues:
        yield _broken("The file holds no caption.", "Make the captions anew.")
    elif is_webvtt and not _LANGUAGE.search("\n".join(lines[: cues[0].line])[:10_000]):
        hint = "Write it behind WEBVTT, such as “Language: es”."
        yield SoundFault(rule="captions.no-language", message="The captions do not name their language.", hint=hint)
    yield from _order(cues, path)
    for cue in cues:
        yield from _limits(cue)
    yield from _pace(cues)


def _broken(message: str, hint: str, line: int = 0) -> SoundFault:
    return SoundFault(rule="captions.broken", message=message, hint=hint, line=line)


def _read(lines: Sequence[str], *, is_webvtt: bool) -> Iterator[ReadCue | SoundFault]:
    """Yield the cues of a file, and faults where a block is none."""
    for first, block in _blocks(lines):
        if is_webvtt and (first == 0 or block[0].startswith(_OTHERS)):
            continue
        place = next((number for number, line in enumerate(block[:2]) if "-->" in line), None)
        times = _TIMES.match(block[place].strip()) if place is not None else None
        if place is None or times is None:
            message = f"These lines are not a caption: “{block[0][:60]}”."
            yield _broken(message, "A caption has a line of times, such as 00:00:01.000 --> 00:00:03.500.", first + 1)
            continue
        begin, end = _milliseconds(times.groups()[:4]), _milliseconds(times.groups()[4:])
        text = html.unescape(_TAG.sub("", "\n".join(block[place + 1 :]))) if is_webvtt else "\n".join(block[place + 1 :])
        yield ReadCue(id=block[0] if place else "", line=first + place + 1, begin=begin, end=end, text=text)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the blocks between empty lines, each with the number of the lines before it."""
    for is_empty, group in groupby(enumerate(lines), key=lambda each: not each[1].strip()):
        if not is_empty:
            block = list(group)
            yield block[0][0], [line for _, line in block]


def _milliseconds(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _order(cues: Sequence[ReadCue], path: Path) -> Iterator[SoundFault]:
    for cue in cues:
        if cue.end <= cue.begin:
            message = f"The caption at {clock(cue.begin / 1000)} ends before it begins."
            yield _fault("captions.order", cue, message, "Correct its times.")
    for cue, after in pairwise(cues):
        if after.begin < cue.end and after.begin >= cue.begin:
            message = f"The caption at {clock(after.begin / 1000)} begins before the one before it has ended."
            yield _fault("captions.order", after, message, "Let each caption begin when the one before it is over.")
        elif after.begin < cue.begin:
            message = f"The caption at {clock(after.begin / 1000)} comes after one that begins later."
            yield _fault("captions.order", after, message, "Sort the captions by their times.")
    for sound in (path.with_suffix(suffix) for suffix in _SOUNDS):
        length = duration(sound)
        late = [cue for cue in cues if length is not None and cue.end > 1000 * length + 100]
        for cue in late:
            message = f"The caption at {clock(cue.begin / 1000)} ends after {sound.name}, which lasts {clock(length or 0)}."
            yield _fault("captions.outside", cue, message, "Make captions and sound from one narration.")
        if length is not None:
            return


def _limits(cue: ReadCue) -> Iterator[SoundFault]:
    lines, at = cue.text.split("\n"), clock(cue.begin / 1000)
    long = [line for line in lines if len(line) > MAX_LINE_CHARS and len(line.split()) > 1]
    if len(lines) > MAX_LINES or long:
        message = f"The caption at {at} has {len(lines)} lines, the longest of {max(map(len, lines))} characters."
        yield _fault("captions.lines", cue, message, f"Cut it: at most {MAX_LINES} lines of {MAX_LINE_CHARS} characters.")
    length = cue.end - cue.begin
    if length > MAX_MILLISECONDS:
        message = f"The caption at {at} is shown for {length / 1000:.1f} seconds."
        yield _fault("captions.duration", cue, message, f"Cut it: at most {MAX_MILLISECONDS // 1000} seconds.")
    if length > 0 and len(cue.text) > (MAX_CHARS_A_SECOND * length) / 1000 + _TOLERANCE:
        message = f"The caption at {at} has {1000 * len(cue.text) / length:.0f} characters for each second."
        yield _fault(
            "captions.speed", cue, message, f"Show it longer: at most {MAX_CHARS_A_SECOND} characters for each second."
        )


def _pace(cues: Sequence[ReadCue]) -> Iterator[SoundFault]:
    """Yield passages that take as long as if they were spelt: so a voice reads letters of a script that it does not know."""
    for _, group in groupby(cues, key=lambda cue: _NUMBER.sub("", cue.id) or cue.line):
        passage = list(group)
        text = " ".join(cue.text for cue in passage)
        seconds, signs = sum(max(cue.end - cue.begin, 0) for cue in passage) / 1000, _signs(text)
        if sum(map(str.isalpha, text)) >= _MIN_SIGNS and seconds > MAX_SECONDS_A_SIGN * signs:
            at = clock(passage[0].begin / 1000)
            message = f"The passage at {at} takes {seconds:.0f} seconds for {len(text)} characters: “{text[:50]}”."
            hint = "Listen to it: its voice may speak another language. Tag the language of the passage in the source."
            yield _fault("captions.pace", passage[0], " ".join(message.split()), hint)


def _signs(text: str) -> int:
    """Return how much there is to say: digits and signs are words, capitals may be spelt, a sign of Chinese is a syllable."""
    return sum(
        4 if sign.isdigit() or not (sign.isalnum() or sign.isspace()) else 3 if sign.isupper() or sign >= "\u2e80" else 1
        for sign in text
        if not sign.isspace()
    )


def _fault(rule: str, cue: ReadCue, message: str, hint: str) -> SoundFault:
    return SoundFault(rule=rule, message=message, hint=hint, line=cue.line, id=cue.id[:100])
