"""Captions as files: WebVTT and SubRip (SRT)."""

from __future__ import annotations

from typing import Final

from editions.narration.audio.cues import Cue, cues
from editions.narration.timeline import Run, Timeline

_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\0": "\ufffd"})
_ARROW: Final = "-->"


def webvtt(timeline: Timeline) -> str:
    """Return the captions as WebVTT (W3C): the cues of ``cues``, under their ids.

    Words in another language than the timeline's stand in a language span. The head names language and kind behind the magic
    word, the only place where the grammar lets it.
    """
    head = f"WEBVTT Kind: captions; Language: {timeline.lang}\n"
    return "\n".join([head, *(f"{cue.id}\n{_times(cue, '.')}\n{_marked(cue, timeline.lang)}\n" for cue in cues(timeline))])


def srt(timeline: Timeline) -> str:
    """Return the captions as SubRip, for players that read no WebVTT: the same cues, numbered. It can name no language.

    SubRip has no way to write ``-->`` in a text: an invisible space parts it.
    """
    numbered = enumerate(cues(timeline), 1)
    return "\n".join(f"{number}\n{_times(cue, ',')}\n{_plain(cue)}\n" for number, cue in numbered)


def _times(cue: Cue, point: str) -> str:
    return f"{_time(cue.begin, point)} {_ARROW} {_time(cue.end, point)}"


def _time(milliseconds: int, point: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"


def _plain(cue: Cue) -> str:
    return cue.text.replace(_ARROW, "--\u200b>").replace("\0", "\ufffd")


def _marked(cue: Cue, lang: str) -> str:
    return "\n".join("".join(_run(run, lang) for run in line) for line in cue.lines)


def _run(run: Run, lang: str) -> str:
    text = run.text.translate(_ESCAPES)
    return text if run.lang == lang or not text.strip() else f"<lang {run.lang}>{text}</lang>"
