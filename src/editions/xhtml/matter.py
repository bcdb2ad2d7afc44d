"""Front matter and colophon -> XHTML."""

from __future__ import annotations

from editions.article.model import Article, Contributor, Date, Keywords
from editions.languages.phrases import date_phrase, language_name, language_of, phrase, written_date
from editions.languages.tags import direction
from editions.xhtml.blocks import blocks, heading, labelled, section
from editions.xhtml.inlines import Page, inlines
from editions.xhtml.markup import XML_LANG, Element, add, add_text, tag_language


def front(page: Page, parent: Element) -> None:
    """Add the header of an article: masthead, title, standfirst, byline, dates, other editions."""
    article, matter, lang = page.article, page.article.front, page.article.lang
    made = add(parent, "header", class_="front", id=f"{article.id}-front")
    _masthead(page, made, lang)
    if matter.title:
        heading(page, made, matter.title, 1, lang)
    for subtitle in matter.subtitles:
        holder = add(made, "p", class_="subtitle", id=subtitle.id)
        tag_language(holder, subtitle.lang, lang)
        inlines(page, holder, subtitle.content, subtitle.lang)
    standfirst = matter.standfirst(lang)
    if standfirst:
        holder = add(made, "div", class_="standfirst", role="doc-abstract", id=standfirst.id)
        tag_language(holder, standfirst.lang, lang)
        blocks(page, holder, standfirst.content, standfirst.lang)
    _byline(page, made, lang)
    _published(made, article, lang)
    _siblings(made, article, lang)
    for abstract in matter.abstracts:
        if abstract is not standfirst:
            section(page, made, abstract, lang, "doc-abstract")


def _masthead(page: Page, parent: Element, lang: str) -> None:
    matter = page.article.front
    names = [name for name in (matter.journal, matter.publisher) if name]
    if not names and not matter.subjects:
        return
    made = add(parent, "p", class_="masthead", id=f"{page.article.id}-masthead")
    for name in dict.fromkeys(names):
        _apart(made)
        add(made, "span", name, class_="publisher")
    for subject in matter.subjects:
        _apart(made)
        holder = add(made, "span", class_="kind", id=subject.id)
        tag_language(holder, subject.lang, lang)
        inlines(page, holder, subject.content, subject.lang)


def _apart(parent: Element) -> None:
    """Put a space before what comes next, unless it is the first."""
    if len(parent):
        add_text(parent, " ")


def _byline(page: Page, parent: Element, lang: str) -> None:
    matter = page.article.front
    if matter.contributors:
        made = add(parent, "p", class_="byline", id=f"{page.article.id}-byline")
        for index, person in enumerate(matter.contributors):
            if index:
                add_text(made, ", ")
            _contributor(page, made, person, lang)
    for item in matter.affiliations:
        holder = add(parent, "p", class_="affiliation", id=item.id)
        tag_language(holder, item.lang, lang)
        inlines(page, holder, item.content, item.lang)
    blocks(page, parent, matter.author_notes, lang)


def _contributor(page: Page, parent: Element, person: Contributor, lang: str) -> None:
    made = add(parent, "span", person.name, class_="contributor", id=person.id)
    tag_language(made, person.lang, lang)
    inlines(page, made, person.details, person.lang)
    if person.orcid:
        add_text(made, " ")
        add(made, "a", "ORCID", class_="orcid", href=f"https://orcid.org/{person.orcid}").set(
            "aria-label", f"ORCID: {person.name}"
        )


def _published(parent: Element, article: Article, lang: str) -> None:
    if article.date:
        made = add(parent, "p", class_="dates", id=f"{article.id}-dates")
        _time(made, article.date, lang)


def _time(parent: Element, date: Date, lang: str) -> None:
    made = add(parent, "time", written_date(date, lang), datetime=str(date))
    _tag_phrase(made, lang)


def _tag_phrase(node: Element, lang: str) -> None:
    """Tag a phrase of ours as English where the article's language has none."""
    if language_of(lang) != lang.partition("-")[0].lower():
        tag_language(node, language_of(lang), lang)


def _siblings(parent: Element, article: Article, lang: str) -> None:
    if not article.siblings:
        return
    made = add(parent, "p", class_="also", id=f"{article.id}-also")
    _tag_phrase(add(made, "span", phrase("also", lang)), lang)
    for index, sibling in enumerate(article.siblings):
        add_text(made, ", " if index else " ")
        link = add(made, "a", language_name(sibling.lang), class_="edition", href="#", hreflang=sibling.lang)
        link.set("data-edition", sibling.lang)
        tag_language(link, sibling.lang, lang)


# -------------------------------------------------------------------------------------------------------------- colophon


def colophon(page: Page, parent: Element) -> None:
    """Add the footer of an article: keywords, funding, history, rights, identifier."""
    article, matter, lang = page.article, page.article.front, page.article.lang
    made = add(parent, "footer", class_="colophon", id=f"{article.id}-colophon")
    for group in matter.keywords:
        _keywords(page, made, group, lang)
    blocks(page, made, matter.funding, lang)
    _history(made, article, lang)
    blocks(page, made, matter.other, lang)
    blocks(page, made, matter.permissions, lang)
    if matter.doi:
        holder = add(made, "p", class_="identifier", id=f"{article.id}-doi")
        add(holder, "a", f"doi:{matter.doi}", href=f"https://doi.org/{matter.doi}")
    if not len(made):
        parent.remove(made)


def _keywords(page: Page, parent: Element, group: Keywords, lang: str) -> None:
    made = add(parent, "p", class_="keywords", id=group.id)
    tag_language(made, group.lang, lang)
    label = add(made, "span", class_="label")
    if group.title:
        labelled(page, label, group.title)
    else:
        label.text = f"{phrase('keywords', group.lang)}:"
        _tag_phrase(label, group.lang)
    for index, item in enumerate(group.items):
        add_text(made, "; " if index else " ")
        word = add(made, "span", class_="keyword")
        tag_language(word, item.lang, group.lang)
        inlines(page, word, item.content, item.lang)


def _history(parent: Element, article: Article, lang: str) -> None:
    dates = article.other_dates
    if not dates:
        return
    made = add(parent, "p", class_="history", id=f"{article.id}-history")
    for index, date in enumerate(dates):
        add_text(made, "; " if index else "")
        _tag_phrase(add(made, "span", f"{phrase(date_phrase(date.kind), lang)}: "), lang)
        _time(made, date, lang)


def root_language(root: Element, lang: str) -> None:
    """Set the language and direction of the whole page."""
    root.set("lang", "" if lang == "und" else lang)
    root.set(XML_LANG, "" if lang == "und" else lang)
    root.set("dir", direction(lang))
