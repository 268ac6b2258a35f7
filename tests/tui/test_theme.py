"""Colours of the screen on terminals with few of them."""

import pytest

from descent_game.rendering.palette import BASE_COLOURS
from descent_game.rendering.palettes import Depth, Theme
from descent_game.tui.theme import plain_grey, role_styles, themes
from descent_game.view.line import Role


@pytest.mark.parametrize(
    ("colour", "shown"),
    [
        ("#94A1B0", "#a1a1a1"),
        ("#0B0E13", "#0e0e0e"),
        ("#FFDB6B", "#FFDB6B"),
        ("#000000", "#000000"),
    ],
)
def test_greys_lose_their_tinge_and_colours_stay(colour: str, shown: str) -> None:
    assert plain_grey(colour) == shown


@pytest.mark.parametrize("dark", [True, False])
def test_few_colours_show_text_in_plain_grey(dark: bool) -> None:
    theme = themes("256")[0 if dark else 1]
    roles = role_styles(dark=dark, depth="256")
    inks = [roles[role].color for role in ("text", "dim", "rule")]
    for ink in (str(theme.foreground), *(colour.name for colour in inks if colour)):
        assert len({ink[place : place + 2].lower() for place in (1, 3, 5)}) == 1


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("depth", ["truecolor", "256", "16"])
def test_a_badge_beside_the_map_has_the_colour_of_the_marker_on_it(
    theme: Theme, depth: Depth
) -> None:
    styles = role_styles(dark=theme == "dark", depth=depth)
    base = BASE_COLOURS[depth, theme]
    badges: tuple[Role, ...] = ("badge-player", "badge-bot", "badge-ghost", "badge-ghost-2")
    for number, role in enumerate(badges):
        paper = styles[role].bgcolor
        assert paper is not None
        assert int(paper.name.removeprefix("#"), 16) == base.badge(number)
