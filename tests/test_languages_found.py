"""What is said of the languages that were worked out, and what becomes of them in a build."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import editions
from editions.article.model import Article, walk
from editions.languages.survey import detected
from editions.narration.utterances import utterances
from editions.rules import DETECTING
from editions.rules.languages import UNEXAMINED
from editions.xhtml import render
from test_languages import ENGLISH, MORE_SPANISH, PORTUGUESE, SPANISH, article, cited, paragraphs

PICTURE = '<graphic xlink:href="dot.png"><alt-text>{}</alt-text></graphic>'
MIXED = f"In the original of the letter that was found in the house: “{SPANISH}”"
SHORT = "Los precios del agua en los pueblos del valle"


def sample(folder: Path, rule: str, *, broken: bool) -> Article:
    """An article that breaks a rule, or is the same without the fault."""
    match rule:
        case "language.assumed":
            return article(folder, paragraphs(ENGLISH), lang="" if broken else "en")
        case "language.wrong":
            return article(folder, paragraphs(SPANISH, *MORE_SPANISH), lang="pt" if broken else "es-MX")
        case "language.contradicted":
            tag = "" if broken else ' xml:lang="es"'
            return article(folder, paragraphs(ENGLISH), front=f"<abstract{tag}>{paragraphs(SPANISH)}</abstract>")
        case "alternative.language":
            alt = SHORT if broken else "The price of the water in the towns of the valley"
            return article(folder, paragraphs(ENGLISH) + PICTURE.format(alt))
        case "language.undecided":
            return article(folder, paragraphs(ENGLISH, ENGLISH, MIXED if broken else ENGLISH))
        case _:
            tag = "" if broken else ' xml:lang="es"'
            return article(folder, paragraphs(ENGLISH, ENGLISH) + f"<p{tag}>{SPANISH}</p>")


def rules(made: Article) -> list[str]:
    return [finding.rule for finding in detected(made).findings if finding not in made.findings]


@pytest.mark.parametrize("rule", [rule.id for rule in DETECTING if rule is not UNEXAMINED])
def test_each_rule_has_its_samples(tmp_path: Path, rule: str) -> None:
    assert rules(sample(tmp_path, rule, broken=True)) == [rule]
    assert rules(sample(tmp_path, rule, broken=False)) == []


class NotInstalled:
    """A detector whose package is not there."""

    def identify(self, text: str, among: frozenset[str]) -> tuple[str, float]:
        raise ModuleNotFoundError("No module named 'py3langid'", name="py3langid")


def test_a_doubt_without_a_detector_is_a_warning(tmp_path: Path) -> None:
    """The article stays as it is, and the finding has the line that mends it; without a doubt nothing is said."""
    made = article(tmp_path, paragraphs(ENGLISH, SPANISH))
    left = detected(made, NotInstalled())
    assert left.detected is None
    assert left.body == made.body
    (said,) = left.findings
    assert (said.rule, said.severity) == ("language.unexamined", "warning")
    assert said.hint.startswith("Install it: pip install py3langid.")
    assert detected(article(tmp_path, paragraphs(ENGLISH, ENGLISH)), NotInstalled()).findings == ()


def test_looking_twice_changes_nothing(tmp_path: Path) -> None:
    once = detected(article(tmp_path, paragraphs(ENGLISH, SPANISH)))
    assert detected(once) is once


def test_titles_are_told_in_one_note(tmp_path: Path) -> None:
    back = cited("Vigiar e punir: nascimento da prisão") + cited("O mundo como vontade e como representação").replace(
        "'r'", "'s'"
    )
    messages = [finding.message for finding in detected(article(tmp_path, paragraphs(ENGLISH), back=back)).findings]
    assert messages == ["Titles of references were found to be in another language and are tagged so: 2 in 'pt'."]


def test_a_translation_follows_its_original(tmp_path: Path) -> None:
    """What a translation took over from an original of a wrong language is in the right one; its siblings know it."""
    translation = (
        '<sub-article article-type="translation" xml:lang="en" id="en"><front-stub><title-group><article-title>2'
        f"</article-title></title-group></front-stub><body>{paragraphs(ENGLISH)}<p><xref ref-type='bibr' rid='r'>1</xref></p>"
        "</body></sub-article>"
    )
    body = paragraphs(SPANISH, *MORE_SPANISH)
    made = detected(article(tmp_path, body, lang="pt", back=cited("Agua y valle"), after=translation))
    assert [item.lang for item in made.editions()] == ["es", "en"]
    assert [item.siblings[0].lang for item in made.editions()] == ["en", "es"]
    assert {node.lang for node in walk(made.translations[0])} == {"en", "es"}


def test_a_voice_is_switched_for_sure_guesses_alone(tmp_path: Path) -> None:
    """A doubtful title is tagged on the page and stays with the voice around it; its sentences are the page's."""
    made = detected(article(tmp_path, paragraphs(ENGLISH, ENGLISH), back=cited("Salarios en el sector rural")))
    assert [(tag.lang, tag.voice) for tag in made.detected or ()] == [("es", False)]
    said = [run for utterance in utterances(made) for run in utterance.runs]
    assert {run.lang for run in said} == {"en"}
    page = render(made)
    ids = {node.get("id") for node in page.iter()}
    assert {utterance.id for utterance in utterances(made)} <= ids
    assert "es" in {node.get("{http://www.w3.org/XML/1998/namespace}lang") for node in page.iter()}


def test_a_build_uses_and_reports_them(tmp_path: Path) -> None:
    made = article(tmp_path, paragraphs(SPANISH, *MORE_SPANISH, PORTUGUESE), lang="pt")
    built = editions.build(made, tmp_path / "out", formats=("epub",))
    assert [edition.language for edition in built.editions] == ["es"]
    assert built.claims == ()
    report = json.loads((built.folder / "report.json").read_text("utf-8"))
    assert [(tag["edition"], tag["id"], tag["language"]) for tag in report["detected"]] == [
        ("es", "article-1", "es"),
        ("es", "p-4", "pt"),
    ]
    assert all(0 <= tag["confidence"] <= 1 and tag["line"] == 1 for tag in report["detected"])


def test_no_detect(tmp_path: Path) -> None:
    made = article(tmp_path, paragraphs(SPANISH, *MORE_SPANISH), lang="pt")
    built = editions.build(made, tmp_path / "out", formats=("epub",), detect=False)
    assert [edition.language for edition in built.editions] == ["pt"]
    assert built.report.detected == ()
    assert not {finding.rule for finding in editions.audit(made, detect=False)} & {rule.id for rule in DETECTING}


def test_an_article_without_a_doubt_loads_no_detector(tmp_path: Path) -> None:
    made = article(tmp_path, paragraphs(ENGLISH, "See <italic>Escherichia coli</italic> there."))
    script = "import sys; from editions.jats import read; from editions.languages.survey import detected; "
    script += f"detected(read({str(made.source)!r})); print('py3langid' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
