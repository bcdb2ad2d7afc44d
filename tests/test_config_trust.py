"""Whose configuration counts, and how far it is believed: what a stranger's folder, or another user, tries to say."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

import articles
import editions
from editions.building import config, ownership
from editions.building.config import Config, Trust, configured, find, load
from editions.cli import main
from editions.findings import Severity, UsageError
from editions.pdf import PdfOptions
from editions.pdf.edition import _fetcher
from editions.pdf.fetch import Refused

SECRET = "The-secret-of-this-machine"


class Place:
    """A house's folder (``press``) that a stranger's (``press/stranger``) lies in, and what lies outside of both."""

    def __init__(self, folder: Path) -> None:
        self.outside, self.press = folder / "outside", folder / "press"
        self.stranger, self.own = self.press / "stranger", self.press / "own"
        for made in (self.outside, self.stranger, self.own):
            made.mkdir(parents=True)
        self.secret = self.outside / "secret.css"
        self.secret.write_text(f"/* {SECRET} */")
        self.article = articles.write(self.stranger)

    def says(self, folder: Path, text: str) -> Path:
        """Write a configuration into a folder; return its file."""
        path = folder / "editions.toml"
        path.write_text(text, "utf-8")
        return path


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    made = Place(tmp_path)
    monkeypatch.chdir(made.press)
    return made


def sheets(*names: str) -> str:
    return f"[stylesheets]\nepub = {json.dumps(names)}\npdf = {json.dumps(names)}\n"


def said(found: Config) -> list[str]:
    """What was ignored, one text a file."""
    assert all(finding.severity is Severity.WARNING and "--config" in finding.hint for finding in found.ignored)
    assert {finding.rule for finding in found.ignored} <= {"config.ignored"}
    files = [finding.where.file for finding in found.ignored]
    assert len(files) == len(set(files)), "a file is told of once"
    return [finding.message for finding in found.ignored]


# ----------------------------------------------------------------------------------------------------- paths that lead out


def link(place: Place, folder: Path) -> str:
    (folder / "link.css").symlink_to(place.secret)
    return "link.css"


def relative_link(place: Place, folder: Path) -> str:
    (folder / "link.css").symlink_to(os.path.relpath(place.secret, folder))
    return "link.css"


def link_of_a_link(place: Place, folder: Path) -> str:
    (folder / "one.css").symlink_to("two.css")
    (folder / "two.css").symlink_to(place.secret)
    return "one.css"


def linked_folder(place: Place, folder: Path) -> str:
    (folder / "styles").symlink_to(place.outside)
    return "styles/secret.css"


def out_and_in_by_a_link(place: Place, folder: Path) -> str:
    (folder / "deep").mkdir()
    (folder / "deep" / "styles").symlink_to(place.outside)
    return "deep/styles/../outside/secret.css"


def nested(place: Place, folder: Path) -> str:
    (folder / "a" / "b").mkdir(parents=True)
    return "a/b/../../" + os.path.relpath(place.secret, folder)


def absolute_inside(place: Place, folder: Path) -> str:
    (folder / "own.css").write_text("p { color: black }")
    return str(folder / "own.css")


LEADS_OUT: dict[str, Callable[[Place, Path], str]] = {
    "absolute": lambda place, folder: str(place.secret),
    "absolute, of the system": lambda place, folder: "/etc/passwd",
    "absolute, of the process": lambda place, folder: "/proc/self/environ",
    "absolute, with slashes": lambda place, folder: f"///{place.secret}",
    "absolute, with dots": lambda place, folder: f"/./{place.secret}",
    "absolute, inside": absolute_inside,
    "device": lambda place, folder: "/dev/zero",
    "parent": lambda place, folder: os.path.relpath(place.secret, folder),
    "parent, after a dot": lambda place, folder: "./" + os.path.relpath(place.secret, folder),
    "parent, after a folder that is not there": lambda place, folder: "none/../" + os.path.relpath(place.secret, folder),
    "parent, out and in": lambda place, folder: f"../{folder.name}/../../outside/secret.css",
    "parent, nested": nested,
    "parent, nothing there": lambda place, folder: "../none.css",
    "link": link,
    "relative link": relative_link,
    "link of a link": link_of_a_link,
    "linked folder": linked_folder,
    "out and in by a link": out_and_in_by_a_link,
}


@pytest.mark.parametrize("trick", LEADS_OUT)
def test_looks_never_lead_out(place: Place, trick: str) -> None:
    """What leads out of the article's folder is ignored, and said once; what does not still counts."""
    name = LEADS_OUT[trick](place, place.stranger)
    (place.stranger / "kept.css").write_text("p { color: black }")
    place.says(place.stranger, f'style = "compact"\nlogo = {json.dumps(name)}\n{sheets(name, "kept.css")}')
    found = configured(place.article)
    assert (found.logo, found.style) == (None, "compact")
    assert [path.name for path in (*found.pdf_stylesheets, *found.epub_stylesheets)] == ["kept.css", "kept.css"]
    (message,) = said(found)
    assert message.startswith("Ignored: logo '")


@pytest.mark.parametrize("trick", LEADS_OUT)
@pytest.mark.parametrize("key", ["logo", "sheets"])
def test_the_house_never_leads_out(place: Place, trick: str, key: str) -> None:
    """A path that leads out of the house's folder is a mistake: one line, and the next step."""
    name = LEADS_OUT[trick](place, place.press)
    place.says(place.press, f"logo = {json.dumps(name)}" if key == "logo" else sheets(name))
    with pytest.raises(UsageError, match=r"outside of its folder: move it in, or name editions.toml by --config"):
        configured(place.article)


@pytest.mark.parametrize("trick", ["absolute", "parent", "link", "linked folder", "parent, out and in", "absolute, inside"])
def test_what_the_caller_names_may_lead_out(place: Place, trick: str) -> None:
    given = place.says(place.own, sheets(LEADS_OUT[trick](place, place.own)))
    found = configured(place.article, given)
    assert [path.read_text() for path in found.epub_stylesheets] in ([f"/* {SECRET} */"], ["p { color: black }"])
    assert said(found) == []


NO_FILES = {
    "address": "file:///etc/passwd",
    "address, short": "file:/etc/passwd",
    "web": "https://bait.invalid/a.css",
    "backslashes": "..\\..\\outside\\secret.css",
    "percent": "%2e%2e/%2e%2e/outside/secret.css",
    "full-width dots": "\uff0e\uff0e/\uff0e\uff0e/outside/secret.css",
    "dots of two characters": "\u2025/\u2025/outside/secret.css",
    "slashes that are none": "..\u2215..\u2215outside\u2215secret.css",
    "home": "~/secret.css",
    "variable": "$HOME/secret.css",
    "pipe": "pipe.css",
    "folder": "folder.css",
    "link to nothing": "dangling.css",
    "link to itself": "loop.css",
    "other case": "OWN.CSS",
    "below a file, and up": "own.css/../own.css",
    "below a file": "own.css/secret.css",
    "NUL": "own.css\0/../../../outside/secret.css",
    "line break": "own.css\n",
}


@pytest.mark.parametrize("trust", [Trust.HOUSE, Trust.LOOKS])
@pytest.mark.parametrize("name", NO_FILES)
def test_what_is_no_file_of_the_folder(place: Place, trust: Trust, name: str) -> None:
    """No other spelling of a path reaches anything, and nothing is waited for."""
    os.mkfifo(place.stranger / "pipe.css")
    (place.stranger / "folder.css").mkdir()
    (place.stranger / "own.css").write_text("p { color: black }")
    (place.stranger / "dangling.css").symlink_to("none.css")
    (place.stranger / "loop.css").symlink_to("loop.css")
    path = place.says(place.stranger, sheets(NO_FILES[name]))
    with pytest.raises(UsageError) as error:
        load(path, trust)
    assert str(error.value).isprintable()
    assert SECRET not in str(error.value)


def test_a_hard_link_is_not_the_strangers(place: Place) -> None:
    """A second name of a file that lies elsewhere; and the configuration itself as one."""
    (place.stranger / "own.css").hardlink_to(place.secret)
    place.says(place.stranger, sheets("own.css"))
    found = configured(place.article)
    assert found.epub_stylesheets == ()
    assert said(found)[0].startswith("Ignored: stylesheets 'own.css'")
    (place.stranger / "editions.toml").unlink()
    (place.outside / "private.toml").write_text(f'"{SECRET}" = 1')
    (place.stranger / "editions.toml").hardlink_to(place.outside / "private.toml")
    assert said(configured(place.article)) == ["It is not read: it is a link, has a second name, or is not a plain file."]


def test_files_of_the_folder_count(place: Place) -> None:
    """Below it, by a link inside it, through ``..`` that stays inside."""
    (place.stranger / "styles").mkdir()
    (place.stranger / "styles" / "own.css").write_text("p { color: black }")
    (place.stranger / "link.css").symlink_to("styles/own.css")
    place.says(place.stranger, sheets("styles/own.css", "link.css", "styles/../link.css"))
    found = configured(place.article)
    assert len(found.epub_stylesheets) == 3
    assert said(found) == []


# ------------------------------------------------------------------------------------------------------- what it may say

ALL = """\
publisher = "Forged"
evaluator = "W3C (forged)"
contact = "javascript:alert(1)"
engine = "gtts"
rate = 999
tables = "none"
pdf_variant = "print"
style = "large-print"
paper = "Letter"
[voices]
en = "stranger"
"""


def forged(found: Config) -> bool:
    """Whether anything counts but looks."""
    return any(getattr(found, name) != getattr(Config(), name) for name in FORBIDDEN)


FORBIDDEN = ("publisher", "evaluator", "contact", "engine", "rate", "tables", "pdf_variant", "voices")


@pytest.mark.parametrize("here", ["stranger", "stranger/below", "press", "outside", "press/own"])
def test_beside_the_article_it_sets_looks_alone(place: Place, monkeypatch: pytest.MonkeyPatch, here: str) -> None:
    """From wherever the build is run: inside the stranger's folder too."""
    (place.stranger / "below").mkdir()
    place.says(place.stranger, ALL)
    monkeypatch.chdir({"press": place.press, "outside": place.outside}.get(here, place.press / here.removeprefix("press/")))
    found = configured(Path(os.path.relpath(place.article)))
    assert not forged(found)
    assert (found.style, found.paper) == ("large-print", "Letter")
    (message,) = said(found)
    assert all(key in message for key in FORBIDDEN)


def test_a_configuration_below_the_article_is_the_strangers(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    below = place.stranger / "below"
    below.mkdir()
    place.says(below, ALL)
    monkeypatch.chdir(below)
    assert configured(Path("../small.xml")) == Config()


def test_a_link_to_the_article_does_not_leave_its_folder(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The article by a link elsewhere, or its folder by one: what lies beside it is still the stranger's."""
    place.says(place.stranger, ALL)
    (place.own / "link.xml").symlink_to(place.article)
    (place.own / "folder").symlink_to(place.stranger)
    monkeypatch.chdir(place.stranger)
    assert not forged(configured(place.own / "link.xml"))
    assert not forged(configured(place.own / "folder" / "small.xml"))
    monkeypatch.chdir(place.own / "folder")
    assert not forged(configured(Path("small.xml")))


@pytest.mark.parametrize("name", ["Editions.toml", "EDITIONS.TOML", "editions.toml ", "editions.TOML", ".editions.toml"])
def test_only_its_own_name_is_read(place: Place, name: str) -> None:
    for folder in (place.stranger, place.press):
        (folder / name).write_text(ALL)
    assert configured(place.article) == Config()


def test_the_house_above_says_everything(place: Place) -> None:
    """In the working folder, above the article; the article's looks come on top, its style sheets after the house's."""
    for folder in (place.press, place.stranger):
        (folder / f"{folder.name}.css").write_text("p { color: black }")
    place.says(place.press, 'evaluator = "The office"\nengine = "espeak"\npaper = "Letter"\n' + sheets("press.css"))
    place.says(place.stranger, 'evaluator = "Forged"\nstyle = "compact"\n' + sheets("stranger.css"))
    found = configured(place.article)
    assert (found.evaluator, found.engine, found.paper, found.style) == ("The office", "espeak", "Letter", "compact")
    assert [path.name for path in found.pdf_stylesheets] == ["press.css", "stranger.css"]
    assert len(said(found)) == 1


def test_what_the_caller_names_counts_alone(place: Place) -> None:
    place.says(place.press, 'publisher = "The house"')
    place.says(place.stranger, 'style = "compact"')
    found = configured(place.article, place.says(place.own, 'evaluator = "The office"\nengine = "gtts"'))
    assert found == Config(evaluator="The office", engine="gtts")


# ----------------------------------------------------------------------------------------------------------- whose it is


def test_the_nearest_above_the_working_folder_counts(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = place.own / "a" / "b"
    deep.mkdir(parents=True)
    place.says(place.press, 'publisher = "Far"')
    monkeypatch.chdir(deep)
    assert configured(place.article).publisher == "Far"
    place.says(place.own, 'publisher = "Near"')
    assert configured(place.article).publisher == "Near"


def test_one_between_the_folders_is_passed_over(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the article, but neither beside it nor at the working folder or above: not read, not even if it is not TOML."""
    inner = articles.write(place.stranger / "inner")
    place.says(place.stranger, "not TOML")
    for here in (place.press, place.outside):
        monkeypatch.chdir(here)
        found = configured(inner)
        assert found == Config()
        assert said(found) == [config._PASSED_OVER]


def writable_folder(place: Place, path: Path) -> None:
    path.parent.chmod(0o777)


def sticky_folder(place: Place, path: Path) -> None:
    path.parent.chmod(0o777 | stat.S_ISVTX)


def writable_file(place: Place, path: Path) -> None:
    path.chmod(0o666)


def linked_file(place: Place, path: Path) -> None:
    path.rename(place.outside / "house.toml")
    path.symlink_to(place.outside / "house.toml")


def linked_file_inside(place: Place, path: Path) -> None:
    path.rename(place.press / "house.toml")
    path.symlink_to("house.toml")


def pipe(place: Place, path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


NOT_OWN = {
    made.__name__: made for made in (writable_folder, sticky_folder, writable_file, linked_file, linked_file_inside, pipe)
}


@pytest.mark.parametrize("trick", NOT_OWN)
def test_what_others_may_have_written_is_not_believed(place: Place, trick: str) -> None:
    """Nor is anything above it looked for: it is said once what was not read."""
    path = place.says(place.press, 'evaluator = "Forged"')
    NOT_OWN[trick](place, path)
    found = configured(place.article)
    assert found == Config()
    (message,) = said(found)
    assert message.startswith("It is not read")
    assert find(place.stranger) is None


def test_others_of_a_group_may_have_written_it(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A group that is the user's alone is no other."""
    place.says(place.press, 'evaluator = "Somebody"')
    place.press.chmod(0o775)
    monkeypatch.setattr(ownership, "_is_private", lambda group: False)
    assert configured(place.article) == Config()
    monkeypatch.setattr(ownership, "_is_private", lambda group: True)
    assert configured(place.article).evaluator == "Somebody"


def test_the_group_of_the_administrator_is_not_private() -> None:
    assert not ownership._is_private(0)
    assert not ownership._is_private(2**31 - 5)


def test_another_users_folder_is_not_climbed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the administrator in a user's folder, or a user in the administrator's: nothing there counts, or above it."""
    place.says(place.press, 'evaluator = "Forged"')
    user = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: user)
    found = configured(place.article)
    assert found == Config()
    assert said(found) == [config._NOT_OWN]
    monkeypatch.chdir(place.own)
    assert said(configured(place.article)) == []


def test_another_users_file_in_an_own_folder(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.says(place.press, 'evaluator = "Forged"')
    monkeypatch.setattr(config, "is_own", lambda path: path.name != config.NAME)
    assert configured(place.article) == Config()


def test_a_shared_folder_above_rules_nobody(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """One folder up, where everybody may write, as in a system's folder for temporary files."""
    shared = place.press
    place.says(shared, 'evaluator = "Forged"')
    shared.chmod(0o777 | stat.S_ISVTX)
    monkeypatch.chdir(place.own)
    found = configured(articles.write(place.own / "article"))
    assert found == Config()
    assert said(found) == [config._NOT_OWN]


def test_a_working_folder_that_is_gone(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = place.press / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert configured(place.article) == Config()


@pytest.mark.parametrize("name", ["none/small.xml", "a\0b/small.xml", "x" * 5000 + "/small.xml"])
def test_an_article_that_is_not_there(place: Place, name: str) -> None:
    place.says(place.press, 'publisher = "The house"')
    assert configured(Path(name)).publisher == "The house"


# --------------------------------------------------------------------------------------- what style sheets may read, in print


def picture(path: Path) -> Path:
    Image.new("RGB", (40, 40), "red").save(path)
    return path


def served(place: Place, address: str, found: Config) -> bool:
    """Whether WeasyPrint gets a file by an address."""
    options = PdfOptions(stylesheets=found.pdf_stylesheets, logo=found.logo, folders=found.folders)
    try:
        _fetcher(editions.read(place.article), options).fetch(address)
    except Refused:
        return False
    return True


CSS = {
    "picture": "p { content: url(%s) }",
    "in quotes": 'p { background: url("%s") }',
    "escaped": r"p { background: u\72l(%s) }",
    "font": "@font-face { font-family: x; src: url(%s) }",
    "import": '@import "%s";',
    "import of an address": "@import url(%s);",
    "in a block": "@media print { @supports (color: red) { p { list-style: url('%s') } } }",
    "of a property": "p { --x: url(%s); background: var(--x) }",
}


@pytest.mark.parametrize("way", CSS)
@pytest.mark.parametrize("out", ["../private.png", "link.png", "{absolute}", "file://{absolute}", "a/../../private.png"])
def test_a_style_sheet_beside_the_article_reads_its_folder_alone(place: Place, way: str, out: str) -> None:
    """Nor what lies in the house's folder, though the house's own style sheet may read it."""
    private, own = picture(place.press / "private.png"), picture(place.stranger / "own.png")
    (place.stranger / "link.png").symlink_to(private)
    (place.press / "house.css").write_text("p { color: black }")
    place.says(place.press, sheets("house.css"))
    (place.stranger / "own.css").write_text(CSS[way] % out.format(absolute=private) + CSS[way] % "own.png")
    place.says(place.stranger, sheets("own.css"))
    found = configured(place.article)
    assert len(found.pdf_stylesheets) == 2
    for address in (private.as_uri(), (place.stranger / "link.png").as_uri()):
        assert not served(place, address, found)
    assert served(place, own.as_uri(), found)


def test_a_style_sheet_of_the_house_reads_what_it_names(place: Place) -> None:
    named, other = picture(place.press / "named.png"), picture(place.press / "other.png")
    (place.press / "css").mkdir()
    (place.press / "css" / "house.css").write_text('@import "more.css"; p { background: url(../named.png) }')
    (place.press / "css" / "more.css").write_text("p { background: url(../more.png) }")
    picture(place.press / "more.png")
    place.says(place.press, f'logo = "css/logo.png"\n{sheets("css/house.css")}')
    picture(place.press / "css" / "logo.png")
    found = configured(place.article)
    assert all(
        served(place, path.as_uri(), found) for path in (named, place.press / "more.png", place.press / "css" / "logo.png")
    )
    assert not served(place, other.as_uri(), found)


@pytest.mark.parametrize("name", ["pipe.ttf", "pipe.png", "folder.png"])
def test_a_style_sheet_waits_for_nothing(place: Place, name: str) -> None:
    os.mkfifo(place.stranger / "pipe.ttf")
    os.mkfifo(place.stranger / "pipe.png")
    (place.stranger / "folder.png").mkdir()
    (place.stranger / "own.css").write_text(f"p {{ background: url({name}) }}")
    place.says(place.stranger, sheets("own.css"))
    assert not served(place, (place.stranger / name).as_uri(), configured(place.article))


@pytest.mark.slow
def test_style_sheets_that_import_one_another_end(place: Place) -> None:
    """Themselves, each other, each many times."""
    place.says(place.stranger, sheets("own.css"))
    (place.stranger / "own.css").write_text('@import "own.css"; @import "b.css"; p { color: maroon }')
    (place.stranger / "b.css").write_text('@import "own.css"; @import "b.css"; p { color: maroon }')
    built = editions.build(place.article, place.outside / "out", formats=("pdf",))
    assert {finding.rule for finding in built.findings} == {"pdf.layout"}
    assert built["en"].pdf is not None


@pytest.mark.slow
@pytest.mark.parametrize(("name", "there"), [("../private.png", False), ("own.png", True)])
def test_no_private_picture_reaches_the_pdf(place: Place, name: str, *, there: bool) -> None:
    picture(place.press / "private.png")
    picture(place.stranger / "own.png")
    (place.stranger / "own.css").write_text(f"p::before {{ content: url({name}) }}")
    place.says(place.stranger, f'logo = "../private.png"\n{sheets("own.css")}')
    built = editions.build(place.article, place.outside / "out", formats=("pdf",))
    with pikepdf.open(built["en"].pdf or "") as pdf:
        assert any(page.get_images() for page in pdf.pages) == there
    assert [finding.rule for finding in built.findings if finding.where.file.endswith(".toml")] == ["config.ignored"]


# ----------------------------------------------------------------------------------------------------------- whole builds


@pytest.mark.parametrize("here", ["stranger", "press", "outside"])
def test_a_build_in_a_strangers_folder(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], here: str
) -> None:
    """A zip, unpacked: nothing outside is in the book, nothing is claimed, what is ignored is told once."""
    archive = place.outside / "article.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("editions.toml", ALL + sheets("link.css", str(place.secret), "../../outside/secret.css"))
        packed.writestr("../editions.toml", ALL)  # which stays inside, or goes nowhere
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(place.stranger)
    (place.stranger / "link.css").symlink_to(place.secret)  # a member of other programs' archives
    monkeypatch.chdir({"stranger": place.stranger, "press": place.press, "outside": place.outside}[here])
    out = place.outside / "out"
    code = main(["build", os.path.relpath(place.article), "-o", str(out), "--formats", "epub", "--narration"])
    shown = capsys.readouterr()
    assert (code, shown.err) == (0, "")
    assert shown.out.count("[config.ignored]") == 1
    report = json.loads((out / "small" / "report.json").read_text())
    assert [report.get(key) or "" for key in ("evaluator", "publisher", "contact", "engine")] == ["", "", "", "espeak"]
    assert report["claims"] == []
    assert [finding["rule"] for finding in report["findings"]].count("config.ignored") == 1
    with zipfile.ZipFile(out / "small" / "en" / "small.en.epub") as book:
        assert not any(SECRET.encode() in book.read(name) or b"forged" in book.read(name) for name in book.namelist())
    assert SECRET not in (out / "small" / "report.html").read_text()


def test_in_python_the_same_counts(place: Place) -> None:
    """``config=`` is believed; what was found beside the article sets looks alone, and the report says so."""
    path = place.says(place.stranger, 'evaluator = "The office"')
    built = editions.build(place.article, place.outside / "a", formats=("epub",), narration=False)
    assert (built.claims, [finding.rule for finding in built.findings]) == ((), ["config.ignored"])
    articles.certified(place.article, "The office")
    assert editions.build(place.article, place.outside / "b", formats=("epub",), narration=False, config=path).claims
