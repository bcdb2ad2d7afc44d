"""The reader: JATS -> Article and findings."""
