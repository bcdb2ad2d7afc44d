"""The catalog: what an article's readers miss, written by an editor in a TOML file, and put into the JATS from there.

``gathering`` finds what is missing, ``merging`` keeps what was written before, ``describers`` draft, ``writing`` and ``page``
show it to the editor; ``reading`` and ``applying`` bring it back. ``build --catalog`` applies in memory, so that build and
apply cannot differ.
"""
