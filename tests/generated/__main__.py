"""``python -m generated FOLDER/NAME.dtd [--write]``: measures the editions' XHTML and script on the article that a DTD makes.

With ``--write`` the DTD's table becomes that of the tests.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from lxml import etree

from generated import making, reading, table


def main() -> int:
    """Print each word that is lost, doubled, glued or out of order; return 1 where there is one."""
    dtd, *options = sys.argv[1:]
    found = table.of(etree.DTD(dtd))
    if "--write" in options:
        table.PUBLISHING.write_text(table.written(found), "utf-8")
    with tempfile.TemporaryDirectory() as folder:
        made = making.article(found, Path(folder))
        faults = [*reading.of_page(made), *reading.of_script(made)]
    print("\n".join(map(str, faults)))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
