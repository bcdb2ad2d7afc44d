"""An article made from a DTD: a word of its own in every element that may hold text, in every place that the DTD allows.

``table`` reads which element holds which (``python -m generated FOLDER/NAME.dtd`` writes the table anew,
or measures another DTD),
``making`` makes the article, ``reading`` finds its words in an edition: lost, doubled, glued to others, out of order.
"""
