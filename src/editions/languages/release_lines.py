"""What stands above a press release, in lines that begin with our own words: its number, and until when it must wait.

Page and narration take the same paragraphs from here, so that both say the same. ``owner`` is the id of the article; the ids of
the lines are made from it.
"""

from __future__ import annotations

import re
from typing import Final

from editions.article.model import Date, Front, Inline, Paragraph, Passage, plain
from editions.languages.phrases import language_of, phrase, written_date

_MOMENT: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d))?\Z")
"""A day, or a moment with its distance from UTC (ISO 8601)."""


def opening(front: Front, owner: str, lang: str) -> tuple[Paragraph, ...]:
    """Return the lines of a release: ``Release number: 12``, ``Embargo: 2 December 2026, 10:00 UTC``."""
    said = (("release-number", front.release_number), ("embargo", front.embargo))
    return tuple(_line(key, value, owner, lang) for key, value in said if value)


def _line(key: str, value: Paragraph, owner: str, lang: str) -> Paragraph:
    own = language_of(lang)
    ours = lang if own == lang.partition("-")[0].lower() else own
    label = Passage(id=f"{owner}-{key}-label", lang=ours, content=(f"{phrase(key, lang)}:",), role="label")
    return Paragraph(
        id=f"{owner}-{key}", lang=lang, line=value.line, content=(label, " ", *_value(value, ours, lang)), role=key
    )


def _value(value: Paragraph, ours: str, lang: str) -> tuple[Inline, ...]:
    """Return what the source says: a moment as it is written in our language, words in the language that they have."""
    moment = _moment(plain(value.content), ours)
    if moment:
        return (moment,) if ours == lang else (Passage(id=value.id, lang=ours, content=(moment,)),)
    if value.lang == lang or not any(map(str.isalpha, plain(value.content))):
        return value.content
    return (Passage(id=value.id, lang=value.lang, line=value.line, content=value.content),)


def _moment(text: str, lang: str) -> str:
    found = _MOMENT.match(text.strip())
    if not found:
        return ""
    year, month, day, time, zone = found.groups()
    date = written_date(Date(kind="", year=int(year), month=int(month), day=int(day)), lang)
    if not time:
        return date
    return f"{date}, {time} UTC{'' if zone in ('Z', '+00:00') else zone.replace('-', '−')}"
