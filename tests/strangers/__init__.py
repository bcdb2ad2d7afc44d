"""Runs ``check`` over files that other people made, each in its own process: none may break, or not end."""
