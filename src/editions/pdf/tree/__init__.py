"""The structure tree: built from the page's elements, filled with what was drawn, checked, written."""
