"""The options of commands that open a screen: settings for this run only."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from descent_game.rendering.palettes import SCHEMES
from descent_game.rendering.style import STYLES

Command = TypeVar("Command", bound=Callable[..., Any])

OPTIONS = {
    "--style": ("DESCENT_STYLE", STYLES, "How maps are drawn."),
    "--colours": ("DESCENT_COLOURS", tuple(SCHEMES), "The colours of maps."),
    "--theme": ("DESCENT_THEME", ("dark", "light"), "Light words on dark, or dark on light."),
    "--motion": (
        "DESCENT_ANIMATIONS",
        ("none", "fast", "normal", "slow"),
        "How quickly things move.",
    ),
}
"""Each option with its variable, values and help; a test compares them with the settings."""

SWITCHES = {
    "--no-animation": ("DESCENT_ANIMATIONS", "none", "The same as --motion none."),
    "--all": ("DESCENT_LEVELS", "all", "Open every level."),
}


def with_options(*options: Callable[[Any], Any]) -> Callable[[Command], Command]:
    """Return a decorator that gives a command several options, listed in this order."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _option(name: str, variable: str, words: str, **settings: Any) -> Callable[[Any], Any]:
    """Return an option that sets a variable, which the processes of this run inherit."""

    def set_variable(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
        if value is not None:
            os.environ[variable] = value

    return click.option(name, expose_value=False, callback=set_variable, help=words, **settings)


look_options = with_options(
    *(
        _option(name, var, words, flag_value=value)
        for name, (var, value, words) in SWITCHES.items()
    ),
    *(
        _option(name, variable, words, type=click.Choice(values))
        for name, (variable, values, words) in OPTIONS.items()
    ),
)
"""Decorator that gives a command the options of the screen, for this run only."""
