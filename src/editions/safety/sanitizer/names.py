"""The namespaces that an edition's documents may use."""

from __future__ import annotations

XHTML = "http://www.w3.org/1999/xhtml"
MATHML = "http://www.w3.org/1998/Math/MathML"
SVG = "http://www.w3.org/2000/svg"
OPS = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"
XLINK = "http://www.w3.org/1999/xlink"

XML_LANG = f"{{{XML}}}lang"
XML_SPACE = f"{{{XML}}}space"
EPUB_TYPE = f"{{{OPS}}}type"
XLINK_HREF = f"{{{XLINK}}}href"
