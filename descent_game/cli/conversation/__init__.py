"""Plain mode: commands in, lines of text out, the same record as the screen."""
