"""Colours of the screen: two themes, and the style of each role of text."""

from dataclasses import replace
from typing import get_args

from rich.color import Color
from rich.style import Style
from textual.theme import Theme

from descent_game.rendering.palettes import BADGES, CLASSIC_BADGES, Depth
from descent_game.rendering.palettes import Theme as ThemeName
from descent_game.view.line import Paper, Role

DARK = Theme(
    name="descent-dark",
    primary="#7CCBF2",
    secondary="#FFDB6B",
    accent="#FFDB6B",
    warning="#FFB454",
    error="#FF8E72",
    success="#63D9A5",
    foreground="#DDE4EC",
    background="#0B0E13",
    surface="#10151D",
    panel="#161D28",
    dark=True,
    variables={"footer-key-foreground": "#FFDB6B", "block-cursor-text-style": "none"},
)
LIGHT = Theme(
    name="descent-light",
    primary="#0B5C8A",
    secondary="#7A4B00",
    accent="#7A4B00",
    warning="#8A5A00",
    error="#B03A12",
    success="#0B6B45",
    foreground="#1B2530",
    background="#F5F6F8",
    surface="#FFFFFF",
    panel="#E6EAEF",
    dark=False,
    variables={"footer-key-foreground": "#7A4B00", "block-cursor-text-style": "none"},
)

_SIDES: tuple[Role, ...] = ("player", "bot", "ghost", "ghost-2", "ghost-3")
"""The roles with the colours of ``BADGES``, in their order."""

_INKS: dict[Role, tuple[str, str]] = {
    "text": ("#DDE4EC", "#1B2530"),
    "dim": ("#94A1B0", "#55616E"),
    "title": ("#94A1B0", "#55616E"),
    "strong": ("#FFFFFF", "#000000"),
    "good": ("#63D9A5", "#0B6B45"),
    "bad": ("#FF9B72", "#B03A12"),
    "compass": ("#9BE8FF", "#005A84"),
    "aim": ("#FFFFFF", "#0B0F14"),
    "goal": ("#8CF5B8", "#0B6B45"),
    "star": ("#FFDB6B", "#8A5A00"),
    "rule": ("#66758A", "#7F8B98"),
    "w1": ("#6CB6FF", "#1A5FB4"),
    "w2": ("#B5D66B", "#4A6A00"),
    "interaction": ("#F07BE0", "#9A1B8A"),
    "area-w1": ("#35608C", "#A9C9EC"),
    "area-w2": ("#5C7034", "#CFE0A0"),
    "area-interaction": ("#7F3F78", "#EBB5E3"),
    "fog": ("#566475", "#8C97A4"),
    "ground": ("#0B0E13", "#F5F6F8"),
    "held-out": ("#C98A2B", "#7A4B00"),
}
"""Text colours of the other roles on a dark and on a light theme."""

_CLASSIC_INKS: dict[Role, tuple[str, str]] = {
    "dim": ("#AAAAAA", "#555555"),
    "title": ("#AAAAAA", "#555555"),
    "good": ("#55FF55", "#00AA00"),
    "bad": ("#FF5555", "#AA0000"),
    "compass": ("#55FFFF", "#0000AA"),
    "goal": ("#55FF55", "#00AA00"),
    "star": ("#FFFF55", "#AA5500"),
    "rule": ("#AAAAAA", "#555555"),
    "w1": ("#5555FF", "#0000AA"),
    "w2": ("#55FF55", "#00AA00"),
    "interaction": ("#FF55FF", "#AA00AA"),
    "area-w1": ("#0000AA", "#5555FF"),
    "area-w2": ("#00AA00", "#55FF55"),
    "area-interaction": ("#AA00AA", "#FF55FF"),
    "fog": ("#555555", "#555555"),
    "ground": ("#000000", "#FFFFFF"),
    "held-out": ("#AA5500", "#AA5500"),
}
"""The same for 16 colours, where other colours would be rounded to grey and white."""

_BADGE_INKS = ("#14181F", "#FFFFFF")
_CLASSIC_BADGE_INKS = ("#000000", "#FFFFFF")
_BADGES: dict[Role, Role] = {
    "badge-player": "player",
    "badge-bot": "bot",
    "badge-ghost": "ghost",
    "badge-ghost-2": "ghost-2",
    "badge-ghost-3": "ghost-3",
}
"""Roles whose background is the text colour of another role."""

_CURSOR = (("#FFFFFF", "#24384C"), ("#000000", "#CBDDEB"))
"""Text and background of the selected row."""


def role_styles(*, dark: bool, depth: Depth = "truecolor") -> dict[Role, Style]:
    """Return the style of every role; one without a background of its own takes the widget's.

    ``depth`` is how many colours the terminal has.
    """
    theme: ThemeName = "dark" if dark else "light"
    number, classic = int(not dark), depth == "16"
    shade = str if depth == "truecolor" else plain_grey
    pairs = {**_INKS, **(_CLASSIC_INKS if classic else {})}
    inks = {role: shade(pair[number]) for role, pair in pairs.items()}
    for badges in (BADGES, CLASSIC_BADGES) if classic else (BADGES,):
        inks |= {
            role: f"#{colour:06X}" for role, colour in zip(_SIDES, badges[theme], strict=False)
        }
    styles = {role: Style(color=ink, bold=role == "strong") for role, ink in inks.items()}
    on_badge = shade((_CLASSIC_BADGE_INKS if classic else _BADGE_INKS)[number])
    for badge, role in _BADGES.items():
        styles[badge] = Style(color=on_badge, bgcolor=inks[role], bold=badge.startswith("badge"))
    ink, paper = map(shade, _CURSOR[number])
    styles["cursor"] = Style(color=ink, bgcolor=paper)
    return styles


def paper_styles(
    *, dark: bool, depth: Depth = "truecolor", ground: Color | None = None
) -> dict[Paper, Style]:
    """Return the background of every paper; ``ground`` is that of text without one."""
    roles = role_styles(dark=dark, depth=depth)
    fog = plain_grey(_FOG[int(not dark)]) if depth != "truecolor" else _FOG[int(not dark)]
    papers: dict[Paper, Style] = {
        paper: Style(bgcolor=roles[paper].color) for paper in get_args(Paper) if paper
    }
    return papers | {"": Style(bgcolor=ground), "fog": Style(bgcolor=fog)}


_FOG = ("#1C242E", "#DDE2E8")
"""The paper of fog: a grey of its own, since dark means deep."""


def themes(depth: Depth) -> tuple[Theme, Theme]:
    """Return the dark and the light theme for so many colours."""
    if depth == "truecolor":
        return DARK, LIGHT
    return _with_plain_greys(DARK), _with_plain_greys(LIGHT)


def _with_plain_greys(theme: Theme) -> Theme:
    return replace(
        theme,
        foreground=plain_grey(str(theme.foreground)),
        background=plain_grey(str(theme.background)),
        surface=plain_grey(str(theme.surface)),
        panel=plain_grey(str(theme.panel)),
    )


def plain_grey(colour: str) -> str:
    """Return a bluish grey as a plain grey; any other colour as it is.

    A terminal of 256 colours has no bluish greys: it would show teal and lilac.
    """
    channels = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    if max(channels) - min(channels) > GREY_SPREAD:
        return colour
    return "#" + f"{sum(channels) // 3:02x}" * 3


GREY_SPREAD = 40
"""Largest difference between the channels of a colour that counts as grey, of 255."""
