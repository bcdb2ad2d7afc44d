"""The page of a print edition, before it is laid out: the shared XHTML with what paper needs. ``print_html`` does it all."""
