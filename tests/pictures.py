"""The two pictures of the README, made by the program: a game that moves, and a debrief.

``make pictures`` writes them into ``docs/pictures``. A test compares the words in them with what
the program makes now, not the bytes: maps and charts may be drawn a little finer one day.
"""

import asyncio
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget

from descent_game.catalogue.catalogue import open_level
from descent_game.game.game import Game
from descent_game.game.moves import Move, move_from_file
from descent_game.level.schema import Level
from descent_game.player.settings import Settings
from descent_game.rendering import svg
from descent_game.rendering.canvas import Canvas
from descent_game.rendering.colour import DEFAULT, Colour
from descent_game.rendering.html import escaped
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.debrief import DebriefScreen
from descent_game.view.game_export import moving_picture_of
from tests.tui.playing import at, play_out, start, until

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
GAME, DEBRIEF = "leaning-ravine", "the-objection"
"""The levels that are shown. Both are won by the play that their files call the insight."""
SIZE = (116, 48)
"""Columns and rows of the terminal in the picture of a debrief."""
SHAPES = frozenset({"▀", "█", *map(chr, range(0x2800, 0x2900))})
"""Characters that ``svg.cells`` draws as shapes; all others are text."""
FRAME, BASELINE, FONT_SIZE = 12, 12, 13
"""Units around the terminal, from the top of a cell to the feet of its letters, of a letter."""
GROUND, INK = "#0b0e13", "#dde4ec"
TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "DESCENT_PACKS": "off"}
"""Variables of the terminal that is shown; without ``NO_COLOR``."""


def won_game() -> Game:
    """Return the game that is shown: a level won by its insight."""
    level = open_level(GAME)
    game = Game(level)
    for heading, step in insight(level):
        game.play(Move(heading, step))
    return game


def moving_game() -> str:
    """Return the game that is shown as the program exports it: all sides walk their ways."""
    return moving_picture_of(won_game(), Settings())


async def debrief() -> str:
    """Return the debrief of a game won by its insight, with the question answered, as a picture."""
    level = open_level(DEBRIEF)
    (question,) = level.questions
    app = DescentApp(level, settings=Settings(animate=False))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(str(question.answer))
        screen = await start(pilot)
        await play_out(pilot, screen, insight(level))
        await at(pilot, DebriefScreen)
        await pilot.press(str(question.answer))
        return await _settled(pilot, f"Descent: the debrief of {level.title}")


def insight(level: Level) -> list[tuple[float, float]]:
    """Return the moves of a level's insight play, as headings and steps."""
    (moves,) = [play.moves for play in level.plays if play.insight and play.moves]
    return [(move.heading or 0.0, move.step) for move in map(move_from_file, moves)]


def words(picture: str) -> list[str]:
    """Return the words in a picture, in the order in which they stand in it."""
    texts = ["".join(found.itertext()) for found in ElementTree.fromstring(picture).iter()]
    return [word for text in texts for word in text.split() if any(map(str.isalnum, word))]


def screen_picture(app: App[None], title: str) -> str:
    """Return the screen of an app as an SVG picture: cells as shapes, words in any fixed font."""
    columns, rows = app.size
    shapes, plain, strong = (Canvas.blank(columns, rows) for _ in range(3))
    for x, y, segment in _segments(app):
        style = segment.style or Style()
        ink, paper = _packed(style.color), _packed(style.bgcolor)
        shown = (paper, ink) if style.reverse else (ink, paper)
        shapes.write(x, y, _kept(segment.text, shapes=True), *shown)
        for canvas, bold in ((plain, False), (strong, True)):
            is_own = bool(style.bold) == bold
            text = _kept(segment.text, shapes=False) if is_own else " " * len(segment.text)
            canvas.write(x, y, text, shown[0])
    wide, high = columns * svg.WIDE, rows * svg.HIGH
    size = f'width="{wide + 2 * FRAME}" height="{high + 2 * FRAME}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img"'
            f' viewBox="0 0 {wide + 2 * FRAME} {high + 2 * FRAME}"'
            f' font-family="{svg.FONT}" font-size="{FONT_SIZE}">',
            f"<title>{escaped(title)}</title>",
            f'<rect width="100%" height="100%" rx="8" fill="{GROUND}"/>',
            f'<svg x="{FRAME}" y="{FRAME}" width="{wide}" height="{high}">',
            f'<g shape-rendering="crispEdges">{"".join(svg.cells(shapes, INK))}</g>',
            *_texts(plain),
            '<g font-weight="bold">',
            *_texts(strong),
            "</g>\n</svg>\n</svg>\n",
        ]
    )


def _segments(app: App[None]) -> Iterator[tuple[int, int, Segment]]:
    """Yield what every widget shows, with its column and row; what lies on top comes last."""
    for widget in _painted(app.screen):
        place = app.screen.find_widget(widget)
        seen = place.visible_region
        crop = Region.from_offset(seen.offset - place.region.offset, seen.size)
        for y, strip in enumerate(widget.render_lines(crop), seen.y):
            x = seen.x
            for segment in strip:
                yield x, y, segment
                x += segment.cell_length


def _painted(widget: Widget) -> Iterator[Widget]:
    """Yield a widget and all within it that take room, those further in later."""
    if widget.display and widget.region.area:
        yield widget
        if widget.show_vertical_scrollbar:
            yield widget.vertical_scrollbar
        for child in widget.children:
            yield from _painted(child)


def _packed(colour: object) -> Colour:
    """Return a colour of Rich as one number; none is the terminal's own."""
    triplet = getattr(colour, "triplet", None)
    return DEFAULT if triplet is None else int(triplet.hex[1:], 16)


def _kept(text: str, *, shapes: bool) -> str:
    """Return a text with spaces for all but its shapes, or for these alone."""
    return "".join(sign if (sign in SHAPES) == shapes else " " for sign in text)


def _texts(canvas: Canvas) -> Iterator[str]:
    """Yield the words of a canvas: those that stand together as one, as wide as their cells."""
    for row in range(canvas.rows):
        column = 0
        for run in canvas.runs(row):
            for found in re.finditer(r"\S+(?: \S+)*", run.text):
                x, wide = (column + found.start()) * svg.WIDE, len(found[0]) * svg.WIDE
                yield (
                    f'<text x="{x}" y="{row * svg.HIGH + BASELINE}" textLength="{wide}"'
                    f' lengthAdjust="spacingAndGlyphs" fill="{svg.colour(run.ink, INK)}">'
                    f"{escaped(found[0])}</text>"
                )
            column += len(run.text)


async def _settled(pilot: Pilot[None], title: str) -> str:
    """Return the picture of a screen once nothing in it changes any more."""
    shown = [""]

    def is_still() -> bool:
        shown.append(screen_picture(pilot.app, title))
        return shown[-1] == shown[-2]

    await pilot.app.workers.wait_for_complete()
    await until(pilot, is_still)
    return shown[-1]


def main() -> None:
    """Write both pictures anew."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(TERMINAL, DESCENT_HOME=home)
        os.environ.pop("NO_COLOR", None)
        (PICTURES / "game.svg").write_text(moving_game(), encoding="utf-8")
        (PICTURES / "debrief.svg").write_text(asyncio.run(debrief()), encoding="utf-8")


if __name__ == "__main__":
    main()
