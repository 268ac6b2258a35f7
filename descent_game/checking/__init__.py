"""Proof that a level is true: its claims measured, its reference plays played."""
