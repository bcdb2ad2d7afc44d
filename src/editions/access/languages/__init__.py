"""The languages of an article, worked out from its words, and tagged.

``survey`` goes through the article and asks ``editions.detection`` which language each text is in; ``tagging`` puts the result
into the tree; ``detecting`` does all of it for an article and its translations.
"""

from editions.access.languages.detecting import detected
from editions.access.languages.survey import Guess, guesses
from editions.access.languages.tagging import tagged

__all__ = ["Guess", "detected", "guesses", "tagged"]
