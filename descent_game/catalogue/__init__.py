"""Finding levels in the course and in packs, and making a pack."""
