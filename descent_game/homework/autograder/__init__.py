"""A Gradescope autograder that brings along all it needs."""
