"""The one whitelist of what an edition may hold: elements, attributes, addresses and CSS, by namespace.

``gate.clean`` passes a finished document, whatever made it, right before it is written or laid out; ``css`` does the same for
style sheets. ``xhtml``, ``mathml``, ``svg`` and ``addresses`` hold the lists, which the filters before the gate use as well.
What a document may hold beyond an article's own elements is its ``Policy``; what was taken out is ``Removed``.
"""

from __future__ import annotations

from editions.safety.sanitizer.gate import clean
from editions.safety.sanitizer.policy import Policy
from editions.safety.sanitizer.removed import Removed, findings

__all__ = ["Policy", "Removed", "clean", "findings"]
