"""Measures the editions of a folder of real articles: ``./dev corpus FOLDER`` writes ``docs/corpus.md``."""
