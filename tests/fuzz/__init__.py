"""Hostile inputs made from good ones: only findings and clean errors may come of them.

``targets`` has a module for each kind of input. ``case`` says what is done to which seed, ``running`` does it within limits,
``watch`` sees what it reaches for, ``outputs`` what it makes; ``reducing`` and ``keeping`` make a small file of what failed.
"""
