"""The build: the only place that joins the stages.

``Article -> XHTML -> PDF, EPUB``; ``Article -> utterances -> speech -> timeline -> sound, captions, overlays``;
``everything -> findings -> report``. ``options`` is what may be asked, ``article`` builds one article, ``edition`` makes one
language's files, ``sound`` its narration, ``claims`` decides what the files claim, ``validating`` asks the validators,
``reporting`` says what came of it.
"""
