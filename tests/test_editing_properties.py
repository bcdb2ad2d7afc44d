"""What holds for any source and any edits: nothing is lost on the way back, and nothing comes in but what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from editions.article.model import Origin, Provenance
from editions.jats.editing import apply
from editions.jats.editing.changes import Edited
from editions.jats.editing.edits import (
    Edit,
    EditError,
    SetAlternative,
    SetDecorative,
    SetDescription,
    SetHeaders,
    SetLanguage,
    SetMetadata,
    SetWordsLanguage,
)

ANY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
BLOCKS = ("p", "sec", "fig", "title", "table", "tr", "td", "caption", "label", "disp-formula", "list", "surname", "mml:list")
INLINES = ("italic", "bold", "xref", "inline-formula", "tex-math", "ext-link", "break")
EMPTY = ("<graphic/>", "<graphic a='>' />", "<inline-graphic\n/>", "<media/>", "<td/>", "<graphic></graphic>")
OTHER = (
    "<!-- <p> -->",
    "<?x <p> ?>",
    "<![CDATA[<p> &a; ]]>",
    "&amp;",
    "&lt;",
    "&#233;",
    "&eacute;",
    "&own;",
    "\r\n",
    " ",
    "\t",
)
TEXT = st.text(st.sampled_from("ab é—😀>\"'"), min_size=1, max_size=8)
VERSIONS = st.sampled_from(["3.0", "1.0", "1.1", "1.2", "1.3"])
ENCODINGS = st.sampled_from([("UTF-8", "utf-8"), ("ISO-8859-15", "iso-8859-15"), ("UTF-16", "utf-16")])


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    names = st.sampled_from(BLOCKS + INLINES)
    return st.builds(
        lambda name, inside: f"<{name}>{''.join(inside)}</{name}>", names, st.lists(children, min_size=1, max_size=4)
    )


CONTENT = st.recursive(st.one_of(TEXT.map(lambda text: text.replace(">", "&gt;")), st.sampled_from(EMPTY + OTHER)), _element)


@st.composite
def sources(draw: Callable[[st.SearchStrategy[Any]], Any]) -> bytes:
    """Draw an article of some vocabulary, in some encoding."""
    name, codec = draw(ENCODINGS)
    body = "".join(draw(st.lists(_element(CONTENT), min_size=2, max_size=5)))
    text = (
        f'<?xml version="1.0" encoding="{name}"?><!DOCTYPE article [<!ENTITY own "a b">]>'
        f'<article xmlns:mml="http://www.w3.org/1998/Math/MathML" dtd-version="{draw(VERSIONS)}">'
        f"<front><article-meta/></front><body>{body}</body></article>"
    )
    encoded: bytes = text.encode(codec, "xmlcharrefreplace")
    return encoded if name != "UTF-16" else encoded.replace("&eacute;".encode("utf-16-le"), "é".encode("utf-16-le"))


PLACE = st.integers(-1, 9) | st.integers(3, 7)  # the body is number 3
WORDS = st.text(st.sampled_from("ab é"), min_size=1, max_size=2)
BY = st.none() | st.builds(Provenance, origin=st.sampled_from(Origin), reviewed_by=WORDS, reviewed_on=st.just("2026-11-24"))
EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(SetAlternative, place=PLACE, text=TEXT, lang=st.sampled_from(["", "es"]), provenance=BY),
    st.builds(SetDecorative, place=PLACE, provenance=BY),
    st.builds(SetDescription, place=PLACE, text=TEXT, provenance=BY),
    st.builds(SetLanguage, place=PLACE, tag=st.just("fr")),
    st.builds(SetWordsLanguage, place=PLACE, words=WORDS, tag=st.just("pt"), occurrence=st.integers(1, 2)),
    st.builds(SetHeaders, place=PLACE, rows=st.integers(0, 2), columns=st.integers(0, 2)),
    st.builds(SetMetadata, features=st.just(("alternativeText",)), summary=TEXT),
)


def made(data: bytes, edits: Sequence[Edit]) -> Edited:
    """The file with those of the edits that can be made together."""
    while True:
        try:
            return apply(data, edits)
        except EditError as error:
            if error.edit is None:  # the file itself would be at fault
                raise
            edits = [edit for edit in edits if edit is not error.edit]


@ANY
@given(sources(), st.lists(EDITS, max_size=12))
def test_undoing_gives_the_file_back(data: bytes, edits: list[Edit]) -> None:
    """Byte for byte; on the way there, only slashes of empty tags had gone, and no line has moved."""
    edited = made(data, edits)
    assert edited.undone() == data
    assert {change.removed.strip(b"\0") for change in edited.changes} <= {b"", b"/"}
    assert not any(b"\n" in change.inserted for change in edited.changes)


NESTED = b"<article><front/><body><p><title>a<tex-math>x</tex-math></title></p></body></article>"


@ANY
@given(sources(), st.lists(EDITS, max_size=12))
@example(NESTED, [SetAlternative(place=0, text="x"), SetLanguage(place=4, tag="fr")])
def test_nothing_comes_in_but_what_was_asked_for(data: bytes, edits: list[Edit]) -> None:
    """The tree of the edited file, without the elements and attributes that edits bring, is the tree that was."""
    assert canonical(without(tree(made(data, edits).data))) == canonical(tree(data))


def tree(data: bytes) -> etree._Element:
    """The tree of a file, without its DOCTYPE; the entities as their names."""
    own = data.replace(b"&eacute;", b"&#233;")  # what nothing declares is no part of a tree
    return etree.fromstring(own, etree.XMLParser(resolve_entities=False))


def canonical(root: etree._Element) -> bytes:
    return etree.tostring(root, method="xml", encoding="utf-8")


def without(root: etree._Element) -> etree._Element:
    """Take out what edits bring; none of it is in what is drawn."""
    for node in list(root.iter("alt-text", "long-desc", "textual-form", "processing-meta", "custom-meta-group")):
        _drop(node)
    for node in list(root.iter("named-content", "alternatives")):
        _unwrap(node)
    for node in root.iter(etree.Element):
        node.attrib.pop(XML_LANG, None)
        node.attrib.pop("scope", None)
    return root


def _drop(node: etree._Element) -> None:
    node[:] = []
    node.text = None
    if node.getparent() is not None:  # else it has gone with what held it
        _unwrap(node)


def _unwrap(node: etree._Element) -> None:
    """Put what an element holds in its place."""
    parent, before = node.getparent(), node.getprevious()
    assert parent is not None
    inside, at = list(node), parent.index(node)
    _append(parent, before, node.text)
    parent[at : at + 1] = inside
    _append(parent, inside[-1] if inside else before, node.tail)


def _append(parent: etree._Element, before: etree._Element | None, text: str | None) -> None:
    if before is None:
        parent.text = (parent.text or "") + (text or "") or None
    else:
        before.tail = (before.tail or "") + (text or "") or None
