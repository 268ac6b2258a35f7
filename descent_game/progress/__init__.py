"""The player's record: what was played, earned and left unfinished."""
