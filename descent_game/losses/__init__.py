"""Losses of two weights: formulas, their exact derivatives, their data."""
