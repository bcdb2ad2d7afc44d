"""The article that the mutants are made of: a little of everything, over several pages."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

import editions

_WORDS = (
    "swifts return every springtime towards northern rooftops where residents observe extraordinary manoeuvres between "
    "buildings although considerable uncertainty surrounds their international migration "
)


def printed(folder: Path) -> Path:
    """Write the article's PDF into a folder; it claims to conform, and no check finds anything in it."""
    source = folder / "swifts.xml"
    text = (Path(__file__).parent / "article.xml").read_text("utf-8")
    rows = "".join(f'<tr><th scope="row">Town {at}</th><td>{at + 3} nests</td><td>{at + 9} nests</td></tr>' for at in range(60))
    items = "".join(f"<list-item><p>Step {at} of the count.</p></list-item>" for at in range(1, 61))
    prose = " ".join(f"In year {year} {_WORDS * 2}came back." for year in range(2000, 2005))
    source.write_text(text.replace("ROWS", rows).replace("ITEMS", items).replace("PROSE", prose), "utf-8")
    for at, name in enumerate(("swift", "nest", "roof")):
        Image.new("RGB", (120 + 20 * at, 60), "navy").save(folder / f"{name}.png")
    built = editions.build(editions.read(source), into=folder / "out", formats=("pdf",), style="default")
    path = built["en"].pdf
    assert path is not None
    assert "PDF/UA-1" in [claim.standard for claim in built.claims], built.findings
    return path
