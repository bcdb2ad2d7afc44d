"""The print edition: XHTML -> tagged PDF."""
