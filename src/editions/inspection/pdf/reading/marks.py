"""Marked content: under which mark each thing is drawn (ISO 32000-1, 14.6 and 14.8.2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pikepdf

from editions.inspection.pdf.content import Content, Replacement
from editions.inspection.pdf.reading.values import dictionary, get, name, text
from editions.inspection.pdf.view import Page


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """One mark that is open: the content that it collects (None where it only says something of what is in it)."""

    content: Content | None
    lang: str
    replacement: Replacement | None


class Marks:
    """The marks that are open on one page, the innermost last."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._open: list[Mark] = []
        self._content = page.loose
        self._settle()

    def open(self, tag: str, properties: Any, resources: Any, owner: int) -> None:
        """Open a mark; ``properties`` is a dictionary, or the name of one among the resources."""
        if isinstance(properties, pikepdf.Name):
            properties = dictionary(dictionary(resources, "/Properties"), str(properties))
        mcid = get(properties, "/MCID")
        content = None
        if tag == "Artifact":
            content = self._artifact(name(get(properties, "/Type")))
        elif isinstance(mcid, int) and not isinstance(mcid, bool):
            content = self._sequence(owner, mcid)
        actual = text(get(properties, "/ActualText"))
        replacement = Replacement(text=actual) if actual is not None else None
        self._open.append(Mark(content, text(get(properties, "/Lang")) or "", replacement))
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
        marks = self._open
        self.content = next((mark.content for mark in reversed(marks) if mark.content is not None), self._page.loose)
        self.lang = next((mark.lang for mark in reversed(marks) if mark.lang), "")
        self.replacement = next((mark.replacement for mark in marks if mark.replacement is not None), None)

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
