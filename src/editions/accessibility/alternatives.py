"""What is said in place of pictures, formulas and films: what lacks it, and what says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from editions.accessibility.alt_text_quality import TextFault, doubts, sentence
from editions.accessibility.complexity import why_complex, why_writing
from editions.accessibility.non_text import Holder, NonText, NonTextKind, non_text_content
from editions.article.model import Article, Node
from editions.findings import Finding, Severity
from editions.rules import alternatives as rules
from editions.rules.finding import finding

DESCRIBED = frozenset({rules.NO_DESCRIPTION.id, rules.PICTURE_OF_TEXT.id})
"""Rules that ask for a long description."""

HINTS = {
    NonTextKind.FORMULA: "Add <alt-text> that says it in words.",
    NonTextKind.MEDIA: "Add <alt-text> that says what is heard and seen in it.",
}
PICTURE_HINT = "Add <alt-text>, or <alt-text>null</alt-text> where the picture only decorates."
LACKS = {NonTextKind.FORMULA: "has no spoken form", NonTextKind.TABLE: "is a picture, and has no alternative text"}
MISSING = {NonTextKind.FORMULA: rules.FORMULA_SILENT, NonTextKind.MEDIA: rules.MEDIA_SILENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanting:
    """Something seen whose alternative is missing or doubtful, and why; ``faults`` are at least one."""

    content: NonText
    faults: tuple[TextFault, ...]

    @property
    def node(self) -> Node:
        """The picture, formula or film: a ``Picture``, ``Formula``, ``Box`` or ``Passage``."""
        return self.content.node

    @property
    def kind(self) -> NonTextKind:
        """What kind of thing it is."""
        return self.content.kind

    @property
    def holder(self) -> Holder | None:
        """The figure, table or numbered formula that it stands in."""
        return self.content.holder

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that it breaks."""
        return tuple(fault.rule.id for fault in self.faults)

    @property
    def needs_long_description(self) -> bool:
        """Whether it says more than an alternative can, and has no long description."""
        return not DESCRIBED.isdisjoint(self.rules)

    @property
    def reason(self) -> str:
        """Why it stands here, in sentences."""
        return " ".join(fault.message for fault in self.faults)


def wanting(article: Article) -> tuple[Wanting, ...]:
    """Return, in reading order, everything in one edition whose alternative is missing or doubtful."""
    found = ((item, tuple(_faults(item))) for item in non_text_content(article))
    return tuple(Wanting(content=item, faults=faults) for item, faults in found if faults)


def alternatives(article: Article) -> Iterator[Finding]:
    """Yield a finding for each fault of an alternative."""
    for item in wanting(article):
        yield from _findings(article, item)


def translated(article: Article, original: Article) -> Iterator[Finding]:
    """Yield the same for a translation: where the original has the alternative that it lacks, the finding says so."""
    same = twins(article, original)
    for item in wanting(article):
        twin = same.get(item.node.id)
        yield from _findings(article, _untranslated(item, twin) if twin and twin.alternative else item)


def _findings(article: Article, item: Wanting) -> Iterator[Finding]:
    for fault in item.faults:
        yield finding(fault.rule, article, item.node, fault.message, fault.hint, severity=fault.severity)


def _untranslated(item: Wanting, twin: NonText) -> Wanting:
    """Return what lacks an alternative that its twin in the original has, under the rule of translations."""
    if item.content.alternative or item.content.decorative:
        return item
    missing, *rest = item.faults
    message = f"{item.content.name} has no alternative text, but the original has one."
    hint = f"Translate the <alt-text> of line {twin.alternative.line if twin.alternative else twin.node.line}."
    return replace(item, faults=(replace(missing, rule=rules.TRANSLATION_SILENT, message=sentence(message), hint=hint), *rest))


def twins(article: Article, original: Article) -> dict[str, NonText]:
    """Return, by the id of what is seen in a translation, the same in the original: the n-th of its kind, if all match."""
    made: dict[str, NonText] = {}
    for kind in NonTextKind:
        own = [item for item in non_text_content(article) if item.kind is kind]
        others = [item for item in non_text_content(original) if item.kind is kind]
        if len(own) == len(others):
            made |= {item.node.id: other for item, other in zip(own, others, strict=True)}
    return made


def _faults(item: NonText) -> Iterator[TextFault]:
    if item.decorative:
        yield from _decoration(item)
        return
    yield from doubts(item, item.alternative) if item.alternative else _missing(item)
    if item.description is None:
        yield from _undescribed(item)


def _missing(item: NonText) -> Iterator[TextFault]:
    lacks = LACKS.get(item.kind, "has no alternative text")
    unnamed = item.kind is NonTextKind.MEDIA and not (item.label or item.title)
    yield TextFault(
        rule=MISSING.get(item.kind, rules.ALT_MISSING),
        message=sentence(f"{item.name} {lacks}."),
        hint=HINTS.get(item.kind, PICTURE_HINT),
        severity=Severity.ERROR if unnamed else None,
    )


def _decoration(item: NonText) -> Iterator[TextFault]:
    marks = {"label": item.label, "caption": item.caption, "alternative": item.alternative, "description": item.description}
    if has := [mark for mark, value in marks.items() if value]:
        yield TextFault(
            rule=rules.DECORATION_DOUBTFUL,
            message=sentence(f"{item.name} is declared decorative, yet has a {' and a '.join(has)}."),
            hint="Describe it, or take out what a decoration does not have.",
        )


def _undescribed(item: NonText) -> Iterator[TextFault]:
    hint = "Add <long-desc> that says what a reader would take from it."
    if word := why_writing(item):
        message = f"{item.name} shows text ({word!r}), and has no long description that says it."
        yield TextFault(rule=rules.PICTURE_OF_TEXT, message=sentence(message), hint="Write its words into a <long-desc>.")
    elif why := why_complex(item):
        message = f"{item.name} has no long description, yet {why}."
        yield TextFault(rule=rules.NO_DESCRIPTION, message=sentence(message), hint=hint)
