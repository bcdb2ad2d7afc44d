"""The page of ``describe --html``: the catalog as one file, the pictures beside the fields, which saves the TOML itself.

It needs no server and reaches for nothing: its script and style are named by their hashes in a content security policy, its
pictures are inside it. All that comes from the article is text in a tree, never markup; and the tree passes the gate, which
lets our own script through by its content.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from lxml import etree
from lxml.builder import E

from editions.article import styles
from editions.catalog.describing import Described
from editions.catalog.entries import (
    MAX_ALT_CHARS,
    SOURCES,
    AlternativeEntry,
    AnyEntry,
    Catalog,
    HeadersEntry,
    LanguageEntry,
    table_of,
)
from editions.catalog.mentions import shortened
from editions.catalog.writing import Slot, pieces
from editions.images.previews import data_uri, share
from editions.languages.phrases import FALLBACK, language_name, language_of
from editions.languages.tags import direction
from editions.languages.translations import Translations
from editions.report.phrases import asked
from editions.safety.characters import legal
from editions.safety.sanitizer import Policy, Removed, clean
from editions.safety.sanitizer.addresses import PICTURES

Element = etree._Element
Words = Mapping[str, str]


OUTPUT = "page"
WORDS = Translations("catalog")
"""Language -> key -> words of the page: in the article's language where we have them, else in English."""
_FIELDS = frozenset("meta style script button fieldset legend label input textarea select option".split())


def page(described: Described, title: str, lang: str, file: str) -> str:
    """Return the page of a catalog as HTML; ``file`` is the name of what it saves."""
    return gated(described, title, lang, file)[0]


def gated(described: Described, title: str, lang: str, file: str) -> tuple[str, tuple[Removed, ...]]:
    """Return the page of a catalog as HTML, and what the gate took out of it."""
    catalog, said = described.catalog, WORDS[language_of(lang, WORDS)]
    shown = [_explained(entry, described, lang) for entry in catalog.entries]
    script, style = Path(__file__).with_name("page.js").read_text("utf-8"), styles.sheet("describe.css").read_text("utf-8")
    security, data = _policy(script, style), _data(catalog, said, file)
    html = E.html(
        E.head(
            E.meta(charset="utf-8"),
            E.meta({"http-equiv": "Content-Security-Policy", "content": security}),
            E.meta(name="viewport", content="width=device-width, initial-scale=1"),
            E.title(_text(said["heading"].format(title=title))),
            E.style(style),
        ),
        E.body(
            _top(catalog, title, said, file),
            E.main(*(_entry(entry, number, said, described.pictures) for number, entry in enumerate(shown)), id="entries"),
            E.footer(E.button(said["save"], {"class": "save", "type": "button"})),
            E.p("", id="status", role="status"),
            E.script(data, id="page", type="application/json"),
            E.script(script),
        ),
        lang=language_of(lang, WORDS),
    )
    own = frozenset({script, style, security, data})
    removed = clean(html, Policy(output=OUTPUT, elements=_FIELDS, pictures=PICTURES, own=own))
    return "<!DOCTYPE html>\n" + etree.tostring(html, encoding="unicode", method="html") + "\n", removed


def _explained(entry: AnyEntry, described: Described, lang: str) -> AnyEntry:
    """Return an entry that says why it is asked in the page's language: there by its rules, where that is not English."""
    if not isinstance(entry, AlternativeEntry) or language_of(lang) == FALLBACK:
        return entry
    rules = described.rules.get(f"{entry.language} {entry.id}", ())
    return replace(entry, asks=" ".join(asked(rule, language_of(lang)) for rule in rules))


def _policy(script: str, style: str) -> str:
    return f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _data(catalog: Catalog, said: Words, file: str) -> str:
    """Return what the script is told, as JSON that no ``</script>`` can end."""
    parts = [[part.entry, part.key] if isinstance(part, Slot) else part for part in pieces(catalog)]
    have = [number for number, entry in enumerate(catalog.entries) if isinstance(entry, AlternativeEntry) and entry.now]
    told = {"pieces": parts, "said": have, "words": dict(said), "longest": MAX_ALT_CHARS, "file": file}
    return json.dumps(told, ensure_ascii=True).replace("<", "\\u003c")


def _text(text: str) -> str:
    return legal(text, "\ufffd")


# -------------------------------------------------------------------------------------------------------------------- top


def _top(catalog: Catalog, title: str, said: Words, file: str) -> Element:
    parts = [E.h1(_text(said["heading"].format(title=title))), E.p(_text(said["intro"].format(file=file)))]
    if not catalog.entries:
        return E.header(*parts, E.p(said["nothing"], id="progress"))
    links = [E.li(E.a(_text(_name(entry, said)), href=f"#e{number}")) for number, entry in enumerate(catalog.entries)]
    for number, link in enumerate(links):
        link.append(E.span("", {"class": "state", "id": f"e{number}-state"}))
    progress = E.p(said["progress"].format(filled=catalog.filled, all=len(catalog.entries)), id="progress")
    save = E.button(said["save"], {"class": "save", "type": "button"})
    nav = E.nav(E.h2(said["contents"], id="contents"), E.ol(*links), {"aria-labelledby": "contents"})
    return E.header(*parts, progress, save, nav, *_for_all(catalog, said))


def _for_all(catalog: Catalog, said: Words) -> Iterator[Element]:
    """Yield what fills many entries at once: a reviewer, and the languages that somebody has looked through."""
    yield E.fieldset(
        E.legend(said["all-reviewer"]),
        E.p(said["all-hint"], id="all-hint"),
        *_labelled(said["reviewer"], E.input(type="text", id="all-reviewer", autocomplete="name")),
        *_labelled(said["reviewed"], E.input(type="date", id="all-reviewed")),
        E.button(said["all-apply"], {"id": "all-apply", "type": "button", "aria-describedby": "all-hint"}),
    )
    if any(isinstance(entry, LanguageEntry) for entry in catalog.entries):
        yield E.button(said["all-languages"], {"id": "all-languages", "type": "button"})


def _name(entry: AnyEntry, said: Words) -> str:
    """Return how a person would call an entry: ``Figure 1 (English)``."""
    kind = entry.kind if isinstance(entry, AlternativeEntry) else table_of(entry)
    signs = entry.shown if isinstance(entry, AlternativeEntry) and kind == "formula" else ""
    what = getattr(entry, "label", "") or getattr(entry, "words", "") or getattr(entry, "starts", "") or signs or entry.id
    named = what if kind in ("figure", "table") and what != entry.id else f"{said.get(kind, kind)}: {shortened(what, 60)}"
    return f"{named} ({language_name(entry.language)})"


# ---------------------------------------------------------------------------------------------------------------- entries


def _entry(entry: AnyEntry, number: int, said: Words, pictures: Mapping[str, Path]) -> Element:
    where = f"e{number}"
    heading = E.h2(_text(_name(entry, said)), id=f"{where}-name")
    match entry:
        case AlternativeEntry():
            facts, fields = _seen(entry, said, pictures), _alternative(entry, where, said)
        case LanguageEntry():
            facts, fields = iter([_facts(entry, said, ("starts", "words", "tagged"))]), _language(entry, where, said)
        case HeadersEntry():
            facts, fields = _rows(entry, said), _headers(entry, where, said)
    gone = [E.p(E.strong(said["gone"] + ". "), said["gone-hint"])] if entry.gone else []
    parts = E.div(E.div(*gone, *facts), E.div(*fields), {"class": "beside"})
    return E.section(heading, parts, {"id": where, "data-entry": str(number), "aria-labelledby": f"{where}-name"})


def _seen(entry: AlternativeEntry, said: Words, pictures: Mapping[str, Path]) -> Iterator[Element]:
    file = pictures.get(f"{entry.language} {entry.id}")
    if file is not None and (uri := data_uri(file, share(len(pictures)))):
        yield E.p(E.img(src=uri, alt=said["to-describe"]), {"class": "picture"})
    elif entry.kind != "formula":
        yield E.p(_text(said["no-preview"].format(file=entry.shown)))
    yield _facts(entry, said, ("shown", "caption", "mentions", "size", "asks", "now", "original"))


def _facts(entry: AnyEntry, said: Words, names: Iterable[str]) -> Element:
    facts = E.dl()
    for name in names:
        value = getattr(entry, name)
        lines = value if isinstance(value, tuple) else (value,) if value else ()
        if lines:
            title = "characters" if name == "shown" and getattr(entry, "kind", "") == "formula" else name
            facts.append(E.dt(said[title]))
        for line in lines:
            facts.append(E.dd(_text(line), _language_of_text(entry, name)))
    return facts


def _language_of_text(entry: AnyEntry, name: str) -> dict[str, str]:
    """Return how a fact is tagged: words of the article are in its language, ours in the page's."""
    ours = name not in ("caption", "mentions", "now", "starts")
    return {} if ours else {"lang": entry.language, "dir": direction(entry.language)}


def _alternative(entry: AlternativeEntry, where: str, said: Words) -> Iterator[Element]:
    hint = said["alt-formula-hint"] if entry.kind == "formula" else said["alt-hint"].format(longest=MAX_ALT_CHARS)
    yield from _written(where, "alt", entry.alt, entry, said, hint)
    more = f" {said['long-complex']}" if entry.complex else ""
    yield from _written(where, "long", entry.long, entry, said, said["long-hint"] + more)
    yield _checkbox(f"{where}-decorative", said["decorative"], entry.decorative)
    yield E.fieldset(
        E.legend(said["provenance"]),
        *_labelled(said["source"], _choice(f"{where}-source", entry.source, said)),
        *_labelled(said["reviewer"], E.input(type="text", id=f"{where}-reviewer", value=_text(entry.reviewer))),
        *_labelled(said["reviewed"], E.input(type="date", id=f"{where}-reviewed", value=entry.reviewed)),
    )
    if entry.draft:
        yield E.p(E.strong(said["draft"]), id=f"{where}-draft")
        yield _checkbox(f"{where}-confirm", said["confirm"], checked=False, describedby=f"{where}-draft")


def _language(entry: LanguageEntry, where: str, said: Words) -> Iterator[Element]:
    yield from _labelled(said["tag"], E.input(type="text", id=f"{where}-tag", value=_text(entry.tag), spellcheck="false"))
    yield _checkbox(f"{where}-confirmed", said["confirmed"], entry.confirmed)


def _rows(entry: HeadersEntry, said: Words) -> Iterator[Element]:
    yield _facts(entry, said, ("caption",))
    yield E.ol(*(E.li(_text(row)) for row in entry.shown), lang=entry.language)


def _headers(entry: HeadersEntry, where: str, said: Words) -> Iterator[Element]:
    for name in ("header_rows", "header_columns"):
        box = E.input(type="number", min="0", max="50", id=f"{where}-{name}", value=str(getattr(entry, name)))
        yield from _labelled(said[name], box)
    yield _checkbox(f"{where}-confirmed", said["confirmed"], entry.confirmed)


# ----------------------------------------------------------------------------------------------------------------- fields


def _written(where: str, key: str, value: str, entry: AnyEntry, said: Words, hint: str) -> Iterator[Element]:
    """Yield a field for text in the language of its entry; an alt text is counted while it is written."""
    name = f"{where}-{key}"
    described = f"{name}-hint {name}-count" if key == "alt" else f"{name}-hint"
    box = E.textarea("\n" + _text(value), {"id": name, "rows": "2" if key == "alt" else "6", "aria-describedby": described})
    box.set("lang", entry.language)
    box.set("dir", direction(entry.language))
    if key == "alt":
        box.set("data-counted", "")
    yield E.label(said[key], {"for": name})
    yield E.p(hint, {"id": f"{name}-hint", "class": "hint"})
    yield box
    if key == "alt":
        yield E.p("", {"id": f"{name}-count", "class": "hint"})


def _labelled(label: str, box: Element) -> Iterator[Element]:
    yield E.label(label, {"for": box.get("id", "")})
    yield box


def _checkbox(name: str, label: str, checked: bool, describedby: str = "") -> Element:
    box = E.input(type="checkbox", id=name)
    if checked:
        box.set("checked", "")
    if describedby:
        box.set("aria-describedby", describedby)
    return E.p(box, E.label(label, {"for": name}), {"class": "check"})


def _choice(name: str, chosen: str, said: Words) -> Element:
    choice = E.select(*(E.option(said[source], value=source) for source in SOURCES), id=name)
    for option in choice:
        if option.get("value") == chosen:
            option.set("selected", "")
    return choice
