"""What can be asked of a source: each edit names a place, and what is to stand there.

A **place** is the number of an element: 0 for the first start tag of the file, 1 for the second … ``Article.places`` has that
of each node of the model by the node's id, and ``addresses.number`` that of an address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from editions.article.model import Provenance
from editions.findings import EditionsError


class EditError(EditionsError):
    """An edit cannot be made: the place does not exist, has a text already, or may not hold one. ``edit`` is the edit."""

    def __init__(self, message: str, edit: Edit | None = None) -> None:
        super().__init__(message)
        self.edit = edit


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAlternative:
    """Say in words what a picture, a formula, a film, a table or a box shows (``alt-text``).

    ``place`` is the picture or what holds it: the right one of the two is chosen (``docs/canonical.md``). ``lang`` is written
    where it is not that of the place; ``""`` leaves it so. A text that is there already is only taken out with ``replace``;
    an empty one is always filled.
    """

    place: int
    text: str
    lang: str = ""
    provenance: Provenance | None = None
    replace: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDecorative:
    """Say that a picture is for the eye alone: ``<alt-text>null</alt-text>`` (SciELO SPS 1.10)."""

    place: int
    provenance: Provenance | None = None
    replace: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDescription:
    """Describe a picture at length (``long-desc``). A blank line in ``text`` divides paragraphs; the rest is plain."""

    place: int
    text: str
    lang: str = ""
    provenance: Provenance | None = None
    replace: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLanguage:
    """Say the language of an element (a BCP 47 tag): on it, or around the words in it where it may not carry one.

    A language that is there already is only changed with ``replace``.
    """

    place: int
    tag: str
    replace: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWordsLanguage:
    """Say the language of some words in an element: ``words`` as they are read there, spaces collapsed, across its markup.

    ``occurrence`` tells which, where the words stand there several times: 1 is the first.
    """

    place: int
    words: str
    tag: str
    occurrence: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SetHeaders:
    """Make header cells (``scope``) of the first ``rows`` rows and the first ``columns`` columns of a table (HTML model)."""

    place: int
    rows: int = 0
    columns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMetadata:
    """Say how accessible the article is, in words of schema.org (JATS4R, NISO RP-47-2024).

    ``features`` are values of ``accessibilityFeature``, ``hazards`` of ``accessibilityHazard``; ``summary`` is a sentence.
    """

    features: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    summary: str = ""


Edit: TypeAlias = SetAlternative | SetDecorative | SetDescription | SetLanguage | SetWordsLanguage | SetHeaders | SetMetadata
