"""What is right of the languages that are worked out: sentences, titles, italics, each with a label."""
