"""The options of commands that open a screen: settings for this run only."""

import os
from collections.abc import Callable
from functools import partial
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
"""Each option with its variable, its values and its help; a test holds them to the settings."""

SWITCHES = {
    "--no-animation": ("DESCENT_ANIMATIONS", "none", "The same as --motion none."),
    "--all": ("DESCENT_LEVELS", "all", "Open every level."),
}


def look_options(command: Command) -> Command:
    """Give a command the options of the screen: each stands for its variable in this run."""
    for name, (variable, values, words) in reversed(OPTIONS.items()):
        note = partial(_note, variable)
        option = click.option(
            name, type=click.Choice(values), expose_value=False, callback=note, help=words
        )
        command = option(command)
    for name, (variable, value, words) in reversed(SWITCHES.items()):
        note = partial(_note, variable)
        switch = click.option(
            name, flag_value=value, default=None, expose_value=False, callback=note, help=words
        )
        command = switch(command)
    return command


def _note(variable: str, ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    """Set the variable, so that every process of this run knows."""
    del ctx, param
    if value is not None:
        os.environ[variable] = value
