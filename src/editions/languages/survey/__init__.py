"""The languages of an article, worked out from its words, and tagged.

``survey`` goes through the article and asks ``detection`` which language each text is in; ``tagging`` puts the result into the
tree; ``detecting`` does all of it for an article and its translations.
"""

from editions.languages.survey.detecting import detected
from editions.languages.survey.survey import Guess, guesses
from editions.languages.survey.tagging import tagged

__all__ = ["Guess", "detected", "guesses", "tagged"]
