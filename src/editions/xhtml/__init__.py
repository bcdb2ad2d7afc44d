"""The one XHTML rendering that PDF, EPUB and the web page share."""
