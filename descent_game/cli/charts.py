"""Charts in a terminal or a pipe: their style, their size and their colours."""

import os
import shutil
import sys

import click

from descent_game.catalogue.data_folder import data_folder
from descent_game.errors import visible
from descent_game.player.settings import Settings, read_settings
from descent_game.rendering.chart import draw_chart
from descent_game.rendering.chart_layout import Chart
from descent_game.rendering.style import Style

COLUMNS = (40, 120)
"""The narrowest and the widest chart."""
ROWS, ROWS_WIDE = 20, 26
WIDE = 100
"""From so many columns on, a chart is higher, too."""
INKS = ("yellow", "magenta", "cyan", "red", "blue")
"""Colours of lines, in turn; a chart is read without them."""
SIGNS = "⣿│┤└─┬╌·≤…"
"""What a chart is made of where the output can show it."""


def print_chart(chart: Chart[str], inks: dict[str, str]) -> None:
    """Print a chart as wide as the terminal, with the colours of roles where it has colours."""
    columns = min(max(shutil.get_terminal_size().columns - 1, COLUMNS[0]), COLUMNS[1])
    size = columns, ROWS_WIDE if columns >= WIDE else ROWS
    rows = draw_chart(chart, size, style=chart_style())
    for row in rows:
        click.echo("".join(_inked(visible(text), role, inks) for text, role in row))


def chart_style() -> Style:
    """Return the style that is set, or the 7-bit one where the output shows nothing else."""
    if os.environ.get("TERM") == "dumb" or not _shows(SIGNS):
        return "ascii"
    return Settings.from_environment(read_settings(data_folder())[0]).style


def _shows(signs: str) -> bool:
    try:
        signs.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _inked(text: str, role: str, inks: dict[str, str]) -> str:
    """Return a piece in its colour; click strips colours where the output is no terminal."""
    if os.environ.get("NO_COLOR"):
        return text
    return click.style(text, fg=inks.get(role), dim=role in ("dim", "rule") or None)
