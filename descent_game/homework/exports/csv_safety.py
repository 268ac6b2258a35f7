"""Cells that a spreadsheet would run as a formula, made harmless."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def guarded(text: str) -> str:
    """Return a text that a spreadsheet shows and never computes: an apostrophe goes before it."""
    return f"'{text}" if text.startswith(DANGEROUS) else text
