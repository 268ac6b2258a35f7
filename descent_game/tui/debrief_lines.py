"""The account of a finished game: result, stars and why, the lesson, every turn."""

from descent_game.game.account import bot_words, ending_words, star_reasons, text_fields
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game, Turn
from descent_game.game.wording import plain
from descent_game.level.texts import fill_in
from descent_game.tui.lines import BLANK, Line, Piece, line, wrapped
from descent_game.tui.readout_lines import readout_lines
from descent_game.tui.standing_lines import BOT, YOU, bots


def debrief_lines(attempt: Attempt, game: Game, turn: int | None, width: int) -> list[Line]:
    """Return the account; ``turn`` is the one that is selected."""
    return [
        *wrapped(ending_words(game), width, "good" if game.player.reached else "bad"),
        *_stars(attempt, game, width),
        BLANK,
        *wrapped(game.level.idea, width, "strong"),
        BLANK,
        *wrapped(fill_in(game.level.text.debrief, text_fields(game)), width),
        BLANK,
        *_sides(game, width),
        BLANK,
        *_turns(game, turn, width),
    ]


def _stars(attempt: Attempt, game: Game, width: int) -> list[Line]:
    lines: list[Line] = []
    for reason in star_reasons(game):
        mark = Piece("★ " if reason.earned else "☆ ", "star" if reason.earned else "dim")
        rows = wrapped(reason.text, width - 2, "text" if reason.earned else "dim")
        lines += [(mark if k == 0 else Piece("  "), *row) for k, row in enumerate(rows)]
    if attempt.practice:
        lines += wrapped("Practice: you had seen this map, so nothing is counted.", width, "goal")
    return lines


def _sides(game: Game, width: int) -> list[Line]:
    lines: list[Line] = [
        (Piece(f" {YOU.name} ", YOU.badge), Piece(f" loss {plain(game.loss)}", "text")),
    ]
    for number, (track, name) in enumerate(bots(game)):
        badge = Piece(f" {BOT.name} ", BOT.badge) if number == 0 else Piece(f" BOT {number + 1} ")
        lines.append((badge, Piece(f" loss {plain(track.losses[-1])}")))
        lines += wrapped(f"{name}: {bot_words(track)}", width, "dim")
    return lines


def _turns(game: Game, selected: int | None, width: int) -> list[Line]:
    lines = [line("turn   you        bot", "title")]
    for number, loss in enumerate(game.player.losses):
        bot = game.bot.losses[number] if number <= game.bot.turns else None
        words = f"{number:>4}   {plain(loss):<9}  {'' if bot is None else plain(bot):<9}"
        role = "cursor" if number == selected else "text"
        lines.append(line(words[:width], role))
        if number == selected and number:
            lines += _move(game.turns[number - 1], game, width)
    return lines


def _move(turn: Turn, game: Game, width: int) -> list[Line]:
    return [(Piece("  "), *row) for row in readout_lines(turn, game, width - 2)]
