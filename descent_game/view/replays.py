"""The finished games in lines: level, result, time, and the details of the selected one."""

from calendar import month_abbr
from datetime import date

from descent_game.game.attempts import variant_words
from descent_game.game.summary import ENDINGS, turns_words
from descent_game.player.replays import KeptGame
from descent_game.view.line import (
    BLANK,
    Line,
    Piece,
    Role,
    counted,
    named,
    shortened,
    star_signs,
    wrapped,
)

TURNS = 9
DAY = 6
"""Characters of a day and its month."""
MINUTE = 16
"""Characters of a time down to its minute."""
WIDE = 56
"""Columns from which the list shows the minute."""


def game_row(game: KeptGame, title: str, width: int, *, here: bool) -> Line:
    """Return one game in a line."""
    role: Role = "cursor" if here else "text"
    variant = "" if game.seed is None else f" {variant_words(game.seed).replace('variant ', '#')}"
    ended = when(game) if width >= WIDE else _day(game)
    room = max(width - 2 - 4 - 1 - TURNS - 1 - len(ended), 1)
    name = shortened(f"{title}{variant}", room)
    return (
        Piece(f"{'▸' if here else ' '} {name:<{room}}", role),
        Piece(" "),
        Piece(star_signs(game.stars), "star" if game.stars else "dim"),
        Piece(
            f" {turns_words(game.turns):>{TURNS}}", "text" if game.termination == "goal" else "dim"
        ),
        Piece(f" {ended}", "dim"),
    )


def when(game: KeptGame) -> str:
    """Return when a game ended, to the minute."""
    return game.saved[:MINUTE].replace("T", " ")


def _day(game: KeptGame) -> str:
    """Return the day on which a game ended; the year stands beside the list."""
    try:
        ended = date.fromisoformat(game.saved[:10])
    except ValueError:  # of a record from elsewhere
        return game.saved[:DAY]
    return f"{ended:%d} {month_abbr[ended.month]}"


def game_lines(game: KeptGame, title: str, width: int) -> list[Line]:
    """Return the details of a game."""
    endings: dict[str, str] = {str(end): words for end, words in ENDINGS.items()}
    facts = [
        ("Ended", endings.get(game.termination, game.termination)),
        ("Turns", str(game.turns)),
        ("Stars", "none: practice" if game.practice else str(game.stars)),
        ("Map", variant_words(game.seed)),
        ("When", f"{when(game)} UTC"),
    ]
    return [*wrapped(title, width, "player"), BLANK, *named(facts, width)]


def nothing_lines(width: int, *, keeps: bool) -> list[Line]:
    """Return the text shown where no game has been finished."""
    where = "is kept here" if keeps else "is here until you leave"
    return wrapped(f"No finished game yet. Every game that you end {where}.", width, "dim")


def heading(level: str | None, count: int) -> Line:
    """Return the line at the top."""
    words = f"{level or 'all levels'}, {counted(count, 'game')}"
    return Piece("Replays  ", "strong"), Piece(words, "dim")
