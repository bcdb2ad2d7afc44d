"""An article and its translations with the languages that were worked out, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from editions.article.model import Article, Detection, Sibling
from editions.findings import Finding, missing_package
from editions.languages.detection.detector import Detector, Langid
from editions.languages.survey.findings import findings
from editions.languages.survey.survey import guesses
from editions.languages.survey.tagging import relabelled, tagged
from editions.rules import languages as rules
from editions.rules.finding import finding

_Matter: TypeAlias = tuple[str, str, int]
"""The rule of a finding, its message, and the number of its element in the source."""


def detected(article: Article, detector: Detector | None = None) -> Article:
    """Return an article, translations and all, tagged with what was worked out of its languages.

    ``detected`` and ``findings`` of each edition say what that is. An article that was looked at stays as it is; so does one
    that leaves a doubt where the detector's package is not installed, with a warning.
    """
    if article.detected is not None:
        return article
    try:
        return _examined(article, detector or Langid())
    except ModuleNotFoundError as error:
        return _unexamined(article, missing_package(error))


def _unexamined(article: Article, package: str) -> Article:
    """Return an article as it was, and with each edition the finding that a package is missing which no format needs."""
    message = f"The languages of passages were not worked out, because the Python package {package} is not installed."
    hint = f"Install it: pip install {package}. To keep the tags as they are, use --no-detect."
    editions = [
        replace(item, findings=(*item.findings, finding(rules.UNEXAMINED, item, item, message, hint)))
        for item in (article, *article.translations)
    ]
    return replace(editions[0], translations=tuple(editions[1:]))


def _examined(article: Article, detector: Detector) -> Article:
    original = _looked_at(article, detector)
    borrowing = [_with_borrowed(item, article.lang, original.lang) for item in article.translations]
    told = _about(original, set(original.findings) - set(article.findings))
    made = [original, *(_without(_looked_at(item, detector), told) for item in borrowing)]
    related = [_with_siblings(item, made) for item in made]
    said = dict.fromkeys(finding for item in made for finding in item.findings)
    return replace(related[0], translations=tuple(related[1:]), findings=tuple(said))


def _looked_at(article: Article, detector: Detector) -> Article:
    """Return one edition, tagged, with its findings."""
    found = guesses(article, detector)
    kept = [
        Detection(id=guess.id, line=guess.line, lang=guess.lang, confidence=guess.confidence, voice=guess.voice)
        for guess in found
        if guess.applied
    ]
    return replace(tagged(article, found), detected=tuple(kept), findings=(*article.findings, *findings(article, found)))


def _without(translation: Article, told: dict[Finding, _Matter]) -> Article:
    """Return a translation without the findings that were told of the original, about references which both show."""
    about = _about(translation, translation.findings)
    said = set(told.values())
    return replace(translation, findings=tuple(item for item in translation.findings if about.get(item) not in said))


def _about(article: Article, findings: Iterable[Finding]) -> dict[Finding, _Matter]:
    """Return what findings say of which element of the source."""
    places = ((item, article.places.get(item.where.id)) for item in findings)
    return {item: (item.rule, item.message, place) for item, place in places if place is not None}


def _with_borrowed(translation: Article, declared: str, lang: str) -> Article:
    """Return a translation whose parts that it took over from its original are in the original's language after all."""
    return translation if lang == declared or translation.lang == declared else relabelled(translation, declared, lang)


def _with_siblings(article: Article, editions: Sequence[Article]) -> Article:
    others = (item for item in editions if item is not article)
    return replace(article, siblings=tuple(Sibling(lang=item.lang, title=item.title) for item in others))
