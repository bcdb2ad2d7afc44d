"""Articles in scripts other than Latin: direction, fonts, lines, and the text that comes out of a PDF again."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path
from unicodedata import category, normalize

import pypdfium2
import pytest
from lxml import etree

import editions
from corpus import tagged
from editions.building.article import Built
from editions.pdf.drawing.glyphs import as_seen, needs_words
from editions.pdf.drawing.runs import GlyphRun, in_reading_order
from editions.pdf.drawing.to_unicode import ClusterGlyph, meanings
from editions.pdf.layout.rtl_css import mirrored

SENTENCES = {
    "ar": "الطيور تهاجر في الخريف إلى الجنوب، ثم تعود في الربيع لأن الأعشاش هنا.",
    "he": "הציפורים נודדות בסתיו דרומה, ובאביב הן חוזרות אל הקינים.",
    "fa": "پرندگان در پاییز به جنوب می‌روند و در بهار بازمی‌گردند.",
    "ur": "پرندے خزاں میں جنوب کو جاتے ہیں اور بہار میں لوٹ آتے ہیں۔",
    "zh": "鸟儿在秋天飞往南方，在春天飞回来。",
    "ja": "鳥は秋に南へ渡り、春になると戻ってくる。",
    "ko": "새들은 가을에 남쪽으로 날아가고 봄에 돌아온다.",
    "hi": "पक्षी शरद ऋतु में दक्षिण की ओर जाते हैं और वसंत में लौट आते हैं।",
    "ta": "பறவைகள் இலையுதிர் காலத்தில் தெற்கே சென்று வசந்தத்தில் திரும்புகின்றன.",
    "bn": "পাখিরা শরৎকালে দক্ষিণে যায় এবং বসন্তে ফিরে আসে।",
    "th": "นกบินลงใต้ในฤดูใบไม้ร่วงและกลับมาทำรังในฤดูใบไม้ผลิ",
    "ru": "Птицы осенью улетают на юг, а весной возвращаются.",
    "el": "Τα πουλιά φεύγουν το φθινόπωρο για τον νότο και γυρίζουν την άνοιξη.",
}
QUICK = ("ar", "hi", "ja", "th")
"""Joined letters from right to left; letters in clusters; characters and syllables; no spaces between words."""
RIGHT_TO_LEFT = ("ar", "he", "fa", "ur")


def article(folder: Path, lang: str, body: str) -> Path:
    path = folder / f"{lang}.xml"
    title = f"<title-group><article-title>{SENTENCES.get(lang, 'Swifts')[:20]}</article-title></title-group>"
    front = f"<front><article-meta>{title}</article-meta></front>"
    path.write_text(f'<article xml:lang="{lang}">{front}<body>{body}</body></article>', "utf-8")
    return path


def build(folder: Path, lang: str, body: str) -> Built:
    return editions.build(article(folder, lang, body), into=folder, formats=("pdf", "epub"), narration=False)


@pytest.fixture(
    scope="module", params=[lang if lang in QUICK else pytest.param(lang, marks=pytest.mark.slow) for lang in SENTENCES]
)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Built]:
    """An article whose paragraphs are longer than a line, with a list, a quotation and a table."""
    lang = str(request.param)
    sentence = SENTENCES[lang]
    body = (
        f"<sec><title>{sentence}</title><p>{' '.join([sentence] * 3)}</p>"
        f"<list list-type='bullet'><list-item><p>{sentence}</p></list-item></list><disp-quote><p>{sentence}</p></disp-quote>"
        f"<table-wrap><table><thead><tr><th>{sentence[:8]}</th><th>2013</th></tr></thead>"
        f"<tbody><tr><td>{sentence}</td><td>17</td></tr></tbody></table></table-wrap></sec>"
    )
    return lang, build(tmp_path_factory.mktemp(lang), lang, body)


def epub_part(built: Built, lang: str, name: str) -> etree._Element:
    epub = built[lang].epub
    assert epub
    with zipfile.ZipFile(epub) as book:
        return etree.fromstring(book.read(next(part for part in book.namelist() if part.endswith(name))))


def extracted(built: Built, lang: str) -> str:
    path = built[lang].pdf
    assert path
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()


def signs(text: str) -> str:
    """The characters of a text without spaces, line ends and invisible controls."""
    return "".join(sign for sign in normalize("NFC", text) if not sign.isspace() and category(sign) != "Cf")


def test_every_sentence_comes_out_of_the_pdf_in_its_order(made: tuple[str, Built]) -> None:
    lang, built = made
    assert signs(extracted(built, lang)).count(signs(SENTENCES[lang])) >= 6


def test_every_letter_has_a_font(made: tuple[str, Built]) -> None:
    _, built = made
    assert [finding for finding in built.findings if finding.rule in ("pdf.notdef", "pdf.layout", "cover.no-font")] == []
    assert "PDF/UA-1" in [claim.standard for claim in built.claims]


def test_the_epub_turns_its_pages_in_the_direction_of_the_script(made: tuple[str, Built]) -> None:
    lang, built = made
    direction = "rtl" if lang in RIGHT_TO_LEFT else "ltr"
    spine = epub_part(built, lang, ".opf").find("{*}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == direction
    assert epub_part(built, lang, "article.xhtml").get("dir", "ltr") == direction


@pytest.mark.parametrize("lang", [pytest.param("zh", marks=pytest.mark.slow), "ja", "th"])
def test_text_without_spaces_is_broken_into_lines_where_the_script_allows(lang: str, tmp_path: Path) -> None:
    built = build(tmp_path, lang, f"<p>{SENTENCES[lang] * 8}</p>")
    lines = [line for line in extracted(built, lang).splitlines() if line.strip()]
    body = [line for line in lines if signs(line) in signs(SENTENCES[lang] * 8)]
    assert len(body) > 3
    forbidden = "。，、）」" if lang != "th" else "ะาำๆ"  # what may not begin a line
    assert [line for line in body if line[0] in forbidden or category(line[0]) in ("Mn", "Mc")] == []


def test_a_passage_from_right_to_left_in_an_english_article(tmp_path: Path) -> None:
    quote = f'<disp-quote xml:lang="he"><p>{SENTENCES["he"]}</p></disp-quote>'
    built = build(tmp_path, "en", f"<p>Swifts leave early.</p>{quote * 4}<p>They return late.</p>")
    quoted = epub_part(built, "en", "article.xhtml").find(".//{*}blockquote")
    assert quoted is not None
    assert (quoted.get("lang"), quoted.get("dir")) == ("he", "rtl")
    assert signs(SENTENCES["he"]) in signs(extracted(built, "en"))


def test_a_passage_from_left_to_right_in_an_arabic_article(tmp_path: Path) -> None:
    built = build(tmp_path, "ar", f'<p>{SENTENCES["ar"]}</p><p xml:lang="en">Swifts leave early.</p>')
    passage = next(node for node in epub_part(built, "ar", "article.xhtml").iter("{*}p") if node.get("lang") == "en")
    assert passage.get("dir") == "ltr"
    assert "Swifts leave early." in extracted(built, "ar")


MIXED = {
    "he": "ההחלטה התקבלה ב־10 בדצמבר 1948, בעיר Paris, ושונתה 2 פעמים.",
    "ar": "اعتمد القرار في 10 ديسمبر 1948، في مدينة Paris، ثم عدل 2 مرة.",
}


@pytest.mark.parametrize("lang", MIXED)
def test_numbers_and_names_are_drawn_where_they_are_read(lang: str, tmp_path: Path) -> None:
    path = build(tmp_path, lang, f"<p>{MIXED[lang]}</p>")[lang].pdf
    assert path
    assert signs(MIXED[lang]) in signs(tagged.text(path))


VOWELLED = {
    "he": "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ שָׁלוֹם עֲלֵיכֶם",
    "ar": "بِسْمِ اللَّهِ الرَّحْمٰنِ وَقَالَ فَإِنَّ مَنْ جَدَّ وَجَدَ إلى الخَطَأِ مثلًا أولًا تقريبًا لا إلا جدًا إلى هنا",
}


@pytest.mark.parametrize("lang", VOWELLED)
def test_vowel_marks_stay_on_their_letters(lang: str, tmp_path: Path) -> None:
    built = build(tmp_path, lang, f"<p>{VOWELLED[lang]}</p>")
    path = built[lang].pdf
    assert path
    with pypdfium2.PdfDocument(path) as document:
        for text in (extracted(built, lang), document[0].get_textpage().get_text_range()):
            found = "".join(sign for sign in normalize("NFC", text) if category(sign) != "Cf").split()
            assert [word for word in normalize("NFC", VOWELLED[lang]).split() if word not in found] == []
    assert "PDF/UA-1" in [claim.standard for claim in built.claims]


def test_letters_that_no_font_has_are_named_in_one_finding(tmp_path: Path) -> None:
    built = build(tmp_path, "en", f"<p>{''.join(map(chr, range(0x10F000, 0x10F010)))}</p>")
    (finding,) = [finding for finding in built.findings if finding.rule == "pdf.notdef"]
    assert "U+10F000" in finding.message
    assert "and 10 more" in finding.message
    assert not [claim for claim in built.claims if claim.format == "pdf"]


# ------------------------------------------------------------------------------------------------- the parts, one by one


@pytest.mark.parametrize(("text", "needed"), [("swift", False), ("élan", False), ("Птица", False), ("鸟", False)])
def test_glyphs_that_say_what_they_mean_need_no_words(text: str, needed: bool) -> None:
    assert needs_words(text) is needed


@pytest.mark.parametrize("text", [SENTENCES["hi"], SENTENCES["th"], "ำ", "e\u0301"])
def test_scripts_that_reorder_signs_need_words(text: str) -> None:
    assert needs_words(text)


@pytest.mark.parametrize("text", [SENTENCES["ar"], f"Swift {SENTENCES['he']}"])
def test_text_that_readers_turn_round_is_left_to_them(text: str) -> None:
    assert not needs_words(text)


def glyph(cluster: int, text: str, *, wide: bool = True, turned: bool = True) -> ClusterGlyph:
    return ClusterGlyph(cluster=cluster, text=text, wide=wide, turned=turned)


def test_a_letter_means_the_marks_on_it() -> None:
    mark, letter, space = glyph(4, "\u05b8", wide=False), glyph(2, "\u05e8"), glyph(0, " ")
    assert meanings([mark, letter, space]) == ["", "\u05b8\u05e8", None]
    assert meanings([letter, mark]) == ["\u05e8", None]  # a mark on nothing stays what it is
    both = [glyph(0, "\u0625\u0650", wide=False), glyph(0, "\u0625\u0650")]
    assert meanings(both) == ["", "\u0650\u0625"]
    assert meanings([glyph(0, "e\u0301", turned=False), glyph(0, "e\u0301", wide=False, turned=False)]) == [None, None]


def test_runs_of_a_line_are_put_in_order() -> None:
    text = "אב 12 גד PDF הו".encode()
    end, name, middle, number, begin = (
        GlyphRun(
            raw=None, start=text.index(part.encode()), end=text.index(part.encode()) + len(part.encode()), left=0, font=font
        )
        for part, font in ((" הו", 2), ("PDF", 1), (" גד ", 2), ("12", 2), ("אב ", 2))
    )
    assert in_reading_order([end, name, middle, number, begin], text) == [[middle, number, begin], [name], [end]]
    assert in_reading_order([begin, name], text) == [[begin], [name]]


def test_a_ligature_is_turned_with_its_line() -> None:
    assert as_seen("لا") == "ال"
    assert as_seen("ffi") == "ffi"


def test_a_mirrored_sheet() -> None:
    css = "/* left */ a { float: left; margin: 1mm 2mm 3mm 4mm; padding: 1mm 2mm; border-right: 0 } @bottom-right { x: y }"
    assert (
        mirrored(css) == " a { float: right; margin: 1mm 4mm 3mm 2mm; padding: 1mm 2mm; border-left: 0 } @bottom-left { x: y }"
    )
