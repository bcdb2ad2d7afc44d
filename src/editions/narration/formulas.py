"""What is said of formulas: the source's own words, else ours for short ones, else those of an engine, else their structure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from editions.article.model import Alternative, Article, DisplayFormula, Formula, Node, Origin, Provenance, rebuilt, walk
from editions.languages.mathematics import speech_rule_engine
from editions.languages.mathematics.mathml import tokens, words
from editions.languages.tags import primary
from editions.narration import spoken
from editions.narration.figures import Said
from editions.narration.timeline import PassedOver, Run

MAX_OWN_TOKENS = 6
"""Letters, numbers and signs of a formula that our own rules read whatever else is installed."""

OWN_ELEMENTS = ("mover", "mtable")
"""What our own rules read better: the engine says vectors as arrows, and counts the lines of one equation."""


def display(item: DisplayFormula) -> Iterator[Said]:
    """Yield the label of a formula with its spoken form, or with the words that it is shown in the text."""
    label = spoken.numbered("formula", item.label, item.spoken)
    runs = (label, *spoken.formula(item.formula, spoken.MAX_DISPLAY_TOKENS))
    if len(runs) == 1:
        shown = spoken.said("formula-in-text", item.lang)
        runs = (Run(text=label.text.rstrip(". ") + ", ", lang=label.lang), shown, Run(text=".", lang=item.spoken))
    yield Said(id=item.id, runs=runs)


def passed_over(article: Article) -> tuple[PassedOver, ...]:
    """Return the formulas of an article that have no words."""
    shown = {id(node.formula) for node in walk(article) if isinstance(node, DisplayFormula)}
    return tuple(
        PassedOver(kind="formula", id=node.id)
        for node in walk(article)
        if isinstance(node, Formula)
        and not any(spoken.formula(node, spoken.MAX_DISPLAY_TOKENS if id(node) in shown else spoken.MAX_INLINE_TOKENS))
    )


_Kept = TypeVar("_Kept", bound=Node)


def with_engine_words(article: Article) -> Article:
    """Return an article for the narration alone, its long formulas with the words of the speech-rule-engine, if that is there.

    It is asked once for all of them. What has an alternative in the source keeps it. The words are no alternatives: nobody
    wrote or checked them, so no edition may show or count them.
    """
    asked = [node for node in walk(article) if isinstance(node, Formula) and _is_for_engine(node)]
    said = speech_rule_engine.words([(node.spoken, node.mathml) for node in asked]) if asked else []
    found = {node.id: text for node, text in zip(asked, said, strict=True) if text}
    return _with_words(article, found) if found else article


def _is_for_engine(item: Formula) -> bool:
    if not item.mathml or item.alternative or primary(item.spoken) not in speech_rule_engine.LOCALES:
        return False
    size = tokens(item.mathml)
    is_ours = size <= MAX_OWN_TOKENS or any(f"<{name}" in item.mathml for name in OWN_ELEMENTS)
    return size <= spoken.MAX_DISPLAY_TOKENS and not (is_ours and words(item.mathml, item.spoken))


def _with_words(node: _Kept, found: dict[str, str]) -> _Kept:
    if isinstance(node, Formula) and node.id in found:
        made = Alternative(
            id=f"{node.id}-words",
            lang=node.lang,
            voice=node.voice,
            text=found[node.id],
            provenance=Provenance(origin=Origin.MACHINE),
        )
        return replace(node, alternative=made)
    return rebuilt(node, lambda inner: inner if isinstance(inner, Article) else _with_words(inner, found))
