"""Where levels are found: the course, installed packs, and making a pack."""
