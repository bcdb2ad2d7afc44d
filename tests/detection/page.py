"""``docs/languages.md``, from the figures."""

from __future__ import annotations

from collections.abc import Mapping

from detection.measuring import Figures, Share

USED = "py3langid"
LEVELS = {"sentences, wrongly tagged": 0.99, "titles": 0.97}
"""The share of tags that must be right; of voices, 0.995."""

VOICE = 0.995


def missed(figures: Mapping[tuple[str, str], Figures]) -> list[str]:
    """Return a line for each level that the detector that is used does not reach."""
    return [
        f"{key}: {share} is under {level:.1%}"
        for key, level in LEVELS.items()
        for share, level in ((figures[USED, key].right, level), (figures[USED, key].voices, VOICE))
        if share.part < level * share.whole
    ] + [f"titles: {figures[USED, 'titles'].after} end up right"] * (_value(figures[USED, "titles"].after) < LEVELS["titles"])


def _value(share: Share) -> float:
    return share.part / share.whole if share.whole else 1.0


def written(figures: Mapping[tuple[str, str], Figures]) -> str:
    """Return the page."""
    keys = list(dict.fromkeys(key for _, key in figures))
    names = list(dict.fromkeys(name for name, _ in figures))
    tables = "".join(
        f"\n### {key.capitalize()}\n\n{HEAD}\n{''.join(_row(name, figures[name, key]) for name in names)}" for key in keys
    )
    return BEFORE + tables + AFTER


def _row(name: str, found: Figures) -> str:
    cells = (found.alone, found.right, found.found, found.after, found.voices, found.voiced)
    return f"| {name} | {' | '.join(map(str, cells))} |\n"


HEAD = (
    "| Detector | alone | tags right | found | right afterwards | voices right | voices found |\n|---|---|---|---|---|---|---|"
)

BEFORE = """\
# Languages, worked out

What has no tag, or a wrong one, is read by a voice of the wrong language. So the build looks at whole passages (paragraphs,
headings, groups of keywords, alternatives; sections, lists and quotations where all in them agrees), at titles in references
and at italics, and tags what it is sure of. `--no-detect` leaves all as the source has it.

## How it is decided
Two witnesses must agree (`src/editions/languages/detection/thresholds.py`):

- **[py3langid](https://github.com/adbar/py3langid)**, offline, among the languages that the article declares and 24 common
  ones; among all 139 that it knows where the article says none. Its model is 4.5 MB, and is loaded once a process, and only if
  a text needs it. Where the package is not installed, a doubt is a warning (`language.unexamined`), and the tags stay.
- **Function words** (`function_words.py`): at least three times as many of the found language as of the declared one. They
  keep *Escherichia coli* from being Italian, and names of people and places from being anything. A text in which the words
  of its own language prevail is never shown to py3langid at all.

| Level | What it takes | What it does |
|---|---|---|
| a doubt | py3langid at 0.80, or at 0.40 with the function words | nothing is tagged; `language.undecided` names the lines |
| the text | py3langid at 0.60 (titles: 0.55), the words agreeing | tagged in every edition, listed as `detected` |
| a voice | py3langid at 0.95, with two function words or more | the narration switches to a voice of that language |

- Texts of fewer than four words are not judged.
- A passage with a tag **of its own** is overruled only at the level of a voice, and always reported (`language.contradicted`,
  as are title, abstracts and keywords in another language than the article).
- An article **without a language** is taken for what its body is in, with a warning (`language.assumed`).
- An article **of a wrong language** (Spanish tagged `pt`) is made as what it is, at the level of a voice: its folder, its page
  and its narration are Spanish, since a Portuguese voice would serve nobody. It is an error (`language.wrong`), which
  withholds every claim until somebody mends the source.
- A title that is tagged under the level of a voice keeps the voice around it. Sentences are cut once, by the language of the
  text, so page and narration stay together.

## Figures
Made by `./dev languages FOLDER --translations FOLDER`, of articles that are no part of this project. **Alone**: the detector
must say something, among the languages in play. The other columns are behind the rules above: **tags right** (precision) and
**found** (recall, of the texts in another language than around them), texts **right afterwards**, and the same of **voices**.
"""

AFTER = """
### Read by eye
The 338 tags that lingua, the detector before, gave 41 articles were read one by one, and so was every tag in which py3langid
differs from it. Of the 340 that py3langid gives, 338 are right (99.4 %), and so are all of the 181 that switch a voice. Wrong
are a postal address, in whose words Portuguese names outweigh an English label, and a Portuguese caption that names a French
theatre.

## What the figures are about
- *Sentences* of four words or more: of tagged abstracts, of translations, and of the bodies that have some. Wrongly tagged:
  each is declared to be English (English ones: Spanish), which is harder than any article. Labels are the tags, but for two
  abstracts whose tags are wrong. What then counts as wrong are sentences that quote another language at length, and
  a list of authors.
- *Titles* of four words or more in references: 586 of 19 articles, labelled by hand (`tests/detection/titles.csv`: article,
  number of the title, language). Left out: abbreviated names of journals, and titles in two languages at once.
- *Italics*: 209 of 35 articles, up to ten of each, labelled by hand (`tests/detection/italics.csv`). `none` are species, genes,
  variables, names, emphasis, and whatever is in the language around it; found are those of four words or more.
- *Translations*: the Universal Declaration of Human Rights in 22 languages, sentence by sentence.
- The thresholds were set on these articles too, so that the figures are those of the rules at their best; the translations
  were not used for that.

## What it costs
An EPUB of `content/migration` took 1.8 s of processor time and 92 MB without detection, 2.6 s and 182 MB with it; one of the
longest article of the corpus (97 pages) 2.5 s and 109 MB, and 3.5 s and 202 MB. Nearly all of it is loading the model, once a
process, when the first text is in doubt; every further question takes milliseconds. An article whose words leave no doubt never
loads it.

py3langid took the place of lingua because it is as often right and a twentieth of the size (4.5 MB, not 96). Also measured,
on the same texts: the small model of fastText (1 MB; 96 % of the titles alone, and 13 sentences of the translations tagged
wrongly), CLD3 (1 MB; 88 % of the titles), CLD2 (14 MB; as often right behind the rules, but says nothing of 7 % of the
titles, and has no wheel for Python 3.14), and langidentify (25 MB; 99 % of the titles, but 92 % of the translations, and no
measure of how sure it is).

## What falls short
- Titles without any function word (*Education Policy Analysis Archives*) and short ones (*Revista de la CEPAL*) keep the
  language around them; so do single foreign words, and transliterated ones.
- A paragraph that mixes two languages is one of them, or a doubt. Lists of names are left alone.
- Languages that py3langid does not know are taken for their neighbours, so nothing near them is tagged in an article that
  declares them; undeclared, they would be.
- Norwegian and Danish titles are told apart as well as py3langid can.
"""
