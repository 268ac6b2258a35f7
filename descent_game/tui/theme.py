"""Colours of the screen: two themes, and what each role of text looks like."""

from dataclasses import replace

from rich.style import Style
from textual.theme import Theme

from descent_game.rendering.palettes import Depth
from descent_game.view.line import Role

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

_INKS: dict[Role, tuple[str, str]] = {
    "text": ("#DDE4EC", "#1B2530"),
    "dim": ("#94A1B0", "#55616E"),
    "title": ("#94A1B0", "#55616E"),
    "strong": ("#FFFFFF", "#000000"),
    "player": ("#FFDB6B", "#7A4B00"),
    "bot": ("#FFAFBF", "#9B1C43"),
    "ghost": ("#DCC2FF", "#5B2A9B"),
    "ghost-2": ("#FFC9A0", "#8A4300"),
    "ghost-3": ("#C6EFA8", "#2F6B12"),
    "good": ("#63D9A5", "#0B6B45"),
    "bad": ("#FF9B72", "#B03A12"),
    "compass": ("#9BE8FF", "#005A84"),
    "aim": ("#FFFFFF", "#0B0F14"),
    "goal": ("#8CF5B8", "#0B6B45"),
    "star": ("#FFDB6B", "#8A5A00"),
    "rule": ("#66758A", "#7F8B98"),
    "bar-good-end": ("#63D9A5", "#0B6B45"),
    "bar-bad-end": ("#FF9B72", "#B03A12"),
}
"""Ink of each role on a dark and on a light theme."""

_PAPERS: dict[Role, tuple[str, str, str, str]] = {
    "badge-player": ("#14181F", "#FFDB6B", "#FFFFFF", "#7A4B00"),
    "badge-bot": ("#14181F", "#FFAFBF", "#FFFFFF", "#9B1C43"),
    "badge-ghost": ("#14181F", "#DCC2FF", "#FFFFFF", "#5B2A9B"),
    "badge-ghost-2": ("#14181F", "#FFC9A0", "#FFFFFF", "#8A4300"),
    "badge-ghost-3": ("#14181F", "#C6EFA8", "#FFFFFF", "#2F6B12"),
    "bar-good": ("#14181F", "#63D9A5", "#FFFFFF", "#0B6B45"),
    "bar-bad": ("#14181F", "#FF9B72", "#FFFFFF", "#B03A12"),
    "cursor": ("#FFFFFF", "#24384C", "#000000", "#CBDDEB"),
}
"""Ink and paper on a dark theme, ink and paper on a light one."""

_CLASSIC_INKS: dict[Role, tuple[str, str]] = {
    "dim": ("#AAAAAA", "#555555"),
    "title": ("#AAAAAA", "#555555"),
    "player": ("#FFFF55", "#AA5500"),
    "bot": ("#FF55FF", "#AA00AA"),
    "ghost": ("#FF5555", "#AA0000"),
    "ghost-2": ("#55FF55", "#0000AA"),
    "good": ("#55FF55", "#00AA00"),
    "bad": ("#FF5555", "#AA0000"),
    "compass": ("#55FFFF", "#0000AA"),
    "goal": ("#55FF55", "#00AA00"),
    "star": ("#FFFF55", "#AA5500"),
    "rule": ("#AAAAAA", "#555555"),
    "bar-good-end": ("#55FF55", "#00AA00"),
    "bar-bad-end": ("#FF5555", "#AA0000"),
}
_CLASSIC_PAPERS: dict[Role, tuple[str, str, str, str]] = {
    "badge-player": ("#000000", "#FFFF55", "#FFFFFF", "#AA5500"),
    "badge-bot": ("#000000", "#FF55FF", "#FFFFFF", "#AA00AA"),
    "badge-ghost": ("#000000", "#FF5555", "#FFFFFF", "#AA0000"),
    "badge-ghost-2": ("#000000", "#55FF55", "#FFFFFF", "#0000AA"),
    "bar-good": ("#000000", "#55FF55", "#FFFFFF", "#00AA00"),
    "bar-bad": ("#000000", "#FF5555", "#FFFFFF", "#AA0000"),
}
"""Inks and papers where there are 16 colours, and others would be rounded to grey and white."""


def role_styles(*, dark: bool, depth: Depth = "truecolor") -> dict[Role, Style]:
    """Return the style of every role; those without a paper of their own take the widget's.

    ``depth`` is how many colours the terminal has.
    """
    place, shade = 0 if dark else 1, str if depth == "truecolor" else plain_grey
    all_inks = {**_INKS, **_CLASSIC_INKS} if depth == "16" else _INKS
    papers = {**_PAPERS, **_CLASSIC_PAPERS} if depth == "16" else _PAPERS
    styles = {r: Style(color=shade(inks[place]), bold=_is_bold(r)) for r, inks in all_inks.items()}
    for role, colours in papers.items():
        ink, paper = map(shade, colours[2 * place : 2 * place + 2])
        styles[role] = Style(color=ink, bgcolor=paper, bold=_is_bold(role))
    return styles


def themes(depth: Depth) -> tuple[Theme, Theme]:
    """Return the dark and the light theme for so many colours."""
    if depth == "truecolor":
        return DARK, LIGHT
    return _without_tinge(DARK), _without_tinge(LIGHT)


def _without_tinge(theme: Theme) -> Theme:
    return replace(
        theme,
        foreground=plain_grey(str(theme.foreground)),
        background=plain_grey(str(theme.background)),
        surface=plain_grey(str(theme.surface)),
        panel=plain_grey(str(theme.panel)),
    )


def plain_grey(colour: str) -> str:
    """Return a grey without its tinge of blue; any other colour as it is.

    A terminal of 256 colours has plain greys, but no bluish ones: it would show teal and lilac.
    """
    channels = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    if max(channels) - min(channels) > TINGE:
        return colour
    return "#" + f"{sum(channels) // 3:02x}" * 3


TINGE = 40
"""How far apart the channels of a grey may be, of 255."""


def _is_bold(role: Role) -> bool:
    return role == "strong" or role.startswith("badge")
