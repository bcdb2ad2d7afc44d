"""Links a picture or a table with its long description, both ways: the description is a block of its own beside it."""

from __future__ import annotations

from lxml import etree

from editions.pdf.markup import XML_LANG, H, elements_of_class, language_of, make
from editions.phrases import language_of as phrases_language
from editions.phrases import phrase


def link(root: etree._Element) -> None:
    """Give each long description its name as a visible line that leads back, and the caption a link to the description."""
    for description in elements_of_class(root, "long-description"):
        name, described = description.get("aria-label", ""), _described(root, description)
        if name:
            line = make("p", {"class": "description-label"}, "" if described is not None else name)
            description.insert(0, line)
            if described is not None:
                line.append(make("a", {"href": f"#{described.get('id')}"}, name))
        if described is not None and (caption := _caption(described)) is not None:
            _lead(caption, description.get("id", ""))


def _described(root: etree._Element, description: etree._Element) -> etree._Element | None:
    """Return the figure, table or picture that a description describes, where links can lead to it."""
    id = description.get("id")
    picture = next((each for each in root.iter(f"{H}img") if id and each.get("aria-details") == id), None)
    if picture is None:
        return next((each for each in description.iterancestors(f"{H}div") if "table-wrap" in _classes(each)), None)
    figure = next(picture.iterancestors(f"{H}figure"), picture)
    return figure if figure.get("id") else None


def _classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()


def _caption(described: etree._Element) -> etree._Element | None:
    """Return the last paragraph of a caption."""
    caption = next(described.iter(f"{H}figcaption", f"{H}caption"), None)
    return None if caption is None else next(reversed(list(caption.iter(f"{H}p"))), None)


def _lead(paragraph: etree._Element, id: str) -> None:
    lang = language_of(paragraph)
    link = make("a", {"href": f"#{id}", "class": "to-description"}, phrase("description", lang))
    if phrases_language(lang) != lang.partition("-")[0]:
        link.attrib.update({"lang": phrases_language(lang), XML_LANG: phrases_language(lang)})
    last = paragraph[-1] if len(paragraph) else None
    if last is None:
        paragraph.text = f"{(paragraph.text or '').rstrip()} "
    else:
        last.tail = f"{(last.tail or '').rstrip()} "
    paragraph.append(link)
