"""The guided tour in words: one thing at a time, each done by the player before the next."""

from collections.abc import Callable
from typing import NamedTuple

from descent_game.game.aiming import Aim
from descent_game.game.game import Game
from descent_game.view.keys import Keys
from descent_game.view.line import Line, labelled


class TourState(NamedTuple):
    """Where the player is in the tour: the aim and zoom of now, and those of the step's start."""

    game: Game
    aim: Aim
    zoom: float
    aim_before: Aim
    zoom_before: float
    turns_before: int


class TourStep(NamedTuple):
    """One thing to try: its text, and whether it was done."""

    words: str
    done: Callable[[TourState], bool]


TOUR_STEPS = (
    TourStep(
        "You are the ● on the map of a loss: dark is deep, down is good. The bot ◆ starts with"
        " you. {key:aim.left} and {key:aim.right} turn your aim: press one.",
        lambda now: now.aim.heading != now.aim_before.heading,
    ),
    TourStep(
        "The arrow ends where your move would. {key:step.up} and {key:step.down} change its length,"
        " the step: press one of them.",
        lambda now: now.aim.step != now.aim_before.step,
    ),
    TourStep(
        "The compass shows the steepest way down from here. Press {key:aim.down} to aim along it.",
        lambda now: now.aim.heading != now.aim_before.heading,
    ),
    TourStep(
        "Beside the map stands the promise: what the slope says this move will bring."
        " {key:move} moves.",
        lambda now: len(now.game.turns) > now.turns_before,
    ),
    TourStep(
        "Now compare: promised against together, which is what happened. That difference is what"
        " the game is about. {key:zoom.in} looks closer, {key:zoom.out} farther: press"
        " {key:zoom.in}.",
        lambda now: now.zoom != now.zoom_before,
    ),
    TourStep(
        "Reach the goal, the ring at the bottom, in fewer turns than the bot: that earns stars."
        " Move once more with {key:move}.",
        lambda now: len(now.game.turns) > now.turns_before,
    ),
)
LAST = (
    "That is all: {key:hint} gives hints, {key:help} explains every sign, ctrl+p names everything."
    " {key:move} begins the level for real, with all its turns."
)


def tour_lines(stop: int, keys: Keys, width: int) -> list[Line]:
    """Return the words of a stop; after the last one, how to go on."""
    words = TOUR_STEPS[stop].words if stop < len(TOUR_STEPS) else LAST
    label = f"{min(stop + 1, len(TOUR_STEPS))} of {len(TOUR_STEPS)}"
    if stop >= len(TOUR_STEPS):
        label = "Done"
    return labelled(label, keys.fill(words), width)
