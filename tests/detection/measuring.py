"""How often a detector is right: left to itself, and behind the rules of ``editions.languages.detection.thresholds``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detection.texts import NONE, Text
from editions.languages.detection.detector import Detector
from editions.languages.detection.thresholds import FAMILIAR, Kind, LanguageVerdict, judged

OTHERS = {"en": "es"}
"""A language that a text is declared to be in, wrongly; English where nothing else is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    def __str__(self) -> str:
        return f"{100 * self.part / self.whole:.2f} % ({self.part}/{self.whole})" if self.whole else "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """``alone``: texts that the detector gets right if it must say something. The others are behind the rules.

    ``right``: tags that are right, of those that were made; ``found``: texts in another language that were tagged so, of all
    of them; ``after``: texts that are in the right language after it. ``voices`` are the tags that switch a voice.
    """

    alone: Share
    right: Share
    found: Share
    after: Share
    voices: Share
    voiced: Share


def measure(texts: Iterable[Text], detector: Detector, kind: Kind, *, misdeclared: bool = False) -> Figures:
    """Return the figures of a detector; ``misdeclared`` declares each text to be in another language than it is."""
    texts = list(texts)
    seen = [(text, OTHERS.get(text.lang, "en") if misdeclared else text.around) for text in texts]
    among = FAMILIAR | {text.lang for text in texts if text.lang != NONE}
    said = [(text, around, judged(text.words, around, among, detector, kind=kind)) for text, around in seen]
    made = [(text, verdict) for text, around, verdict in said if verdict and verdict.sure and verdict.lang != around]
    foreign = [text for text, around in seen if text.lang not in (NONE, around)]
    labelled = [text for text in texts if text.lang != NONE]
    right = [(text, verdict) for text, verdict in made if verdict.lang == text.lang]
    voices = [(text, verdict) for text, verdict in made if verdict.voice]
    return Figures(
        alone=Share(part=sum(detector.identify(text.words, among)[0] == text.lang for text in labelled), whole=len(labelled)),
        right=Share(part=len(right), whole=len(made)),
        found=Share(part=len(right), whole=len(foreign)),
        after=Share(part=sum(_is_right(text, verdict, around) for text, around, verdict in said), whole=len(said)),
        voices=Share(part=sum(verdict.lang == text.lang for text, verdict in voices), whole=len(voices)),
        voiced=Share(part=sum(verdict.lang == text.lang for text, verdict in voices), whole=len(foreign)),
    )


def _is_right(text: Text, verdict: LanguageVerdict | None, around: str) -> bool:
    """Whether a text is in its language afterwards; what is in none stays as it was."""
    after = verdict.lang if verdict and verdict.sure else around
    return after == (around if text.lang == NONE else text.lang)
