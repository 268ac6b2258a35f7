"""A page for browsers with the picture of a game and controls to play its turns."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from descent_game.rendering import html
from descent_game.rendering.html import escaped

FOLDER = Path(__file__).parent
SPEEDS = (0.5, 1, 2, 4, 8)
"""Turns a second."""


def playback_page(
    title: str,
    image: str,
    turns: Sequence[Mapping[str, str]],
    *,
    notes: Sequence[str] = (),
    dark: bool = True,
) -> str:
    """Return the page.

    Args:
        title: The title.
        image: The picture, an SVG element with a group for each path.
        turns: A row of the table for the start and for each turn, with equal keys.
        notes: Paragraphs below the picture.
        dark: Whether the theme is dark.
    """
    body = [
        "<main>",
        image,
        _controls(max(len(turns) - 1, 0)),
        *(f"<p>{escaped(note)}</p>" for note in notes),
        html.table(turns[0], (map(escaped, row.values()) for row in turns)) if turns else "",
        "</main>",
    ]
    style, script = (
        (FOLDER / name).read_text(encoding="utf-8") for name in ("playback.css", "playback.js")
    )
    theme = "dark" if dark else "light"
    return html.page(title, body, style=style, script=script, body_class=theme)


def _controls(last: int) -> str:
    speeds = "".join(
        f'<option value="{speed:g}"{" selected" if speed == 1 else ""}>{speed:g} a second</option>'
        for speed in SPEEDS
    )
    return f"""<div class="controls">
<button id="play">Play</button>
<button id="back" aria-label="one turn back">&larr;</button>
<button id="on" aria-label="one turn on">&rarr;</button>
<input type="range" id="turn" min="0" max="{last}" value="{last}" aria-label="turn">
<span id="position">turn {last} of {last}</span>
<select id="speed" aria-label="speed">{speeds}</select>
</div>"""
