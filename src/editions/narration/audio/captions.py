"""Captions: the timeline as WebVTT, a cue for each utterance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from editions.narration.timeline import Clip, Run, Timeline

_SPACE = re.compile(r"\s+")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\0": "\ufffd"})


def webvtt(timeline: Timeline) -> str:
    """Return the captions (W3C WebVTT): one cue a clip, in order, without overlap, until the end of its words.

    A cue's id is its utterance's, with a number where several share one. Words in another language than the timeline's stand in
    a language span. The head names language and kind behind the magic word, the only place where the grammar lets it.
    Utterances without words have no cue.
    """
    head = f"WEBVTT Kind: captions; Language: {timeline.lang}\n"
    return "\n".join([head, *_cues(timeline)])


def _cues(timeline: Timeline) -> Iterator[str]:
    used = {clip.utterance.id for clip in timeline.clips}
    seen: set[str] = set()
    for clip in timeline.clips:
        if words := _words(clip, timeline.lang):
            name = _unique(clip.utterance.id, seen, used)
            seen.add(name)
            yield f"{name}\n{_times(clip, timeline.rate)}\n{words}\n"


def _unique(name: str, seen: set[str], used: set[str]) -> str:
    if name not in seen:
        return name
    numbered = (f"{name}-{number}" for number in count(2))
    return next(other for other in numbered if other not in seen and other not in used)


def _times(clip: Clip, rate: int) -> str:
    begin = round(clip.begin * 1000 / rate)
    end = max(round(clip.end * 1000 / rate), begin + 1)  # a cue ends after it begins
    return f"{_time(begin)} --> {_time(end)}"


def _time(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _words(clip: Clip, lang: str) -> str:
    runs = clip.utterance.runs
    return "".join(_run(run, lang) for run in runs).strip() if clip.utterance.text.strip() else ""


def _run(run: Run, lang: str) -> str:
    """One line: an empty one would end the cue."""
    text = _SPACE.sub(" ", run.text).translate(_ESCAPES)
    return text if run.lang == lang or not text.strip() else f"<lang {run.lang}>{text}</lang>"
