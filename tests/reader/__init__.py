"""Playing a book as a reader does: foliate-js in headless Chromium."""
