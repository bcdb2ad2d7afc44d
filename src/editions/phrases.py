"""The few words that an edition adds to an article's own, in the article's language.

A language without phrases of its own gets English ones, and the caller tags them as English (``language_of``). A phrase is
looked up by its key: ``phrase("contents", "es")``.
"""

from __future__ import annotations

from functools import cache

from editions.model import Date

FALLBACK = "en"

PHRASES: dict[str, dict[str, str]] = {
    "en": {
        "cite": "How to cite",
        "barrier": "To report a barrier",
        "published": "Published",
        "date": "Date",
        "colophon": "About this article",
        "original": "First issued",
        "revised": "Revised",
        "updated": "Updated",
        "link": "link",
        "column-heads": "Columns",
        "also": "Also available in:",
        "back": "Back to the text",
        "contents": "Contents",
        "cover": "Cover",
        "description": "Description",
        "figure": "Figure",
        "formula": "Formula",
        "keywords": "Keywords",
        "landmarks": "Landmarks",
        "missing-picture": "The picture is not available.",
        "no-description": "The picture has no description.",
        "no-spoken-form": "The formula has no spoken form.",
        "note": "Note",
        "notes": "Notes",
        "pages": "Pages",
        "picture": "Picture",
        "received": "Received",
        "accepted": "Accepted",
        "references": "References",
        "silent-formula": "formula without a spoken form",
        "start": "Start of the article",
        "table": "Table",
    },
    "es": {
        "cite": "Cómo citar",
        "barrier": "Para avisar de una barrera",
        "published": "Publicado",
        "date": "Fecha",
        "colophon": "Sobre este artículo",
        "original": "Publicado originalmente",
        "revised": "Revisado",
        "updated": "Actualizado",
        "link": "enlace",
        "column-heads": "Columnas",
        "also": "También disponible en:",
        "back": "Volver al texto",
        "contents": "Índice",
        "cover": "Cubierta",
        "description": "Descripción",
        "figure": "Figura",
        "formula": "Fórmula",
        "keywords": "Palabras clave",
        "landmarks": "Puntos de referencia",
        "missing-picture": "La imagen no está disponible.",
        "no-description": "La imagen no tiene descripción.",
        "no-spoken-form": "La fórmula no tiene forma hablada.",
        "note": "Nota",
        "notes": "Notas",
        "pages": "Páginas",
        "picture": "Imagen",
        "received": "Recibido",
        "accepted": "Aceptado",
        "references": "Referencias",
        "silent-formula": "fórmula sin forma hablada",
        "start": "Comienzo del artículo",
        "table": "Tabla",
    },
    "pt": {
        "cite": "Como citar",
        "barrier": "Para comunicar uma barreira",
        "published": "Publicado",
        "date": "Data",
        "colophon": "Sobre este artigo",
        "original": "Publicado originalmente",
        "revised": "Revisado",
        "updated": "Atualizado",
        "link": "link",
        "column-heads": "Colunas",
        "also": "Também disponível em:",
        "back": "Voltar ao texto",
        "contents": "Sumário",
        "cover": "Capa",
        "description": "Descrição",
        "figure": "Figura",
        "formula": "Fórmula",
        "keywords": "Palavras-chave",
        "landmarks": "Pontos de referência",
        "missing-picture": "A imagem não está disponível.",
        "no-description": "A imagem não tem descrição.",
        "no-spoken-form": "A fórmula não tem forma falada.",
        "note": "Nota",
        "notes": "Notas",
        "pages": "Páginas",
        "picture": "Imagem",
        "received": "Recebido",
        "accepted": "Aceito",
        "references": "Referências",
        "silent-formula": "fórmula sem forma falada",
        "start": "Início do artigo",
        "table": "Tabela",
    },
}

DATES = {
    "received": "received",
    "accepted": "accepted",
    "original": "original",
    "rev-recd": "revised",
    "revised": "revised",
    "corrected": "updated",
    "updated": "updated",
}
"""JATS's ``date-type`` -> the phrase that names it; see ``date_phrase`` for others."""


def date_phrase(kind: str) -> str:
    """Return the key of the phrase that names a kind of date."""
    if kind in DATES:
        return DATES[kind]
    return "published" if any(part in kind for part in ("pub", "collection", "issue")) else "date"


def language_of(lang: str) -> str:
    """Return the language in which phrases for ``lang`` are written: its own, or English."""
    primary = lang.partition("-")[0].lower()
    return primary if primary in PHRASES else FALLBACK


def phrase(key: str, lang: str) -> str:
    """Return the phrase in a language. Raises ``KeyError`` for an unknown key, which is a mistake of ours."""
    return PHRASES[language_of(lang)][key]


@cache
def language_name(lang: str) -> str:
    """Return a language's name in itself, with a capital: ``Español``; the tag where its name is not known."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(lang, sep="-", resolve_likely_subtags=False).get_display_name()
    except (UnknownLocaleError, ValueError):
        name = None
    return name[:1].upper() + name[1:] if name else lang


def written_date(date: Date, lang: str) -> str:
    """Return a date as a reader of the language writes it, as far as it is known: ``1 de octubre de 2013``."""
    import datetime

    from babel.dates import format_date, format_skeleton

    locale = language_of(lang) if lang.partition("-")[0] in PHRASES else FALLBACK
    locale = "en_GB" if locale == "en" else locale
    try:
        day = datetime.date(date.year, date.month or 1, date.day or 1)
    except ValueError:
        return str(date)
    if date.day:
        return format_date(day, "long", locale=locale)
    return format_skeleton("yMMMM", day, locale=locale) if date.month else f"{date.year}"
