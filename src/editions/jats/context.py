"""What the reader keeps in mind while it goes through one article: findings, ids, the notes that were called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from editions.article.model import Block
from editions.findings import Finding, Severity, Where
from editions.jats import labels
from editions.jats.asset_lookup import ArticleFolder
from editions.jats.parts import own_elements
from editions.jats.source import XML_LANG, child, name, texts
from editions.jats.start_tags import Position, StartTags
from editions.languages.tags import canonical

Element = etree._Element
Called = tuple[str, Element]
"""A footnote that was called: its id in the model, and its element."""
BlockReader = Callable[["Context", Element, str], list[Block]]

MAX_TEX = 500_000
"""Characters of TeX that are turned into MathML in one article: those of thousands of formulas. The rest stays TeX."""

XML_NAME = re.compile(r"\A[A-Za-z_][\w.-]*+\Z", re.ASCII)
NO_NAME = re.compile(r"[^A-Za-z0-9_.-]")
DERIVED = re.compile(r"-(s\d+|title|caption|table|long|label|front|colophon)\Z")
"""Endings that the XHTML gives to ids made from an id: no source id keeps such an ending."""


@dataclass(slots=True, kw_only=True)
class Context:
    """The state of reading one article (or one translation of it).

    ``owners`` are the names of those contributors whose notes have no mark: by the id of the note.
    """

    file: str
    folder: Path
    readers: Mapping[str, BlockReader]
    findings: list[Finding] = field(default_factory=list)
    level: int = 2
    list_ends: dict[str, int] = field(default_factory=dict)
    headers: set[str] = field(default_factory=set)
    tex: int = MAX_TEX
    owners: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _reserved: set[str] = field(default_factory=set)
    _counts: dict[str, int] = field(default_factory=dict)
    _ids: dict[str, str] = field(default_factory=dict)
    _notes: dict[str, Element] = field(default_factory=dict)
    _waiting: list[list[Called]] = field(default_factory=lambda: [[]])
    _called: set[str] = field(default_factory=set)
    _kept: dict[Element, str] = field(default_factory=dict)
    _elements: dict[str, Element] = field(default_factory=dict)
    _about: list[Element] = field(default_factory=list)
    _sources: dict[str, Element] = field(default_factory=dict)
    _numbers: dict[Element, int] = field(default_factory=dict)
    _around: str = ""
    _reported: set[tuple[str, str]] = field(default_factory=set)
    _beside: ArticleFolder | None = None

    @property
    def beside(self) -> ArticleFolder:
        """The files beside the article, looked up once."""
        if self._beside is None:
            self._beside = ArticleFolder.of(self.folder)
        return self._beside

    # ------------------------------------------------------------------------------------------------------- findings

    def report(self, rule: str, severity: Severity, node: Element, message: str, hint: str = "", *, id: str = "") -> None:
        """Keep a finding about an element; ``id`` is that of its node in the model, where it has one by now."""
        where = Where(file=self.file, line=line(node), id=id or node.get("id") or "")
        self.findings.append(Finding(rule=rule, severity=severity, where=where, message=message, hint=hint))
        self._about.append(node)

    def located(self, start_tags: StartTags) -> tuple[Finding, ...]:
        """Return the findings, with the line and the column where the elements that they are about begin."""
        about = set(self._about)
        root = self._about[0].getroottree().getroot() if about else None
        elements = root.iter(etree.Element) if root is not None else ()
        numbers = {node: number for number, node in enumerate(elements) if node in about}
        return tuple(
            _at(finding, start_tags[number]) if (number := numbers.get(node, len(start_tags))) < len(start_tags) else finding
            for finding, node in zip(self.findings, self._about, strict=True)
        )

    def report_once(self, rule: str, severity: Severity, node: Element, message: str, hint: str = "") -> None:
        """Keep a finding, once for each rule and message however often it is met."""
        if (rule, message) not in self._reported:
            self._reported.add((rule, message))
            self.report(rule, severity, node, message, hint)

    # ------------------------------------------------------------------------------------------------------ languages

    def lang(self, node: Element, inherited: str) -> str:
        """Return the language of an element: its own ``xml:lang`` in canonical form, or the one around it."""
        tag = node.get(XML_LANG)
        if tag is None:
            return inherited
        found = canonical(tag)
        if found is None:
            self.report(
                "language.invalid",
                Severity.ERROR,
                node,
                f"<{name(node)}> is tagged xml:lang={tag!r}, which is no registered language tag.",
                "Use a BCP 47 tag such as en, es or pt-BR.",
            )
        return found or inherited

    # ------------------------------------------------------------------------------------------------------------ ids

    def prepare(
        self, article: Element, lang: str, shared: Sequence[Element] = (), counterparts: Mapping[str, str] | None = None
    ) -> None:
        """Learn the ids of an article (and of what it shares with another), and the notes that its cross-references call.

        ``counterparts`` are ids of another article's references with those of the same ones here.
        """
        own = [article, *own_elements(article), *(node for item in shared for node in (item, *own_elements(item)))]
        self._reserved = {node.get("id", "") for node in own}
        for node in own:
            if (source_id := node.get("id")) and source_id not in self._ids:
                self._ids[source_id] = self._free(_as_name(source_id))
        rids = {rid for node in own if name(node) == "xref" and not _is_silent(node) for rid in node.get("rid", "").split()}
        self._notes = {node.get("id", ""): node for node in own if name(node) == "fn" and is_note(node)}
        self._notes = {key: node for key, node in self._notes.items() if key in rids}
        for theirs, ours in (counterparts or {}).items():
            self._ids.setdefault(theirs, self._ids[ours])
        self._around = lang
        self._number(own)

    def _number(self, own: Sequence[Element]) -> None:
        """Number what has no label and is pointed at without words, with a finding for each kind."""
        for node in own:
            self._sources.setdefault(node.get("id", ""), node)
        self._numbers = labels.numbers(own)
        for kind, node in {name(node): node for node in reversed(self._numbers)}.items():
            message = f"<{kind}> has no label, and cross-references without words point at it; it is numbered in order."
            self.report(
                "label.generated", Severity.NOTE, node, message, "Write a <label>, and the words of the cross-references."
            )

    def mark(self, node: Element) -> str:
        """Return the label of an element: its own, or the one that it is given where it is pointed at without words."""
        own = child(node, "label")
        if own is not None:
            return texts(own)
        return labels.label(node, self._numbers[node], self._around) if node in self._numbers else ""

    def words_of(self, xref: Element) -> str:
        """Return the words of a cross-reference that has none: the label of its target, or its title."""
        if not labels.is_empty_xref(xref):
            return ""
        rids = [rid for rid in xref.get("rid", "").split() if rid in self._sources]
        marks = {rid: labels.label_of(self._sources[rid]) or self.mark(self._sources[rid]) for rid in rids}
        return labels.generated(xref, self._sources, marks)

    def id(self, node: Element, prefix: str) -> str:
        """Return the id of an element: its own, or one made from its kind and its place among those of its kind."""
        source_id = node.get("id")
        if source_id and source_id in self._ids and (source_id, "used") not in self._reported:
            self._reported.add((source_id, "used"))
            self._elements[self._ids[source_id]] = node
            return self._ids[source_id]
        return self.new_id(prefix, node)

    def new_id(self, prefix: str, node: Element | None = None) -> str:
        """Return the next free id of a kind (``p-1``, ``p-2`` …) for what is made from an element, or from a part of it."""
        while True:
            self._counts[prefix] = self._counts.get(prefix, 0) + 1
            made = f"{prefix}-{self._counts[prefix]}"
            if made not in self._reserved and made not in self._taken:
                self._taken.add(made)
                if node is not None:
                    self._elements[made] = node
                return made

    def places(self) -> dict[str, int]:
        """Return for each id that was given the number of its element in the file: that of its start tag, from 0."""
        named: dict[Element, list[str]] = {}
        for made, node in self._elements.items():
            named.setdefault(node, []).append(made)
        root = next(iter(named)).getroottree().getroot()
        return {made: number for number, node in enumerate(root.iter(etree.Element)) for made in named.get(node, ())}

    def target(self, rid: str) -> str:
        """Return the id in the model of what a cross-reference points at, ``""`` where there is nothing."""
        return self._ids.get(rid, "")

    def _free(self, wanted: str) -> str:
        made = f"{wanted}_" if wanted in self._taken else wanted
        while made in self._taken:  # counted, so that a thousand ids of one form take no longer than a thousand others
            self._counts[wanted] = self._counts.get(wanted, 1) + 1
            made = f"{wanted}_{self._counts[wanted]}"
        self._taken.add(made)
        return made

    # ---------------------------------------------------------------------------------------------------------- notes

    def is_called(self, note: Element) -> bool:
        """Whether a footnote stands where the text calls it, and not where the source keeps it."""
        return self._notes.get(note.get("id", "")) is note

    def call(self, rid: str) -> bool:
        """Note a call of a footnote; its first call decides at the end of which section it stands. False for no footnote."""
        note = self._notes.get(rid)
        if note is not None and rid not in self._called:
            if (rid, "used") in self._reported:  # another element of the same id came first
                self._ids[rid] = self.new_id("fn", note)
            self._reported.add((rid, "used"))
            self._keep(note, self.target(rid))
        return note is not None

    def keep_note(self, note: Element) -> str:
        """Keep a footnote that stands inside the text for the end of its section; return its id."""
        if note not in self._kept:  # else a call before it has brought it already
            self._keep(note, self.id(note, "fn"))
        return self._kept[note]

    def _keep(self, note: Element, note_id: str) -> None:
        self._kept[note] = note_id
        self._elements[note_id] = note
        self._called.add(note.get("id", ""))
        self._waiting[-1].append((note_id, note))

    @contextmanager
    def host(self) -> Iterator[list[Called]]:
        """Collect the footnotes that are called meanwhile: they belong at the end of this part of the text."""
        self._waiting.append([])
        try:
            yield self._waiting[-1]
        finally:
            self._waiting.pop()

    def rest(self) -> list[Called]:
        """Return the footnotes that no part of the text took: called from the front matter, or never reached."""
        never = [(self.id(note, "fn"), note) for note in self._notes.values() if note not in self._kept]
        rest = self._waiting[0] + never
        self._called.update(self._notes)
        self._waiting[0] = []
        return rest


def _at(finding: Finding, position: Position) -> Finding:
    line, column = position
    return replace(finding, where=replace(finding.where, line=line, column=column))


def line(node: Element) -> int:
    """Return the line of the source on which an element begins."""
    return int(node.sourceline or 0)


def is_note(node: Element) -> bool:
    """Whether a ``fn`` is a note to the text: those of tables and of authors stay where they are."""
    return not any(
        name(parent) in ("table-wrap-foot", "table-wrap", "author-notes", "front") for parent in node.iterancestors()
    )


def _is_silent(xref: Element) -> bool:
    """Whether a cross-reference ties a contributor to a note and shows no mark: it calls nothing."""
    around = xref.getparent()
    return around is not None and name(around) == "contrib" and not "".join(xref.itertext()).strip()


def _as_name(source_id: str) -> str:
    made = source_id if XML_NAME.match(source_id) else "id-" + NO_NAME.sub("_", source_id)
    return f"{made}_" if DERIVED.search(made) else made
