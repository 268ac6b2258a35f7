"""The widgets of the screens: the map, and lines of text in roles."""
