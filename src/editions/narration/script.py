"""The script of a narration: what will be said, in which order and chapters, and what is passed over. It needs no voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from editions.article.model import Article
from editions.narration import chapters, estimates
from editions.narration.choices import DEFAULT_TABLES, Choices, Citations, Preset, chosen
from editions.narration.formulas import with_engine_words
from editions.narration.omissions import passed_over
from editions.narration.timeline import Chapter, PassedOver, Timeline, Utterance
from editions.narration.utterances import tellings_of, titles, utterances


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrationScript:
    """What the narration of one edition says. ``titles`` are those of its chapters, by id; ``lang`` is the edition's."""

    lang: str
    utterances: tuple[Utterance, ...]
    titles: Mapping[str, str]
    passed_over: tuple[PassedOver, ...] = ()

    def chapters(self, begins: Sequence[float]) -> tuple[chapters.Start, ...]:
        """Return the chapters, from the seconds at which the utterances begin and the last one ends."""
        return chapters.starts(self.utterances, self.titles, begins)

    def estimated(self) -> tuple[float, ...]:
        """Return about when each utterance begins, in seconds, and last when all has been said."""
        return estimates.begins(self.utterances)

    def complete(self, timeline: Timeline) -> Timeline:
        """Return the timeline of this script's sound with its chapters, and with what is passed over."""
        clips = timeline.clips
        begins = [*(timeline.seconds(clip.begin) for clip in clips), timeline.seconds(timeline.length)]
        found = tuple(
            Chapter(id=start.id, title=start.title, begin=clips[start.index].begin) for start in self.chapters(begins)
        )
        return replace(timeline, chapters=found, passed_over=self.passed_over)


def script(
    article: Article, preset: Preset = "full", *, citations: Citations = "auto", tables: str = DEFAULT_TABLES
) -> NarrationScript:
    """Return what the narration of an article in its own language says. A translation is an article of its own.

    ``preset`` is how much is said: ``full`` is the article without its references; ``brief`` its title, abstract, conclusions,
    figures, and headings with their first sentence; ``complete`` has the references too. ``citations`` are those that a
    sentence needs, with names and years in brackets (``auto``); all (``say``); those that a sentence needs alone (``skip``).
    ``tables`` are told row by row (``all``), where they are short (``brief``), or by their titles (``none``).
    Raises ``UsageError`` for any other word.
    """
    return script_of(article, chosen(preset, citations, tables))


def script_of(article: Article, choices: Choices) -> NarrationScript:
    """Return the script that is chosen."""
    article = with_engine_words(article)
    told = tellings_of(article, choices)
    said = utterances(article, choices, told)
    left_out = passed_over(article, said, choices, told)
    return NarrationScript(lang=article.lang, utterances=said, titles=titles(article), passed_over=left_out)
