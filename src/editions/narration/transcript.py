"""The transcript: the words of a narration as text and as a page, for who reads what others hear (WCAG 2.2, 1.2.1)."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import html

from editions.article.styles import sheet
from editions.languages.phrases import phrase
from editions.languages.tags import direction
from editions.narration.spoken import own_language
from editions.narration.timeline import Role, Run, Timeline, Utterance
from editions.safety.characters import legal
from editions.safety.sanitizer import Policy, Removed, clean

OUTPUT: Final = "transcript"

PARAGRAPH_PAUSE: Final = 0.5
"""Seconds of silence from which on what follows is a paragraph of its own."""

_FULL_STOPS = tuple("。！？｡．")  # no space follows them


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptBlock:
    """A heading (``level`` 1 to 3) or a paragraph (0), in the order of the narration."""

    level: int
    role: Role
    runs: tuple[Run, ...]


def text(timeline: Timeline) -> str:
    """Return the words as plain text: an empty line between paragraphs, two before a heading."""
    parts = [("\n\n" if block.level else "\n") + _plain(block) + "\n" for block in blocks(timeline)]
    return "".join(parts).lstrip("\n")


def page(timeline: Timeline, title: str, voice: str) -> tuple[bytes, tuple[Removed, ...]]:
    """Return the words as a page of HTML 5, UTF-8, and what the gate took out of it.

    Each run has its language. The page needs no script and no other file. ``voice`` names who reads.
    """
    lang, style = timeline.lang, sheet("transcript.css").read_text("utf-8")
    root = html.Element("html", lang=_tag(lang), dir=direction(lang))
    root.append(_head(title, lang, style))
    root.append(_body(timeline, title, voice))
    removed = clean(
        root, Policy(output=OUTPUT, elements=frozenset({"meta", "style"}), own=frozenset({style, _security(style)}))
    )
    made: bytes = html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")
    return made + b"\n", removed


def blocks(timeline: Timeline) -> Iterator[TranscriptBlock]:
    """Yield the headings and paragraphs of a narration. The first title is of level 1, the first heading of a chapter of 2."""
    chapter, titled = "", False
    for group in _grouped([clip.utterance for clip in timeline.clips]):
        first, level = group[0], 0
        if first.role is Role.TITLE and not titled:
            level, titled = 1, True
        elif first.role is Role.HEADING:
            level = 3 if first.chapter == chapter else 2
            chapter = first.chapter
        yield TranscriptBlock(level=level, role=first.role, runs=tuple(_joined(group)))


def _grouped(said: Sequence[Utterance]) -> Iterator[list[Utterance]]:
    """Yield utterances by paragraph."""
    group: list[Utterance] = []
    for utterance in said:
        if group and not _goes_on(group[-1], utterance):
            yield group
            group = []
        group.append(utterance)
    if group:
        yield group


def _goes_on(one: Utterance, other: Utterance) -> bool:
    """Whether two utterances stand in one paragraph."""
    same = (one.role, one.group, one.chapter) == (other.role, other.group, other.chapter)
    return same and one.pause < PARAGRAPH_PAUSE and one.role not in (Role.TITLE, Role.HEADING)


def _joined(group: Sequence[Utterance]) -> Iterator[Run]:
    for number, utterance in enumerate(group):
        if number and not group[number - 1].text.endswith(_FULL_STOPS):
            yield Run(text=" ", lang=utterance.runs[0].lang if utterance.runs else "")
        yield from utterance.runs


def _plain(block: TranscriptBlock) -> str:
    return legal(" ".join("".join(run.text for run in block.runs).split()))


# ----------------------------------------------------------------------------------------------------------------- HTML


def _security(style: str) -> str:
    """Return the content security policy: our own style sheet, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _head(title: str, lang: str, style: str) -> html.HtmlElement:
    head = html.Element("head")
    head.append(html.Element("meta", charset="utf-8"))
    head.append(html.Element("meta", {"http-equiv": "Content-Security-Policy", "content": _security(style)}))
    head.append(html.Element("meta", name="viewport", content="width=device-width"))
    _add(head, "title", f"{phrase('transcript', lang)}: {title}")
    _add(head, "style", style)
    return head


def _body(timeline: Timeline, title: str, voice: str) -> html.HtmlElement:
    lang, made = timeline.lang, list(blocks(timeline))
    body = html.Element("body")
    about = _add(
        _add(body, "header"), "p", f"{phrase('transcript', lang)}. {phrase('synthetic-voice', lang).format(voice=voice)}"
    )
    _tag_language(about, own_language(lang), lang)
    main = _add(body, "main")
    if not any(block.level == 1 for block in made):
        _add(main, "h1", title)
    for block in made:
        _block(main, block, lang)
    return body


def _block(parent: html.HtmlElement, block: TranscriptBlock, lang: str) -> None:
    langs = {run.lang for run in block.runs if run.text.strip()}
    own = langs.pop() if len(langs) == 1 else lang
    element = _add(parent, f"h{block.level}" if block.level else "p")
    _tag_language(element, own, lang)
    if not block.level and block.role is not Role.TEXT:
        element.set("class", str(block.role))
    for run in block.runs:
        if run.lang == own or not run.text.strip():
            _add_text(element, run.text)
        else:
            _tag_language(_add(element, "span", run.text), run.lang, own)


def _add(parent: html.HtmlElement, tag: str, text: str = "") -> html.HtmlElement:
    made = html.Element(tag)
    made.text = legal(text)
    parent.append(made)
    return made


def _add_text(parent: html.HtmlElement, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + legal(text)
    else:
        parent.text = (parent.text or "") + legal(text)


def _tag_language(element: html.HtmlElement, lang: str, around: str) -> None:
    """Set the language of an element where it is not the one around it, and its direction where that changes."""
    if lang != around:
        element.set("lang", _tag(lang))
        if direction(lang) != direction(around):
            element.set("dir", direction(lang))


def _tag(lang: str) -> str:
    return "" if lang == "und" else lang
