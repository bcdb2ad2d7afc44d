"""The checks, a module a family. Each is a function of the view of a document that yields faults."""
