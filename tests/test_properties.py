"""What holds for any article at all: nothing lost, the same order, the same languages, no link into nothing."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from lxml import etree

from editions.article.model import Article
from editions.narration.script import script
from editions.xhtml import render, serialize
from generated.reading import passed_over
from random_articles import articles, words

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
WORD = re.compile(r"w\d+")
ANY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def read_back(article: Article) -> etree._Element:
    return etree.fromstring(serialize(render(article)))


def tagged(node: etree._Element, lang: str) -> list[tuple[str, str]]:
    """Each word of a page with the language of its element."""
    lang = node.get(XML_LANG, lang) or "und"
    found = [(word, lang) for word in WORD.findall(node.text or "")]
    for child in node:
        found += tagged(child, lang)
        found += [(word, lang) for word in WORD.findall(child.tail or "")]
    return found


def expected(article: Article) -> list[tuple[str, str]]:
    return [(word, lang) for word, lang in words(article) if WORD.fullmatch(word)]


@ANY
@given(articles())
def test_every_word_in_its_order_and_its_language(article: Article) -> None:
    """The page, read back, has the words of the model, in the same order, each tagged with its language."""
    body = read_back(article).find("{*}body")
    assert body is not None
    assert tagged(body, article.lang) == expected(article)


@ANY
@given(articles())
def test_every_link_resolves_and_no_id_comes_twice(article: Article) -> None:
    """Ids are unique XML names; what points within the page has a target there."""
    page = read_back(article)
    ids = [node.get("id", "") for node in page.iter() if node.get("id") is not None]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", found) for found in ids)
    links = {node.get("href", "")[1:] for node in page.iter() if node.get("href", "").startswith("#")}
    assert links <= set(ids)


@ANY
@given(articles())
def test_every_word_is_spoken_in_its_language(article: Article) -> None:
    """The narration says each word of the page by a voice of its language, or records that it passes over it."""
    page = read_back(article)
    ids = [node.get("id") for node in page.iter() if node.get("id")]
    text = script(article)
    assert {item.id for item in text.utterances} | {item.id for item in text.passed_over} <= set(ids)
    left_out = passed_over(text, page)
    spoken = {(word, run.lang) for said in text.utterances for run in said.runs for word in WORD.findall(run.text)}
    assert spoken <= set(expected(article))
    assert {word for word, lang in set(expected(article)) - spoken} <= left_out
