"""The targets, in the order of their figures. To add one: a module with ``TARGETS`` and a row here."""

from __future__ import annotations

from fuzz.target import Target
from fuzz.targets import articles, catalogs, configurations, epubs, pdfs, pictures, sounds, stylesheets, tex

TARGETS: dict[str, Target] = {
    target.name: target
    for module in (articles, tex, pictures, stylesheets, configurations, catalogs, pdfs, epubs, sounds)
    for target in module.TARGETS
}
