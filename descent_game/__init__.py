"""Descent: a terminal game about gradient descent."""

__version__ = "0.1.0"
