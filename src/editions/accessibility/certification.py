"""A certification: a person's word that one edition, as it was then, meets a standard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

STANDARDS: Final = ("WCAG 2.2 Level AA", "WCAG 2.2 Level AAA", "WCAG 2.1 Level AA", "WCAG 2.1 Level AAA")
"""What an edition may be certified against. Each covers all that OpenACR's catalog asks for; the first is the default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certification:
    """Who evaluated one edition, when, against what, and which content.

    ``on`` is ``YYYY-MM-DD``, ``standard`` one of ``STANDARDS``, ``report`` the address of the evaluation's report (``""``:
    none), ``content`` the hash of what was evaluated. ``file`` is where this was read, which says so.
    """

    by: str
    on: str
    standard: str = STANDARDS[0]
    report: str = ""
    content: str = ""
    file: str = ""
