"""In which language: tags, sentences, the words that an edition adds, detection, and the languages of an article's passages."""
