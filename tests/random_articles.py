"""Random articles: every kind of node, in random languages, every word of them different."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from editions.article.model import (
    Abbreviation,
    Article,
    Block,
    Box,
    Cell,
    Code,
    CrossReference,
    Definition,
    DefinitionList,
    Figure,
    Front,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Note,
    NoteCall,
    Notes,
    Paragraph,
    Passage,
    Picture,
    Quotation,
    Reference,
    References,
    Row,
    Section,
    Style,
    Styled,
    Table,
    Title,
)

DATA = frozenset({"id", "lang", "voice", "line", "href", "kind", "role", "target", "scope", "align", "style", "language"})
"""Fields that hold no words."""

LANGUAGES = ("en", "es", "pt-BR", "ar", "ja", "und")
DEEPEST = 3


class Maker:
    """Draws nodes; ids and words are counted, so that none comes twice."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw
        self.numbers = itertools.count()
        self.ids: list[str] = []

    def number(self, most: int) -> int:
        return int(self.draw(st.integers(0, most)))

    def base(self, lang: str) -> dict[str, Any]:
        """An id of its own, and the language around or another."""
        self.ids.append(f"n-{next(self.numbers)}")
        return {"id": self.ids[-1], "lang": self.draw(st.sampled_from(LANGUAGES)) if self.number(3) == 0 else lang}

    def words(self) -> str:
        """One to three words, with the spaces and stops that sentences are cut by."""
        count = self.number(2) + 1
        return "".join(f"w{next(self.numbers)}" + self.draw(st.sampled_from((" ", ". ", "? ", ", "))) for _ in range(count))

    def content(self, lang: str, depth: int = 0) -> tuple[Inline, ...]:
        return tuple(self.inline(lang, depth) for _ in range(self.number(2) + 1))

    def inline(self, lang: str, depth: int) -> Inline:
        kind = self.number(7) if depth < DEEPEST else 0
        if kind < 3:
            return self.words()
        made = self.base(lang)
        inside = made["lang"]
        match kind:
            case 3:
                return Styled(**made, style=self.draw(st.sampled_from(list(Style))), content=self.content(inside, depth + 1))
            case 4:
                return Passage(
                    **made, role=self.draw(st.sampled_from(("", "foreign"))), content=self.content(inside, depth + 1)
                )
            case 5:
                return Link(**made, href="https://example.org/", content=self.content(inside, depth + 1))
            case 6:
                target = self.draw(st.sampled_from((*self.ids, "", "nowhere")))
                return CrossReference(**made, target=target, kind="fig", content=self.content(inside, depth + 1))
            case _:
                return Abbreviation(**made, content=(self.words(),), expansion=self.content(inside, depth + 1))

    def title(self, lang: str) -> Title | None:
        made = self.base(lang)
        return Title(**made, content=self.content(made["lang"])) if self.number(1) else None

    def blocks(self, lang: str, depth: int, least: int = 1) -> tuple[Block, ...]:
        return tuple(self.block(lang, depth) for _ in range(self.number(2) + least))

    def paragraph(self, lang: str) -> Paragraph:
        made = self.base(lang)
        return Paragraph(**made, content=self.content(made["lang"]))

    def block(self, lang: str, depth: int) -> Block:
        kind = self.number(10) if depth < DEEPEST else 0
        if kind < 2:
            return self.paragraph(lang)
        made = self.base(lang)
        inside, deeper = made["lang"], depth + 1
        match kind:
            case 2:
                return Section(**made, level=min(depth + 2, 6), title=self.title(inside), content=self.blocks(inside, deeper))
            case 3:
                items = tuple(ListItem(**self.base(inside), content=()) for _ in range(self.number(2) + 1))
                kind_of = self.draw(st.sampled_from(("bullet", "order", "simple")))
                return List(**made, kind=kind_of, title=self.title(inside), items=tuple(map(self.filled(deeper), items)))
            case 4:
                base = self.base(inside)
                entry = Definition(**base, terms=(self.paragraph(base["lang"]),), content=self.blocks(base["lang"], deeper))
                return DefinitionList(**made, items=(entry,))
            case 5:
                return Quotation(**made, content=self.blocks(inside, deeper))
            case 6:
                return Box(**made, kind="boxed-text", title=self.title(inside), content=self.blocks(inside, deeper))
            case 7:
                shot = Picture(**self.base(inside), href="none.png", decorative=True)
                return Figure(**made, title=self.title(inside), caption=self.blocks(inside, DEEPEST, 0), content=(shot,))
            case 8:
                return self.table(made, deeper)
            case 9:
                return Code(**made, content=(self.words(), *self.content(inside, DEEPEST)))
            case _:
                return References(
                    **made, level=2, title=self.title(inside), items=(self.reference(inside), self.reference(inside))
                )

    def filled(self, depth: int) -> Callable[[ListItem], ListItem]:
        from dataclasses import replace

        return lambda item: replace(item, content=self.blocks(item.lang, depth))

    def reference(self, lang: str) -> Reference:
        made = self.base(lang)
        return Reference(**made, content=self.content(made["lang"]))

    def table(self, made: dict[str, Any], depth: int) -> Table:
        lang = made["lang"]
        rows = [Row(**self.base(lang), cells=()) for _ in range(3)]
        from dataclasses import replace

        full = [replace(row, cells=(self.cell(row.lang, depth), self.cell(row.lang, depth))) for row in rows]
        caption = self.blocks(lang, DEEPEST, 0)
        return Table(
            **made, title=self.title(lang), caption=caption, head=(full[0],), bodies=((full[1],), (full[2],)), foot=caption[:0]
        )

    def cell(self, lang: str, depth: int) -> Cell:
        made = self.base(lang)
        return Cell(**made, scope=self.draw(st.sampled_from(("", "col", "row"))), content=self.blocks(made["lang"], depth, 0))

    def noted(self, lang: str) -> tuple[Block, ...]:
        """A paragraph that calls a note, and the note at the end of its section."""
        made = self.base(lang)
        target = self.base(made["lang"])
        call = NoteCall(**self.base(made["lang"]), target=target["id"], content=("1",))
        note = Note(**target, content=self.blocks(target["lang"], DEEPEST))
        return (
            Paragraph(**made, content=(*self.content(made["lang"]), call, LineBreak(**self.base(made["lang"])))),
            Notes(**self.base(made["lang"]), items=(note,)),
        )


@st.composite
def articles(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Article:
    """Draw an article."""
    maker = Maker(draw)
    made = maker.base(draw(st.sampled_from(LANGUAGES)))
    lang = made["lang"]
    title = Title(**maker.base(lang), content=(maker.words(),))
    body = (*maker.blocks(lang, 0), *maker.noted(lang))
    return Article(**made, name="random", source=Path("random.xml"), kind="essay", front=Front(title=title), body=body)


def words(node: object, lang: str = "und") -> Iterator[tuple[str, str]]:
    """Each word of a model with its language, in reading order: a title, then a caption, then the content; fields in order."""
    from dataclasses import fields

    if isinstance(node, str):
        yield from ((word.strip(".?,"), lang) for word in node.split())
    elif isinstance(node, tuple):
        for item in node:
            yield from words(item, lang)
    elif isinstance(node, Article):
        yield from words((node.front.title, node.body, node.back), node.lang)
    elif hasattr(node, "lang"):
        for field in fields(node):  # type: ignore[arg-type]  # every node is a dataclass
            if field.name not in DATA:
                yield from words(getattr(node, field.name), node.lang)
