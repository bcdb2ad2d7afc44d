"""Describers: what suggests drafts of texts. ``data`` is ours; a package offers its own as an entry point.

In the ``pyproject.toml`` of that package::

    [project.entry-points."editions.describers"]
    my-model = "my_package:MyDescriber"

``MyDescriber()`` fulfils ``Describer``. What it returns is a draft: it reaches no reader until an editor confirms it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final, Literal, Protocol

from lxml import etree

from editions.catalog.entries import AlternativeEntry
from editions.findings import Finding, UsageError, Where
from editions.rules.catalog import DESCRIBER_FAILED

GROUP: Final = "editions.describers"


@dataclass(frozen=True, slots=True, kw_only=True)
class DescriptionRequest:
    """What is to be described, and what is known of it.

    ``form`` is ``alt`` (one breath, at most 120 characters) or ``long`` (everything that a reader would take from it),
    ``language`` the BCP 47 tag to write in. ``file`` is the picture's, None for a formula or where it is not there. ``element``
    is the figure, table or formula in the source, as it was read: not to be changed.
    """

    form: Literal["alt", "long"]
    kind: str
    language: str
    label: str
    caption: str
    mentions: tuple[str, ...]
    file: Path | None
    element: etree._Element | None


class Describer(Protocol):
    """What suggests a text."""

    def describe(self, request: DescriptionRequest) -> str | None:
        """Return a draft, None where nothing true can be said."""


def names() -> list[str]:
    """Return the names of the describers that are installed."""
    return sorted(point.name for point in entry_points(group=GROUP))


def find(name: str) -> Describer:
    """Return the describer of a name. Raises ``UsageError`` where there is none, or it cannot be loaded."""
    point = next(iter(entry_points(group=GROUP, name=name)), None)
    if point is None:
        raise UsageError(f"Unknown describer {name!r}. Installed: {', '.join(names()) or 'none'}.")
    try:
        made: Describer = point.load()()
    except Exception as error:
        raise UsageError(f"The describer {name!r} ({point.value}) cannot be loaded: {_said(error)}.") from error
    return made


def drafted(
    entry: AlternativeEntry, request: DescriptionRequest, describer: Describer, name: str, file: str
) -> tuple[AlternativeEntry, list[Finding]]:
    """Return an entry with a draft, where the describer has one, and a finding where it failed."""
    try:
        alt = _text(describer.describe(request))
        long = _text(describer.describe(replace(request, form="long"))) if entry.complex else ""
    except Exception as error:  # noqa: BLE001 another package's code may raise anything
        return entry, [_failed(entry, name, file, error)]
    return (replace(entry, alt=alt, long=long, source="machine", draft=True) if alt or long else entry), []


def _text(said: object) -> str:
    if said is None:
        return ""
    if not isinstance(said, str):
        raise TypeError(f"it returned {type(said).__name__}, not text")
    return said.strip()


def _failed(entry: AlternativeEntry, name: str, file: str, error: Exception) -> Finding:
    return Finding(
        rule=DESCRIBER_FAILED.id,
        severity=DESCRIBER_FAILED.severity,
        where=Where(file=file, id=entry.id),
        message=f"The describer {name!r} failed for {entry.id!r}: {_said(error)}.",
        hint="Its entry is left as it was; write it yourself.",
    )


def _said(error: Exception) -> str:
    return (" ".join(str(error).split()) or type(error).__name__).rstrip(".")
