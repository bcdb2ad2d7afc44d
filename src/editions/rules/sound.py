"""The rules that finished sound files and captions are held against, whoever made them."""

from __future__ import annotations

from typing import Final

from editions.findings import Severity
from editions.rules.rule import Rule

_LANGUAGE = ("WCAG 2.2 3.1.1", "EN 301 549 10.3.1.1")
_TITLE = ("WCAG 2.2 2.4.2", "EN 301 549 10.2.4.2")
_ALTERNATIVE = ("WCAG 2.2 1.2.1", "EN 301 549 10.1.2.1")
_CAPTIONS = ("WCAG 2.2 1.2.2", "EN 301 549 10.1.2.2")
_PASSAGES = ("WCAG 2.2 3.1.2", "EN 301 549 10.3.1.2")

AUDIO: Final = (
    Rule(id="audio.broken", severity=Severity.ERROR, asks="Sound can be decoded from its beginning to its end."),
    Rule(id="audio.unexamined", severity=Severity.WARNING, asks="All of the sound can be examined."),
    Rule(id="audio.no-language", severity=Severity.WARNING, asks="A sound file names its language.", clauses=_LANGUAGE),
    Rule(id="audio.no-title", severity=Severity.WARNING, asks="A sound file has a title.", clauses=_TITLE),
    Rule(
        id="audio.no-transcript",
        severity=Severity.WARNING,
        asks="Captions or a transcript of the same name lie beside a sound file.",
        clauses=_ALTERNATIVE,
    ),
    Rule(id="audio.no-chapters", severity=Severity.WARNING, asks="Sound of more than ten minutes has chapters."),
    Rule(id="audio.chapter", severity=Severity.ERROR, asks="Chapters have titles, and follow one another inside the sound."),
    Rule(id="audio.long-chapter", severity=Severity.NOTE, asks="No chapter is longer than ten minutes."),
    Rule(
        id="audio.loudness",
        severity=Severity.WARNING,
        asks="A narration has a loudness of -19 LUFS, one more or less.",
        clauses=("ITU-R BS.1770-4", "EBU R 128"),
    ),
    Rule(
        id="audio.peak",
        severity=Severity.WARNING,
        asks="The true peak of a narration is at most -3 dBTP.",
        clauses=("ITU-R BS.1770-4",),
    ),
    Rule(id="audio.silence", severity=Severity.WARNING, asks="No silence in a narration is longer than three seconds."),
)

CAPTIONS: Final = (
    Rule(
        id="captions.broken", severity=Severity.ERROR, asks="Captions are WebVTT or SubRip that can be read.", clauses=_CAPTIONS
    ),
    Rule(id="captions.no-language", severity=Severity.NOTE, asks="WebVTT names its language.", clauses=_LANGUAGE),
    Rule(
        id="captions.order",
        severity=Severity.ERROR,
        asks="Captions follow one another in time, without overlap, each with a beginning before its end.",
        clauses=_CAPTIONS,
    ),
    Rule(
        id="captions.outside",
        severity=Severity.ERROR,
        asks="Captions end before the sound of the same name does.",
        clauses=_CAPTIONS,
    ),
    Rule(
        id="captions.lines",
        severity=Severity.WARNING,
        asks="A caption has at most two lines of 42 characters, but for single words that are longer.",
    ),
    Rule(id="captions.duration", severity=Severity.WARNING, asks="A caption is shown for at most seven seconds."),
    Rule(id="captions.speed", severity=Severity.WARNING, asks="A caption has at most twenty characters for each second."),
    Rule(
        id="captions.pace",
        severity=Severity.WARNING,
        asks="No passage is said so slowly that its voice seems to speak another language.",
        clauses=_PASSAGES,
    ),
)

SOUND_RULES: Final = {rule.id: rule for rule in (*AUDIO, *CAPTIONS)}
"""The rules of sound files and captions, by their ids."""
