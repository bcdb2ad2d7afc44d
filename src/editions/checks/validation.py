"""Which external validators judge which kind of file, and their results, or the command that installs them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from lxml import etree

from editions.checks.unpacking import bounded
from editions.checks.validators import ValidatorUnavailable, Verdict, ace, epubcheck, verapdf
from editions.findings import Finding, Severity, Where
from editions.safety.xml import parse

MAX_MESSAGES: Final = 100
"""Messages kept of one run: a file that is broken throughout says the same again and again."""
_PDF_UA, _PDF_A = "http://www.aiim.org/pdfua/ns/id/", "http://www.aiim.org/pdfa/ns/id/"
# WTPDF 1.0 names them with a slash before the fragment, its errata and veraPDF without.
_DECLARED: Final = {
    f"http://pdfa.org/declarations/wtpdf{slash}#{level}": profile
    for slash in ("", "/")
    for level, profile in (("accessibility1.0", "wt1a"), ("reuse1.0", "wt1r"))
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """What one validator said of one file, by one profile (``ua1``, ``3a``; "" where it has but one).

    ``passed`` is None where it did not run or came to no verdict: ``hint`` then says why, and what to do. ``messages`` are
    at most ``MAX_MESSAGES``.
    """

    path: str
    tool: str
    version: str = ""
    profile: str = ""
    passed: bool | None = None
    messages: tuple[str, ...] = ()
    hint: str = ""

    def __str__(self) -> str:
        """One line: ``paper.pdf: veraPDF 1.30.2 (ua1): passed``."""
        name = " ".join(part for part in (self.tool, self.version, f"({self.profile})" if self.profile else "") if part)
        if self.passed is None:
            return f"{self.path}: {name}: did not run: {self.hint}"
        return f"{self.path}: {name}: {'passed' if self.passed else 'failed'}"


def failure(validation: Validation) -> Finding:
    """Return the finding for a file that a validator fails."""
    profile = f" ({validation.profile})" if validation.profile else ""
    first = f" First: {validation.messages[0]}" if validation.messages else ""
    return Finding(
        rule="validator.failed",
        severity=Severity.ERROR,
        where=Where(file=validation.path),
        message=f"{validation.tool}{profile} fails the file.{first}",
        hint="The report has all that it says.",
    )


def validate_pdf(path: Path, name: str = "") -> tuple[Validation, ...]:
    """Return what veraPDF says of a PDF, by PDF/UA-1 or the part of PDF/UA that it claims, and by every other claim of it.

    ``name`` is how the results call the file.
    """
    called = name or str(path)
    return tuple(_asked(called, "veraPDF", profile, partial(verapdf, path, profile)) for profile in profiles(path))


def validate_epub(path: Path, name: str = "") -> tuple[Validation, ...]:
    """Return what epubcheck and Ace say of an EPUB."""
    called = name or str(path)
    return (_asked(called, "epubcheck", "", partial(epubcheck, path)), _asked(called, "Ace", "", partial(ace, path)))


def _asked(name: str, tool: str, profile: str, run: Callable[[], Verdict]) -> Validation:
    try:
        verdict = run()
    except ValidatorUnavailable as error:
        return Validation(path=name, tool=tool, profile=profile, hint=error.hint)
    messages = verdict.messages[:MAX_MESSAGES]
    version, passed = verdict.version, verdict.passed
    return Validation(path=name, tool=tool, version=version, profile=profile, passed=passed, messages=messages)


def profiles(path: Path) -> tuple[str, ...]:
    """Return veraPDF's names of the standards that a PDF's XMP metadata claims; without PDF/UA, the part for its version."""
    version, packet = _opened(path)
    claims = _claims(packet)
    fitting = "ua2" if version >= "2" else "ua1"
    return claims if any(claim.startswith("ua") for claim in claims) else (fitting, *claims)


def _opened(path: Path) -> tuple[str, etree._Element | None]:
    """Return the version of a PDF and its XMP metadata; "" and None where they cannot be read."""
    import pikepdf

    try:
        with bounded(), pikepdf.open(path, suppress_warnings=True) as pdf:
            stream = pdf.Root.get("/Metadata")
            version = pdf.pdf_version
            return version, parse(stream.read_bytes()) if isinstance(stream, pikepdf.Stream) else None
    except (pikepdf.PikepdfError, etree.XMLSyntaxError, OSError, ValueError, TypeError, LookupError, RuntimeError):
        return "", None  # veraPDF says itself what is wrong with the file


def _claims(packet: etree._Element | None) -> tuple[str, ...]:
    if packet is None:
        return ()
    said: dict[str, str] = {}
    for node in packet.iter(etree.Element):
        said |= {str(name): str(value).strip() for name, value in node.attrib.items()}
        said[str(node.tag)] = (node.text or "").strip()
        if said[str(node.tag)] in _DECLARED:
            said[f"declared {said[str(node.tag)]}"] = _DECLARED[said[str(node.tag)]]
    part, level = said.get(f"{{{_PDF_A}}}part", ""), said.get(f"{{{_PDF_A}}}conformance", "")
    ua, declared = said.get(f"{{{_PDF_UA}}}part", ""), [said[key] for key in sorted(said) if key.startswith("declared ")]
    found = (f"ua{ua}" if ua in ("1", "2") else "", f"{part}{level.lower()}" if part in ("1", "2", "3", "4") else "")
    return tuple(claim for claim in (*found, *declared) if claim)
