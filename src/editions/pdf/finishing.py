"""The last steps before a file is written: what PDF/A asks of a whole file, the attached source, the boxes of its pages.

ISO 19005-3 (PDF/A-3): 6.2.3 (output intent), 6.2.8 (images), 6.6 (metadata), 6.8 (embedded files); ISO 19005-4 (PDF/A-4f)
likewise.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pydyf

from editions.pdf.attachments import Attachment, attach
from editions.pdf.variants import BLEED, Variant


def finish(pdf: pydyf.PDF, variant: Variant, *, packet: bytes, source: Attachment) -> None:
    """Add what belongs to a whole file: metadata (an XMP ``packet``), colours, the source, and the boxes for cutting."""
    metadata = pydyf.Stream([packet], {"Type": "/Metadata", "Subtype": "/XML"})
    pdf.add_object(metadata)
    pdf.catalog["Metadata"] = metadata.reference
    _intend_srgb(pdf)
    _keep_pixels(pdf)
    _attach_source(pdf, source)
    if variant.version == "2.0":
        pdf.info.clear()  # XMP alone says it in PDF 2.0 (ISO 19005-4, 6.1.3)
    if variant.marked:
        _bound_bleed(pdf)
    _write_out(pdf)


@cache
def _srgb() -> bytes:
    """Return the profile of sRGB that WeasyPrint brings along."""
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def _intend_srgb(pdf: pydyf.PDF) -> None:
    profile = pydyf.Stream([_srgb()], {"N": 3}, compress=True)
    pdf.add_object(profile)
    name = pydyf.String("sRGB2014")
    intent = {"Type": "/OutputIntent", "S": "/GTS_PDFA1", "OutputConditionIdentifier": name, "Info": name}
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary({**intent, "DestOutputProfile": profile.reference})])


def _keep_pixels(pdf: pydyf.PDF) -> None:
    """An archive shows the pixels that there are, and invents none between them."""
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream) and "Interpolate" in each.extra:
            each.extra["Interpolate"] = "false"


def _attach_source(pdf: pydyf.PDF, source: Attachment) -> None:
    reference = attach(pdf, source)
    names = pydyf.Dictionary({"Names": pydyf.Array([pydyf.String(source.name), reference])})
    pdf.add_object(names)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = names.reference
    pdf.catalog["AF"] = pydyf.Array([reference])


def _bound_bleed(pdf: pydyf.PDF) -> None:
    for each in pdf.objects:
        if isinstance(each, dict) and each.get("Type") == "/Page":
            left, top, right, bottom = each["TrimBox"]
            each["BleedBox"] = pydyf.Array([left - BLEED, top - BLEED, right + BLEED, bottom + BLEED])


def _write_out(pdf: pydyf.PDF) -> None:
    """Turn into bytes what pydyf would turn into bytes, or compress, twice: for the file, and for its identifier."""
    pdf.objects[:] = [_Written(each) if each.free == "n" and _is_work(each) else each for each in pdf.objects]


def _is_work(each: pydyf.Object) -> bool:
    return each.compress if isinstance(each, pydyf.Stream) else True


class _Written(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """An object that is its bytes."""

    data = b""
    compressible = True

    def __init__(self, object_: pydyf.Object) -> None:
        super().__init__()
        self.number = object_.number
        self.data = object_.data
        self.compressible = object_.compressible
