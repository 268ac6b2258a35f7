"""The game in a browser: one process a tab, each player's record in a folder of its own."""
