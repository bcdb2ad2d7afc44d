"""Reads what a PDF declares for the whole file: language, title, claims, files that it carries (ISO 32000-1, 7.7.2, 14.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from editions.checks.pdf.reading.budget import Budget
from editions.checks.pdf.reading.streams import Streams
from editions.checks.pdf.reading.trees import entries
from editions.checks.pdf.reading.values import dictionary, get, items, text
from editions.safety.xml import parse

_CLAIM = re.compile(rb"pdfuaid:part(?:\s*=\s*[\"']|>)\s*(\d)")
_METADATA = 4 << 20
_CLAIMS = 10  # that a file makes at most


def catalog(pdf: pikepdf.Pdf, streams: Streams) -> dict[str, Any]:
    """Return the facts of a file, by the names that ``Document`` gives them."""
    budget = streams.budget
    marks = dictionary(pdf.Root, "/MarkInfo")
    metadata = get(pdf.Root, "/Metadata")
    packet = streams.read(metadata)[:_METADATA] if isinstance(metadata, pikepdf.Stream) else b""
    return {
        "lang": text(get(pdf.Root, "/Lang"), budget) or "",
        "title": _title(pdf, packet, budget),
        "shows_title": get(dictionary(pdf.Root, "/ViewerPreferences"), "/DisplayDocTitle") is True,
        "marked": get(marks, "/Marked") is True,
        "suspects": get(marks, "/Suspects") is True,
        "claims": tuple(int(part) for part in _CLAIM.findall(packet)[:_CLAIMS]),
    }


def _title(pdf: pikepdf.Pdf, packet: bytes, budget: Budget) -> str:
    """Return the title of the XMP metadata (ISO 14289-1, 7.1), that of Info where there is none."""
    from lxml import etree

    try:
        root = parse(packet[packet.find(b"<") :].strip(b"\0"))
        found = root.iter("{http://purl.org/dc/elements/1.1/}title")
        title = " ".join("".join(next(found, etree.Element("none")).itertext()).split())
    except etree.XMLSyntaxError:
        title = ""
    return title or text(get(pdf.docinfo, "/Title"), budget) or ""


def loose_files(pdf: pikepdf.Pdf, budget: Budget) -> Iterator[str]:
    """Yield the names of the embedded files that do not say what they are to the document (ISO 32000-2, 7.11.3)."""
    named = (file for _, file in entries(get(dictionary(pdf.Root, "/Names"), "/EmbeddedFiles"), "/Names", budget))
    for file in (*named, *items(get(pdf.Root, "/AF"), budget)):
        if isinstance(file, pikepdf.Dictionary) and get(file, "/AFRelationship") is None:
            yield text(get(file, "/UF"), budget) or text(get(file, "/F"), budget) or "a file"
