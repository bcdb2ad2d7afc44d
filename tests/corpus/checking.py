"""What the validators say of the editions: epubcheck of each EPUB, veraPDF (PDF/UA-1) of all PDFs by one start."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from corpus.building import PROCESSES, Edition, Result
from editions.checks import validators

_RULE = re.compile(r"ISO \S+ (\S+),")


def validated(results: Sequence[Result]) -> list[Result]:
    """Return the results with the verdicts of the validators."""
    editions = [edition for result in results for edition in result.editions]
    with ThreadPoolExecutor(PROCESSES) as pool:
        books = list(pool.map(_epubcheck, editions))
    prints = [rules(verdict.messages) for verdict in _verapdf(editions)]
    said = {id(edition): verdicts for edition, *verdicts in zip(editions, books, prints, strict=True)}
    return [
        replace(result, editions=tuple(_with(edition, said[id(edition)]) for edition in result.editions)) for result in results
    ]


def _with(edition: Edition, verdicts: list[tuple[str, ...]]) -> Edition:
    epubcheck, verapdf = verdicts
    return replace(edition, epubcheck=epubcheck, verapdf=verapdf)


def _epubcheck(edition: Edition) -> tuple[str, ...]:
    """Return the errors and warnings of an EPUB; notes of usage are none."""
    messages = validators.epubcheck(edition.epub).messages
    return tuple(message for message in messages if not message.startswith(("USAGE", "INFO")))


def _verapdf(editions: Sequence[Edition]) -> Sequence[validators.Verdict]:
    return validators.verapdf_all([edition.pdf for edition in editions], timeout=3600) if editions else ()


def rules(messages: Sequence[str]) -> tuple[str, ...]:
    """Return the rules that a PDF breaks: ``7.3-1`` is clause 7.3, test 1."""
    return tuple(found[1] if (found := _RULE.match(message)) else message for message in messages)
