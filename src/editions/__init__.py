"""One JATS article in, every accessible edition out.

``read`` an article, ``build`` its editions (docs/python.md has an example of each name)::

    import editions
    article = editions.read("content/migration/article.xml")
    built = editions.build(article, into="build", formats=("pdf", "epub", "audio"))
    built.findings, built.claims, built["es"].pdf, built["es"].epub, built["es"].timeline

The flow: ``JATS -> Article -> XHTML -> PDF, EPUB``; ``Article -> utterances -> speech -> timeline -> sound, captions,
overlays``; ``everything -> findings -> report``. What a name needs is imported when the name is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from editions.article.model import Article
    from editions.building.article import Built
    from editions.building.edition import Edition
    from editions.building.interface import apply, audit, build, certify, check, describe, read, to_epub, to_pdf, to_xhtml
    from editions.building.options import BuildOptions
    from editions.building.timings import Progress
    from editions.catalog.applying import Applied
    from editions.catalog.describing import Described
    from editions.checks.validators import ValidatorUnavailable
    from editions.findings import (
        EditionsError,
        EngineUnavailable,
        Finding,
        OutputError,
        PackageMissing,
        Severity,
        SourceError,
        SpeechError,
        Unprintable,
        UsageError,
        Where,
    )
    from editions.jats.editing.edits import EditError
    from editions.narration.narrated import Narrated, narrate
    from editions.narration.script import NarrationScript, script
    from editions.narration.speech import Engine, Request, Samples
    from editions.narration.timeline import Chapter, Clip, PassedOver, Role, Run, Timeline, Utterance
    from editions.report import Claim, Output, Report

__version__ = "0.1.0"

_HOMES = {
    "Applied": "editions.catalog.applying",
    "Article": "editions.article.model",
    "BuildOptions": "editions.building.options",
    "Built": "editions.building.article",
    "Chapter": "editions.narration.timeline",
    "Claim": "editions.report",
    "Clip": "editions.narration.timeline",
    "Described": "editions.catalog.describing",
    "EditError": "editions.jats.editing.edits",
    "Edition": "editions.building.edition",
    "EditionsError": "editions.findings",
    "Engine": "editions.narration.speech",
    "EngineUnavailable": "editions.findings",
    "Finding": "editions.findings",
    "Narrated": "editions.narration.narrated",
    "NarrationScript": "editions.narration.script",
    "Output": "editions.report",
    "OutputError": "editions.findings",
    "PackageMissing": "editions.findings",
    "PassedOver": "editions.narration.timeline",
    "Progress": "editions.building.timings",
    "Report": "editions.report",
    "Request": "editions.narration.speech",
    "Role": "editions.narration.timeline",
    "Run": "editions.narration.timeline",
    "Samples": "editions.narration.speech",
    "Severity": "editions.findings",
    "SourceError": "editions.findings",
    "SpeechError": "editions.findings",
    "Timeline": "editions.narration.timeline",
    "Unprintable": "editions.findings",
    "UsageError": "editions.findings",
    "Utterance": "editions.narration.timeline",
    "ValidatorUnavailable": "editions.checks.validators",
    "Where": "editions.findings",
    "apply": "editions.building.interface",
    "audit": "editions.building.interface",
    "build": "editions.building.interface",
    "certify": "editions.building.interface",
    "check": "editions.building.interface",
    "describe": "editions.building.interface",
    "narrate": "editions.narration.narrated",
    "read": "editions.building.interface",
    "script": "editions.narration.script",
    "to_epub": "editions.building.interface",
    "to_pdf": "editions.building.interface",
    "to_xhtml": "editions.building.interface",
}
"""The module that each public name is in."""

__all__ = [
    "Applied",
    "Article",
    "BuildOptions",
    "Built",
    "Chapter",
    "Claim",
    "Clip",
    "Described",
    "EditError",
    "Edition",
    "EditionsError",
    "Engine",
    "EngineUnavailable",
    "Finding",
    "Narrated",
    "NarrationScript",
    "Output",
    "OutputError",
    "PackageMissing",
    "PassedOver",
    "Progress",
    "Report",
    "Request",
    "Role",
    "Run",
    "Samples",
    "Severity",
    "SourceError",
    "SpeechError",
    "Timeline",
    "Unprintable",
    "UsageError",
    "Utterance",
    "ValidatorUnavailable",
    "Where",
    "__version__",
    "apply",
    "audit",
    "build",
    "certify",
    "check",
    "describe",
    "narrate",
    "read",
    "script",
    "to_epub",
    "to_pdf",
    "to_xhtml",
]


def __getattr__(name: str) -> Any:
    """Import what a public name stands for, when it is first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'editions' has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
