"""What the files of an edition claim to conform to: decided once, when all of them are made.

Every format makes its file with the claims that it can see no reason against. Then the findings of all stages are together, and
``may_claim`` decides for the whole edition: while an error is open, ``settled`` takes every claim out of every file. No file
leaves the build between the two, so the order of the formats decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from editions.building.edition import BuiltEdition, measured
from editions.building.staging import Stage
from editions.findings import Finding, has_errors


def may_claim(findings: Iterable[Finding]) -> bool:
    """Whether the files of an edition may claim to conform, given all that was found in it: no error is open."""
    return not has_errors(findings)


def settled(edition: BuiltEdition, place: Stage, failures: Sequence[Finding] = ()) -> BuiltEdition:
    """Return an edition whose files claim only what holds, with what validators and our checks found in them since.

    Raises ``OutputError`` where a claim cannot be taken out of a file.
    """
    edition = replace(edition, findings=(*edition.findings, *failures))
    if may_claim(edition.findings) or not edition.claims:
        return edition
    for kind in dict.fromkeys(claim.format for claim in edition.claims):
        edition.withhold[kind](place.path(edition.files[kind]))
    return replace(
        edition,
        summary=edition.unclaimed_summary,
        claims=(),
        findings=(*edition.findings, *_notes(edition)),
        outputs=measured(edition.article.lang, edition.files, place),
    )


def _notes(edition: BuiltEdition) -> Iterator[Finding]:
    """Yield what whoever evaluated an EPUB should know: its claim is withheld."""
    if edition.certification and any(claim.format == "epub" for claim in edition.claims):
        from editions.epub import withheld

        yield withheld(edition.article, edition.certification)
