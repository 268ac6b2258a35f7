"""A replay: level, seed and moves of a game as a JSON text, from which it is played again."""

import json
import math
from collections.abc import Sequence
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from descent_game.catalogue.versions import version_with
from descent_game.errors import DescentError, MoveError, ReplayError
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.track import Termination
from descent_game.level.digests import section_digests
from descent_game.level.schema import Level

S = TypeVar("S", bound=Struct)

MAX_CHARACTERS = 200_000


class Replay(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that a game depends on; parameters and mirror, which follow from the seed, too."""

    format: Annotated[int, Meta(ge=1, le=1)]
    level: str
    digests: dict[str, str]
    seed: int | None
    parameters: dict[str, float]
    mirror: str
    moves: tuple[Move, ...]
    resigned: bool = False


def record(game: Game) -> Replay:
    """Return the replay of a game, finished or not."""
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
    """Return the game of a replay, played again.

    Args:
        recorded: The replay.
        level: Its level; a game of an earlier release is played on the level as it was then.
        finished: Whether the game was finished, so that its outcome is kept where rounding decides.

    Raises:
        ReplayError: The level is another one or has changed, or a move is not allowed.
        LevelError: The level cannot be drawn.
    """
    if recorded.level != level.id:
        raise ReplayError(f"the replay is of level {recorded.level!r}, not {level.id!r}")
    version = version_with(recorded.digests, level)
    if version is None:
        digests = section_digests(level)
        changed = [name for name in digests if recorded.digests.get(name) != digests[name]]
        what = ", ".join(changed) or "what a level may hold"
        raise ReplayError(f"level {level.id!r} has changed since, in {what}")
    game = Game(version, recorded.seed, replayed=finished)
    try:
        play_moves(game, recorded.moves, resigned=recorded.resigned)
    except MoveError as error:
        raise ReplayError(str(error)) from None
    return game


def played_until(game: Game, turns: int) -> Game:
    """Return a game that goes on after the first ``turns`` turns of another one."""
    again = Game(game.level, game.seed)
    for turn in game.turns[:turns]:
        again.play(turn.move)
    return again


def play_moves(game: Game, moves: Sequence[Move], *, resigned: bool = False) -> None:
    """Make the moves of a game that was played before, perhaps on a machine that rounds otherwise.

    Where a turn meets or misses the goal by less than ``Game.slack``, the record decides: a game
    that went on or was given up had not met it, one that ended had.

    Args:
        game: The game before its first move.
        moves: All its moves.
        resigned: Whether the player gave up after them.

    Raises:
        MoveError: A move is not allowed.
    """
    for number, move in enumerate(moves, start=1):
        _go_on_in_doubt(game)
        try:
            game.play(move)
        except MoveError as error:
            raise MoveError(f"move {number}: {error}") from None
    if resigned or not game.replayed:
        _go_on_in_doubt(game)
    elif not game.player.reached and math.isfinite(game.loss) and game.is_reached(game.slack):
        game.decide(reached=True)
    if resigned:
        game.resign()


def _go_on_in_doubt(game: Game) -> None:
    """Let a game go on that meets the goal by less than the slack."""
    if game.player.reached and not game.is_reached(-game.slack):
        game.decide(reached=False)


def to_json(recorded: Replay) -> str:
    """Return a replay as JSON text; ``from_json`` gives back the same replay to the last digit."""
    return json.dumps(msgspec.to_builtins(recorded), indent=1)


def from_json(text: str) -> Replay:
    """Return the replay in a JSON text.

    Raises:
        ReplayError: It is none.
    """
    try:
        return decode_json(text, Replay, "a replay", MAX_CHARACTERS)
    except DescentError as error:
        raise ReplayError(str(error)) from None


def decode_json(text: str, struct: type[S], name: str, longest: int) -> S:
    """Return the struct in a JSON text.

    Args:
        text: The JSON.
        struct: The type.
        name: What it is, such as "a replay", for messages.
        longest: The most characters of the text.

    Raises:
        DescentError: The text is too long or no such JSON.
    """
    if len(text) > longest:
        noun = name.rsplit(maxsplit=1)[-1]
        raise DescentError(f"a {noun} of {len(text):,} characters is too long to be one")
    try:
        return msgspec.json.decode(text, type=struct)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
        raise DescentError(f"not {name}: {error}") from None
