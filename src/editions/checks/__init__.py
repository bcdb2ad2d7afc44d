"""Checks of files, ours and anyone's: which one for which file, the field's validators, and what no validator sees."""
