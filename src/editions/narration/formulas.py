"""What is said of formulas on lines of their own."""

from __future__ import annotations

from collections.abc import Iterator

from editions.article.model import DisplayFormula
from editions.narration import spoken
from editions.narration.figures import Said
from editions.narration.timeline import Run


def display(item: DisplayFormula) -> Iterator[Said]:
    """Yield the label of a formula with its spoken form, or with the words that it is shown in the text."""
    label = spoken.numbered("formula", item.label, item.spoken)
    runs = (label, *spoken.formula(item.formula))
    if len(runs) == 1:
        runs = (
            Run(text=label.text.rstrip(". ") + ", ", lang=label.lang),
            spoken.said("formula-in-text", item.lang),
            Run(text=".", lang=item.spoken),
        )
    yield Said(id=item.id, runs=runs)
