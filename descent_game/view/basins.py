"""The basins of a bot in lines: what every sign and colour of the map means, and how much of it."""

from descent_game.game.basins import ITERATIONS, Basin, Basins, End
from descent_game.game.wording import plain
from descent_game.view.keys import Keys
from descent_game.view.line import BLANK, Line, Piece, Role, line, wrapped
from descent_game.view.surroundings import weights_words

PLACES = "ABCDEFGHIJKLMNPQRSTUVWYZ"
"""Without O and X, which mean other ends in small letters."""
SIGNS = {End.GOAL: "o", End.ELSEWHERE: "?", End.MOVING: "~", End.OFF: "x"}
QUIET = frozenset({End.ELSEWHERE, End.MOVING, End.OFF})
BAR = 18
FEET = 4
"""Rows below the basins."""
NAME = 9
"""Columns of a basin's sign and share."""


def signs_of(found: Basins) -> str:
    """Return one sign for each basin: letters for places where the bot settles."""
    places = iter(PLACES)
    return "".join(SIGNS.get(basin.end) or next(places) for basin in found.basins)


def basin_lines(
    bot: str, found: Basins | None, done: float | None, keys: Keys, size: tuple[int, int]
) -> list[Line]:
    """Return the panel in ``size`` columns and rows.

    ``done`` is the share that is computed, None while nothing is.
    """
    width, height = size
    lines: list[Line] = [
        line("WHERE THE BOT WOULD END", "title"),
        *wrapped(bot, width, "bot"),
        BLANK,
    ]
    if done is not None:
        full = round(done * BAR)
        bar = (Piece("━" * full, "good"), Piece("·" * (BAR - full), "rule"))
        lines += [
            (*bar, Piece(f" {done:.0%}")),
            *wrapped(keys.fill("{key:basins.stop} stops it."), width, "dim"),
            BLANK,
        ]
    if found is None:
        if done is None:
            lines += wrapped(keys.fill("Stopped. {key:basins.begin} computes it."), width, "dim")
        return lines
    rows = [
        _basin(sign, basin, width)
        for sign, basin in zip(signs_of(found), found.basins, strict=True)
    ]
    room = max(height - len(lines) - FEET, 3)
    if len(rows) > room:  # the ends that are no place stay in sight
        tail = [row for row, basin in zip(rows, found.basins, strict=True) if basin.end in QUIET]
        kept = max(room - len(tail) - 1, 1)
        more = f"   and {len(rows) - kept - len(tail)} places more"
        rows = [*rows[:kept], line(more, "dim"), *tail]
    lines += rows
    text = f"From every place of the map, {ITERATIONS} iterations at most."
    return [*lines, BLANK, *wrapped(text, width, "dim")]


def _basin(sign: str, basin: Basin, width: int) -> Line:
    """Return one basin in a line: its sign, its share of the map, and its end."""
    role: Role = "good" if basin.end is End.GOAL else "text"
    words = str(basin.end)
    if basin.at is not None and basin.loss is not None:
        place = weights_words(basin.at)
        words = f"{place}  loss {plain(basin.loss)}"
        words = words if len(words) <= width - NAME else place
    share = f"{basin.share:>4.0%}" if basin.share >= 0.005 else " <1%"
    return Piece(f" {sign} ", "strong"), Piece(f"{share}  "), Piece(words, role)
