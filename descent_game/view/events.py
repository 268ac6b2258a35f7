"""What the last turn changed for the whole game: stars out of reach, bots stuck or at the goal."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from descent_game.game.game import Game
from descent_game.game.outlook import possible_stars
from descent_game.game.track import Termination, Track
from descent_game.view.keys import Keys
from descent_game.view.line import Line, line
from descent_game.view.sides import bots

OUT_OF_REACH = "The goal is out of reach now. {key:restart} starts over."


def stars_left(game: Game) -> int:
    """Return the stars that can still be earned, 0 where the goal is out of reach."""
    return possible_stars(game, lambda: _lowest_loss(game))


@lru_cache(maxsize=4)
def _lowest_loss(game: Game) -> float:
    from descent_game.measuring.lowest import minimum  # noqa: PLC0415 - few goals depend on it

    surface = game.variant.surface
    return surface.value(minimum(surface, game.variant.box))


def event_lines(game: Game, keys: Keys) -> list[Line]:
    """Return what happened in the last turn that matters most, in at most one line."""
    if game.outcome is None and stars_left(game) == 0:
        return [line(keys.fill(OUT_OF_REACH), "bad")]
    return list(islice(_events(game, game.player.turns), 1)) if game.turns else []


def _events(game: Game, turn: int) -> Iterator[Line]:
    """Yield what happened to the bots in a turn, and whether the player overtook one."""
    named = [(track, words.partition(",")[0]) for track, words in bots(game)]
    for track, name in named:
        if track.goal_turn == turn:
            yield line(f"{name} reached the goal on turn {turn}.", "goal")
        if track.turns == turn and track.termination is Termination.DIVERGED:
            yield line(f"{name} has diverged: it left the map, or its loss is no number.", "bad")
    for track, name in named:
        if _is_stuck(track, turn) and not _is_stuck(track, turn - 1):
            yield line(f"{name} is stuck: it did not move, and is not at the goal.", "compass")
    if _is_ahead(game, turn) and not _is_ahead(game, turn - 1):
        yield line(f"You are lower than {named[0][1]} now.", "good")


def _is_stuck(track: Track, turn: int) -> bool:
    """Tell whether a bot stood still in a turn, short of the goal."""
    return 0 < turn <= track.turns and not any(track.displacements[turn - 1])


def _is_ahead(game: Game, turn: int) -> bool:
    bot = game.bot
    theirs = game.known_loss(bot, min(turn, bot.turns))
    return game.known_loss(game.player, turn) < theirs
