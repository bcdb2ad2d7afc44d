"""``editions script``: what is said, as lines for people and as values for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import articles
import editions
from editions.cli import main


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(item) for item in arguments])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_people_read_chapters_and_utterances(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = articles.write(tmp_path, body="<body><sec><title>Aims</title><p>Let p &lt; 0.05.</p></sec></body>")
    code, shown, _ = run(capsys, "script", source)
    assert code == 0
    assert "== Aims (sec-1) 0:0" in shown
    assert "text       p-1-s1  " in shown
    assert "         Let p < 0.05.\n         → Let p less than 0.05.\n" in shown


def test_programs_read_every_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = articles.write(tmp_path, more=articles.SPANISH)
    code, shown, _ = run(capsys, "script", source, "--json", "--lang", "es")
    (facts,) = json.loads(shown)
    said = editions.script(editions.read(source).translations[0])
    assert (code, facts["language"]) == (0, "es")
    assert [item["id"] for item in facts["utterances"]] == [item.id for item in said.utterances]
    assert facts["utterances"][0] == {
        "id": "title-1",
        "role": "title",
        "chapter": "es-front",
        "language": "es",
        "group": "",
        "begin": 0.2,
        "seconds": pytest.approx(0.6, abs=0.2),
        "pause": 1.0,
        "runs": [{"language": "es", "written": "Un artículo", "spoken": "Un artículo"}],
    }
    assert facts["chapters"][0] == {"id": "es-front", "title": "Un artículo", "begin": 0.2}
    assert facts["seconds"] == pytest.approx(said.estimated()[-1], abs=0.1)


def test_a_language_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, complaint = run(capsys, "script", articles.write(tmp_path), "--lang", "fr")
    assert code == 2
    assert complaint.endswith("small.xml: no edition is in fr. There is: en.\n")
