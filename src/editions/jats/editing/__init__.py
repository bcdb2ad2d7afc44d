"""Edits of a JATS file, byte by byte: what is missing goes where it belongs, all else stays as it was.

``edits`` has what can be asked, ``changes`` what was done and the way back.
"""
