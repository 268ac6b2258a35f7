"""The level check: everything that a level file states, tried on the level and its variants."""
