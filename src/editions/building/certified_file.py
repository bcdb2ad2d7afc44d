"""``NAME.certified.toml``, beside the article: one entry an edition, written by ``editions certify``.

::

    [en]
    by = "Accessibility Office"
    on = "2026-11-28"
    standard = "WCAG 2.2 Level AA"
    report = "https://example.org/evaluation.html"
    content = "sha256:0d6f…"
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from editions.accessibility.certification import STANDARDS, Certification
from editions.building.staging import write as write_file
from editions.catalog.writing import line
from editions.findings import UsageError
from editions.safety.toml import parsed, quoted, text

MAX_BYTES: Final = 64 * 1024
"""Bytes of the largest file."""

MAX_CHARS: Final = 500
"""Characters of a name or an address."""

_HEAD: Final = """\
# Who evaluated which edition of {article}, and the hash of the content that was evaluated. Written by `editions certify`.
# When the content changes, the certification lapses. docs/report.md says who is believed.
"""
_KEYS: Final = ("by", "on", "standard", "report", "content")
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_HASH: Final = re.compile(r"sha256:[0-9a-f]{64}")


def path_beside(source: Path) -> Path:
    """Return where the certifications of an article are kept: ``article.certified.toml`` beside ``article.xml``."""
    return source.parent / f"{source.stem}.certified.toml"


def read(path: Path) -> dict[str, Certification]:
    """Return the certifications by the name of their edition; none where there is no file.

    Raises ``UsageError`` for a file that is a link, is not TOML, or has an entry with a fault.
    """
    if not path.exists() and not path.is_symlink():
        return {}
    data = parsed(path, text(path, MAX_BYTES, "certification", follow=False), "certification")
    return {edition: _entry(path, edition, value) for edition, value in data.items()}


def write(path: Path, article: str, certifications: Mapping[str, Certification]) -> None:
    """Write the certifications of an article, whose file has the name ``article``, in one step. Raises ``OutputError``."""
    entries = [_written(edition, certifications[edition]) for edition in sorted(certifications)]
    head = _HEAD.format(article=quoted(article)[1:-1])
    write_file(path, "\n".join([head, *entries]).encode())


def fault(certification: Certification) -> str:
    """Return what is wrong with a certification, ``""`` where nothing is."""
    for key, value in (("by", certification.by), ("report", certification.report)):
        if len(value) > MAX_CHARS or not value.isprintable():
            return f"{key} must be one line of at most {MAX_CHARS} characters"
    if not certification.by.strip():
        return "by must name who evaluated the edition"
    if certification.standard not in STANDARDS:
        return f"standard must be one of: {', '.join(STANDARDS)}"
    if certification.report and not _is_address(certification.report):
        return f"report must be an address that begins with https:// or http://, not {quoted(certification.report)}"
    return "" if _is_day(certification.on) else f"on must be a day such as 2026-11-28, not {quoted(certification.on)}"


def _entry(path: Path, edition: str, value: Any) -> Certification:
    if not isinstance(value, dict) or not all(isinstance(said, str) for said in value.values()):
        raise _wrong(path, edition, "it must hold text alone")
    unknown = next((key for key in value if key not in _KEYS), None)
    if unknown is not None:
        raise _wrong(path, edition, f"unknown key {quoted(unknown)}; known keys: {', '.join(_KEYS)}")
    certification = Certification(
        **{"by": "", "on": "", "standard": "", **value, "file": path.name},
    )
    if why := fault(certification):
        raise _wrong(path, edition, why)
    if not _HASH.fullmatch(certification.content):
        raise _wrong(path, edition, "content must be the hash that editions certify writes")
    return certification


def _wrong(path: Path, edition: str, why: str) -> UsageError:
    return UsageError(f"{path}: [{quoted(edition)[1:-1]}]: {why}. Remove the entry and run editions certify again.")


def _written(edition: str, certification: Certification) -> str:
    name = edition if _BARE.fullmatch(edition) else f'"{edition}"'
    return f"[{name}]\n" + "".join(line(key, getattr(certification, key)) for key in _KEYS)


def _is_day(said: str) -> bool:
    try:
        return datetime.date.fromisoformat(said).isoformat() == said
    except ValueError:
        return False


def _is_address(said: str) -> bool:
    try:
        parts = urlsplit(said)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and " " not in said
