"""How signs and formulas are said: rules and words as data, a file of TOML a language."""
