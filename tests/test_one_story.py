"""A folder tells one story: what is in it is what its report lists, and no build leaves a trace in another."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

import articles
import editions
from articles import files

SPOKEN = (
    "<inline-formula><alt-text>the argument of z</alt-text><tex-math>\\arg z</tex-math></inline-formula>"
    '<inline-formula><math xmlns="http://www.w3.org/1998/Math/MathML" alttext="a over b"><mfrac><mi>a</mi><mi>b</mi></mfrac>'
    "</math></inline-formula>"
)


def listed(folder: Path) -> list[str]:
    """What a report says is in its folder, with the hashes that it gives proved."""
    report = json.loads((folder / "report.json").read_text("utf-8"))
    for output in report["outputs"]:
        assert hashlib.sha256((folder / output["path"]).read_bytes()).hexdigest() == output["sha256"]
    return sorted([*articles.REPORT, *(output["path"] for output in report["outputs"])])


# ------------------------------------------------------------------------------------------------------------- one folder


AUDIO = {lang: [f"{lang}/small.{lang}.{kind}" for kind in ("html", "m4b", "srt", "txt", "vtt")] for lang in ("en", "es")}


def test_editions_of_an_earlier_build_go(tmp_path: Path) -> None:
    """Another language, another format, then all again: each time, the folder is what its report says."""
    source = articles.write(tmp_path, more=articles.SPANISH)
    for languages, formats, removed in (
        ((), ("epub", "audio"), []),
        (("es",), ("epub",), ["en/small.en.epub", *AUDIO["en"], *AUDIO["es"]]),
        (("en",), ("audio",), ["es/small.es.epub"]),
        ((), ("epub",), AUDIO["en"]),
    ):
        built = editions.build(source, tmp_path / "out", languages=languages, formats=formats, narration=False)
        assert files(built.folder) == listed(built.folder)
        assert [path.relative_to(built.folder).as_posix() for path in built.removed] == sorted(removed)
        assert sorted(path.name for path in built.folder.iterdir() if path.is_dir()) == sorted(built.report.languages)


def test_what_no_build_made_stays(tmp_path: Path) -> None:
    """A reader's own files are theirs, wherever they are, and whatever they are called."""
    source = articles.write(tmp_path, more=articles.SPANISH)
    built = editions.build(source, tmp_path / "out", formats=("epub",))
    own = ["notes.txt", "small.es.epub", "es/notes.txt", "es/small.es.signed.epub", "es/other.es.epub", "fr/small.es.epub"]
    own += ["es/old/small.es.epub", "es/small.es.docx"]
    for name in own:
        (built.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (built.folder / name).write_text("mine")
    built = editions.build(source, tmp_path / "out", languages=("en",), formats=("epub",))
    assert files(built.folder) == sorted([*own, *listed(built.folder)])
    assert {(built.folder / name).read_text() for name in own} == {"mine"}


def test_strict_takes_nothing_away(tmp_path: Path) -> None:
    """A build that writes nothing leaves the older one whole."""
    source = articles.silent_picture(tmp_path)
    built = editions.build(source, tmp_path / "out", formats=("epub",))
    before = files(built.folder)
    assert not editions.build(source, tmp_path / "out", formats=("audio",), strict=True).written
    assert files(built.folder) == before == listed(built.folder)


# ------------------------------------------------------------------------------------------------------------ one process

BUILDS = {"a": ("epub",), "b": ("pdf", "epub"), "c": ("epub",)}
ONE = """
import json, sys
import editions
source, place, builds = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
for name, formats in builds.items():
    editions.build(source, f"{place}/{name}", formats=formats, evaluator="An office", narration=False)
from PIL import ImageFile
assert ImageFile.LOAD_TRUNCATED_IMAGES is False
"""


def sample(folder: Path, broken: bool) -> Path:
    """An article with formulas and pictures, of which one ends too early if asked."""
    folder.mkdir()
    made = io.BytesIO()
    Image.effect_noise((60, 40), 80).save(made, "PNG")
    content = made.getvalue()
    (folder / "a.png").write_bytes(content[: len(content) // 2] if broken else content)
    Image.new("I;16", (9, 9), 700).save(folder / "b.tif")
    shown = "".join(
        f'<fig id="{name}"><label>Figure</label><caption><p>A caption.</p></caption><graphic xlink:href="{name}"><alt-text>'
        "Grey dots</alt-text></graphic></fig>\n"
        for name in ("a.png", "b.tif")
    )
    return articles.write(folder, body=f"<body><p>Words {SPOKEN}.</p>\n{shown}</body>")


def made_by(source: Path, place: Path, *runs: dict[str, tuple[str, ...]]) -> dict[str, bytes]:
    """Run builds, each of ``runs`` in a process of its own; return every file that they made."""
    for run in runs:
        given = [str(source), str(place), json.dumps(run)]
        subprocess.run([sys.executable, "-c", ONE, *given], check=True, capture_output=True, timeout=300)
    return {name: (place / name).read_bytes() for name in files(place)}


@pytest.mark.slow
@pytest.mark.parametrize("broken", [False, True], ids=["whole", "broken"])
def test_no_build_influences_another(tmp_path: Path, broken: bool) -> None:
    """EPUB, PDF and EPUB, EPUB again: in one process or three, the same bytes, findings and claims."""
    source = articles.certified(sample(tmp_path / "in", broken))
    together = made_by(source, tmp_path / "together", BUILDS)
    apart = made_by(source, tmp_path / "apart", *({name: formats} for name, formats in BUILDS.items()))
    assert together.keys() == apart.keys()
    assert [name for name in together if together[name] != apart[name]] == []
    assert {name[2:]: content for name, content in together.items() if name[0] == "a"} == {
        name[2:]: content for name, content in together.items() if name[0] == "c"
    }
    reports = {name: json.loads(together[f"{name}/small/report.json"]) for name in BUILDS}
    rules = {name: [(item["rule"], item["line"]) for item in report["findings"]] for name, report in reports.items()}
    assert {name: [item for item in found if item[0].startswith("picture")] for name, found in rules.items()} == {
        name: [("picture.broken", 3)] if broken else [] for name in BUILDS
    }
    claimed = {name: {claim["format"] for claim in report["claims"]} for name, report in reports.items()}
    assert claimed == {name: set() if broken else set(formats) for name, formats in BUILDS.items()}, rules


@pytest.mark.parametrize("formats", [("pdf",), ("epub",), ("pdf", "epub")], ids="-".join)
def test_a_picture_with_an_infinite_value_withholds_every_claim(tmp_path: Path, formats: tuple[str, ...]) -> None:
    """Whatever is built: a PDF alone claims no more of it than an EPUB does."""
    picture = Image.new("F", (4, 3))
    picture.putpixel((1, 1), float("inf"))
    picture.save(tmp_path / "a.tif")
    body = '<body><p>Text.</p>\n<graphic xlink:href="a.tif"><alt-text>Grey dots</alt-text></graphic></body>'
    built = editions.build(articles.write(tmp_path, body=body), tmp_path / "out", formats=formats, evaluator="An office")
    assert built.claims == ()
    assert [(item.rule, item.where.line) for item in built.findings if item.severity == "error"] == [("picture.broken", 3)]
