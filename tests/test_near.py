"""“Did you mean …?” names what is near, and nothing else."""

from __future__ import annotations

import pytest

from editions.cli.near import near


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("chekc", " Did you mean check?"),
        ("buidl", " Did you mean build?"),
        ("bulk", " Did you mean build?"),
        ("gif", ""),
        ("checksums and more", ""),
        ("", ""),
    ],
)
def test_a_word_is_near_another_or_none(word: str, said: str) -> None:
    assert near(word, ("build", "check", "describe", "pdf")) == said
