"""The accessibility summary: a few plain sentences, in the article's language, composed from facts.

It complements the other metadata of an EPUB (EPUB Accessibility 1.1 section 2.2), and opens the report: what a reader gains
and, above all, what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from editions.model import Article, Formula, LongDescription, Node, Picture, Section, children
from editions.phrases import language_of

_SENTENCES: dict[str, dict[str, str]] = {
    "en": {
        "tagged": "This PDF is tagged: a screen reader finds its headings, lists, tables, notes and links in order.",
        "text": "The article is text in its reading order; its size and colours can be changed; headings lead through it.",
        "described": "Every picture that carries meaning has a text alternative.",
        "undescribed": "Pictures without a text alternative: {missing} of {all}.",
        "long": "Complex pictures also have a long description in the text.",
        "spoken": "Formulas are MathML with a spoken form.",
        "unspoken": "Formulas are MathML; without a spoken form: {missing} of {all}.",
        "whole": "All of it is narrated, sentence by sentence, in step with the text{voice}.",
        "partly": "Most of it is narrated, sentence by sentence, in step with the text{voice}; some parts are not narrated.",
        "voice": " (voice: {name})",
        "pages": "Its page numbers are those of the PDF edition.",
        "moving": "Some pictures move; they have not been checked for flashing.",
        "certified": "Evaluated by {name}.",
        "unclaimed": "Nobody has yet certified its conformance to a standard.",
        "source": "PDF edition: {name}",
    },
    "es": {
        "tagged": "Este PDF está etiquetado: un lector de pantalla halla en orden títulos, listas, tablas, notas y enlaces.",
        "text": "El artículo es texto en su orden de lectura; su tamaño y sus colores se pueden cambiar; sus títulos guían.",
        "described": "Toda imagen con significado tiene un texto alternativo.",
        "undescribed": "Imágenes sin texto alternativo: {missing} de {all}.",
        "long": "Las imágenes complejas tienen además una descripción larga en el texto.",
        "spoken": "Las fórmulas son MathML con forma hablada.",
        "unspoken": "Las fórmulas son MathML; sin forma hablada: {missing} de {all}.",
        "whole": "Está narrado por completo, frase a frase, en sincronía con el texto{voice}.",
        "partly": "Está narrado casi todo, frase a frase, en sincronía con el texto{voice}; algunas partes no se narran.",
        "voice": " (voz: {name})",
        "pages": "Los números de página son los de la edición en PDF.",
        "moving": "Algunas imágenes se mueven; no se ha comprobado si parpadean.",
        "certified": "Evaluado por {name}.",
        "unclaimed": "Nadie ha certificado todavía su conformidad con una norma.",
        "source": "Edición en PDF: {name}",
    },
    "pt": {
        "tagged": "Este PDF está etiquetado: um leitor de tela acha em ordem títulos, listas, tabelas, notas e links.",
        "text": "O artigo é texto na sua ordem de leitura; é possível mudar o tamanho e as cores; os títulos guiam por ele.",
        "described": "Toda imagem com significado tem um texto alternativo.",
        "undescribed": "Imagens sem texto alternativo: {missing} de {all}.",
        "long": "As imagens complexas têm também uma descrição longa no texto.",
        "spoken": "As fórmulas são MathML com forma falada.",
        "unspoken": "As fórmulas são MathML; sem forma falada: {missing} de {all}.",
        "whole": "Está todo narrado, frase a frase, em sincronia com o texto{voice}.",
        "partly": "Está narrado quase todo, frase a frase, em sincronia com o texto{voice}; algumas partes não são narradas.",
        "voice": " (voz: {name})",
        "pages": "Os números de página são os da edição em PDF.",
        "moving": "Algumas imagens movem-se; não se verificou se piscam.",
        "certified": "Avaliado por {name}.",
        "unclaimed": "Ninguém certificou ainda a sua conformidade com uma norma.",
        "source": "Edição em PDF: {name}",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Counts and yes-or-no facts of one edition; ``languages`` begins with the article's own.

    ``pictures`` are those that carry meaning, ``described`` those of them with an alternative, ``missing`` those that are not
    in it at all. ``spoken`` are the formulas with a spoken form. ``whole``: the narration leaves out nothing.
    """

    languages: tuple[str, ...]
    pictures: int
    described: int
    missing: int
    long_descriptions: int
    formulas: int
    spoken: int
    headings: int
    pages: int
    moving: bool
    narrated: bool
    whole: bool

    @property
    def all_described(self) -> bool:
        """Whether everything seen can also be read: no picture without alternative, none missing."""
        return self.described == self.pictures and not self.missing


def count(article: Article) -> Facts:
    """Count what an article brings into any edition of it, narration and pages left aside."""
    nodes = tuple(_shown(article))
    pictures = [node for node in nodes if isinstance(node, Picture) and not node.decorative]
    formulas = [node for node in nodes if isinstance(node, Formula) and node.mathml]
    return Facts(
        languages=(article.lang,),
        pictures=sum(bool(node.files) for node in pictures),
        described=sum(bool(node.files and node.alternative and node.alternative.text.strip()) for node in pictures),
        missing=sum(not node.files for node in pictures),
        long_descriptions=sum(isinstance(node, LongDescription) for node in nodes),
        formulas=len(formulas),
        spoken=sum(bool(node.alternative and node.alternative.text.strip()) for node in formulas),
        headings=sum(isinstance(node, Section) and node.title is not None for node in nodes),
        pages=0,
        moving=False,
        narrated=False,
        whole=False,
    )


def _shown(node: Node) -> Iterator[Node]:
    """Yield a node and all inside it that an edition shows: a formula with MathML shows no picture of itself."""
    yield node
    if isinstance(node, Formula) and node.mathml:
        return
    if isinstance(node, Formula) and node.picture:
        yield replace(node.picture, alternative=node.picture.alternative or node.alternative)
        return
    for child in children(node):
        if not isinstance(child, Article):
            yield from _shown(child)


def summary(facts: Facts, narrator: str, certified_by: str) -> str:
    """Return the summary in the language of the article (``language_of``: English where we have no sentences).

    ``certified_by`` is whoever evaluated the book where it claims conformance, ``""`` where it claims none.
    """
    words = _SENTENCES[language_of(facts.languages[0])]
    voice = words["voice"].format(name=narrator) if narrator else ""
    sentences = [words["text"], *_pictures(facts, words), *_formulas(facts, words)]
    if facts.narrated:
        sentences.append(words["whole" if facts.whole else "partly"].format(voice=voice))
    sentences += [words[key] for key, holds in (("pages", facts.pages), ("moving", facts.moving)) if holds]
    sentences.append(words["certified"].format(name=certified_by) if certified_by else words["unclaimed"])
    return " ".join(sentences)


def of_print(article: Article) -> str:
    """Return what the print edition says of itself, in the language of the article (as ``summary``)."""
    facts, words = count(article), _SENTENCES[language_of(article.lang)]
    return " ".join([words["tagged"], *_pictures(facts, words), *_formulas(facts, words)])


def page_source(lang: str, name: str) -> str:
    """Return what the page numbers are those of (EPUB Accessibility 1.1 section 5.2.2): the PDF edition of the article."""
    return _SENTENCES[language_of(lang)]["source"].format(name=name)


def _pictures(facts: Facts, words: dict[str, str]) -> list[str]:
    whole = facts.pictures + facts.missing
    if not whole:
        return []
    first = words["described"] if facts.all_described else words["undescribed"]
    long = [words["long"]] if facts.long_descriptions else []
    return [first.format(missing=whole - facts.described, all=whole), *long]


def _formulas(facts: Facts, words: dict[str, str]) -> list[str]:
    if not facts.formulas:
        return []
    sentence = words["spoken" if facts.spoken == facts.formulas else "unspoken"]
    return [sentence.format(missing=facts.formulas - facts.spoken, all=facts.formulas)]
