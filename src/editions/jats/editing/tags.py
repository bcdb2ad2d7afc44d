"""Language tags, as a source has them and an edit gives them."""

from __future__ import annotations

from editions.article.model import UNDETERMINED
from editions.jats.editing.document import Element
from editions.jats.editing.edits import EditError
from editions.jats.source import XML_LANG
from editions.languages.tags import canonical


def checked(tag: str) -> str:
    """Return a tag in its canonical form. Raises ``EditError`` for one that is none."""
    found = canonical(tag)
    if found is None:
        raise EditError(f"{tag!r} is no registered language tag. Use a BCP 47 tag such as en, es or pt-BR.")
    return found


def around(node: Element) -> str:
    """Return the language of an element: its own, or that of the nearest element around it that says one."""
    tags = (item.get(XML_LANG) for item in (node, *node.iterancestors()))
    return next((found for tag in tags if tag and (found := canonical(tag))), UNDETERMINED)
