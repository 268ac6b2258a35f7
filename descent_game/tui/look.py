"""Colours of the screen: two themes, and what each role of text looks like."""

from rich.style import Style
from textual.theme import Theme

from descent_game.tui.lines.line import Role

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
    "rule": ("#4A5666", "#A3ADB8"),
    "bar-good-end": ("#63D9A5", "#0B6B45"),
    "bar-bad-end": ("#FF9B72", "#B03A12"),
}
"""Ink of each role on a dark and on a light theme."""

_PAPERS: dict[Role, tuple[str, str, str, str]] = {
    "badge-player": ("#14181F", "#FFDB6B", "#FFFFFF", "#7A4B00"),
    "badge-bot": ("#14181F", "#FF9DB0", "#FFFFFF", "#9B1C43"),
    "badge-ghost": ("#14181F", "#DCC2FF", "#FFFFFF", "#5B2A9B"),
    "badge-ghost-2": ("#14181F", "#FFC9A0", "#FFFFFF", "#8A4300"),
    "badge-ghost-3": ("#14181F", "#C6EFA8", "#FFFFFF", "#2F6B12"),
    "bar-good": ("#14181F", "#63D9A5", "#FFFFFF", "#0B6B45"),
    "bar-bad": ("#14181F", "#FF9B72", "#FFFFFF", "#B03A12"),
    "cursor": ("#FFFFFF", "#24384C", "#000000", "#CBDDEB"),
}
"""Ink and paper on a dark theme, ink and paper on a light one."""


def role_styles(*, dark: bool) -> dict[Role, Style]:
    """Return the style of every role; those without a paper of their own take the widget's."""
    place = 0 if dark else 1
    styles = {r: Style(color=inks[place], bold=_is_bold(r)) for r, inks in _INKS.items()}
    for role, colours in _PAPERS.items():
        ink, paper = colours[2 * place : 2 * place + 2]
        styles[role] = Style(color=ink, bgcolor=paper, bold=_is_bold(role))
    return styles


def _is_bold(role: Role) -> bool:
    return role == "strong" or role.startswith("badge")
