"""What a screen reader says of a PDF: Orca over Firefox, on a desktop without a screen."""
