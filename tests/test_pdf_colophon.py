"""What a print edition says of itself at its end."""

from pathlib import Path

import pytest

from editions.pdf.page.print_html import adapt
from pdf_samples import article, page


def last(folder: Path, body: str = "", *, lang: str = "en", contact: str = "") -> list[str]:
    """The paragraphs of the colophon."""
    root = adapt(article(folder, lang=lang), page(body, lang=lang), edition_href=lambda _: None, contact=contact).root
    footer = root.find(".//{*}footer")
    assert footer is not None
    return ["".join(str(text) for text in paragraph.itertext()) for paragraph in footer]


def test_it_says_how_to_cite_and_how_the_file_is_accessible(tmp_path: Path) -> None:
    cite, accessible = last(tmp_path)
    assert cite == "How to cite: Swifts over the city. 2013."
    assert accessible.startswith("This PDF is tagged:")


def test_it_follows_what_the_article_has_there(tmp_path: Path) -> None:
    assert last(tmp_path, '<footer class="colophon"><p>CC BY</p></footer>')[0] == "CC BY"


@pytest.mark.parametrize(
    ("contact", "href"), [("a@example.org", "mailto:a@example.org"), ("https://e.org/x", "https://e.org/x")]
)
def test_barriers_are_reported_where_the_house_says(tmp_path: Path, contact: str, href: str) -> None:
    assert last(tmp_path, contact=contact)[-1] == f"To report a barrier: {contact}"
    root = adapt(article(tmp_path), page(""), edition_href=lambda _: None, contact=contact).root
    assert root.find(f".//{{*}}a[@href='{href}']") is not None


def test_words_of_ours_are_in_the_article_s_language_or_tagged_as_english(tmp_path: Path) -> None:
    assert last(tmp_path, lang="es")[0].startswith("Cómo citar:")
    root = adapt(article(tmp_path, lang="fa"), page("", lang="fa"), edition_href=lambda _: None).root
    accessible = root.find(".//{*}p[@class='accessible']")
    assert accessible is not None
    assert (accessible.get("lang"), accessible.get("dir")) == ("en", "ltr")


def test_heads_stand_over_their_numbers(tmp_path: Path) -> None:
    table = (
        '<div class="table-wrap"><table><thead><tr><th id="a">Place</th><th id="b">Nests</th></tr></thead>'
        '<tbody><tr><th id="c">Tower</th><td class="number">3</td></tr>'
        '<tr><th id="d">Mill</th><td></td></tr></tbody></table></div>'
    )
    root = adapt(article(tmp_path), page(table), edition_href=lambda _: None).root
    over_numbers = [th.get("id") for th in root.iter("{*}th") if "number" in th.get("class", "").split()]
    assert over_numbers == ["b"]
