"""The page of a print edition, before it is laid out: the shared XHTML with what paper needs. ``adapting`` does it all."""
