"""TOML texts with positions: where keys and values stand, and where a text breaks off."""
