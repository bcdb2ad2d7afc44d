"""Alternatives and long descriptions: which element holds them, where in it, and what they say of themselves."""

from __future__ import annotations

from editions.jats.editing.document import Element, kind
from editions.jats.editing.edits import EditError, SetAlternative, SetDecorative, SetDescription
from editions.jats.editing.markup import element, escaped
from editions.jats.editing.patches import Patches
from editions.jats.editing.tags import around, checked
from editions.jats.editing.vocabulary import Vocabulary, holds_alternative, holds_description
from editions.jats.pictures import DECORATIVE, graphics
from editions.jats.provenance import is_ours, origin_word, review_words
from editions.jats.source import XML_LANG, child, name, paragraphs, texts

TextEdit = SetAlternative | SetDecorative | SetDescription

_HEAD = frozenset({"object-id", "label", "caption", "abstract", "kwd-group", "subj-group"})
"""What stands before the alternative in an element that has an order (``fig``, ``table-wrap`` …), as its DTD has it."""

_FIGURES = frozenset({"fig", "chem-struct-wrap"})
_FORMULAS = frozenset({"disp-formula", "inline-formula"})
_PICTURES = frozenset({"graphic", "inline-graphic"})
_MATHS = frozenset({"math", "tex-math"})


def set_text(patches: Patches, vocabulary: Vocabulary, edit: TextEdit) -> None:
    """Write an ``alt-text`` or a ``long-desc``; a ``textual-form`` for a formula that may have neither."""
    node = patches.document.nodes[edit.place]
    wanted = "long-desc" if isinstance(edit, SetDescription) else "alt-text"
    holds = holds_description if wanted == "long-desc" else holds_alternative
    candidates = _candidates(node)
    able = (item for item in candidates if holds(vocabulary, kind(item)))
    holder = next(iter([*_having(candidates, wanted), *able]), None)
    if holder is not None:
        _write(patches, vocabulary, holder, wanted, edit)
    elif wanted == "alt-text" and (maths := _maths(node)):
        _write_form(patches, vocabulary, node, maths, edit)
    else:
        raise EditError(f"<{name(node)}> may not hold <{wanted}> in the DTD of the article. Choose the element around it.")


# ------------------------------------------------------------------------------------------------------------------ where


def _candidates(node: Element) -> list[Element]:
    """Return the elements that may say what an element shows, the best first: a figure speaks for its only picture."""
    if name(node) in _FIGURES:
        return [node, *_only_picture(node)]
    if name(node) in _PICTURES and (figure := _figure(node)) is not None:
        return [figure, *_only_picture(figure)]
    if name(node) in _FORMULAS and not _maths(node):
        return [*(item for item in node.iter() if name(item) in _PICTURES), node]
    if name(node) == "table" and (parent := node.getparent()) is not None:
        return [node, parent]
    return [node]


def _only_picture(figure: Element) -> list[Element]:
    """Return the forms of a figure's picture, where it has one alone."""
    found = graphics(figure)
    return found[0] if len(found) == 1 else []


def _figure(picture: Element) -> Element | None:
    """Return the figure that has a picture, in one form or several, as its only one."""
    parent = picture.getparent()
    if parent is not None and name(parent) == "alternatives":
        parent = parent.getparent()
    return parent if parent is not None and name(parent) in _FIGURES and picture in _only_picture(parent) else None


def _having(candidates: list[Element], wanted: str) -> list[Element]:
    """Return the elements that have such a text already, those that say something first."""
    having = [(found, item) for item in candidates if (found := child(item, wanted)) is not None]
    return [item for _, item in sorted(having, key=lambda pair: not texts(pair[0]))]


def _maths(node: Element) -> list[Element]:
    return [item for item in node.iter() if name(item) in _MATHS]


# ------------------------------------------------------------------------------------------------------------------- what


def _write(patches: Patches, vocabulary: Vocabulary, holder: Element, wanted: str, edit: TextEdit) -> None:
    attributes = _language(edit, holder) | _provenance(edit, vocabulary)
    found = child(holder, wanted)
    patches.claim(holder, wanted)
    if found is not None:
        _fill(patches, found, _said(edit), attributes, replace=edit.replace)
    else:
        patches.put(holder, element(wanted, _said(edit), attributes), _before(holder, wanted))


def _said(edit: TextEdit) -> str:
    """Return what is written. Raises ``EditError`` for a text that says nothing, or would be read as a mark."""
    if isinstance(edit, SetDecorative):
        return "null"
    if isinstance(edit, SetDescription):
        text = "\n\n".join(" ".join(part.split()) for part in paragraphs(edit.text))
    else:
        text = " ".join(edit.text.split())
    if not text or text.lower() in DECORATIVE:
        raise EditError(f"The text {text!r} describes nothing. Write what is seen, or say that the picture is decorative.")
    return text


def _before(holder: Element, wanted: str) -> Element | None:
    """Return the child behind which a text belongs, None where it comes first."""
    before = _HEAD | {"alt-text"} if wanted == "long-desc" else _HEAD
    last: Element | None = None
    for item in holder:
        if name(item) and name(item) not in before:
            break
        last = item if name(item) else last
    return last


def _fill(patches: Patches, found: Element, text: str, attributes: dict[str, str], *, replace: bool) -> None:
    """Fill an element that is there already; what it says is only taken out on demand."""
    old = {key: found.get(XML_LANG if key == "xml:lang" else key) for key in attributes}
    if texts(found) == " ".join(text.split()) and old == attributes:
        return
    kept = [texts(found), *(value for key, value in old.items() if value and value != attributes[key])]
    if any(kept) and not replace:
        raise EditError(f"<{name(found)}> (line {found.sourceline}) says {kept[0][:60]!r} already. Ask for it to be replaced.")
    tag = patches.document.tag(found)
    if texts(found):
        patches.replace(tag.opened, tag.closing, escaped(text))
    else:
        patches.put(found, escaped(text))
    for key in ("content-type", "specific-use"):
        if key not in attributes and is_ours(found.get(key, "")):
            patches.unset(found, key)
    patches.set(found, {key: value for key, value in attributes.items() if old[key] != value})


def _language(edit: TextEdit, holder: Element) -> dict[str, str]:
    if isinstance(edit, SetDecorative) or not edit.lang or checked(edit.lang) == around(holder):
        return {}
    return {"xml:lang": checked(edit.lang)}


def _provenance(edit: TextEdit, vocabulary: Vocabulary) -> dict[str, str]:
    if edit.provenance is None:
        return {}
    origin, review = origin_word(edit.provenance), review_words(edit.provenance)
    if vocabulary < Vocabulary.JATS_1_0:  # whose alt-text has no specific-use
        return {"content-type": "; ".join(filter(None, (origin, review)))}
    return {"content-type": origin} | ({"specific-use": review} if review else {})


# ------------------------------------------------------------------------------------------------- formulas of older DTDs


def _write_form(patches: Patches, vocabulary: Vocabulary, node: Element, maths: list[Element], edit: TextEdit) -> None:
    """Say a formula in a ``textual-form`` beside it, where the DTD knows no ``alt-text`` for it (before JATS 1.3)."""
    attributes = _language(edit, node) | _provenance(edit, Vocabulary.JATS_1_0)
    if "xml:lang" in attributes and vocabulary < Vocabulary.JATS_1_0:
        raise EditError(f"In the DTD of the article, what <{name(node)}> says can only be in the language around it.")
    if any(name(item) == "textual-form" for item in node.iter()) or any(item.get("alttext", "").strip() for item in maths):
        raise EditError(f"The formula in <{name(node)}> (line {node.sourceline}) has a spoken form already.")
    patches.claim(node, "textual-form")
    said = element("named-content", _said(edit), {"content-type": "spoken-form"} | attributes)  # its type is required
    form = f"<textual-form>{said if attributes else escaped(_said(edit))}</textual-form>"
    parent = maths[0].getparent()
    if parent is not None and name(parent) == "alternatives":
        patches.put(parent, form, parent[-1])
        return
    tag = patches.document.tag(maths[0])
    patches.wrap(tag.start, tag.end, "alternatives", {}, last=form)
