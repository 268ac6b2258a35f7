"""The commands of the palette: what the keys do, and how the screen looks."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, get_args

from textual.app import SystemCommand
from textual.screen import Screen

from descent_game.rendering.style import Style
from descent_game.tui.settings import Scheme, Settings

Choose = Callable[[Settings], None]

SCHEME_WORDS = {
    "bathymetric": "a nautical chart",
    "cividis": "the same to colour-blind eyes",
    "grey": "shades of grey",
    "contrast": "high contrast",
}
STYLE_WORDS = {
    "braille": "bands with fine dotted lines",
    "blocks": "bands in half blocks, no braille",
    "ascii": "7-bit characters only, for any font",
}


def look_commands(settings: Settings, choose: Choose) -> Iterator[SystemCommand]:
    """Yield the commands that change how the screen looks."""
    for style in get_args(Style):
        change = partial(choose, replace(settings, style=style))
        yield SystemCommand(f"Map style: {style}", STYLE_WORDS[style], change)
    for scheme in get_args(Scheme):
        change = partial(choose, replace(settings, scheme=scheme))
        yield SystemCommand(f"Map colours: {scheme}", SCHEME_WORDS[scheme], change)
    moving = "off" if settings.animate else "on"
    toggle = partial(choose, replace(settings, animate=not settings.animate))
    yield SystemCommand(f"Motion: turn it {moving}", "moves and the fog at the end", toggle)


def key_commands(screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Yield a command for everything that a key does on the screen now."""
    seen = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        if active.enabled and binding.id and active.node is screen:
            if binding.action in seen:
                continue
            seen.add(binding.action)
            key = screen.app.get_key_display(binding)
            run = partial(screen.run_action, binding.action)
            yield SystemCommand(binding.tooltip or binding.description, f"key {key}", run)
