"""The palettes there are: four schemes, each for dark and light themes and every depth of colour.

Colours for 256 and for 16 colours are exact entries of the xterm cube and of the classic VGA set,
so that no rounding by a terminal can make two bands one.
"""

from typing import Literal, TypeAlias, get_args

from descent_game.rendering.colour import Colour, Ink
from descent_game.rendering.depth import Depth
from descent_game.rendering.palette import Ground, Inks, Palette, Theme

Scheme: TypeAlias = Literal["bathymetric", "cividis", "grey", "contrast"]
"""``bathymetric``: a nautical chart. ``cividis``: the same to colour-blind eyes (Nunez 2018)."""

SCHEMES: tuple[Scheme, ...] = get_args(Scheme)

Stops: TypeAlias = tuple[Colour, ...]

BATHYMETRIC: Stops = (
    *(0x0A1122, 0x102140, 0x14375B, 0x1A4B74, 0x266388, 0x3A7D92),
    *(0x579495, 0x7AA897, 0x9FBA9C, 0xC3CBA6, 0xE0D7B3),
)
CIVIDIS: Stops = (
    *(0x00204D, 0x00336F, 0x39486B, 0x575D6D, 0x707173),
    *(0x8A8779, 0xA69D75, 0xC4B56C, 0xE4CF5B, 0xFFEA46),
)

TRUECOLOR: dict[tuple[Scheme, Theme], Stops] = {
    ("bathymetric", "dark"): BATHYMETRIC,
    ("bathymetric", "light"): (0x285A8C, 0x4A86AC, 0x7DB2C2, 0xABD0CB, 0xD5E3CC, 0xF6EED3),
    ("cividis", "dark"): CIVIDIS,
    ("cividis", "light"): CIVIDIS,
    ("grey", "dark"): (0x0C0C0C, 0xDCDCDC),
    ("grey", "light"): (0x505050, 0xF2F2F2),
    ("contrast", "dark"): (0x000000, 0x003A8C, 0x2D86D2, 0x8CC8FF, 0xFFFFFF),
    ("contrast", "light"): (0x000000, 0x003A8C, 0x2D86D2, 0x8CC8FF, 0xFFFFFF),
}

CUBE: dict[tuple[Scheme, Theme], Stops] = {
    ("bathymetric", "dark"): (
        *(0x00005F, 0x005F87, 0x0087AF, 0x5FAFAF, 0x87D7AF, 0xD7D7AF, 0xFFFFD7),
    ),
    ("bathymetric", "light"): (
        *(0x005F87, 0x0087AF, 0x5FAFAF, 0x87AFAF, 0x87D7D7, 0xAFD7D7, 0xD7FFD7, 0xFFFFD7),
    ),
    ("cividis", "dark"): (0x00005F, 0x5F5F5F, 0x87875F, 0xAFAF5F, 0xD7AF5F, 0xFFD75F, 0xFFFF5F),
    ("cividis", "light"): (0x00005F, 0x5F5F5F, 0x87875F, 0xAFAF5F, 0xD7AF5F, 0xFFD75F, 0xFFFF5F),
    ("grey", "dark"): (
        *(0x080808, 0x303030, 0x4E4E4E, 0x6C6C6C, 0x8A8A8A, 0xA8A8A8, 0xC6C6C6, 0xE4E4E4),
    ),
    ("grey", "light"): (
        *(0x444444, 0x626262, 0x808080, 0x949494, 0xA8A8A8, 0xBCBCBC, 0xDADADA, 0xEEEEEE),
    ),
    ("contrast", "dark"): (0x000000, 0x00005F, 0x005FAF, 0x5FAFFF, 0xAFD7FF, 0xFFFFFF),
    ("contrast", "light"): (0x000000, 0x00005F, 0x005FAF, 0x5FAFFF, 0xAFD7FF, 0xFFFFFF),
}

CLASSIC: dict[Scheme, Stops] = {
    "bathymetric": (0x000000, 0x0000AA, 0x5555FF, 0x00AAAA, 0x55FFFF, 0xFFFFFF),
    "cividis": (0x000000, 0x0000AA, 0xAA5500, 0xFFFF55),
    "grey": (0x000000, 0xAAAAAA, 0xFFFFFF),
    "contrast": (0x000000, 0x0000AA, 0x00AAAA, 0xFFFFFF),
}


BADGES: dict[Theme, Stops] = {
    "dark": (0xFFDB6B, 0xFFAFBF, 0xDCC2FF, 0xFFC9A0, 0xC6EFA8),
    "light": (0x7A4B00, 0x9B1C43, 0x5B2A9B, 0x8A4300, 0x2F6B12),
}
CLASSIC_BADGES: dict[Theme, Stops] = {
    "dark": (0xFFFF55, 0xFF55FF, 0xFF5555, 0x55FF55),
    "light": (0xAA5500, 0xAA00AA, 0xAA0000, 0x0000AA),
}

GROUNDS: dict[tuple[Depth, Theme], Ground] = {
    ("truecolor", "dark"): Ground(
        0x1F252D, 0x46525F, 0x0B0E13, 0x6B7888, 0x3B2A42, 0xDDE4EC, BADGES["dark"]
    ),
    ("truecolor", "light"): Ground(
        0xD6DADF, 0xA3ADB8, 0xF5F6F8, 0x6F7A87, 0xCDBAD4, 0x1B2530, BADGES["light"]
    ),
    ("256", "dark"): Ground(
        0x262626, 0x585858, 0x121212, 0x767676, 0x5F005F, 0xDADADA, BADGES["dark"]
    ),
    ("256", "light"): Ground(
        0xD0D0D0, 0x9E9E9E, 0xEEEEEE, 0x767676, 0xD7AFD7, 0x1C1C1C, BADGES["light"]
    ),
    ("16", "dark"): Ground(
        0x555555, 0xAAAAAA, 0x000000, 0xAAAAAA, 0xAA00AA, 0xFFFFFF, CLASSIC_BADGES["dark"]
    ),
    ("16", "light"): Ground(
        0x555555, 0xAAAAAA, 0xFFFFFF, 0x555555, 0xAA00AA, 0x000000, CLASSIC_BADGES["light"]
    ),
    ("none", "dark"): Ground(-1, -1, -1, -1, -1, -1),
    ("none", "light"): Ground(-1, -1, -1, -1, -1, -1),
}


RICH_INKS = Inks(
    player=Ink(0xFFDB6B, 0x4A2300),
    bots=(
        Ink(0xFFAFBF, 0x4A001A),
        Ink(0xDCC2FF, 0x25074A),
        Ink(0xFFC9A0, 0x421300),
        Ink(0xC6EFA8, 0x0F3303),
    ),
    aim=Ink(0xFFFFFF, 0x0B0F14),
    compass=Ink(0x9BE8FF, 0x00273D),
    goal=Ink(0x8CF5B8, 0x003A22),
    start=Ink(0xFFFFFF, 0x0B0F14),
)

CLASSIC_INKS = Inks(
    player=Ink(0xFFFF55, 0x000000),
    bots=(Ink(0xFF55FF, 0x000000), Ink(0xFF5555, 0x000000), Ink(0x55FF55, 0x000000)),
    aim=Ink(0xFFFFFF, 0x000000),
    compass=Ink(0x55FFFF, 0x0000AA),
    goal=Ink(0x55FF55, 0x000000),
    start=Ink(0xFFFFFF, 0x000000),
)


def palette(
    scheme: Scheme = "bathymetric", theme: Theme = "dark", depth: Depth = "truecolor"
) -> Palette:
    """Return one of the palettes."""
    ground = GROUNDS[depth, theme]
    inks = CLASSIC_INKS if depth == "16" else RICH_INKS
    stops = TRUECOLOR[scheme, theme]
    if depth == "256":
        stops = CUBE[scheme, theme]
    elif depth == "16":
        stops = CLASSIC[scheme]
    return Palette(depth, stops, ground, inks)
