"""Each rule of the audit has an article that breaks it and one that keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest

from editions.access.audit import audit
from editions.jats import read
from editions.rules import RULES

START = '<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en"><front><article-meta><title-group>'
TITLE = "<article-title>A title</article-title></title-group></article-meta></front><body>"
END = "</body></article>"

BROKEN = {
    "picture.no-alternative": START + TITLE + '<graphic xlink:href="dot.png"/>' + END,
    "formula.no-alternative": START + TITLE + "<disp-formula><tex-math>x</tex-math></disp-formula>" + END,
    "language.missing": (START + TITLE + END).replace(' xml:lang="en"', ""),
    "title.missing": START + "</title-group></article-meta></front><body>" + END,
    "heading.skipped": START + TITLE + "<sec><sec><title>In</title><p>x</p></sec></sec>" + END,
    "table.no-headers": START + TITLE + "<table-wrap><table><tr><td>x</td></tr></table></table-wrap>" + END,
}
KEPT = {
    "picture.no-alternative": START + TITLE + '<graphic xlink:href="dot.png"><alt-text>null</alt-text></graphic>' + END,
    "formula.no-alternative": START + TITLE + "<disp-formula><alt-text>x</alt-text><tex-math>x</tex-math></disp-formula>" + END,
    "language.missing": START + TITLE + END,
    "title.missing": START + TITLE + END,
    "heading.skipped": START + TITLE + "<sec><title>Out</title><sec><title>In</title><p>x</p></sec></sec>" + END,
    "table.no-headers": START + TITLE + "<table-wrap><table><tr><th>h</th><td>x</td></tr></table></table-wrap>" + END,
}


def rules_broken(folder: Path, text: str) -> dict[str, int]:
    path = folder / "sample.xml"
    path.write_text(text.replace("<body>", "\n<body>"), "utf-8")
    return {finding.rule: finding.where.line for finding in audit(read(path))}


def test_every_rule_has_samples() -> None:
    assert BROKEN.keys() == KEPT.keys() == RULES.keys()


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_rule_is_found_with_its_line(tmp_path: Path, rule: str) -> None:
    found = rules_broken(tmp_path, BROKEN[rule])
    assert rule in found
    assert found[rule] >= 1


@pytest.mark.parametrize("rule", KEPT)
def test_a_kept_rule_gives_no_finding(tmp_path: Path, rule: str) -> None:
    assert rules_broken(tmp_path, KEPT[rule]) == {}
