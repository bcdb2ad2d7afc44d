"""XHTML: the elements of an article, and the attributes that say what they are."""

from __future__ import annotations

from editions.safety.sanitizer import css
from editions.safety.sanitizer.addresses import is_embedded, is_fragment, is_link
from editions.safety.sanitizer.policy import Policy
from editions.safety.xml import EPUB_TYPE, XML_LANG

ELEMENTS = frozenset(
    """
    html head title body article section nav aside header footer main div p pre blockquote h1 h2 h3 h4 h5 h6 hr br
    ul ol li dl dt dd figure figcaption img table caption colgroup col thead tbody tfoot tr th td
    a abbr b bdi bdo cite code dfn em i kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr
    """.split()
)
"""What an article is made of. ``link``, ``meta``, ``script``, ``style`` and fields are for a ``Policy`` to add."""

RUNNING = frozenset({"script", "style", "template", "noscript"})
"""Elements whose content is nothing that anybody reads: they go with it."""

_ALL = frozenset(
    """
    id class lang dir title role hidden tabindex translate aria-colcount aria-colindex aria-current aria-describedby
    aria-details aria-disabled aria-expanded aria-hidden aria-invalid aria-label aria-labelledby aria-level aria-live
    aria-posinset aria-required aria-roledescription aria-rowcount aria-rowindex aria-setsize data-counted data-edition
    data-entry data-label data-mathml data-running data-title
    """.split()
) | {XML_LANG, EPUB_TYPE}
_OWN = {
    "a": "href hreflang",
    "img": "src alt width height",
    "ol": "type start reversed",
    "li": "value",
    "time": "datetime",
    "col": "span",
    "colgroup": "span",
    "th": "scope colspan rowspan headers abbr",
    "td": "colspan rowspan headers",
    "link": "rel href type",
    "meta": "charset name content http-equiv",
    "script": "type",
    "label": "for",
    "input": "type value checked min max autocomplete spellcheck",
    "textarea": "rows cols",
    "button": "type",
    "option": "value selected",
}
"""Attributes that an element has besides those of all."""
_ATTRIBUTES = {element: frozenset(names.split()) for element, names in _OWN.items()}
_NONE: frozenset[str] = frozenset()


def keeps(element: str, attribute: str, value: str, policy: Policy) -> bool:
    """Whether an attribute may stay."""
    if attribute == "style":
        return css.is_kept(value)
    if attribute in _ALL:
        return True
    if attribute not in _ATTRIBUTES.get(element, _NONE):
        return False
    match element, attribute:
        case "a", "href":
            return is_link(value) or is_fragment(value) or _is_beside(value, policy)
        case "img", "src":
            return _is_beside(value, policy) or is_embedded(value, policy.pictures)
        case "link", "href":
            return _is_beside(value, policy)
        case "link", "rel":
            return value == "stylesheet"
        case "script", "type":
            return value == "application/json"
    return True


def _is_beside(address: str, policy: Policy) -> bool:
    return address.partition("#")[0] in policy.files


def is_own(element: str, text: str, attributes: dict[str, str], policy: Policy) -> bool:
    """Whether an element that could run, or that speaks to the browser, holds a text that only we write."""
    if element in RUNNING:
        return text in policy.own
    return element != "meta" or "http-equiv" not in attributes or attributes.get("content", "") in policy.own
