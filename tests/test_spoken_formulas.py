"""Formulas in words: by rules of our own in three languages, by an engine where one is installed, else not in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import articles
from editions.article.model import Article
from editions.jats import read, tex
from editions.languages.mathematics import speech_rule_engine
from editions.languages.mathematics.mathml import MAX_ELEMENTS, tokens, words
from editions.languages.mathematics.vocabulary import LANGUAGES, sign_words, vocabulary
from editions.narration.formulas import MAX_OWN_TOKENS, passed_over, with_engine_words
from editions.narration.timeline import PassedOver
from editions.narration.utterances import utterances

MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML">{}</math>'

READINGS = (
    # TeX, English, Spanish, Portuguese
    ("x", "x", "x", "x"),
    ("x^2", "x squared", "x al cuadrado", "x ao quadrado"),
    ("10^{6}", "10 to the power of 6", "10 elevado a 6", "10 elevado a 6"),
    ("10^{-3}", "10 to the power of minus 3", "10 elevado a menos 3", "10 elevado a menos 3"),
    ("x_{i,t}", "x sub i, t", "x sub i, t", "x índice i, t"),
    ("x_1^2", "x sub 1 squared", "x sub 1 al cuadrado", "x índice 1 ao quadrado"),
    ("k_{flip}", "k sub flip", "k sub flip", "k índice flip"),
    (r"\alpha \neq \beta", "alpha is not equal to beta", "alfa distinto de beta", "alfa diferente de beta"),
    ("p < 0.05", "p is less than 0.05", "p menor que 0.05", "p menor que 0.05"),
    ("p > 0.05", "p is greater than 0.05", "p mayor que 0.05", "p maior que 0.05"),
    (r"\leq 5", "at most 5", "como máximo 5", "no máximo 5"),
    (r"r \sim 0.4", "r about 0.4", "r aproximadamente 0.4", "r aproximadamente 0.4"),
    (r"X \sim N(0, 1)", "X is distributed as N of 0, 1", "X se distribuye como N de 0, 1", "X segue a distribuição N de 0, 1"),
    ("n-1", "n minus 1", "n menos 1", "n menos 1"),
    ("-x", "minus x", "menos x", "menos x"),
    (r"\pm 2", "plus or minus 2", "más menos 2", "mais ou menos 2"),
    (r"\frac{a}{b}", "A over b", "a sobre b", "a sobre b"),
    (r"\frac{1}{n} x", "1 over n, x", "1 sobre n, x", "1 sobre n, x"),
    (
        r"\frac{a+1}{b}",
        "fraction, A plus 1, over b, end of fraction",
        "fracción, a más 1, sobre b, fin de fracción",
        "fração, a mais 1, sobre b, fim da fração",
    ),
    (r"\sqrt{2}", "square root of 2", "raíz cuadrada de 2", "raiz quadrada de 2"),
    (r"\sqrt[3]{x}", "root 3 of x", "raíz 3 de x", "raiz 3 de x"),
    (r"\hat{\theta}", "theta hat", "theta con circunflejo", "teta chapéu"),
    (r"\bar{x}", "x bar", "x barra", "x barra"),
    (r"\vec{v}", "vector v", "vector v", "vetor v"),
    ("f(x)", "f of x", "f de x", "f de x"),
    ("f(x, t) = 0", "f of x, t, equals 0", "f de x, t, igual a 0", "f de x, t, igual a 0"),
    (
        "a(b+c)",
        "A open bracket b plus c close bracket",
        "a abre paréntesis b más c cierra paréntesis",
        "a abre parêntese b mais c fecha parêntese",
    ),
    ("|x|", "absolute value of x", "valor absoluto de x", "valor absoluto de x"),
    (
        r"\sum_{i=1}^{n} x_i",
        "sum from i equals 1 to n of x sub i",
        "sumatorio desde i igual a 1 hasta n de x sub i",
        "somatório de i igual a 1 até n de x índice i",
    ),
    (r"\sin \omega", "sine omega", "seno omega", "seno ômega"),
    (r"T_t", "capital T sub t", "T mayúscula sub t", "T maiúsculo índice t"),
    ("x'", "x prime", "x prima", "x linha"),
    (r"x \to \infty", "x to infinity", "x hacia infinito", "x para infinito"),
    (r"x \in A", "x is in A", "x pertenece a A", "x pertence a A"),
)


@pytest.mark.parametrize(("source", "english", "spanish", "portuguese"), READINGS, ids=[row[0] for row in READINGS])
def test_a_formula_in_words(source: str, english: str, spanish: str, portuguese: str) -> None:
    mathml = tex.to_mathml(source)
    assert [words(mathml, lang) for lang in ("en-GB", "es", "pt-BR")] == [english, spanish, portuguese]


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<mi>\U0001d464</mi>", "w"),  # a mathematical letter
        ("<mi>\U0001d4d4</mi>", "E"),
        ("<mo>-</mo>", "-"),  # alone it is what the sentence makes of it
        ("<mo>∼</mo>", "about"),
        ("<mn>20</mn><msup><mtext>s</mtext><mrow><mo>-</mo><mn>1</mn></mrow></msup>", "20 per second"),
        ("<mn>100</mn><mo>⁢</mo><mi>m</mi><mo>⁢</mo><mi>s</mi>", "100 milliseconds"),
        ("<mn>2</mn><mi>m</mi>", "2\u2062 m"),  # a product, no length
        ("<msub><mi>x</mi><mn>2</mn></msub><mi>s</mi>", "x sub 2\u2062 s"),
        ("<mi>f</mi><mo>(</mo><mi>x</mi><mo>,</mo><mi>t</mi><mo>)</mo><mo>,</mo>", "f of x, t,"),
        ("<mi>m</mi><mi>i</mi><mi>n</mi><mi>x</mi>", "minimum x"),
        ("<msup><mi>x</mi><mrow><mi>s</mi><mi>p</mi><mi>o</mi></mrow></msup>", "x super spo"),
        (
            "<munder><mover><mo>∑</mo><mi>N</mi></mover><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow></munder><mi>x</mi>",
            "sum from i equals 1 to N of x",
        ),
        ("<mn>3</mn><msup><mi>km</mi><mn>2</mn></msup>", "3 kilometres squared"),
        ("<mn>30</mn><msup><mi/><mo>∘</mo></msup>", "30 degrees"),
        ("<mo>&lt;</mo><mi>x</mi><mo>></mo>", "open angle bracket x close angle bracket"),
        ("<mrow><mi>a</mi><mspace/><mo>⁢</mo><mi>b</mi></mrow>", "A b"),
        ("<mfrac linethickness='0'><mi>n</mi><mi>k</mi></mfrac>", "n choose k"),
        ("<semantics><mi>x</mi><annotation>nothing</annotation></semantics>", "x"),
        (
            "<mo>(</mo><mtable><mtr><mtd><mi>x</mi></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd><mn>1</mn></mtd></mtr></mtable><mo>)</mo>",
            "open bracket x, 0; 1 close bracket",
        ),
        ("<mtable><mtr><mtd><mi>x</mi></mtd><mtd><mo>=</mo><mn>1</mn></mtd></mtr></mtable>", "x equals 1"),
        ("<mover><mi>x</mi><mtext>def</mtext></mover>", "x with def above"),
        ("<munder><mi>lim</mi><mrow><mi>x</mi><mo>→</mo><mn>0</mn></mrow></munder><mi>y</mi>", "limit for x to 0 of y"),
    ],
)
def test_mathml_in_words(inside: str, said: str) -> None:
    assert words(MATH.format(inside), "en") == said


@pytest.mark.parametrize(
    "inside",
    [
        "<mtable><mlabeledtr><mtd><mi>x</mi></mtd></mlabeledtr></mtable>",
        "<menclose><mi>x</mi></menclose>",
        "<mi>x</mi><mo>\u2a0f</mo>",
        "<msub><mi>x</mi></msub>",
        "<mo>|</mo><mo>|</mo><mi>x</mi><mo>|</mo><mo>|</mo>",
        "<mrow>" * 60 + "<mi>x</mi>" + "</mrow>" * 60,
        "<mi>x</mi>" * MAX_ELEMENTS,
    ],
)
def test_what_no_rule_reads_has_no_words(inside: str) -> None:
    """Half a formula would say another thing."""
    assert words(MATH.format(inside), "en") == ""


def test_a_language_without_rules_has_no_words() -> None:
    assert words(MATH.format("<mi>x</mi>"), "fr") == ""
    assert words(MATH.format("<mi>x</mi>"), "und") == "x"


def test_tokens_are_letters_numbers_and_signs() -> None:
    assert tokens(tex.to_mathml(r"\frac{a+1}{b}")) == 4


@pytest.mark.parametrize("lang", sorted(LANGUAGES - {"en"}))
def test_nothing_is_missing_in_a_file_of_words(lang: str) -> None:
    """A linguist sees what to add; placeholders are those of the English."""
    own, english = vocabulary(lang), vocabulary("en")
    assert list(own) == list(english)
    needed = ("signs", "alone", "units", "per", "structure")
    assert [(section, set(own[section]) ^ set(english[section])) for section in needed] == [(name, set()) for name in needed]
    assert all(sorted(_fields(own["structure"][key])) == sorted(_fields(text)) for key, text in english["structure"].items())


def _fields(text: str) -> list[str]:
    return [part.partition("}")[0] for part in text.split("{")[1:]]


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        ("+", "en", ("plus", "en")),
        ("***", "en", ("star star star", "en")),
        ("+/−", "pt", ("mais, barra, menos", "pt")),
        ("–", "es", ("guion", "es")),
        ("-----", "en", ("dash", "en")),
        ("✓", "de", ("check mark", "en")),
        ("☃", "es", ("snowman", "en")),
        ("3", "en", ("", "en")),
        ("", "en", ("", "en")),
    ],
)
def test_signs_in_words(text: str, lang: str, said: tuple[str, str]) -> None:
    assert sign_words(text, lang) == said


# -------------------------------------------------------------------------------------------------------- in an article

LONG = tex.to_mathml("a + b + c + d + e = 0")
CROSSED = MATH.format("<menclose notation='updiagonalstrike'><mi>x</mi></menclose>")


def article(folder: Path, body: str) -> Article:
    return read(articles.write(folder, body=f"<body>{body}</body>"))


def said(made: Article) -> list[str]:
    return [utterance.text for utterance in utterances(made)][1:-1]


def test_no_sentence_says_that_a_formula_has_no_words(tmp_path: Path) -> None:
    numbered = f'<disp-formula id="e"><label>(3)</label>{CROSSED}</disp-formula>'
    made = article(tmp_path, f"<p>Here 2<inline-formula>{CROSSED}</inline-formula>, that is all.</p>{numbered}")
    assert said(made) == ["Here 2 formula, that is all.", "Formula 3, shown in the text."]
    assert [item.kind for item in passed_over(made)] == ["formula", "formula"]


def test_words_of_a_formula_are_words_of_their_own(tmp_path: Path) -> None:
    x = MATH.format("<mi>π</mi>")
    assert said(
        article(tmp_path, f"<p>At 2<inline-formula>{x}</inline-formula>r, (<inline-formula>{x}</inline-formula>).</p>")
    ) == ["At 2 pi r, (pi)."]


def test_an_alternative_of_the_source_wins(tmp_path: Path, engine: Path) -> None:
    formula = f"<inline-formula><alt-text>the sum</alt-text>{LONG}</inline-formula>"
    made = with_engine_words(article(tmp_path, f"<p>See {formula}.</p>"))
    assert said(made) == ["See the sum."]
    assert not (engine / "calls").exists()


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package in place of the speech-rule-engine: it says how it was asked, and writes each start down."""
    folder = tmp_path / "engine"
    folder.mkdir()
    (folder / "package.json").write_text('{"version": "1.2.3", "main": "index.js"}')
    (folder / "index.js").write_text(
        f'require("fs").appendFileSync({json.dumps(str(folder / "calls"))}, "1");\n'
        "let set;\n"
        "exports.setupEngine = async (given) => { set = given; };\n"
        'exports.toSpeech = (mathml) => { if (mathml.includes("menclose")) throw 1; return `${set.domain}  ${set.locale}`; };\n'
    )
    monkeypatch.setenv("EDITIONS_SPEECH_RULE_ENGINE", str(folder))
    return folder


def test_long_formulas_are_said_by_the_engine_in_one_process(tmp_path: Path, engine: Path) -> None:
    """Short ones by our own rules; what the engine cannot say by their structure, or not at all."""
    short = tex.to_mathml("a = b")
    assert tokens(short) <= MAX_OWN_TOKENS < tokens(LONG)
    formulas = "".join(f"<p>See <inline-formula>{each}</inline-formula>.</p>" for each in (LONG, short, CROSSED, LONG))
    made = with_engine_words(article(tmp_path, formulas))
    assert said(made) == ["See clearspeak en.", "See A equals b.", "See formula.", "See clearspeak en."]
    assert (engine / "calls").read_text() == "1"
    assert [item.kind for item in passed_over(made)] == ["formula"]
    assert speech_rule_engine.version() == "1.2.3"


def test_spanish_is_said_by_our_rules(tmp_path: Path, engine: Path) -> None:
    """The engine has no rules for it that read as a person does."""
    made = with_engine_words(article(tmp_path, f'<p xml:lang="es">Es <inline-formula>{LONG}</inline-formula>.</p>'))
    assert said(made) == ["Es a más b más c más d más e igual a 0."]
    assert not (engine / "calls").exists()


@pytest.mark.parametrize("answer", ["x \u20d7 sub i", "a + b", "\u2211 of x"])
def test_signs_that_the_engine_leaves_are_no_words(engine: Path, answer: str) -> None:
    (engine / "index.js").write_text(f"exports.setupEngine = async () => {{}}; exports.toSpeech = () => {json.dumps(answer)};")
    assert speech_rule_engine.words([("en", LONG)]) == [""]


def test_vectors_are_said_by_our_rules(tmp_path: Path, engine: Path) -> None:
    vector = tex.to_mathml(r"\vec{a} + b + c + d = 0")
    made = with_engine_words(article(tmp_path, f"<p>See <inline-formula>{vector}</inline-formula>.</p>"))
    assert said(made) == ["See vector A plus b plus c plus d equals 0."]
    assert not (engine / "calls").exists()


@pytest.mark.parametrize("fault", ["process.exit(1)", "process.stdout.write('[1]')", "throw 1", "while (true) {}"])
def test_an_engine_that_fails_says_nothing(engine: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    (engine / "index.js").write_text(fault)
    monkeypatch.setattr(speech_rule_engine, "MAX_SECONDS", 0.5)
    assert speech_rule_engine.words([("en", LONG)]) == [""]


def test_without_the_engine_formulas_keep_our_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITIONS_SPEECH_RULE_ENGINE", str(tmp_path / "none"))
    assert speech_rule_engine.version() == ""
    made = article(tmp_path, f"<p>See <inline-formula>{LONG}</inline-formula>.</p>")
    assert with_engine_words(made) is made
    assert said(made) == ["See A plus b plus c plus d plus e equals 0."]
    assert passed_over(made) == ()


def test_the_formulas_that_are_not_said_are_named(tmp_path: Path) -> None:
    made = article(tmp_path, f'<disp-formula id="e1">{CROSSED}</disp-formula>')
    (found,) = passed_over(made)
    assert isinstance(found, PassedOver)
    assert found.kind == "formula"
