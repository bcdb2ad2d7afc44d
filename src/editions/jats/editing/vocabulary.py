"""Vocabularies: what the DTD of an article allows, from NLM 2.3 to JATS 1.4.

The tables hold for the Publishing sets; what they allow, the Archiving sets allow too. They were read from the DTDs of NLM 3.0
and of JATS 1.0, 1.1 and 1.3; NLM 2.3 is taken for 3.0, JATS 1.2 for 1.1, JATS 1.4 for 1.3, and a draft for the version before.
"""

from __future__ import annotations

import re
from enum import IntEnum

from editions.jats.editing.document import Document, kind


class Vocabulary(IntEnum):
    """The versions between which the tables differ, in their order."""

    NLM_2 = 2
    NLM_3 = 3
    JATS_1_0 = 10
    JATS_1_1 = 11
    JATS_1_3 = 13


_VERSION = re.compile(r"(?:^|\bv)([1-3])\.(\d)(d\d)?")


def vocabulary(document: Document) -> Vocabulary:
    """Return the vocabulary that an article says it is written in; the newest where it says nothing."""
    article = next((node for node in document.nodes if kind(node) == "article"), document.nodes[0])
    public = document.nodes[0].getroottree().docinfo.public_id or ""
    match = _VERSION.search(article.get("dtd-version") or "") or _VERSION.search(public)
    if match is None:
        return Vocabulary.JATS_1_3
    major, minor, draft = int(match[1]), int(match[2]), match[3]
    if major > 1:
        return Vocabulary(major)
    number = 10 + minor - bool(draft)
    return max((item for item in Vocabulary if Vocabulary.NLM_3 < item <= number), default=Vocabulary.JATS_1_0)


def carries_language(vocabulary: Vocabulary, name: str) -> bool:
    """Whether an element may have ``xml:lang``."""
    return name in _LANGUAGE[vocabulary]


def wraps_words(vocabulary: Vocabulary, name: str) -> bool:
    """Whether some words in an element may be put into a ``named-content`` with a language (which NLM knows nowhere)."""
    return name in _WRAPPING[vocabulary]


def fits_wrap(vocabulary: Vocabulary, name: str) -> bool:
    """Whether an element may stand in a ``named-content``."""
    return name in _WRAPPED[vocabulary]


def holds_alternative(vocabulary: Vocabulary, name: str) -> bool:
    """Whether an element may hold an ``alt-text``."""
    return name in _ALTERNATIVE[vocabulary]


def holds_description(vocabulary: Vocabulary, name: str) -> bool:
    """Whether an element may hold a ``long-desc``."""
    return name in _DESCRIPTION[vocabulary]


def _since(added: dict[Vocabulary, str]) -> dict[Vocabulary, frozenset[str]]:
    """Return the names of each version from those that each added; none has taken any out."""
    return {
        version: frozenset(" ".join(names for since, names in added.items() if since <= version).split())
        for version in Vocabulary
    }


_LANGUAGE = _since(
    {
        Vocabulary.NLM_2: """
            abbrev-journal-title abstract alt-text array article article-title boxed-text caption disp-quote fig fn
            inline-formula journal-subtitle journal-title kwd-group long-desc p preformat response sec source speech
            sub-article subj-group subtitle supplementary-material table-wrap trans-abstract trans-source
            trans-title trans-title-group unstructured-kwd-group verse-group
        """,
        Vocabulary.JATS_1_0: """
            abbrev ack addr-line address aff alt-title annotation anonymous app app-group attrib author-comment
            award-group award-id bio chapter-title chem-struct chem-struct-wrap collab comment conf-acronym
            conf-date conf-loc conf-name conf-num conf-sponsor conf-theme conference copyright-holder
            copyright-statement corresp country custom-meta date-in-citation day def def-item def-list degrees
            disp-formula disp-formula-group edition element-citation email etal ext-link fig-group fn-group fpage
            funding-group funding-source funding-statement glossary gov graphic inline-graphic
            inline-supplementary-material institution issue issue-id issue-part issue-sponsor issue-title journal-id
            label license list list-item lpage media milestone-end milestone-start mixed-citation month name
            named-content nlm-citation note notes on-behalf-of open-access page-range part-title patent person-group
            prefix price principal-award-recipient principal-investigator product pub-date publisher-loc
            publisher-name ref ref-list related-article related-object role season self-uri series series-text
            series-title sig size speaker statement std std-organization string-conf string-date string-name
            styled-content suffix supplement table-wrap-group target term textual-form trans-subtitle uri verse-line
            volume volume-id volume-series x xref year
        """,
        Vocabulary.JATS_1_1: """
            city code contrib-id data-title era institution-id postal-code rb rt state version volume-issue-group
        """,
        Vocabulary.JATS_1_3: """
            answer answer-set award-desc award-name contributed-resource-group custom-meta-group event event-desc
            explanation index-term inline-media issue-subtitle issue-title-group option question question-preamble
            question-wrap question-wrap-group resource-group resource-id resource-name see see-also
            support-description support-group support-source
        """,
    }
)

_WRAPPING = _since(
    {
        Vocabulary.JATS_1_0: """
            addr-line alt-title article-title attrib award-id bold chapter-title chem-struct collab comment
            compound-kwd-part compound-subject-part conf-theme copyright-statement corresp def-head disp-formula
            ext-link funding-source funding-statement gov inline-formula inline-supplementary-material italic kwd
            license-p meta-value mixed-citation monospace named-content on-behalf-of overline p part-title preformat
            product related-article related-object role roman sans-serif sc series series-text series-title sig
            sig-block source std strike string-conf styled-content sub subject subtitle sup supplement target td
            term term-head textual-form th title trans-source trans-subtitle trans-title underline verse-line xref
        """,
        Vocabulary.JATS_1_1: """
            code data-title fixed-case
        """,
        Vocabulary.JATS_1_3: """
            inline-media see see-also support-source
        """,
    }
)

_WRAPPED = _since(
    {
        Vocabulary.JATS_1_0: """
            abbrev address alternatives array bold boxed-text chem-struct chem-struct-wrap def-list disp-formula
            disp-formula-group disp-quote email ext-link fig fig-group fn graphic inline-formula inline-graphic
            inline-supplementary-material italic list math media milestone-end milestone-start monospace
            named-content overline preformat private-char related-article related-object roman sans-serif sc speech
            statement strike styled-content sub sup supplementary-material table-wrap table-wrap-group target
            tex-math underline uri verse-group xref
        """,
        Vocabulary.JATS_1_1: """
            code fixed-case ruby
        """,
        Vocabulary.JATS_1_3: """
            answer answer-set block-alternatives explanation index-term index-term-range-end inline-media question
            question-wrap question-wrap-group
        """,
    }
)

_ALTERNATIVE = _since(
    {
        Vocabulary.NLM_2: """
            array chem-struct chem-struct-wrap disp-formula disp-formula-group fig fig-group graphic inline-graphic
            inline-supplementary-material media supplementary-material table-wrap table-wrap-group
        """,
        Vocabulary.JATS_1_0: """
            preformat
        """,
        Vocabulary.JATS_1_3: """
            inline-formula inline-media
        """,
    }
)

_DESCRIPTION = _since(
    {
        Vocabulary.NLM_2: """
            array chem-struct chem-struct-wrap disp-formula disp-formula-group fig fig-group graphic
            inline-supplementary-material media supplementary-material table-wrap table-wrap-group
        """,
        Vocabulary.JATS_1_0: """
            preformat
        """,
        Vocabulary.JATS_1_3: """
            inline-formula inline-graphic inline-media
        """,
    }
)
