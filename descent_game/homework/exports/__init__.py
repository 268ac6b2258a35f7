"""Where grades go: one module a format, all from the one result of grading."""
