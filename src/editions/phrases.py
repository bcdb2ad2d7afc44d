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
        "colophon": "About this article",
        "original": "First issued",
        "revised": "Revised",
        "updated": "Updated",
        "date": "Date",
        "identifier": "Identifier",
        "link": "link",
        "author-note": "Author note",
        "column-heads": "Columns",
        "also": "Also available in:",
        "back": "Back to the text",
        "box": "Box",
        "contents": "Contents",
        "cover": "Cover",
        "decorated": "Decorative picture",
        "description": "Description",
        "end-of": "End of {what}.",
        "figure": "Figure",
        "formula": "Formula",
        "keywords": "Keywords",
        "landmarks": "Landmarks",
        "licence": "Licence",
        "missing-picture": "The picture is not available.",
        "no-description": "The picture has no description.",
        "no-spoken-form": "The formula has no spoken form.",
        "note": "Note",
        "notes": "Notes",
        "page": "Page",
        "pages": "Pages",
        "picture": "Picture",
        "quotation": "Quotation",
        "received": "Received",
        "accepted": "Accepted",
        "references": "References",
        "start": "Start of the article",
        "table": "Table",
    },
    "es": {
        "colophon": "Sobre este artículo",
        "original": "Publicado originalmente",
        "revised": "Revisado",
        "updated": "Actualizado",
        "date": "Fecha",
        "identifier": "Identificador",
        "link": "enlace",
        "author-note": "Nota de autoría",
        "column-heads": "Columnas",
        "also": "También disponible en:",
        "back": "Volver al texto",
        "box": "Recuadro",
        "contents": "Índice",
        "cover": "Cubierta",
        "decorated": "Imagen decorativa",
        "description": "Descripción",
        "end-of": "Fin de {what}.",
        "figure": "Figura",
        "formula": "Fórmula",
        "keywords": "Palabras clave",
        "landmarks": "Puntos de referencia",
        "licence": "Licencia",
        "missing-picture": "La imagen no está disponible.",
        "no-description": "La imagen no tiene descripción.",
        "no-spoken-form": "La fórmula no tiene forma hablada.",
        "note": "Nota",
        "notes": "Notas",
        "page": "Página",
        "pages": "Páginas",
        "picture": "Imagen",
        "quotation": "Cita",
        "received": "Recibido",
        "accepted": "Aceptado",
        "references": "Referencias",
        "start": "Comienzo del artículo",
        "table": "Tabla",
    },
    "pt": {
        "colophon": "Sobre este artigo",
        "original": "Publicado originalmente",
        "revised": "Revisado",
        "updated": "Atualizado",
        "date": "Data",
        "identifier": "Identificador",
        "link": "link",
        "author-note": "Nota de autoria",
        "column-heads": "Colunas",
        "also": "Também disponível em:",
        "back": "Voltar ao texto",
        "box": "Quadro",
        "contents": "Sumário",
        "cover": "Capa",
        "decorated": "Imagem decorativa",
        "description": "Descrição",
        "end-of": "Fim de {what}.",
        "figure": "Figura",
        "formula": "Fórmula",
        "keywords": "Palavras-chave",
        "landmarks": "Pontos de referência",
        "licence": "Licença",
        "missing-picture": "A imagem não está disponível.",
        "no-description": "A imagem não tem descrição.",
        "no-spoken-form": "A fórmula não tem forma falada.",
        "note": "Nota",
        "notes": "Notas",
        "page": "Página",
        "pages": "Páginas",
        "picture": "Imagem",
        "quotation": "Citação",
        "received": "Recebido",
        "accepted": "Aceito",
        "references": "Referências",
        "start": "Início do artigo",
        "table": "Tabela",
    },
}


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
