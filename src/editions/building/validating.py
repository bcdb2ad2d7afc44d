"""The validators and our own checks of finished PDFs, asked of what a build has made; a failure counts as an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from editions.building.edition import BuiltEdition
from editions.building.staging import Stage
from editions.building.staging.opening import openable
from editions.checks.validation import Validation, failure, validate_epub, validate_pdf
from editions.findings import Finding
from editions.safety.file_names import printable

_VALIDATORS: Final[dict[str, Callable[[Path, str], tuple[Validation, ...]]]] = {"pdf": validate_pdf, "epub": validate_epub}


def validated(made: Sequence[BuiltEdition], place: Stage) -> tuple[Validation, ...]:
    """Return what the validators say of each PDF and EPUB, while it is still in the making."""
    return tuple(
        validation
        for item in made
        for kind, path in item.files.items()
        if kind in _VALIDATORS
        for validation in _validated(kind, place.path(path), path)
    )


def _validated(kind: str, file: Path, name: str) -> tuple[Validation, ...]:
    with openable(file) as path:
        return _VALIDATORS[kind](path, printable(name))


def inspected(item: BuiltEdition, place: Stage) -> Iterator[Finding]:
    """Yield what our own checks find in an edition's PDF, which veraPDF does not see."""
    from editions.checks.pdf import examine

    if path := item.files.get("pdf"):
        with openable(place.path(path)) as file:
            found = examine(file)
        for finding in found:
            yield replace(finding, where=replace(finding.where, file=path))


def failures(validations: Sequence[Validation], edition: BuiltEdition) -> Iterator[Finding]:
    """Yield a finding for each validator that failed a file of an edition."""
    files = set(edition.files.values())
    yield from (failure(item) for item in validations if item.passed is False and item.path in files)
