"""The audit in other languages, and what makes a picture complex."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from editions.accessibility.audit import audit
from editions.accessibility.vocabulary import WORDS
from editions.jats import read

HEAD = "<front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front>"


def broken(folder: Path, lang: str, body: str) -> set[str]:
    """The rules that an article in a language breaks."""
    path = folder / "article.xml"
    namespace = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    path.write_text(f'<article {namespace} xml:lang="{lang}">{HEAD}<body>{body}</body></article>', "utf-8")
    Image.new("L", (1, 1)).save(folder / "dot.png")
    return {finding.rule for finding in audit(read(path))}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Image"),
        ("es", "Figura 3"),
        ("es-MX", "IMAGEN."),
        ("pt", "Imagem"),
        ("fr", "Carte"),
        ("de", "Abbildung 2"),
        ("pl", "image"),
    ],
)
def test_placeholders(tmp_path: Path, lang: str, text: str) -> None:
    body = f'<graphic xlink:href="dot.png"><alt-text>{text}</alt-text></graphic>'
    assert broken(tmp_path, lang, body) == {"alternative.placeholder"}


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "Read more…"), ("es", "Haga clic aquí"), ("pt", "saiba mais"), ("fr", "ici"), ("de", "hier")]
)
def test_links_that_say_nothing(tmp_path: Path, lang: str, text: str) -> None:
    body = f'<p>Xy <ext-link xlink:href="https://example.org/">{text}</ext-link>.</p>'
    assert broken(tmp_path, lang, body) == {"link.ambiguous"}


@pytest.mark.parametrize(
    ("lang", "text", "rule"),
    [
        ("en", "as the red line shows", "reference.colour"),
        ("es", "como muestra la línea roja", "reference.colour"),
        ("pt", "como mostram as barras azuis", "reference.colour"),
        ("fr", "comme le montre la courbe verte", "reference.colour"),
        ("de", "wie die rote Linie zeigt", "reference.colour"),
        ("en", "see the table below", "reference.position"),
        ("es", "véase la tabla de abajo", "reference.position"),
        ("pt", "veja a tabela acima", "reference.position"),
        ("fr", "voir le tableau ci-dessus", "reference.position"),
        ("de", "siehe die Abbildung oben", "reference.position"),
    ],
)
def test_words_that_point_by_sight(tmp_path: Path, lang: str, text: str, rule: str) -> None:
    assert broken(tmp_path, lang, f"<p>{text}</p>") == {rule}


@pytest.mark.parametrize("lang", WORDS)
def test_a_caption_tells_what_is_complex(tmp_path: Path, lang: str) -> None:
    """Each word for charts and maps, in its language."""
    for word in WORDS[lang].complex:
        caption = f"<caption><title>Xy {word}</title></caption>"
        body = f'<fig>{caption}<alt-text>It rises</alt-text><graphic xlink:href="dot.png"/></fig>'
        assert broken(tmp_path, lang, body) == {"picture.no-description"}


def test_parts_drawings_and_size_tell_what_is_complex(tmp_path: Path) -> None:
    """Several pictures, letters of parts, a drawing, many pixels; a photograph of that size tells nothing."""
    (tmp_path / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>', "utf-8"
    )
    Image.new("L", (2000, 1000)).save(tmp_path / "large.png")
    Image.new("L", (2000, 1000)).save(tmp_path / "large.jpg")
    dot = '<graphic xlink:href="dot.png"><alt-text>A bridge</alt-text></graphic>'
    complex_ = ["<fig>" + dot + dot + "</fig>", f"<fig><caption><p>(A) North. (B) South.</p></caption>{dot}</fig>"]
    complex_ += [f"<fig>{dot.replace('dot.png', name)}</fig>" for name in ("a.svg", "large.png")]
    assert [broken(tmp_path, "en", body) for body in complex_] == [{"picture.no-description"}] * 4
    assert broken(tmp_path, "en", f"<fig>{dot.replace('dot.png', 'large.jpg')}</fig>") == set()


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "He said Привет and 你好.", 2),
        ("ru", "Он сказал hello и привет.", 0),
        ("ja", "日本語とカナ", 0),
        ("ja", "日本語と한국어", 1),
        ("en", "The angle αβ of the β-lactam", 0),
        ("en", "She wrote λόγος there", 1),
    ],
)
def test_scripts(tmp_path: Path, lang: str, text: str, found: int) -> None:
    """A run of another script is named once a script; symbols are no words; a language may have several scripts."""
    path = tmp_path / "article.xml"
    path.write_text(f'<article xml:lang="{lang}">{HEAD}<body><p>{text}</p></body></article>', "utf-8")
    assert sum(finding.rule == "language.script" for finding in audit(read(path))) == found


@pytest.mark.parametrize(
    "text",
    [
        "The Economic Commission (ECLAC) met.",
        "ECLAC (the Economic Commission) met.",
        "Terms. ECLAC: Economic Commission.",
        "The Commission (or ECLAC, since 1984) met.",
    ],
)
def test_ways_to_spell_out(tmp_path: Path, text: str) -> None:
    assert broken(tmp_path, "en", f"<p>{text}</p><p>ECLAC said so.</p>") == set()
