"""TOML texts with the positions of keys, values and mistakes."""
