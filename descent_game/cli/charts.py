"""Charts in a terminal or a pipe: their style, their size and their colours."""

import os
import shutil
import sys

import click

from descent_game.cli.output import current_settings
from descent_game.errors import visible
from descent_game.rendering.chart import draw_chart
from descent_game.rendering.chart_layout import Chart
from descent_game.rendering.style import Style

COLUMNS = (40, 120)
"""The narrowest and the widest chart."""
ROWS, ROWS_WIDE = 20, 26
WIDE = 100
"""From so many columns on, a chart is higher, too."""
COLOURS = ("yellow", "magenta", "cyan", "red", "blue")
"""Colours of the lines, in turn."""
SYMBOLS = "⣿│┤└─┬╌·≤…"
"""Characters of a chart that is not 7-bit."""


def print_chart(chart: Chart[str], colours: dict[str, str]) -> None:
    """Print a chart as wide as the terminal, with the colours of roles where it has colours."""
    columns = min(max(shutil.get_terminal_size().columns - 1, COLUMNS[0]), COLUMNS[1])
    size = columns, ROWS_WIDE if columns >= WIDE else ROWS
    rows = draw_chart(chart, size, style=chart_style())
    for row in rows:
        click.echo("".join(_coloured(visible(text), role, colours) for text, role in row))


def chart_style() -> Style:
    """Return the style that is set, or the 7-bit one where the output shows nothing else."""
    if os.environ.get("TERM") == "dumb" or not _can_encode(SYMBOLS):
        return "ascii"
    return current_settings().style


def _can_encode(text: str) -> bool:
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _coloured(text: str, role: str, colours: dict[str, str]) -> str:
    """Return a piece in its colour; click strips colours where the output is no terminal."""
    if os.environ.get("NO_COLOR"):
        return text
    return click.style(text, fg=colours.get(role), dim=role in ("dim", "rule") or None)
