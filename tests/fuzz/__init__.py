"""Hostile articles made from good ones: only findings and clean errors may come of them."""
