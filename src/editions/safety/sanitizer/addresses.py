"""Addresses: where a link may lead, and which pictures may stand inside a document."""

from __future__ import annotations

LINKS = frozenset({"http", "https", "mailto", "tel"})
"""Schemes of links out of an edition: those that run nothing and read nothing of the reader's machine."""

EMBEDDED = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,", "data:image/webp;base64,")
"""How the address of a picture begins that a document holds itself, as pixels."""
PICTURES = (*EMBEDDED, "data:image/svg+xml;base64,")
"""How the address of an ``img`` may begin on a page for a browser, which runs and fetches nothing for an SVG there."""

_RUNNING = ("javascript:", "vbscript:")


def is_link(address: str) -> bool:
    """Whether an address leads out of an edition by a scheme of ``LINKS``, with nothing in it that could hide another."""
    scheme, colon, _ = address.partition(":")
    return bool(colon) and scheme.lower() in LINKS and _is_plain(address)


def is_fragment(address: str) -> bool:
    """Whether an address is that of a part of its own document: ``#fig-1``."""
    return address.startswith("#") and _is_plain(address)


def is_embedded(address: str, prefixes: tuple[str, ...] = EMBEDDED) -> bool:
    """Whether an address begins as one of these, and holds no control character but line ends."""
    return address[:64].lower().startswith(prefixes) and address.replace("\n", "").replace("\r", "").isprintable()


def names_script(text: str) -> bool:
    """Whether text, as browsers read an address, begins with a scheme that runs: ``java&#9;script:`` too."""
    return "".join(sign for sign in text[:64] if sign > " ").lower().startswith(_RUNNING)


def _is_plain(address: str) -> bool:
    """Whether an address has no space or control character: browsers leave those out before they look for a scheme."""
    return not any(sign <= " " or sign == "\x7f" for sign in address)
