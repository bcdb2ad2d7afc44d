"""What strangers send: the whitelist that every edition passes, TOML within bounds, names of files that are not text."""
