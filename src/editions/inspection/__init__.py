"""Checks of finished files, ours and anyone's: what the validators do not see. A package a format."""
