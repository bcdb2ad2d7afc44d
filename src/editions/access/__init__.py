"""What a reader with a disability needs: audit, alternatives, languages."""
