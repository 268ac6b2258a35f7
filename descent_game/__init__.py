"""Descent: a terminal game that teaches why gradient descent works.

The public names are resolved when they are used, so importing the package loads nothing else:

>>> import descent_game
>>> level = descent_game.open_level("first-light")
>>> game = descent_game.Game(level)
>>> turn = game.play(descent_game.Move(heading=40.0, step=2.0))
>>> str(turn.player.verdict)
'fell short'
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Game": "game.game",
    "Loss": "losses.loss",
    "Move": "game.moves",
    "build": "optimizers.registry",
    "course": "level.course",
    "open_level": "level.course",
    "read_level": "level.loading",
    "replay": "game.replay",
    "run_bot": "game.bot",
}

__all__ = [
    "Game",
    "Loss",
    "Move",
    "__version__",
    "build",
    "course",
    "open_level",
    "read_level",
    "replay",
    "run_bot",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'descent_game' has no attribute {name!r}")
    return getattr(import_module(f"descent_game.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
