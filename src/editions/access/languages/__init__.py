"""The languages of an article, worked out from its words, and tagged.

``survey`` goes through the article; ``judging`` says which language a text is in, by a ``detector`` and by ``function_words``;
``tagging`` puts the result into the tree; ``detecting`` does all of it for an article and its translations.
"""

from editions.access.languages.detecting import detected
from editions.access.languages.survey import Guess, guesses
from editions.access.languages.tagging import tagged

__all__ = ["Guess", "detected", "guesses", "tagged"]
