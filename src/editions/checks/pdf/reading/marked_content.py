"""Marked content: under which mark each thing is drawn (ISO 32000-1, 14.6 and 14.8.2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pikepdf

from editions.checks.pdf.reading.budget import DRAWN, Budget
from editions.checks.pdf.reading.values import dictionary, get, name, text
from editions.checks.pdf.view import PdfPage
from editions.checks.pdf.view.tree import Content, Replacement


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """One mark that is open, with what holds in it: the content that collects, the language, what replaces its text."""

    content: Content
    lang: str
    replacement: Replacement | None


class MarkedContent:
    """The marks that are open on one page, the innermost last."""

    def __init__(self, page: PdfPage, budget: Budget) -> None:
        self._page = page
        self._budget = budget
        self._open: list[Mark] = []
        self._settle()

    def open(self, tag: str, properties: Any, resources: Any, owner: int) -> None:
        """Open a mark; ``properties`` is a dictionary, or the name of one among the resources."""
        if isinstance(properties, pikepdf.Name):
            properties = dictionary(dictionary(resources, "/Properties"), str(properties))
        self._budget.spend(DRAWN)
        mcid = get(properties, "/MCID")
        content = self.content
        if tag == "Artifact":
            content = self._artifact(name(get(properties, "/Type")))
        elif isinstance(mcid, int) and not isinstance(mcid, bool):
            content = self._sequence(owner, mcid)
        lang = text(get(properties, "/Lang"), self._budget) or self.lang
        actual = text(get(properties, "/ActualText"), self._budget)
        replacement = self.replacement or (Replacement(text=actual) if actual is not None else None)
        self._open.append(Mark(content, lang, replacement))
        self._settle()

    def close(self) -> None:
        """Close the innermost mark."""
        if self._open:
            self._open.pop()
            self._settle()

    @property
    def depth(self) -> int:
        """How many marks are open."""
        return len(self._open)

    def close_to(self, depth: int) -> None:
        """Close what a form has left open."""
        del self._open[depth:]
        self._settle()

    def _settle(self) -> None:
        mark = self._open[-1] if self._open else Mark(self._page.loose, "", None)
        self.content, self.lang, self.replacement = mark.content, mark.lang, mark.replacement

    def _artifact(self, kind: str) -> Content:
        if self.content.mcid is not None:
            self._page.conflicts.append("An artifact stands within tagged content.")
        content = Content(page=self._page.number, artifact=kind)
        self._page.artifacts.append(content)
        return content

    def _sequence(self, owner: int, mcid: int) -> Content:
        if self.content.artifact is not None:
            self._page.conflicts.append("Tagged content stands within an artifact.")
        if (owner, mcid) in self._page.marked and owner == 0:
            self._page.repeated.append(mcid)
        return self._page.marked.setdefault((owner, mcid), Content(page=self._page.number, owner=owner, mcid=mcid))
