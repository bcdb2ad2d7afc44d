"""Narration: Article -> utterances -> speech and a timeline."""
