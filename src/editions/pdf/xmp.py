"""The XMP packet: what a file tells libraries, archives and readers (ISO 16684-1; ISO 32000-1, 14.3.2).

It names the article by title, authors, language, licence and DOI, and carries the claims: PDF/UA (ISO 14289-1 and -2, 5),
PDF/A (ISO 19005-3, 6.6.4; -4, 6.7.3) and PDF Declarations (PDF Association, 2019). PDF/A-3 knows no property that is not
described: the file brings the description of PDF/UA's along (ISO 19005-3, 6.6.2.3.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from editions.pdf.metadata import Facts
from editions.pdf.variants import Variant
from editions.safety.xml import XML_LANG

_HEADER = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_FOOTER = b'\n<?xpacket end="r"?>'
_NS: Final = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfd": "http://pdfa.org/declarations/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
# What PDF/A-3 has to be told of: the schema's name, its prefix, and its properties with their types.
_PDFUA = ("PDF/UA identification", "pdfuaid", {"part": "Integer"})
_REVISIONS = {("pdfuaid", 2): "2024", ("pdfaid", 4): "2020"}  # the years of the parts that ask for theirs


def packet(facts: Facts, variant: Variant, *, claim: bool) -> bytes:
    """Return the packet of a file; with ``claim``, it says that the file conforms to the standards of its variant."""
    rdf = _element("rdf:RDF")
    rdf.extend(_properties(facts))
    if claim:
        rdf.extend(_claims(variant))
    meta = _element("x:xmpmeta", rdf)
    etree.cleanup_namespaces(meta)
    return _HEADER + etree.tostring(meta, encoding="utf-8", pretty_print=True) + _FOOTER


def padded(packet: bytes, length: int) -> bytes:
    """Return a packet made as long as another: white space before its end, as XMP foresees it (ISO 16684-1, 7.3.2)."""
    return packet.removesuffix(_FOOTER) + b" " * (length - len(packet)) + _FOOTER


def _properties(facts: Facts) -> Iterator[etree._Element]:
    yield _description(
        _alternatives("dc:title", facts.title, facts.language),
        _list("dc:creator", "Seq", facts.authors),
        _alternatives("dc:description", facts.subject, facts.language),
        _list("dc:subject", "Bag", facts.keywords),
        _list("dc:language", "Bag", [facts.language]),
        _list("dc:publisher", "Bag", [facts.publisher]),
        _alternatives("dc:rights", facts.rights or facts.licence, facts.language),
        _text("dc:identifier", f"https://doi.org/{facts.doi}" if facts.doi else ""),
        _text("dc:format", "application/pdf"),
    )
    yield _description(
        _text("xmpRights:WebStatement", facts.licence),
        _text("xmpRights:Marked", "True" if facts.rights or facts.licence else ""),
        _text("pdf:Keywords", ", ".join(facts.keywords)),
        _text("pdf:Producer", facts.producer),
        _text("xmp:CreatorTool", facts.generator),
        _text("xmp:CreateDate", facts.dated),
        _text("xmp:ModifyDate", facts.dated),
    )


def _claims(variant: Variant) -> Iterator[etree._Element]:
    part, level = variant.archive
    yield _description(*_claim("pdfaid", part), _text("pdfaid:conformance", level))
    yield _description(*_claim("pdfuaid", variant.accessible))
    if variant.declarations:
        declared = [_resource(_text("pdfd:conformsTo", address)) for address in variant.declarations]
        yield _description(_element("pdfd:declarations", _element("rdf:Bag", *declared)))
    if part == 3:
        yield _description(_element("pdfaExtension:schemas", _element("rdf:Bag", _schema(*_PDFUA))))


def _claim(prefix: str, part: int) -> Iterator[etree._Element | None]:
    yield _text(f"{prefix}:part", str(part))
    yield _text(f"{prefix}:rev", _REVISIONS.get((prefix, part), ""))


def _schema(name: str, prefix: str, properties: Mapping[str, str]) -> etree._Element:
    """Return the description of a schema that PDF/A-3 does not know."""
    listed = [
        _resource(
            _text("pdfaProperty:name", each),
            _text("pdfaProperty:valueType", kind),
            _text("pdfaProperty:category", "internal"),
            _text("pdfaProperty:description", f"{name}: {each}"),
        )
        for each, kind in properties.items()
    ]
    return _resource(
        _text("pdfaSchema:schema", name),
        _text("pdfaSchema:namespaceURI", _NS[prefix]),
        _text("pdfaSchema:prefix", prefix),
        _element("pdfaSchema:property", _element("rdf:Seq", *listed)),
    )


def _element(name: str, *children: etree._Element | None, text: str = "") -> etree._Element:
    prefix, _, local = name.partition(":")
    element = etree.Element(f"{{{_NS[prefix]}}}{local}", nsmap=_NS)
    element.text = text or None
    element.extend([child for child in children if child is not None])
    return element


def _description(*properties: etree._Element | None) -> etree._Element:
    description = _element("rdf:Description", *properties)
    description.set(f"{{{_NS['rdf']}}}about", "")
    return description


def _resource(*fields: etree._Element | None) -> etree._Element:
    item = _element("rdf:li", *fields)
    item.set(f"{{{_NS['rdf']}}}parseType", "Resource")
    return item


def _text(name: str, text: str) -> etree._Element | None:
    return _element(name, text=text) if text else None


def _list(name: str, kind: str, values: Sequence[str]) -> etree._Element | None:
    items = [_element("rdf:li", text=value) for value in values if value]
    return _element(name, _element(f"rdf:{kind}", *items)) if items else None


def _alternatives(name: str, text: str, language: str) -> etree._Element | None:
    """Return a text as XMP keeps texts: by language, the first for whoever asks for none."""
    if not text:
        return None
    items = [_element("rdf:li", text=text) for _ in filter(None, ("x-default", language))]
    for item, each in zip(items, ("x-default", language), strict=False):
        item.set(XML_LANG, each)
    return _element(name, _element("rdf:Alt", *items))
