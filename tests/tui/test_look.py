"""Colours of the screen on terminals with few of them."""

import pytest

from descent_game.tui.look import plain_grey, role_styles, themes


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
    theme = themes(few=True)[0 if dark else 1]
    roles = role_styles(dark=dark, few=True)
    inks = [roles[role].color for role in ("text", "dim", "rule")]
    for ink in (str(theme.foreground), *(colour.name for colour in inks if colour)):
        assert len({ink[place : place + 2].lower() for place in (1, 3, 5)}) == 1
