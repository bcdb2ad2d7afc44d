"""Checks of finished sound files and captions, anyone's: what players, listeners and readers will meet."""
