"""A finished game as a text that anybody can play again: level, seed and moves."""

import json
import math
from collections.abc import Sequence
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from descent_game.errors import MoveError, ReplayError
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.track import Termination
from descent_game.level.digests import section_digests
from descent_game.level.schema import Level

MAX_CHARACTERS = 200_000


class Replay(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that a game depends on. Parameters and mirror are for readers: the seed rules."""

    format: Annotated[int, Meta(ge=1, le=1)]
    level: str
    digests: dict[str, str]
    seed: int | None
    parameters: dict[str, float]
    mirror: str
    moves: tuple[Move, ...]
    resigned: bool = False


def record(game: Game) -> Replay:
    """Return the replay of a game as far as it has come."""
    return Replay(
        format=1,
        level=game.level.id,
        digests=section_digests(game.level),
        seed=game.seed,
        parameters=dict(game.variant.parameters),
        mirror=game.variant.mirror.name,
        moves=tuple(turn.move for turn in game.turns),
        resigned=game.player.termination is Termination.RESIGNED,
    )


def replay(recorded: Replay, level: Level, *, finished: bool = True) -> Game:
    """Return the game played again, to be watched or judged, or to be gone on with.

    Raises ``ReplayError`` where the level is not the same, ``LevelError`` where it cannot be drawn.
    """
    if recorded.level != level.id:
        raise ReplayError(f"the replay is of level {recorded.level!r}, not {level.id!r}")
    digests = section_digests(level)
    changed = [name for name in digests if recorded.digests.get(name) != digests[name]]
    if changed:
        raise ReplayError(f"level {level.id!r} has changed since, in {', '.join(changed)}")
    game = Game(level, recorded.seed, judged=finished)
    try:
        play_moves(game, recorded.moves, resigned=recorded.resigned)
    except MoveError as error:
        raise ReplayError(str(error)) from None
    return game


def play_moves(game: Game, moves: Sequence[Move], *, resigned: bool = False) -> None:
    """Make the moves of a game that was played before, perhaps on a machine that rounds otherwise.

    Where it lies within ``Game.slack`` whether a turn met the goal, the record decides: a game that
    went on or was given up was not there yet, one that ended was. Raises ``MoveError`` where a move
    is not allowed.
    """
    for number, move in enumerate(moves, start=1):
        _go_on_in_doubt(game)
        try:
            game.play(move)
        except MoveError as error:
            raise MoveError(f"move {number}: {error}") from None
    if resigned or not game.judged:
        _go_on_in_doubt(game)
    elif not game.player.reached and math.isfinite(game.loss) and game.is_reached(game.slack):
        game.decide(reached=True)
    if resigned:
        game.resign()


def _go_on_in_doubt(game: Game) -> None:
    """Take a goal for not reached yet where it is met by less than the slack."""
    if game.player.reached and not game.is_reached(-game.slack):
        game.decide(reached=False)


def to_json(recorded: Replay) -> str:
    """Return a replay as JSON text; ``from_json`` gives back the same replay to the last digit."""
    return json.dumps(msgspec.to_builtins(recorded), indent=1)


def from_json(text: str) -> Replay:
    """Return the replay in a JSON text. Raises ``ReplayError`` where it is none."""
    if len(text) > MAX_CHARACTERS:
        raise ReplayError(f"a replay of {len(text):,} characters is too long to be one")
    try:
        return msgspec.json.decode(text, type=Replay)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
        raise ReplayError(f"not a replay: {error}") from None
