"""Non-text content (WCAG 1.1.1): each picture, formula and film of an article, with its context."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TypeAlias, TypeGuard

from lxml import etree

from editions.article.model import (
    Alternative,
    Article,
    Box,
    DisplayFormula,
    Figure,
    Formula,
    LongDescription,
    Node,
    Paragraph,
    Passage,
    Picture,
    Reference,
    Table,
    Title,
    children,
    plain,
    walk,
)

MEDIA = frozenset({"media", "inline-media"})
"""Elements of films, sounds and files: kinds of a ``Box``, roles of a ``Passage``."""

MATERIAL = "supplementary-material"
"""The kind of a ``Box`` that names the film or file in it."""

SHOWN = 40
"""Characters of a formula by which a message names it."""

LINES = (Paragraph, Title, Reference)
"""Nodes that hold what runs within a line."""

Holder: TypeAlias = Figure | Table | DisplayFormula | Box


class NonTextKind(StrEnum):
    """What kind of thing is seen; ``table`` is a table that is a picture."""

    FIGURE = "figure"
    PICTURE = "picture"
    INLINE_PICTURE = "inline-picture"
    FORMULA = "formula"
    MEDIA = "media"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class NonText:
    """One thing that is seen: its node, and the figure, table or numbered formula that it stands in (``holder``).

    ``alternative`` is what is said in its place, wherever the source says it; ``picture`` is None where it is none.
    """

    node: Node
    kind: NonTextKind
    holder: Holder | None = None
    picture: Picture | None = None
    alternative: Alternative | None = None

    @property
    def decorative(self) -> bool:
        """Whether the source says that it needs no alternative."""
        marked = self.node if isinstance(self.node, Box) else self.picture
        return marked is not None and marked.decorative

    @property
    def description(self) -> LongDescription | None:
        """Its long description; that of a table which is a picture stands with the table."""
        if isinstance(self.holder, Table):
            return self.holder.description
        return self.picture.description if self.picture else None

    @property
    def label(self) -> str:
        """The label of the holder, as printed: ``Figure 1``; for a numbered formula its number."""
        match self.holder:
            case DisplayFormula(label=label):
                return label
            case Figure(title=title) | Table(title=title) | Box(title=title):
                return title.label if title else ""
        return ""

    @property
    def title(self) -> str:
        """The title of the holder's caption, as plain text."""
        match self.holder:
            case Figure(title=title) | Table(title=title) | Box(title=title):
                return plain(title.content) if title else ""
        return ""

    @property
    def caption(self) -> str:
        """All words of the holder's caption, its title first, as plain text."""
        texts = self.holder.caption if isinstance(self.holder, Figure | Table) else ()
        words = (plain(part.content) for block in texts for part in walk(block) if isinstance(part, Paragraph))
        return " ".join(part for part in (self.title, *words) if part)

    @property
    def name(self) -> str:
        """What an editor would call it, within a sentence: by its label, its signs, or its file."""
        if self.kind is NonTextKind.FORMULA:
            return f"the formula {self.label or _signs(self.node)}".strip()
        if self.label:
            return self.label.rstrip(" .:")
        if self.picture:
            return f"the picture {PurePosixPath(self.picture.href).name!r}"
        return f"the film, sound or file {_file(self.node)}".strip()


def non_text_content(article: Article) -> Iterator[NonText]:
    """Yield what is seen in one edition of an article, in reading order; its translations are left out."""
    for node in children(article):
        if not isinstance(node, Article):
            yield from _seen(node, None, inline=False)


def _seen(node: Node, holder: Holder | None, *, inline: bool) -> Iterator[NonText]:
    match node:
        case Picture():
            yield _picture(node, holder, inline=inline)
            return
        case Formula():
            spoken = node.alternative or (node.picture.alternative if node.picture else None)
            own = holder if isinstance(holder, DisplayFormula) else None
            yield NonText(node=node, kind=NonTextKind.FORMULA, holder=own, picture=node.picture, alternative=spoken)
            return
        case Box(kind=kind) if kind in MEDIA:
            named = holder if isinstance(holder, Box) and not node.title else node
            yield NonText(node=node, kind=NonTextKind.MEDIA, holder=named, alternative=_said(node))
        case Passage(role=role) if role in MEDIA:
            yield NonText(node=node, kind=NonTextKind.MEDIA, alternative=_said(node))
    inside = node if _holds(node) else holder
    for part in children(node):
        yield from _seen(part, inside, inline=inline or isinstance(node, LINES))


def _holds(node: Node) -> TypeGuard[Holder]:
    if isinstance(node, Box):
        return node.kind == MATERIAL or is_drawn(node)
    return isinstance(node, Figure | Table | DisplayFormula)


def is_drawn(node: Node | None) -> bool:
    """Whether a boxed text is a picture of one."""
    return (
        isinstance(node, Box)
        and node.kind == "boxed-text"
        and bool(node.content)
        and all(isinstance(part, Picture) for part in node.content)
    )


def _picture(node: Picture, holder: Holder | None, *, inline: bool) -> NonText:
    if inline or not isinstance(holder, Figure | Table):
        kind = NonTextKind.INLINE_PICTURE if inline else NonTextKind.PICTURE
        box = holder if is_drawn(holder) and not inline else None
        return NonText(node=node, kind=kind, holder=box, picture=node, alternative=node.alternative)
    is_table = isinstance(holder, Table) and any(shot is node for shot in holder.pictures)
    kind = NonTextKind.TABLE if is_table else NonTextKind.FIGURE if isinstance(holder, Figure) else NonTextKind.PICTURE
    own = holder if kind is not NonTextKind.PICTURE else None
    return NonText(node=node, kind=kind, holder=own, picture=node, alternative=node.alternative)


def signs(formula: Formula) -> str:
    """Return a formula as its TeX, or as the characters of its MathML; nothing where it is a picture alone."""
    return formula.tex or (" ".join(" ".join(_texts(formula.mathml)).split()) if formula.mathml else "")


def _texts(mathml: str) -> Iterator[str]:
    return (str(text) for text in etree.fromstring(mathml).itertext())


def _signs(node: Node) -> str:
    """Return the beginning of a formula, in quotes, or the name of its picture's file."""
    if not isinstance(node, Formula):
        return ""
    text = signs(node) or (PurePosixPath(node.picture.href).name if node.picture else "")
    return f"“{text if len(text) <= SHOWN else text[:SHOWN] + '…'}”" if text else ""


def _file(node: Node) -> str:
    """Return the name of a film's file, where it stands among its words."""
    return next(
        (repr(plain(part.content)) for part in children(node) if isinstance(part, Paragraph) and part.role == "file"), ""
    )


def _said(node: Box | Passage) -> Alternative | None:
    """Return the alternative of a film, which stands among its words."""
    for part in children(node):
        if isinstance(part, Paragraph | Passage) and part.role == "alternative":
            return Alternative(id=part.id, lang=part.lang, line=part.line, text=plain(part.content))
    return None
