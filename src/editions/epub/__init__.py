"""The book: XHTML, navigation, overlays -> EPUB 3."""
