"""Levels: their files and their variants."""
