"""The structure tree, and what is drawn on the pages for its elements (ISO 32000-1, 14.6 to 14.8).

Lengths are points of the page's default user space, boxes are (left, bottom, right, top) with y upwards, pages count from 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

from editions.accessibility.contrast import Colour

Box: TypeAlias = tuple[float, float, float, float]

_NEW_LINE = 0.4  # of the size of the type: what stands further up or down is on another line
_GAP = 0.12  # of the size of the type: what stands further away is another word

Value: TypeAlias = str | float | tuple["Value", ...] | None
"""The value of an attribute: a name (without its slash), a text, a number, or several."""

# In the flow of a line (ISO 32000-2, 14.8.4.7.2), or of no meaning of its own; everything else that holds words is a block.
INLINE = frozenset("Span Quote Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Em Strong Sub NonStruct".split())
_RANK = 3  # digits of the rank of a heading


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Replacement:
    """What stands for a stretch of drawn text: the ``ActualText`` of its marked content, or of an element in a line."""

    text: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ShownRun:
    """A string as one operator shows it.

    ``colour`` and ``background`` are None where they are not known. ``missing`` counts its glyphs that are ``.notdef``,
    ``unknown`` those that stand for no known character. ``lang`` is that of the marked content. ``size`` is that on the page.
    """

    text: str
    box: Box
    size: float
    font: str
    bold: bool = False
    colour: Colour | None = None
    background: Colour | None = None
    missing: int = 0
    unknown: int = 0
    hidden: bool = False
    lang: str = ""
    replacement: Replacement | None = None


@dataclass(eq=False, kw_only=True)
class Content:
    """What is drawn under one mark: a marked-content sequence, an artifact, or what stands under no mark.

    ``owner`` is 0 on the page itself, the number of the object in a form. ``mcid`` is None but where the structure may name
    it. ``artifact`` is None but in an artifact, then its type (``""`` where it gives none).
    """

    page: int
    owner: int = 0
    mcid: int | None = None
    artifact: str | None = None
    runs: list[ShownRun] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)

    @cached_property
    def length(self) -> int:
        """How many characters are shown."""
        return sum(len(run.text) for run in self.runs)

    @cached_property
    def read(self) -> list[ShownRun]:
        """Its runs as they are read: with the words of the element in the flow of a line that gives some for them."""
        given = next((element.replacement for element in self.elements if element.replacement is not None), None)
        return self.runs if given is None else [replace(run, replacement=given) for run in self.runs]

    @cached_property
    def text(self) -> str:
        """Its words as they are read."""
        return joined(self.runs)

    @cached_property
    def box(self) -> Box | None:
        """Where it stands, None where nothing is drawn."""
        return around([*(run.box for run in self.runs if run.text.strip()), *self.pictures])


def around(boxes: Iterable[Box]) -> Box | None:
    """Return the smallest box around others, None around none."""
    every = list(boxes)
    if not every:
        return None
    left, bottom, right, top = zip(*every, strict=True)
    return min(left), min(bottom), max(right), max(top)


def joined(runs: Iterable[ShownRun]) -> str:
    """Return the words of runs: replaced text once, a space between lines and where there is a gap."""
    text, last = "", None
    for run in runs:
        new = run.text
        if run.replacement is not None:
            new = "" if last is not None and last.replacement is run.replacement else run.replacement.text
        if new and last is not None and _apart(last, run) and not text.endswith((" ", "\u00ad")):
            text += " "
        text += new
        last = run
    return text


def _apart(last: ShownRun, run: ShownRun) -> bool:
    size = max(last.size, run.size, 0.1)
    if new_line(last, run):
        # A hyphen that is replaced by nothing joins what it parts.
        return not (last.replacement is not None and not last.replacement.text)
    return run.box[0] - last.box[2] > _GAP * size or last.box[0] - run.box[2] > _GAP * size


def new_line(last: ShownRun, run: ShownRun) -> bool:
    """Whether a run stands on another line than the last: in height they share less than a part of the smaller."""
    shared = min(last.box[3], run.box[3]) - max(last.box[1], run.box[1])
    return shared < _NEW_LINE * min(last.box[3] - last.box[1], run.box[3] - run.box[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A place in the file: its page, 0 where it is none of the file's; ``top`` is None where it is the whole page."""

    page: int
    top: float | None = None
    left: float | None = None


@dataclass(slots=True, eq=False, kw_only=True)
class Annotation:
    """An annotation: ``target`` is the address it opens, or how its destination is named; ``place`` where that is."""

    page: int
    kind: str
    box: Box
    contents: str | None
    target: str = ""
    place: Destination | None = None
    dead: bool = False
    hidden: bool = False
    elements: list[Element] = field(default_factory=list)
    parent: Element | None = None


@dataclass(eq=False, kw_only=True)
class Element:
    """A structure element. ``role`` is the standard role that it is mapped to, ``named`` what the file calls it.

    ``lang`` is its own, ``language`` the one that holds. ``alternative`` is Alt, ``actual`` ActualText, ``expansion`` E;
    they are None where the file has none. ``related`` are the elements that its Ref names, ``files`` the kinds of the
    files that belong to it (AF: ``mathml`` of ``application/mathml+xml``), ``dangling`` how many of its kids are nowhere.
    What follows from itself and its kids is computed once, when the tree is whole.
    """

    role: str
    named: str
    number: int
    parent: Element | None = None
    page: int = 0
    id: str = ""
    lang: str = ""
    alternative: str | None = None
    actual: str | None = None
    expansion: str | None = None
    files: tuple[str, ...] = ()
    attributes: dict[str, Value] = field(default_factory=dict)
    kids: list[Element | Content | Annotation] = field(default_factory=list)
    related: list[Element] = field(default_factory=list)
    dangling: int = 0
    replacement: Replacement | None = None

    def __post_init__(self) -> None:
        if self.actual is not None and self.role in INLINE:
            self.replacement = Replacement(text=self.actual)

    @property
    def language(self) -> str:
        """The language that holds for it, ``""`` where the tree says none."""
        return next((element.lang for element in self.line() if element.lang), "")

    @cached_property
    def text(self) -> str:
        """Its words as they are read."""
        if self.actual is not None:
            return self.actual
        return " ".join(" ".join(part for part in self._texts() if part).split())

    def _texts(self) -> Iterator[str]:
        runs: list[ShownRun] = []
        for kid in self.kids:
            if isinstance(kid, Content):
                runs += kid.read
            elif isinstance(kid, Element):
                inner = kid.inline_runs
                if inner is not None:
                    runs += inner
                    continue
                yield joined(runs)
                runs = []
                yield kid.text
        yield joined(runs)

    @cached_property
    def inline_runs(self) -> list[ShownRun] | None:
        """The runs of an element in the flow of a line, None for a block."""
        if self.role not in INLINE:
            return None
        runs: list[ShownRun] = []
        for kid in self.kids:
            inner = kid.read if isinstance(kid, Content) else kid.inline_runs if isinstance(kid, Element) else []
            if inner is None:
                return None
            runs += inner
        return runs

    @cached_property
    def said(self) -> str:
        """What a screen reader has to say of it: its alternative, or its words with the alternatives within."""
        if self.alternative is not None and self.alternative.strip():
            return self.alternative
        if self.actual is not None:
            return self.actual
        parts = [kid.text if isinstance(kid, Content) else kid.said for kid in self.kids if not isinstance(kid, Annotation)]
        return " ".join(" ".join(parts).split())

    @property
    def rank(self) -> int:
        """The rank of a heading (1 of ``H1``), 0 of anything else."""
        digits = self.role[1:]
        return int(digits) if self.role[:1] == "H" and len(digits) <= _RANK and digits.isdecimal() else 0

    def line(self) -> Iterator[Element]:
        """Yield it and its ancestors, the nearest first."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def within(self, *roles: str) -> bool:
        """Whether it stands in, or is, an element of one of these roles."""
        return any(element.role in roles for element in self.line())

    def walk(self) -> Iterator[Element]:
        """Yield it and the elements below it, parents first, in reading order."""
        pending = [self]
        while pending:
            element = pending.pop()
            yield element
            pending += reversed(element.elements)

    @cached_property
    def elements(self) -> list[Element]:
        """The elements that are its kids."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    @cached_property
    def annotations(self) -> list[Annotation]:
        """The annotations that are its kids."""
        return [kid for kid in self.kids if isinstance(kid, Annotation)]

    @cached_property
    def kid_roles(self) -> frozenset[str]:
        """The roles of the elements that are its kids."""
        return frozenset(kid.role for kid in self.elements)

    @cached_property
    def caption(self) -> str:
        """The words of the first caption among its kids."""
        return next((kid.text for kid in self.elements if kid.role == "Caption"), "")

    @cached_property
    def related_to(self) -> frozenset[Element]:
        """The elements that its Ref names."""
        return frozenset(self.related)

    @cached_property
    def related_roles(self) -> frozenset[str]:
        """The roles of the elements that its Ref names."""
        return frozenset(other.role for other in self.related)

    @cached_property
    def places(self) -> dict[Element, int]:
        """The number, among its kids that are elements, of each of them."""
        return {kid: at for at, kid in enumerate(self.elements)}

    def beside(self, step: int) -> Element | None:
        """Return the element that stands so many elements behind it (or before it, where negative) in the same parent."""
        if self.parent is None:
            return None
        at = self.parent.places[self] + step
        return self.parent.elements[at] if 0 <= at < len(self.parent.elements) else None

    def contents(self) -> Iterator[Content]:
        """Yield everything drawn for it and the elements below it, in reading order."""
        pending: list[Element | Content | Annotation] = [self]
        while pending:
            found = pending.pop()
            if isinstance(found, Content):
                yield found
            elif isinstance(found, Element):
                pending += reversed(found.kids)

    @cached_property
    def first_content(self) -> Content | None:
        """What is drawn first for it or the elements below it."""
        for kid in self.kids:
            found = kid if isinstance(kid, Content) else kid.first_content if isinstance(kid, Element) else None
            if found is not None:
                return found
        return None

    @cached_property
    def boxes(self) -> dict[int, Box]:
        """Where it stands, page by page."""
        found: dict[int, list[Box]] = {}
        for content in self.contents():
            if content.box is not None:
                found.setdefault(content.page, []).append(content.box)
        return {page: box for page, boxes in found.items() if (box := around(boxes))}
