"""Which Spanish a narration speaks where its tag does not say: Latin America's, where the publisher is there, else Spain's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from editions.article.model import Article
from editions.languages.tags import primary
from editions.narration.speech import Engine

LATIN_AMERICA: Final = re.compile(
    r"\b(?:Argentina|Bolivia|Chile|Colombia|Costa Rica|Cuba|Ecuador|El Salvador|Guatemala|Honduras|M[eé]xico|Nicaragua"
    r"|Panam[aá]|Paraguay|Per[uú]|Puerto Rico|Rep[uú]blica Dominicana|Dominican Republic|Uruguay|Venezuela"
    r"|Am[eé]rica Latina|Latinoam[eé]rica|Latin America|CEPAL|ECLAC)\b",
    re.IGNORECASE,
)
"""Names of the Spanish-speaking countries of America, and of what is of all of them, in English, Portuguese and Spanish."""

LATIN_AMERICAN: Final = "es-419"
"""Spanish of Latin America and the Caribbean (UN M49 region 419)."""


def is_latin_american(article: Article) -> bool:
    """Whether an article's publisher is in Spanish-speaking America, by its place and its name."""
    front = article.front
    return bool(LATIN_AMERICA.search(f"{front.publisher_place}\n{front.publisher}"))


def regional_voices(article: Article, engine: Engine, voices: Mapping[str, str]) -> Mapping[str, str]:
    """Return the voices with one for Spanish without a region, where the publisher tells which and nobody named one."""
    named = {primary(lang) for lang in voices}
    if "es" in named or not is_latin_american(article):
        return voices
    regional, european = engine.voice_for(LATIN_AMERICAN), engine.voice_for("es-ES")
    return {**voices, "es": regional, **({"es-ES": european} if european else {})} if regional else voices
