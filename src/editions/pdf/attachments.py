"""Files within the file: the article's source, and the MathML of its formulas (ISO 32000-2, 7.11.4 and 14.13)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pydyf

from editions.article.model import Article
from editions.findings import SourceError
from editions.safety.file_names import printable


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file to embed. ``relation`` says what it is to the thing that it belongs to; ``modified`` is a PDF date or empty."""

    name: str
    media_type: str
    data: bytes
    relation: Literal["Source", "Supplement"]
    description: str
    modified: str = ""


def source(article: Article, modified: str) -> Attachment:
    """Return the article's source as a file to embed. Raises ``SourceError`` where it can no longer be read."""
    try:
        data = article.source_bytes()
    except OSError as error:
        raise SourceError(f"Cannot read {article.source}: {error.strerror}. The PDF carries it along; put it back.") from error
    return Attachment(
        name=f"{printable(article.name)}.xml",
        media_type="application/xml",
        data=data,
        relation="Source",
        description="JATS XML",
        modified=modified,
    )


def formula(name: str, mathml: str) -> Attachment:
    """Return a formula's markup as a file to embed."""
    kind = "application/mathml+xml"
    return Attachment(name=name, media_type=kind, data=mathml.encode(), relation="Supplement", description="MathML")


def attach(pdf: pydyf.PDF, file: Attachment) -> bytes:
    """Embed a file; return the reference of its specification."""
    parameters = {"Size": len(file.data), **({"ModDate": pydyf.String(file.modified)} if file.modified else {})}
    kind = file.media_type.replace("/", "#2F")
    extra = {"Type": "/EmbeddedFile", "Subtype": f"/{kind}", "Params": pydyf.Dictionary(parameters)}
    stream = pydyf.Stream([file.data], extra, compress=True)
    pdf.add_object(stream)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(file.name.encode("ascii", "replace").decode()),
            "UF": pydyf.String(file.name),
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
            "AFRelationship": f"/{file.relation}",
            "Desc": pydyf.String(file.description),
        }
    )
    pdf.add_object(specification)
    return bytes(specification.reference)
