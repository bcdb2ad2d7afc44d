"""Glyphs and their colours: missing ones, those without characters, those hard to see (ISO 14289-1, 7.21; WCAG 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterator

from editions.accessibility.contrast import contrast, least
from editions.checks.pdf.families.fault import Fault, quoted
from editions.checks.pdf.view import PdfDocument, PdfPage
from editions.checks.pdf.view.tree import ShownRun

_ROUNDING = 0.005


def missing(document: PdfDocument) -> Iterator[Fault]:
    """Yield the pages that show the sign for a missing character."""
    for page in document.pages:
        found = [run for run in _shown(page) if run.missing]
        if found:
            count, text = sum(run.missing for run in found), found[0].text
            message = f"{count} characters are missing in the font {found[0].font}, near {quoted(text)}."
            yield Fault("pdf.notdef", message, "Use a font that has them.", page.number)


def unknown(document: PdfDocument) -> Iterator[Fault]:
    """Yield the fonts whose glyphs have no characters, so that their text cannot be read aloud or copied."""
    found: dict[str, ShownRun] = {}
    for page in document.pages:
        for content in page.contents():
            for run in content.runs:
                if (
                    run.unknown
                    and not run.missing
                    and content.artifact is None
                    and run.replacement is None
                    and run.font not in found
                ):
                    found[run.font] = run
                    message = f"The font {run.font or 'without a name'} does not say which characters it shows."
                    yield Fault("pdf.no-unicode", message, "Embed it with a ToUnicode table.", page.number)


def faint(document: PdfDocument) -> Iterator[Fault]:
    """Yield text that stands out too little, once a colour and page; only where both colours are known."""
    for page in document.pages:
        seen = set()
        for content in page.contents():
            if content.artifact is not None:
                continue
            for run in content.runs:
                ratio = _ratio(run)
                if ratio is not None and (run.colour, run.background) not in seen:
                    seen.add((run.colour, run.background))
                    message = f"The contrast of {quoted(run.text)} is {ratio:.2f} to 1."
                    yield Fault("pdf.contrast", message, "Make the text darker, or what is behind it lighter.", page.number)


def _ratio(run: ShownRun) -> float | None:
    """Return a contrast that is too low, None where it suffices or is not known."""
    if run.colour is None or run.background is None or run.hidden or not run.text.strip():
        return None
    ratio = contrast(run.colour, run.background)
    return ratio if ratio < least(run.size, bold=run.bold) - _ROUNDING else None


def _shown(page: PdfPage) -> Iterator[ShownRun]:
    return (run for content in page.contents() for run in content.runs if not run.hidden)
