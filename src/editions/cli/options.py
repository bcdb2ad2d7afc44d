"""The options that commands share: each is defined here once, so that it means the same on every command.

The help of a command has its options in groups, in this order: what to work on, how it looks, sound, where things are, limits,
output. A command asks for the groups that it has.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from editions.cli import limits
from editions.findings import UsageError

FOUND: Final = ("text", "json", "sarif", "github")
"""The forms in which findings are printed."""
LISTED: Final = ("text", "json")
"""The forms in which anything else is printed."""

_COLUMNS: Final = 28
"""The column in which the help of an option begins."""
_EXAMPLES: Final = "Example"
"""How examples begin."""


class Formatter(argparse.HelpFormatter):
    """Sets the help: examples keep their lines."""

    def __init__(self, prog: str, **settings: Any) -> None:
        super().__init__(prog, max_help_position=_COLUMNS, **settings)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return text if text.startswith(_EXAMPLES) else super()._fill_text(text, width, indent)

    def _format_action(self, action: argparse.Action) -> str:
        if not isinstance(action, argparse._SubParsersAction):
            return super()._format_action(action)
        return "".join(super(Formatter, self)._format_action(command) for command in action._get_subactions())


def examples_of(examples: Sequence[str]) -> str:
    """Return what the help says last: examples, a line each."""
    return "\n  ".join([f"{_EXAMPLES}{'s' * (len(examples) > 1)}:", *examples])


class Command:
    """A command that is being defined: its parser, with its options in groups."""

    def __init__(
        self, commands: Any, name: str, summary: str, *, description: str, usage: str, examples: Sequence[str], run: Any
    ) -> None:
        self.parser: argparse.ArgumentParser = commands.add_parser(
            name,
            help=summary,
            usage=f"editions {name} {usage}",
            description=description,
            epilog=examples_of(examples),
            formatter_class=Formatter,
            allow_abbrev=False,
            add_help=False,
        )
        self.parser.set_defaults(run=run, quiet=False, output_format="text", one_file=False)

    def group(self, title: str) -> Any:
        """Begin a group of options."""
        return self.parser.add_argument_group(title)

    def limits(self) -> None:
        """Add what limits the work on a file."""
        limits.add(self.group("Limits"))

    def output(self, forms: Sequence[str], *, file: bool = True, clauses: bool = False) -> None:
        """Add the group about output: in which form, and how much. ``file``: the command works on files, and may be quiet."""
        group = self.group("Output")
        if forms:
            group.add_argument("--output-format", choices=forms, help=f"print {_either(forms)} (default: text)")
            group.add_argument(
                "--json", action="store_const", const="json", dest="output_format", help="short for --output-format json"
            )
        if file:
            group.add_argument("--quiet", action="store_true", help="print nothing but failures")
        if clauses:
            group.add_argument(
                "--clauses", action="store_true", help="name the clauses of standards that each finding is about"
            )
        group.add_argument("--verbose", action="store_true", help="log what is done; show the trace of an internal error")
        group.add_argument("-h", "--help", action="help", help="print this help")


def _either(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def add_language(group: Any, what: str, default: str = "all") -> None:
    """Add the choice of languages, of which there may be several; ``what`` says what is done in each."""
    text = f"{what}; may be repeated (default: {default})"
    group.add_argument("--lang", action="append", default=[], metavar="TAG", help=text)


def language(tag: str) -> str:
    """Return a language tag in its canonical form. Raises ``UsageError`` for what is not one."""
    from editions.languages.tags import canonical

    found = canonical(tag)
    if found is None:
        raise UsageError(f"{tag!r} is not a BCP 47 language tag. Use one such as en, es or pt-BR.")
    return found


def formats(text: str) -> tuple[str, ...]:
    """Return the names of formats, however they are written: ``PDF,EPUB3`` is ``pdf`` and ``epub``."""
    words = [word.strip().lower() for word in text.split(",") if word.strip()]
    return tuple(dict.fromkeys({"epub3": "epub", "m4b": "audio"}.get(word, word) for word in words))


def add_detect(group: Any) -> None:
    """Add what leaves the languages as the source has them."""
    group.add_argument(
        "--no-detect",
        dest="detect",
        action="store_false",
        help="take the languages from the markup alone (default: detect them)",
    )


def add_catalog(group: Any) -> None:
    """Add the catalog that is applied to the article in memory."""
    group.add_argument(
        "--catalog", metavar="FILE.toml", help="apply this catalog first; the file of the article is not changed"
    )


def add_script(group: Any) -> None:
    """Add what is chosen of a narration's script."""
    from editions.narration.choices import CITATIONS, PRESETS, TABLES

    group.add_argument(
        "--script",
        choices=PRESETS,
        help="what is said: full; brief: title, abstract, headings, conclusions; complete: references too (default: full)",
    )
    group.add_argument(
        "--citations",
        choices=CITATIONS,
        help="auto: those that a sentence needs, and names with years; say: all; skip: none but those needed (default: auto)",
    )
    group.add_argument(
        "--tables",
        choices=TABLES,
        type=one_of(TABLES),
        help="how much is said of tables: all rows, those of short tables (brief), or titles only (default: brief)",
    )


def add_lexicon(group: Any) -> None:
    """Add the lexicons of pronunciation."""
    group.add_argument(
        "--lexicon",
        action="append",
        default=[],
        type=Path,
        metavar="FILE.pls",
        help="how words are said (W3C PLS); may be repeated; lexicon.LANG.pls beside the article counts too",
    )


def one_of(names: Sequence[str]) -> Callable[[str], str]:
    """Return what finds a word among names, however it is written: ``a4`` is ``A4``."""
    return lambda word: {name.lower(): name for name in names}.get(word.lower(), word)


def add_css(group: Any) -> None:
    """Add the house's style sheets."""
    group.add_argument(
        "--css",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="a style sheet of your house for the PDF; may be repeated",
    )
