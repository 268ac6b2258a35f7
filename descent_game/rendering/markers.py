"""The markers of a picture as shapes, one for each glyph of the map, told apart without colour."""

from descent_game.rendering.colour import Ink

SIZE = 6.0
"""Half the width of a marker, in units of the picture."""

OUTLINES = {
    "◆": "M0-7L7 0 0 7-7 0z",
    "▲": "M0-7L7 6H-7z",
    "■": "M-6-6H6V6H-6z",
    "▼": "M0 7L7-6H-7z",
}
"""Of the bots, around (0, 0)."""


def marker(glyph: str, ink: Ink, share: float = 1.0) -> str:
    """Return the shape of a glyph around (0, 0), ``share`` of its usual size; a disc by default."""
    light, dark = f"#{ink.on_dark:06x}", f"#{ink.on_light:06x}"
    style = f'fill="{light}" stroke="{dark}" stroke-width="1.5"'
    if glyph in OUTLINES:
        return f'<path {style} transform="scale({share:g})" d="{OUTLINES[glyph]}"/>'
    return f'<circle {style} r="{SIZE * share:g}"/>'
