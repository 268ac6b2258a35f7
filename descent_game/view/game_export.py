"""A finished game as something to share: pictures, a page, text, its replay, one line."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from descent_game.game.attempts import variant_words
from descent_game.game.cut import cut_of_turn
from descent_game.game.game import Game, Turn
from descent_game.game.replay import record, to_json
from descent_game.game.summary import bot_words, ending_words, star_reasons, turns_words
from descent_game.game.track import Termination
from descent_game.game.wording import decimals_for, degrees, plain, signed, split_texts
from descent_game.player.settings import Settings
from descent_game.rendering import cut_picture
from descent_game.rendering.map_layer import MapLayer, draw_map
from descent_game.rendering.overlay import Overlay
from descent_game.rendering.palette import palette
from descent_game.rendering.picture import Caption, picture
from descent_game.rendering.playback_page import playback_page
from descent_game.rendering.svg_paths import Timeline
from descent_game.rendering.text_page import page_view
from descent_game.view.cut_plot import stack_of
from descent_game.view.line import star_signs
from descent_game.view.scene import debrief_scene
from descent_game.view.sides import bots

SPARKS = "▁▂▃▄▅▆▇█"
WIDEST = 24
"""Signs of the longest spark line; longer games show evenly chosen turns."""
MOST_DECADES = 6.0
"""Losses further below the highest than so many powers of ten share the lowest sign."""


def result_line(game: Game, *, practice: bool = False) -> str:
    """Return the result of a game in one line."""
    variant = "" if game.seed is None else f" (variant {game.seed})"
    stars = "practice" if practice else star_signs(game.stars)
    bot = f"bot {game.variant.bot.name} {bot_words(game.bot)}"
    return f"Descent: {game.level.title}{variant}, {_ended(game)} {stars}, {bot} {spark(game)}"


def spark(game: Game) -> str:
    """Return the player's losses as a spark line."""
    return spark_line(game.player.losses)


def spark_line(losses: Sequence[float]) -> str:
    """Return losses as signs of eight heights, on a logarithmic scale where all are above 0.

    A loss that is not finite is a ``?``.
    """
    if len(losses) > WIDEST:
        last = len(losses) - 1
        losses = [losses[round(n * last / (WIDEST - 1))] for n in range(WIDEST)]
    known = [loss for loss in losses if math.isfinite(loss)]
    heights = _heights(known)
    low, high = min(heights, default=0.0), max(heights, default=0.0)
    signs = iter(_sign(height, low, high) for height in heights)
    return "".join(next(signs) if math.isfinite(loss) else "?" for loss in losses)


def _heights(losses: Sequence[float]) -> list[float]:
    high = max(losses, default=0.0)
    if high <= 0.0 or min(losses) < 0.0:
        return list(losses)
    floor = max(high * 10.0**-MOST_DECADES, 5e-324)
    return [math.log10(max(loss, floor)) for loss in losses]


def _sign(height: float, low: float, high: float) -> str:
    share = (height / 2 - low / 2) / (high / 2 - low / 2) if high > low else 0.0  # no overflow
    return SPARKS[min(int(share * len(SPARKS)), len(SPARKS) - 1)]


def _ended(game: Game) -> str:
    turns = turns_words(game.player.turns)
    if game.player.reached:
        return turns
    words = "given up" if game.player.termination is Termination.RESIGNED else "not there"
    return f"{words} after {turns}"


PAGE = (154, 42)
"""Columns and rows of an exported page; a map of the usual shape gets about 80 by 40 of them."""


class Export(NamedTuple):
    """One way to share a game: its key on the screen, the ending of its file, how it is made."""

    key: str
    name: str
    suffix: str
    words: str
    make: Callable[[Game, Settings], str]


def picture_of(game: Game, settings: Settings, *, moving: bool = False) -> str:
    """Return a game as an SVG picture; ``moving`` animates both paths."""
    layer, overlay = _drawn(game, settings)
    played = (ending_words(game), f"losses {spark(game)}") if game.turns else ()
    notes = (*played[:1], *_stars(game), *played[1:])
    names = tuple(name for _, name in bots(game))
    caption = Caption(f"Descent: {_title(game)}", notes, names)
    return picture(layer, overlay, caption, Timeline() if moving else None)


def moving_picture_of(game: Game, settings: Settings) -> str:
    """Return a game as an SVG picture in which both paths are animated."""
    return picture_of(game, settings, moving=True)


def page_of(game: Game, settings: Settings) -> str:
    """Return a game as a page for a browser, with a player for its turns."""
    layer, overlay = _drawn(game, settings)
    names = tuple(name for _, name in bots(game))
    title = f"Descent: {_title(game)}"
    image = picture(layer, overlay, Caption(title, (), names))
    notes = [f"{ending_words(game)}. {' '.join(_stars(game))}"]
    return playback_page(title, image, _rows(game), notes=notes, dark=not settings.light)


def text_of(game: Game, settings: Settings) -> str:
    """Return a game as lines of text: the result, and a table of its turns."""
    rows = _rows(game)
    names = list(rows[0])
    widths = {name: max(len(name), *(len(row[name]) for row in rows)) for name in names}
    table = [dict(zip(names, names, strict=True)), *rows]
    lines = ["  ".join(row[name].rjust(widths[name]) for name in names).rstrip() for row in table]
    head = [f"Descent: {_title(game)}", ending_words(game), *_stars(game)]
    bot = [f"bot {name}" for _, name in bots(game)[:1]]
    return "\n".join([*head, *bot, "", *lines, "", result_line(game), ""])


def cuts_of(game: Game, settings: Settings) -> str:
    """Return the cut of every move as an SVG picture."""
    colours = cut_picture.LIGHT if settings.light else cut_picture.DARK
    panels = [
        cut_picture.Panel(
            f"Turn {cut.turn}, heading {degrees(cut.heading)}",
            stack_of(cut),
            f"step {plain(cut.step)}",
            _numbers_of(turn),
        )
        for turn in game.turns
        if (cut := cut_of_turn(game, turn.number)) is not None
    ]
    return cut_picture.cut_picture(f"Descent: {_title(game)}, cuts", panels, colours)


def _numbers_of(turn: Turn) -> tuple[str, ...]:
    readout = turn.player.readout
    promised = signed(readout.promise, decimals_for(*readout.alone, readout.together))
    names = ("w1", "w2", "interaction", "together", "promised")
    pairs = zip(names, (*split_texts(readout), promised), strict=True)
    return tuple(f"{name} {number}" for name, number in pairs)


def replay_of(game: Game, settings: Settings) -> str:
    """Return a game as a replay, which ``descent replay`` shows."""
    return to_json(record(game)) + "\n"


EXPORTS = (
    Export("1", "svg", ".svg", "a picture (SVG)", picture_of),
    Export("2", "animated", ".animated.svg", "a moving picture (SVG)", moving_picture_of),
    Export("3", "html", ".html", "a page for a browser, with a player", page_of),
    Export("4", "text", ".txt", "text", text_of),
    Export("5", "replay", ".json", "the replay, for descent replay", replay_of),
    Export("6", "cuts", ".cuts.svg", "the cut of every move (SVG)", cuts_of),
)


def file_name(game: Game, export: Export) -> str:
    """Return what the file of an exported game is called."""
    variant = "" if game.seed is None else f"-variant-{game.seed}"
    return f"descent-{game.level.id}{variant}-{game.player.turns}-turns{export.suffix}"


def _drawn(game: Game, settings: Settings) -> tuple[MapLayer, Overlay]:
    """Return the whole map and what stands on it at the end."""
    scene = debrief_scene(game)
    colours = palette(settings.scheme, "light" if settings.light else "dark")
    view = page_view(scene.terrain.box, PAGE, scene.aspect)
    return draw_map(view, scene.terrain, style=settings.style, palette=colours), scene.overlay


def _title(game: Game) -> str:
    return (
        game.level.title if game.seed is None else f"{game.level.title}, {variant_words(game.seed)}"
    )


def _stars(game: Game) -> list[str]:
    return [f"{'★' if reason.earned else '☆'} {reason.text}" for reason in star_reasons(game)]


def _rows(game: Game) -> list[Mapping[str, str]]:
    """Return a row for the start and one for each turn, in words."""
    rows: list[Mapping[str, str]] = []
    for number, loss in enumerate(game.player.losses):
        turn = game.turns[number - 1] if number else None
        readout = turn.player.readout if turn else None
        bot = game.bot.losses[number] if number <= game.bot.turns else None
        rows.append(
            {
                "turn": str(number),
                "heading": f"{plain(turn.heading)}°" if turn else "",
                "step": plain(turn.move.step) if turn else "",
                "loss": plain(loss),
                "bot's loss": "" if bot is None else plain(bot),
                "promise": signed(readout.promise, 3) if readout else "",
                "together": signed(readout.together, 3) if readout else "",
                "verdict": str(turn.player.verdict) if turn else "start",
            }
        )
    return rows
