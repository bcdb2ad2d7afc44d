"""Front matter and colophon -> XHTML."""

from __future__ import annotations

from pathlib import Path

from editions.article.model import Article, Contributor, Date, Inline, Keywords, Masthead, Paragraph, Section, plain, walk
from editions.languages import contributor_lines as lines
from editions.languages import release_lines
from editions.languages.phrases import date_label, language_name, language_of, phrase, printed_in, written_date
from editions.languages.tags import direction
from editions.xhtml.blocks import blocks, heading, labelled, section
from editions.xhtml.inlines import Page, inlines
from editions.xhtml.markup import XML_LANG, Element, add, add_text, tag_language

MAX_STANDFIRST = 600
"""Characters of an opening abstract that is set apart by its size."""


HASHTAGS = "hashtags"
"""The kind of keywords that are words of social networks: between them is a space."""


def front(page: Page, parent: Element) -> None:
    """Add the header of an article: masthead, title, who wrote it and where, dates, other editions, then its abstracts."""
    article, matter, lang = page.article, page.article.front, page.article.lang
    made = add(parent, "header", class_="front", id=f"{article.id}-front")
    _masthead(page, made, lang)
    blocks(page, made, release_lines.opening(matter, article.id, lang), lang)
    if matter.title:
        heading(page, made, matter.title, 1, lang)
    for subtitle in matter.subtitles:
        holder = add(made, "p", class_="subtitle", id=subtitle.id)
        tag_language(holder, subtitle.lang, lang)
        inlines(page, holder, subtitle.content, subtitle.lang)
    _byline(page, made, lang)
    _dates(made, article, lang)
    _identifier(made, article)
    _siblings(made, article, lang)
    standfirst = matter.standfirst(lang)
    if standfirst:
        holder = add(made, "div", class_=_standfirst_class(standfirst), role="doc-abstract", id=standfirst.id)
        tag_language(holder, standfirst.lang, lang)
        blocks(page, holder, standfirst.content, standfirst.lang)
    for abstract in matter.abstracts:
        if abstract is not standfirst:
            section(page, made, abstract, lang, "doc-abstract")


def _standfirst_class(standfirst: Section) -> str:
    """A press release has a few lines here; the abstract of a paper, in their size, would fill the first page."""
    said = sum(len(plain(part.content)) for part in walk(standfirst) if isinstance(part, Paragraph))
    return "standfirst long" if said > MAX_STANDFIRST else "standfirst"


def _masthead(page: Page, parent: Element, lang: str) -> None:
    matter = page.article.front
    where = printed_in(page.article)
    names = matter.written_names(lang)
    if not names and not matter.subjects and not where and matter.masthead == Masthead():
        return
    made = add(parent, "p", class_="masthead", id=f"{page.article.id}-masthead")
    if matter.masthead.logo:
        _logo(made, matter.masthead, matter.masthead.logo, lang)
    for name, own in names.items():
        _apart(made)
        tag_language(add(made, "span", name, class_="publisher"), own, lang)
        if where and name == matter.journal:
            add_text(made, " ")
            add(made, "span", where, class_="volume")
    if matter.masthead.text:
        _apart(made)
        tag_language(add(made, "span", matter.masthead.text, class_="tagline"), matter.masthead.text_lang or lang, lang)
    if where and not matter.journal:
        _apart(made)
        add(made, "span", where, class_="volume")
    for subject in matter.subjects:
        _apart(made)
        holder = add(made, "span", class_="kind", id=subject.id)
        tag_language(holder, subject.lang, lang)
        inlines(page, holder, subject.content, subject.lang)


def _logo(parent: Element, masthead: Masthead, logo: Path, lang: str) -> None:
    """Add the house's logo: it stands for the name, or is decoration beside it. Its address is that of its file."""
    picture = add(parent, "img", class_="logo", src=logo.resolve().as_uri())
    picture.set("alt", masthead.name)
    if masthead.name:
        tag_language(picture, masthead.name_lang or lang, lang)
    else:
        picture.set("role", "presentation")


def _apart(parent: Element) -> None:
    """Put a space before what comes next, unless it is the first."""
    if len(parent):
        add_text(parent, " ")


def _byline(page: Page, parent: Element, lang: str) -> None:
    """Add the authors, their affiliations and what is said of them; the others by role."""
    article, matter = page.article, page.article.front
    if matter.authors:
        made = add(parent, "p", class_="byline", id=f"{article.id}-byline")
        said = lines.statements(matter, article.id)
        for index, person in enumerate(matter.authors):
            if index:
                add_text(made, ", ")
            _contributor(page, made, person, lang, lines.details(person, said))
    for item in matter.affiliations:
        holder = add(parent, "p", class_="affiliation", id=item.id)
        tag_language(holder, item.lang, lang)
        inlines(page, holder, item.content, item.lang)
    blocks(page, parent, (*matter.author_notes, *lines.opening(matter, article.id, lang)), lang)


def _contributor(page: Page, parent: Element, person: Contributor, lang: str, details: tuple[Inline, ...]) -> None:
    """Add one author, the name a link to the ORCID record, with the marks that lead to what is said below."""
    made = add(parent, "span", class_="contributor", id=person.id)
    tag_language(made, person.lang, lang)
    if person.orcid:
        link = add(made, "a", person.name, class_="orcid", href=f"https://orcid.org/{person.orcid}")
        link.set("aria-label", f"{person.name} (ORCID)")
    else:
        add_text(made, person.name)
    inlines(page, made, details, person.lang)


def _dates(parent: Element, article: Article, lang: str) -> None:
    """Add when the article was received, accepted, published …; one that is only published says no more than the day."""
    dated = article.history
    if not dated:
        return
    made = add(parent, "p", class_="dates", id=f"{article.id}-dates")
    for index, date in enumerate(dated):
        add_text(made, "; " if index else "")
        if len(dated) > 1 or date != article.date:
            label, own = date_label(date.kind, lang)
            tag_language(add(made, "span", f"{label}: "), lang if own == lang.partition("-")[0].lower() else own, lang)
        _time(made, date, lang)


def _identifier(parent: Element, article: Article) -> None:
    if doi := article.front.doi:
        made = add(parent, "p", class_="identifier", id=f"{article.id}-doi")
        add(made, "a", f"https://doi.org/{doi}", href=f"https://doi.org/{doi}")


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
    """Add the footer of an article: keywords, subjects, who did what, funding, rights."""
    article, matter, lang = page.article, page.article.front, page.article.lang
    made = add(parent, "footer", class_="colophon", id=f"{article.id}-colophon")
    for group in matter.keywords:
        _keywords(page, made, group, lang)
    _topics(page, made, lang)
    blocks(page, made, lines.closing(matter, article.id, lang), lang)
    _orcids(made, article)
    blocks(page, made, matter.contributor_notes, lang)
    blocks(page, made, matter.funding, lang)
    blocks(page, made, matter.other, lang)
    blocks(page, made, matter.permissions, lang)
    if not len(made):
        parent.remove(made)


def _topics(page: Page, parent: Element, lang: str) -> None:
    if not page.article.front.topics:
        return
    made = add(parent, "p", class_="subjects", id=f"{page.article.id}-subjects")
    _tag_phrase(add(made, "span", f"{phrase('subjects', lang)}:", class_="label"), lang)
    for index, item in enumerate(page.article.front.topics):
        add_text(made, "; " if index else " ")
        word = add(made, "span", class_="subject", id=item.id)
        tag_language(word, item.lang, lang)
        inlines(page, word, item.content, item.lang)


def _orcids(parent: Element, article: Article) -> None:
    """Add the ORCID iDs of contributors, which paper cannot link to."""
    people = [one for one in lines.everybody(article.front.contributors) if one.orcid]
    if not people:
        return
    made = add(parent, "p", class_="orcids", id=f"{article.id}-orcids")
    add(made, "span", "ORCID:", class_="label")
    for index, one in enumerate(people):
        add_text(made, f"{'; ' if index else ' '}{one.name} ")
        add(made, "a", one.orcid, href=f"https://orcid.org/{one.orcid}")


def _keywords(page: Page, parent: Element, group: Keywords, lang: str) -> None:
    made = add(parent, "p", class_="keywords hashtags" if group.kind == HASHTAGS else "keywords", id=group.id)
    tag_language(made, group.lang, lang)
    label = add(made, "span", class_="label")
    if group.title:
        labelled(page, label, group.title)
        if not "".join(label.itertext()).rstrip().endswith((":", ".", "：")):
            add_text(label, ":")
    else:
        label.text = f"{phrase(HASHTAGS if group.kind == HASHTAGS else 'keywords', group.lang)}:"
        _tag_phrase(label, group.lang)
    for index, item in enumerate(group.items):
        add_text(made, "; " if index and group.kind != HASHTAGS else " ")
        word = add(made, "span", class_="keyword")
        tag_language(word, item.lang, group.lang)
        inlines(page, word, item.content, item.lang)


def root_language(root: Element, lang: str) -> None:
    """Set the language and direction of the whole page."""
    root.set("lang", "" if lang == "und" else lang)
    root.set(XML_LANG, "" if lang == "und" else lang)
    root.set("dir", direction(lang))
