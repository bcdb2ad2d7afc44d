"""Sound files and captions: speech and its timeline -> M4B, MP3, WebVTT."""
