"""A seeded monkey at the screen: random keys, clicks, drags, wheel and resizes."""

import random

from textual.geometry import Size
from textual.pilot import OutOfBounds, Pilot

from descent_game.tui.screens.levels import LevelsScreen
from descent_game.tui.screens.pages import TooSmallScreen
from descent_game.tui.widgets.map_view import MapView

KEYS = (
    *("left", "right", "up", "down", "shift+left", "shift+up", "comma", "full_stop"),
    *("plus", "minus", "g", "enter", "enter", "enter", "z", "Z", "h", "question_mark"),
    *(
        "escape",
        "r",
        "s",
        "n",
        "w",
        "i",
        "m",
        "x",
        "a",
        "d",
        "1",
        "2",
        "3",
        "pageup",
        "pagedown",
        "space",
    ),
    *("tab", "ctrl+p", "v", "y", "b", "c", "f", "e", "o", "l", "home", "end", "f1", "f2", "f3"),
)
SIZES = [(80, 24), (120, 40), (60, 10), (200, 60), (1, 1), (100, 30)]


async def play_like_a_monkey(
    pilot: Pilot[None], seed: int, acts: int, seen: set[str] | None = None
) -> None:
    """Do so many random things. Every exception of the app comes out of the pilot.

    ``seen`` takes the names of the screens that it met.
    """
    dice = random.Random(seed)
    for _ in range(acts):
        act = dice.random()
        if act < 0.85:
            await pilot.press(dice.choice(KEYS))
        elif act < 0.95:
            await _touch_the_map(pilot, dice)
        else:
            await pilot.resize_terminal(*dice.choice(SIZES))
        if seen is not None:
            seen.add(type(pilot.app.screen).__name__)
    await pilot.resize_terminal(80, 24)
    await pilot.pause()


async def leave(pilot: Pilot[None]) -> None:
    """Go back to the list of levels from wherever the monkey is."""
    for _ in range(20):
        if isinstance(pilot.app.screen, LevelsScreen):
            return
        await pilot.press("escape")
        await pilot.pause()
    assert isinstance(pilot.app.screen, LevelsScreen), pilot.app.screen_stack


async def _touch_the_map(pilot: Pilot[None], dice: random.Random) -> None:
    screen = pilot.app.screen
    if isinstance(screen, TooSmallScreen) or not screen.query(MapView):
        return
    size: Size = screen.query_one(MapView).size
    places = [
        (dice.randrange(max(size.width, 1)), dice.randrange(max(size.height, 1))) for _ in "ab"
    ]
    try:
        if dice.random() < 0.5:
            await pilot.click(MapView, offset=places[0], times=dice.choice([1, 2]))
        else:
            await pilot.mouse_down(MapView, offset=places[0])
            await pilot.hover(MapView, offset=places[1])
            await pilot.mouse_up(MapView, offset=places[1])
    except OutOfBounds:
        return
