"""The line at the top: where the player is, the turn, the stars that can still be had."""

from descent_game.catalogue.catalogue import world_title
from descent_game.game.attempts import Attempt, variant_words
from descent_game.game.game import Game
from descent_game.view.events import stars_left
from descent_game.view.line import ARROW, BLANK, Line, Piece, spread, width_of


def status_line(attempt: Attempt, game: Game, width: int) -> Line:
    """Return the line in so many columns; the world goes first where there is little room."""
    level = game.level
    world = Piece(f"{world_title(level)} {ARROW} ", "dim")
    title = Piece(level.title, "strong")
    right = (Piece(_turn_words(game)), *_aspect(game), Piece("   "), *_stars(attempt, game))
    for left in ((world, title), (title,)):
        if width_of(left) + width_of(right) + 2 <= width:
            return spread(left, right, width)
    return right


def _aspect(game: Game) -> Line:
    """Return the warning that angles on the map are not what they look like."""
    return (Piece("  stretched map", "dim"),) if game.level.map.aspect == "stretch" else BLANK


def _turn_words(game: Game) -> str:
    if game.outcome is not None:
        return f"{game.player.turns} of {game.level.rules.turns} turns"
    return f"turn {game.player.turns + 1} of {game.level.rules.turns}"


def _stars(attempt: Attempt, game: Game) -> Line:
    """Return the stars that the next turn could still earn, or that this is practice."""
    if attempt.practice:
        return (Piece("practice", "goal"),)
    possible = stars_left(game)
    if possible == 0 and game.outcome is None:
        return (Piece("goal out of reach", "bad"),)
    return (
        Piece("still " if game.outcome is None else "", "dim"),
        Piece("★" * possible, "star"),
        Piece("☆" * (3 - possible), "dim"),
        Piece(f" par {game.variant.par}", "dim"),
        *(BLANK if game.seed is None else (Piece(f"  {variant_words(game.seed)}", "dim"),)),
    )
