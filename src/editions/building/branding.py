"""Brings the brand of a house to an article: what of it can be shown, and what it adds to the article of an edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeAlias

from editions import images
from editions.accessibility.contrast import MIN_CONTRAST, WHITE, contrast
from editions.article.brand import About, Brand, BrandFont
from editions.article.model import Article, Masthead, Node, Paragraph, Section, Title, plain, walk
from editions.building.config import NAME, Config
from editions.findings import Finding, Severity, Where
from editions.languages.tags import in_language, primary
from editions.safety import fonts

ABOUT: Final = "about"
"""The kind of the section in which a house says what it is (``docs/press-release.md``)."""

Checked: TypeAlias = tuple[Brand, tuple[Finding, ...]]


def usable(brand: Brand) -> Checked:
    """Return a brand without the files that cannot be shown, and findings about these and about an accent that is too light."""
    logos, no_logos = _logos(brand)
    faces, no_fonts = _fonts(brand)
    return replace(brand, logos=logos, fonts=faces), (*no_logos, *no_fonts, *_faint(brand))


def branded(article: Article, config: Config) -> Article:
    """Return an edition's article with its house: the publisher where it names none, the masthead, "About" at the end."""
    name, tag = config.publisher_in(article.lang)
    if name and article.front.publisher in ("", *config.brand.names.values(), *config.publishers.values()):
        article = replace(article, front=replace(article.front, publisher=name, publisher_lang=_foreign(tag, article.lang)))
    article = replace(article, front=replace(article.front, masthead=_masthead(config.brand, name, tag, article.lang)))
    about = in_language(config.brand.about, article.lang)
    return _with_about(article, about[0]) if about and not _has_about(article, about[0]) else article


# ---------------------------------------------------------------------------------------------------------------- files


def _logos(brand: Brand) -> tuple[dict[str, Path], list[Finding]]:
    kept, findings = dict(brand.logos), []
    for tag, path in brand.logos.items():
        if why := _unusable_picture(path):
            del kept[tag]
            findings.append(_no_logo(brand, path, why))
    return kept, findings


def _no_logo(brand: Brand, path: Path, why: str) -> Finding:
    return Finding(
        rule="brand.logo",
        severity=Severity.WARNING,
        where=_place(brand, "logo"),
        message=f"The logo {path.name} cannot be shown: {why}.",
        hint="Save it as SVG or PNG.",
    )


def _unusable_picture(path: Path) -> str:
    """Return why a picture cannot be shown, ``""`` where it can: the checks of an article's pictures."""
    try:
        images.inspect(path)
        images.decode(path)
    except (images.Unusable, OSError, ValueError) as error:
        return str(getattr(error, "strerror", None) or error)
    return ""


def _fonts(brand: Brand) -> tuple[dict[str, tuple[BrandFont, ...]], list[Finding]]:
    kept: dict[str, tuple[BrandFont, ...]] = {}
    findings: list[Finding] = []
    for face, paths in brand.font_files.items():
        found = [(path, _font(path)) for path in paths]
        findings += [_no_font(brand, path, why) for path, why in found if isinstance(why, str)]
        kept[face] = tuple(font for _, font in found if isinstance(font, BrandFont))
    return kept, findings


def _font(path: Path) -> BrandFont | str:
    """Return a font, or why a file is none."""
    try:
        facts = fonts.inspect(path)
    except (fonts.UnusableFont, OSError) as error:
        return str(getattr(error, "strerror", None) or error)
    return BrandFont(path=path, media_type=facts.media_type, style=facts.style, weight=facts.weight)


def _no_font(brand: Brand, path: Path, why: str) -> Finding:
    return Finding(
        rule="brand.font",
        severity=Severity.WARNING,
        where=_place(brand, "fonts"),
        message=f"The font {path.name} is not used: {why}.",
        hint="Name a TTF, OTF, WOFF or WOFF2 file that may be embedded.",
    )


def _place(brand: Brand, key: str) -> Where:
    """Return where the configuration says a key of ``[brand]``; its file alone for a brand that was made in Python."""
    return brand.places.get(key, Where(file=NAME))


def _faint(brand: Brand) -> Iterator[Finding]:
    """Yield a finding where the accent is too light: it is the colour of headings and links, and the ground of the cover."""
    ratio = contrast(_colour(brand.accent), WHITE) if brand.accent else MIN_CONTRAST
    if ratio < MIN_CONTRAST:
        yield Finding(
            rule="style.contrast",
            severity=Severity.ERROR,
            where=_place(brand, "accent"),
            message=f"The accent {brand.accent} has a contrast of {ratio:.2f} to 1 with white, and needs {MIN_CONTRAST} to 1.",
            hint="Make it darker: headings and links have this colour. A light colour of the house can be the second.",
        )


def _colour(digits: str) -> tuple[float, float, float]:
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


# -------------------------------------------------------------------------------------------------------------- article


def _foreign(tag: str, lang: str) -> str:
    """Return the language of words of the house where it is not the article's, else ``""``."""
    return tag if tag and primary(tag) != primary(lang) else ""


def _masthead(brand: Brand, name: str, tag: str, lang: str) -> Masthead:
    """Return the masthead of an edition. The logo is decoration where words beside it say the name."""
    text, text_tag = _first(brand.mastheads, lang)
    logo = in_language(brand.logos, lang) or next(iter((path, tag) for tag, path in brand.logos.items()), None)
    named = logo is not None and not brand.unnamed and name not in text
    return Masthead(
        logo=logo[0] if logo else None,
        name=name if named else "",
        name_lang=_foreign(tag, lang),
        text=text,
        text_lang=_foreign(text_tag, lang),
    )


def _first(texts: Mapping[str, str], lang: str) -> tuple[str, str]:
    """Return the text in a language, else the first, with its tag."""
    return in_language(texts, lang) or next(((text, tag) for tag, text in texts.items()), ("", ""))


def _has_about(article: Article, about: About) -> bool:
    """Whether an article says what its house is already: in a section of that kind or title."""
    sections = [node for node in _nodes(article) if isinstance(node, Section)]
    titles = {_words(plain(section.title.content)) for section in sections if section.title}
    return _words(about.title) in titles or any(section.kind == ABOUT for section in sections)


def _nodes(article: Article) -> Iterator[Node]:
    return (node for block in (*article.body, *article.back) for node in walk(block))


def _words(text: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text.casefold()).split())


def _with_about(article: Article, about: About) -> Article:
    """Return an article with a last section that says what its house is, without the paragraphs that it has already."""
    key, lang = f"{article.id}-{ABOUT}", article.lang
    said = {_words(plain(node.content)) for node in _nodes(article) if isinstance(node, Paragraph)}
    new = [text for text in about.paragraphs if _words(text) not in said]
    if not new:
        return article
    title = Title(id=f"{key}-title", lang=lang, content=(about.title,))
    paragraphs = tuple(Paragraph(id=f"{key}-{number}", lang=lang, content=(text,)) for number, text in enumerate(new, 1))
    section = Section(id=key, lang=lang, title=title, level=2, content=paragraphs, kind=ABOUT)
    return replace(article, back=(*article.back, section))
