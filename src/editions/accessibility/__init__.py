"""What readers need who cannot see, or who read another language: the audit of an article."""
