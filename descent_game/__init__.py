"""Descent: a terminal game that teaches why gradient descent works.

The public names are resolved when they are used, so importing the package loads nothing else;
``__init__.pyi`` tells type checkers what they are. ``docs/python.md`` shows how they are used.

>>> from descent_game import Game, Move, load_level
>>> game = Game(load_level("first-light"))
>>> turn = game.play(Move(heading=40.0, step=2.0))
>>> str(turn.player.verdict)
'fell short'
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "DescentError": "errors",
    "Game": "game.game",
    "Level": "level.schema",
    "Loss": "losses.loss",
    "Move": "game.moves",
    "Optimizer": "optimizers.base",
    "Sees": "optimizers.base",
    "check_level": "api",
    "course": "catalogue.catalogue",
    "load_level": "api",
    "run_bot": "api",
}

__all__ = [
    "DescentError",
    "Game",
    "Level",
    "Loss",
    "Move",
    "Optimizer",
    "Sees",
    "__version__",
    "check_level",
    "course",
    "load_level",
    "run_bot",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'descent_game' has no attribute {name!r}")
    return getattr(import_module(f"descent_game.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
