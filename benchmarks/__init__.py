"""Scripts that print every measured budget; they are not tests."""
