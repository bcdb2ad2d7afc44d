"""How many single changes of the code the quick tests notice: ``./dev mutate``.

``mutmut`` makes the changes (one of an operator, a number, a text, an argument …, inside functions alone) and runs, for each,
the tests that come by the changed function. This gives it a copy of the checkout, the tests of each package, and a sample, and
writes down what came of it.
"""
