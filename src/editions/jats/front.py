"""Front matter: titles, contributors, dates, abstracts, keywords, permissions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from editions.article.model import AUTHOR, Block, Date, Front, Inline, Keywords, Link, Paragraph, Passage, Section, Title, plain
from editions.jats.affiliations import affiliation, marked, unlabelled
from editions.jats.blocks import SKIPPED, base, block, blocks, is_block, labelled, notes_of, permissions, title
from editions.jats.context import Context, Element, line
from editions.jats.contributors import NAMES, contributor, display_name, first_name, role_of, sentence, surname
from editions.jats.inline import css_name, has_text, inline, inlines, is_empty, tidy
from editions.jats.marks import Marks, is_sentence, marks_of
from editions.jats.release import NAMES as RELEASE_NAMES
from editions.jats.release import release
from editions.jats.source import XLINK_HREF, child, find, find_all, name, texts
from editions.languages.phrases import language_of, phrase

ABSTRACT_LEVEL = 2


def front_of(ctx: Context, article: Element, lang: str) -> Front:
    """Return the front matter of an article or a translation of one (``front``, ``front-stub``)."""
    front = child(article, "front", "front-stub")
    if front is None:
        return Front()
    meta = child(front, "article-meta")
    meta = front if meta is None else meta
    ctx.level = ABSTRACT_LEVEL
    return Front(
        **_names(ctx, front, meta, lang),
        **_printed_in(meta),
        **release(ctx, meta, lang),
        **people(ctx, article, meta, lang),
        **_texts(ctx, meta, lang),
        dates=tuple(_dates(meta)),
        **_rights(ctx, meta, lang),
        other=tuple(part for item in (front, meta)[meta is front :] for part in _other(ctx, item, lang)),
    )


READ = frozenset(
    """
    journal-meta article-meta article-id article-categories title-group contrib-group aff aff-alternatives author-notes pub-date
    history permissions copyright-statement copyright-year copyright-holder license abstract trans-abstract kwd-group
    funding-group support-group volume issue fpage lpage page-range elocation-id
    """.split()
)
"""Front matter that has a place of its own in ``Front``."""

SILENT = frozenset(
    """
    counts custom-meta-group self-uri volume-id issue-id isbn processing-meta article-version
    article-version-alternatives pub-history event
    """.split()
)
"""Front matter that is data for machines, and no words of the article."""


def _printed_in(meta: Element) -> dict[str, Any]:
    """Return where the article was printed: volume, issue, pages, its number, as the source gives them."""
    volume, issue, first, last, pages, number = (
        texts(found) if (found := child(meta, part)) is not None else ""
        for part in ("volume", "issue", "fpage", "lpage", "page-range", "elocation-id")
    )
    pages = pages or (f"{first}\u2013{last}" if first and last and first != last else first)
    return {"volume": volume, "issue": issue, "pages": pages, "number": number if number != pages else ""}


def _other(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return the blocks of front matter that have no place of their own: notes, related articles, supplements."""
    found: list[Block] = []
    for item in node:
        if not name(item) or name(item) in READ or name(item) in SILENT:
            continue
        own = ctx.lang(item, lang)
        if is_block(ctx, item):
            found += block(ctx, item, own)
        elif content := tidy(list(inline(ctx, item, own))):
            found.append(Paragraph(id=ctx.new_id("p", item), lang=own, line=line(item), content=content, role=name(item)))
    return found


def inherited(front: Front, original: Front, lang: str) -> Front:
    """Return a translation's front matter, filled up with what it shares with the original, which is in ``lang``."""
    missing = {
        key: getattr(original, key)
        for key in (
            "journal",
            "publisher",
            "publisher_place",
            "dates",
            "licence_href",
            "doi",
            "identifier",
            "contributors",
            *RELEASE_NAMES.values(),
        )
        if not getattr(front, key)
    }
    missing |= {f"{key}_lang": getattr(original, f"{key}_lang") or lang for key in ("journal", "publisher") if key in missing}
    if not front.printed_in:
        missing |= {key: getattr(original, key) for key in ("volume", "issue", "pages", "number")}
    if "contributors" in missing and not front.affiliations:
        missing["affiliations"] = original.affiliations
    return replace(front, **missing)


def _names(ctx: Context, front: Element, meta: Element, lang: str) -> dict[str, Any]:
    group = child(meta, "title-group")
    titled = meta if group is None else group
    heading = child(titled, "article-title", "title")
    journal = find(front, "journal-meta", "journal-title-group", "journal-title")
    journal = journal if journal is not None else find(front, "journal-meta", "journal-title")
    publisher = find(front, "journal-meta", "publisher", "publisher-name")
    place = find(front, "journal-meta", "publisher", "publisher-loc")
    subjects, topics = _subjects(meta)
    return {
        "title": _title(ctx, heading, lang) if heading is not None else None,
        "subtitles": tuple(_subtitles(ctx, titled, lang)),
        "journal": texts(journal) if journal is not None else "",
        "journal_lang": _own_language(ctx, journal, lang),
        "publisher": texts(publisher) if publisher is not None else "",
        "publisher_lang": _own_language(ctx, publisher, lang),
        "publisher_place": texts(place) if place is not None else "",
        "subjects": tuple(_paragraph(ctx, item, lang, "subject") for item in subjects),
        "topics": tuple(_paragraph(ctx, item, lang, "subject") for item in topics),
        "identifier": next((texts(item) for item in meta if name(item) == "article-id"), ""),
        "doi": next((texts(i) for i in meta if name(i) == "article-id" and i.get("pub-id-type") == "doi"), ""),
    }


def _own_language(ctx: Context, node: Element | None, lang: str) -> str:
    """Return the language of a name where it is not the article's."""
    own = ctx.lang(node, lang) if node is not None else lang
    return own if own != lang else ""


def _title(ctx: Context, node: Element, lang: str) -> Title | None:
    own = ctx.lang(node, lang)
    content = inlines(ctx, node, own)
    return Title(**base(ctx, node, own, "title"), content=content) if content else None


def _subtitles(ctx: Context, group: Element, lang: str) -> list[Title]:
    others = [item for item in group if name(item) == "article-title"][1:]
    found = [item for item in group if item in others or name(item) in ("subtitle", "trans-title", "trans-subtitle")]
    for item in group:
        if name(item) == "trans-title-group":
            found += [part for part in item if name(part) in ("trans-title", "trans-subtitle")]
    made = [_title(ctx, item, ctx.lang(parent, lang) if (parent := item.getparent()) is not None else lang) for item in found]
    return [item for item in made if item]


MAX_SUBJECTS = 3
"""Subjects above a title: more are a classification."""

HEADINGS = ("heading", "display-channel", "toc-heading", "article-type", "category-toc-heading")
"""Types of a group of subjects that say under which headings the journal prints its articles."""


def _subjects(meta: Element) -> tuple[list[Element], list[Element]]:
    """Return the subjects that stand above the title, and the others: the journal's headings come first."""
    categories = child(meta, "article-categories")
    found = [] if categories is None else [item for item in categories.iter() if name(item) in SUBJECTS]
    above = [item for item in found if _is_heading(item)] or found
    above = above[:MAX_SUBJECTS]
    return above, [item for item in found if item not in above]


SUBJECTS = ("subject", "series-title", "series-text")


def _is_heading(subject: Element) -> bool:
    return any(item.get("subj-group-type", "") in HEADINGS for item in subject.iterancestors("{*}subj-group"))


def _paragraph(ctx: Context, node: Element, lang: str, role: str) -> Paragraph:
    own = ctx.lang(node, lang)
    return Paragraph(**base(ctx, node, own, "p"), content=inlines(ctx, node, own), role=role)


# ---------------------------------------------------------------------------------------------------------------- people


def people(ctx: Context, article: Element, meta: Element, lang: str) -> dict[str, Any]:
    """Return those who made a text, by the fields of ``Front``: their names, where they work, what is said of them."""
    groups = find_all(meta, "contrib-group")
    contribs = [item for group in groups for item in group.iter("{*}contrib") if _nearest_is_group(item, groups)]
    marks = marks_of(article, meta, contribs, frozenset(item for item in contribs if role_of(item) == AUTHOR))
    homes = [affiliation(ctx, item, lang, marks.mark.get(item, "")) for item in marks.listed]
    marks.target |= {item: home.id for item, home in zip(marks.listed, homes, strict=True)}
    named_people = [contributor(ctx, item, lang, marks) for item in marks.contributors]
    ctx.owners |= _owners(marks)
    front, back = _notes(ctx, meta, lang, marks)
    titled = find_all(meta, "title-group", "fn-group")
    said = [part for group in titled for item in group for part in _title_note(ctx, item, ctx.lang(group, lang))]
    others = [part for group in groups for part in blocks(ctx, group, lang, NOT_NOTES)]
    told = [part for item in marks.contributors if is_sentence(item) for part in _told(ctx, item, lang)]
    lives = [part for item in contribs for part in _life(ctx, item, lang)]
    return {
        "contributors": tuple(named_people),
        "affiliations": tuple(homes),
        "author_notes": (*said, *told, *others, *front),
        "contributor_notes": (*lives, *back),
    }


def _owners(marks: Marks) -> dict[str, str]:
    """Return whose each note is that is tied to some contributors, not to all, and has no mark."""
    found: dict[str, list[str]] = {}
    for one in marks.contributors:
        for xref in one:
            if name(xref) == "xref" and not texts(xref):
                for rid in xref.get("rid", "").split():
                    found.setdefault(rid, []).append(first_name(one))
    shared = len([one for one in marks.contributors if role_of(one) == AUTHOR])
    return {rid: f"{', '.join(names)}:" for rid, names in found.items() if len(names) < max(shared, 2)}


def _title_note(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return a note on the title, unless a mark calls it, or the title of a group of such notes."""
    if name(node) == "title":
        return [_paragraph(ctx, node, lang, "author-note")]
    return labelled(ctx, node, ctx.lang(node, lang), "author-note") if name(node) == "fn" and not ctx.is_called(node) else []


NOT_NOTES = SKIPPED | {"contrib", "contrib-group", "aff", "aff-alternatives"}


def _nearest_is_group(contrib: Element, groups: list[Element]) -> bool:
    """Whether a contributor is in a group of the article, and not in the name of another one (``collab``)."""
    around = next((item for item in contrib.iterancestors() if name(item) == "contrib" or item in groups), None)
    return name(around) == "contrib-group" if around is not None else False


def _told(ctx: Context, contrib: Element, lang: str) -> list[Block]:
    content = sentence(ctx, contrib, ctx.lang(contrib, lang))
    return [Paragraph(id=ctx.new_id("p", contrib), lang=lang, line=line(contrib), content=content, role="author-note")]


def _life(ctx: Context, contrib: Element, lang: str) -> list[Block]:
    """Return what the source tells of a contributor, under the name, where it does not say the name itself."""
    found: list[Block] = []
    for item in contrib:
        if name(item) in ("bio", "author-comment"):
            own = ctx.lang(item, lang)
            found += _under_name(ctx, contrib, blocks(ctx, item, own), own)
    return found


def _under_name(ctx: Context, contrib: Element, told: list[Block], lang: str) -> list[Block]:
    named = next((item for item in contrib.iter(*(f"{{*}}{kind}" for kind in NAMES))), None)
    first = told[0] if told else None
    if named is None or not isinstance(first, Paragraph) or surname(named) in plain(first.content):
        return told
    label = Passage(id=ctx.new_id("label", contrib), lang=lang, content=(f"{display_name(named)}:",), role="label")
    return [replace(first, content=(label, " ", *first.content)), *told[1:]]


def _notes(ctx: Context, meta: Element, lang: str, marks: Marks) -> tuple[list[Block], list[Block]]:
    """Return the notes on authors that stand below them (what a mark leads to, where to write), and those at the end."""
    holder = child(meta, "author-notes")
    called = {note for one in marks.contributors for xref in one if texts(xref) for note in marks.led_to(xref)}
    front: list[Block] = []
    back: list[Block] = []
    for item in () if holder is None else holder:
        below = name(item) != "fn" or item in called or item in marks.mark or item.get("fn-type", "") in BELOW
        (front if below else back).extend(_author_note(ctx, item, lang, marks))
    return front, back


BELOW = frozenset({"equal", "corresp", "deceased", "present-address", "current-aff", "on-leave"})
"""Types of notes that stand below the authors' names."""


def _author_note(ctx: Context, item: Element, lang: str, marks: Marks) -> list[Block]:
    own = ctx.lang(item, lang)
    if name(item) == "fn":
        return labelled(ctx, item, own, "author-note")
    if name(item) == "corresp":
        return [_correspondence(ctx, item, own, marks.mark.get(item, ""))]
    if is_block(ctx, item) and name(item) != "p":
        return block(ctx, item, own)
    return [_paragraph(ctx, item, lang, "author-note")] if name(item) else []


def _correspondence(ctx: Context, node: Element, lang: str, mark: str) -> Paragraph:
    """Return where to write, after its mark; an address alone is said to be one."""
    made = base(ctx, node, lang, "p")
    words = unlabelled(ctx, node, lang)
    if all(isinstance(item, Link) or not plain((item,)).strip(" ,;.") for item in words):
        words = (*label_of(ctx, node, "correspondence", lang), " ", *words)
    return Paragraph(**made, content=marked(ctx, node, lang, words, mark), role="author-note")


def label_of(ctx: Context, node: Element, key: str, lang: str) -> tuple[Inline, ...]:
    """Return a phrase of ours and a colon, tagged with the language in which we have it."""
    spoken = lang if language_of(lang) == lang.partition("-")[0].lower() else language_of(lang)
    words = (f"{phrase(key, lang)}:",)
    return (Passage(id=ctx.new_id("words", node), lang=spoken, line=line(node), content=words, role="label"),)


# ----------------------------------------------------------------------------------------------------------------- texts


def _texts(ctx: Context, meta: Element, lang: str) -> dict[str, Any]:
    abstracts = [item for item in meta if name(item) in ("abstract", "trans-abstract")]
    return {
        "abstracts": tuple(_abstract(ctx, item, lang) for item in abstracts),
        "keywords": tuple(_keywords(ctx, item, lang) for item in meta if name(item) == "kwd-group"),
        "funding": tuple(_funding(ctx, meta, lang)),
    }


def _abstract(ctx: Context, node: Element, lang: str) -> Section:
    own = ctx.lang(node, lang)
    made = base(ctx, node, own, "abstract")
    with ctx.host() as called:
        heading = title(ctx, node, own)
        ctx.level = ABSTRACT_LEVEL + 1
        content = blocks(ctx, node, own, SKIPPED)
        ctx.level = ABSTRACT_LEVEL
        notes = notes_of(ctx, called, own)
    return Section(
        **made, level=ABSTRACT_LEVEL, title=heading, content=(*content, *notes), kind=node.get("abstract-type") or "abstract"
    )


def _keywords(ctx: Context, node: Element, lang: str) -> Keywords:
    own = ctx.lang(node, lang)
    made = base(ctx, node, own, "keywords")
    heading = title(ctx, node, own)
    words = [item for item in node.iter() if name(item) in ("kwd", "compound-kwd-part", "unstructured-kwd-group")]
    kind = css_name(node.get("kwd-group-type", ""))
    return Keywords(**made, title=heading, kind=kind, items=tuple(_paragraph(ctx, item, own, "keyword") for item in words))


def _funding(ctx: Context, meta: Element, lang: str) -> list[Block]:
    """Return the funding statements, each award that they do not name, in its parts, and what else was given or paid for."""
    parts = [item for group in find_all(meta, "funding-group") + find_all(meta, "support-group") for item in group.iter()]
    statements = [item for item in parts if name(item) == "funding-statement"]
    said = " ".join(texts(item) for item in statements)
    awards = [item for item in parts if name(item) in ("award-group", "resource-group") and not _is_named(item, said)]
    made = [(item, _award(ctx, item, lang)) for item in awards]
    paid = [
        part
        for item in parts
        if name(item) in ("open-access", "support-description")
        for part in blocks(ctx, item, ctx.lang(item, lang))
    ]
    return [
        *(_paragraph(ctx, item, lang, "funding") for item in statements),
        *(Paragraph(**base(ctx, item, lang, "p"), content=content, role="funding") for item, content in made if content),
        *(replace(part, role="funding") if isinstance(part, Paragraph) else part for part in paid),
    ]


def _award(ctx: Context, node: Element, lang: str) -> tuple[Inline, ...]:
    """Return who paid, the number, and to whom: people by their names as printed."""
    found: list[Inline] = []
    for item in node:
        names = [display_name(one) for one in item] if _holds_names(item) else []
        part: list[Inline] = [", ".join(names)] if names else inline(ctx, item, lang) if name(item) else []
        if not is_empty(part):
            found += [", ", *part] if found else part
    return tidy(found)


def _holds_names(node: Element) -> bool:
    """Whether the part of an award is people, and no other words."""
    return name(node) in RECIPIENTS and not has_text(node) and all(name(one) in NAMES for one in node)


RECIPIENTS = ("principal-award-recipient", "principal-investigator")


def _is_named(award: Element, said: str) -> bool:
    """Whether a statement in words names all the parts of an award: its funder, its number, its investigators."""
    parts = [item for item in award.iter() if name(item) in AWARD_PARTS and not any(name(part) in AWARD_PARTS for part in item)]
    return bool(parts) and all(texts(item).casefold() in said.casefold() for item in parts)


AWARD_PARTS = frozenset(
    """
    funding-source institution award-id award-name award-desc name string-name surname given-names collab support-source
    resource-name principal-award-recipient principal-investigator
    """.split()
)
"""The parts of an award that hold words; its other parts hold these, or are data."""


def _dates(meta: Element) -> list[Date]:
    nodes = find_all(meta, "pub-date") + find_all(meta, "history", "date")
    made = [_date(node) for node in nodes]
    return [date for date in made if date]


def _date(node: Element) -> Date | None:
    kind = node.get("date-type") or node.get("pub-type") or "pub"
    stated = node.get("iso-8601-date", "").split("-")
    parts = [_number(stated[i]) if i < len(stated) else 0 for i in range(3)]
    for i, part in enumerate(("year", "month", "day")):
        found = child(node, part)
        parts[i] = parts[i] or (_number(texts(found)) if found is not None else 0)
    if not 0 < parts[0] < 10000:
        return None
    named = child(node, "month")
    parts[1] = parts[1] or (_month(texts(named)) if named is not None else 0)
    month = parts[1] if parts[1] <= 12 else 0
    return Date(kind=kind, year=parts[0], month=month, day=parts[2] if month and parts[2] <= 31 else 0)


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _month(text: str) -> int:
    """Return the number of a month by its English name or its beginning, 0 for any other word."""
    start = text.strip().lower()[:3]
    return MONTHS.index(start) + 1 if start in MONTHS else 0


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _rights(ctx: Context, meta: Element, lang: str) -> dict[str, Any]:
    nodes = [*find_all(meta, "permissions"), meta]  # NLM 2 has no such element
    licence = next((found for node in nodes if (found := child(node, "license")) is not None), None)
    href = ""
    if licence is not None:
        href = licence.get(XLINK_HREF) or next((texts(item) for item in licence if name(item) == "license_ref"), "")
    said = [part for node in nodes for part in permissions(ctx, node, ctx.lang(node, lang))]
    return {"permissions": tuple(said), "licence_href": href}
