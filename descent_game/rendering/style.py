"""The three ways to draw a map with characters, and the glyphs of each."""

from typing import Literal, NamedTuple, TypeAlias, get_args

Style: TypeAlias = Literal["braille", "blocks", "ascii"]
"""``braille``: bands and dotted lines. ``blocks``: half blocks. ``ascii``: 7-bit characters."""

STYLES: tuple[Style, ...] = get_args(Style)


class Glyphs(NamedTuple):
    """The characters of one style; ``arrows`` (of the aim) and ``needles`` (of
    the compass) run counter-clockwise from east in 45 degrees.

    The ring of the step is drawn with ``falls`` and ``rises`` where what it would do is shown.
    """

    player: str
    player_stop: str
    player_path: str
    bots: str
    bot_stops: str
    bot_path: str
    start: str
    goal: str
    aim: str
    compass: str
    spoke: str
    ring: str
    falls: str
    rises: str
    arrows: str
    needles: str
    fog: str
    excluded: str
    undefined: str
    bands: str
    wall: str
    post: str
    corners: str


UNICODE = Glyphs(
    player="●",
    player_stop="•",
    player_path="·",
    bots="◆▲■▼",
    bot_stops="◇△□▽",
    bot_path="∘",
    start="S",
    goal="o",
    aim="·",
    compass="∙",
    spoke="+",
    ring="·",
    falls="-",
    rises="+",
    arrows="→↗↑↖←↙↓↘",
    needles="⇒⇗⇑⇖⇐⇙⇓⇘",
    fog="⠄",
    excluded="\N{BOX DRAWINGS LIGHT DIAGONAL UPPER RIGHT TO LOWER LEFT}",
    undefined="░",
    bands=" ░▒▓█",
    wall="─",
    post="│",
    corners="┌┐└┘",
)

ASCII = Glyphs(
    player="@",
    player_stop="X",
    player_path="x",
    bots="BCDE",
    bot_stops="bcde",
    bot_path="~",
    start="S",
    goal="o",
    aim="'",
    compass="`",
    spoke="+",
    ring='"',
    falls="_",
    rises="!",
    arrows=">/^\\</v\\",
    needles="gggggggg",
    fog=",",
    excluded="/",
    undefined="?",
    bands=" .:-=+*#%",
    wall="-",
    post="|",
    corners="++++",
)

GLYPHS: dict[Style, Glyphs] = {"braille": UNICODE, "blocks": UNICODE, "ascii": ASCII}
