"""The colour schemes of maps: one entry of ``SCHEMES`` each, from which every choice follows.

The settings, the options of commands and their help take names and descriptions from here. The
module imports no arrays: the first screen and the command line read it.
"""

from typing import Literal, NamedTuple, TypeAlias

Theme: TypeAlias = Literal["dark", "light"]

Depth: TypeAlias = Literal["truecolor", "256", "16", "none"]
"""How many colours a terminal has; ``none`` leaves foreground and background to the terminal."""

Stops: TypeAlias = tuple[int, ...]
"""Packed 0xRRGGBB colours of the bands, from the lowest loss to the highest, dark to light."""

BADGES: dict[Theme, tuple[int, ...]] = {
    "dark": (0xFFDB6B, 0xFFAFBF, 0xDCC2FF, 0xFFC9A0, 0xC6EFA8),
    "light": (0x7A4B00, 0x9B1C43, 0x5B2A9B, 0x8A4300, 0x2F6B12),
}
"""Packed colours of the player, then of the bots, on the map and beside it."""

CLASSIC_BADGES: dict[Theme, tuple[int, ...]] = {
    "dark": (0xFFFF55, 0xFF55FF, 0xFF5555, 0x55FF55),
    "light": (0xAA5500, 0xAA00AA, 0xAA0000, 0x0000AA),
}
"""The same for terminals of 16 colours."""


class Ramp(NamedTuple):
    """The stops of a scheme on one theme, by what the terminal can show.

    Those for 256 and 16 colours are exact entries of the xterm cube and of the classic VGA set, so
    that no rounding by a terminal can make two bands one.
    """

    truecolor: Stops
    cube: Stops
    classic: Stops

    def stops(self, depth: Depth) -> Stops:
        """Return the stops for one depth of colour."""
        return {"256": self.cube, "16": self.classic}.get(depth, self.truecolor)


class Scheme(NamedTuple):
    """A named set of colours for the bands of maps, with its description in the settings."""

    description: str
    dark: Ramp
    light: Ramp | None = None
    """``None``: the same as on a dark theme."""

    def ramp(self, theme: Theme) -> Ramp:
        """Return the stops on one theme."""
        return self.light if theme == "light" and self.light else self.dark


SCHEMES: dict[str, Scheme] = {
    "bathymetric": Scheme(
        "a nautical chart",
        dark=Ramp(
            truecolor=(
                *(0x0A1122, 0x102140, 0x14375B, 0x1A4B74, 0x266388, 0x3A7D92),
                *(0x579495, 0x7AA897, 0x9FBA9C, 0xC3CBA6, 0xE0D7B3),
            ),
            cube=(0x00005F, 0x005F87, 0x0087AF, 0x5FAFAF, 0x87D7AF, 0xD7D7AF, 0xFFFFD7),
            classic=(0x000000, 0x0000AA, 0x5555FF, 0x00AAAA, 0x55FFFF, 0xFFFFFF),
        ),
        light=Ramp(
            truecolor=(0x285A8C, 0x4A86AC, 0x7DB2C2, 0xABD0CB, 0xD5E3CC, 0xF6EED3),
            cube=(
                *(0x005F87, 0x0087AF, 0x5FAFAF, 0x87AFAF),
                *(0x87D7D7, 0xAFD7D7, 0xD7FFD7, 0xFFFFD7),
            ),
            classic=(0x000000, 0x0000AA, 0x5555FF, 0x00AAAA, 0x55FFFF, 0xFFFFFF),
        ),
    ),
    # The same to colour-blind eyes (Nunez, Anderton and Renslow, 2018).
    "cividis": Scheme(
        "the same to colour-blind eyes",
        Ramp(
            truecolor=(
                *(0x00204D, 0x00336F, 0x39486B, 0x575D6D, 0x707173),
                *(0x8A8779, 0xA69D75, 0xC4B56C, 0xE4CF5B, 0xFFEA46),
            ),
            cube=(0x00005F, 0x5F5F5F, 0x87875F, 0xAFAF5F, 0xD7AF5F, 0xFFD75F, 0xFFFF5F),
            classic=(0x000000, 0x0000AA, 0xAA5500, 0xFFFF55),
        ),
    ),
    "grey": Scheme(
        "shades of grey",
        dark=Ramp(
            truecolor=(0x0C0C0C, 0xDCDCDC),
            cube=(
                *(0x080808, 0x303030, 0x4E4E4E, 0x6C6C6C),
                *(0x8A8A8A, 0xA8A8A8, 0xC6C6C6, 0xE4E4E4),
            ),
            classic=(0x000000, 0xAAAAAA, 0xFFFFFF),
        ),
        light=Ramp(
            truecolor=(0x505050, 0xF2F2F2),
            cube=(
                *(0x444444, 0x626262, 0x808080, 0x949494),
                *(0xA8A8A8, 0xBCBCBC, 0xDADADA, 0xEEEEEE),
            ),
            classic=(0x000000, 0xAAAAAA, 0xFFFFFF),
        ),
    ),
    "contrast": Scheme(
        "high contrast",
        Ramp(
            truecolor=(0x000000, 0x003A8C, 0x2D86D2, 0x8CC8FF, 0xFFFFFF),
            cube=(0x000000, 0x00005F, 0x005FAF, 0x5FAFFF, 0xAFD7FF, 0xFFFFFF),
            classic=(0x000000, 0x0000AA, 0x00AAAA, 0xFFFFFF),
        ),
    ),
}
"""Every scheme by its name, in the order of the settings."""
