"""How a check of the audit says what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from editions.article.model import Article, Node
from editions.findings import Finding, Severity
from editions.rules import Rule

Check: TypeAlias = Callable[[Article], Iterator[Finding]]
"""One idea of the audit: an edition of an article -> what it lacks."""


def finding(
    rule: Rule, article: Article, node: Node, message: str, hint: str = "", *, severity: Severity | None = None
) -> Finding:
    """Return a finding about a node, of the rule's own severity unless the case weighs more or less."""
    where = article.where(node.id, node.line)
    return Finding(rule=rule.id, severity=severity or rule.severity, where=where, message=message, hint=hint)
