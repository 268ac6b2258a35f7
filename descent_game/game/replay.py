"""A finished game as a text that anybody can play again: level, seed and moves."""

import json
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


def replay(recorded: Replay, level: Level) -> Game:
    """Return the game played again. Raises ``ReplayError`` where the level is not the same."""
    if recorded.level != level.id:
        raise ReplayError(f"the replay is of level {recorded.level!r}, not {level.id!r}")
    digests = section_digests(level)
    changed = [name for name in digests if recorded.digests.get(name) != digests[name]]
    if changed:
        raise ReplayError(f"level {level.id!r} has changed since, in {', '.join(changed)}")
    game = Game(level, recorded.seed)
    for number, move in enumerate(recorded.moves, start=1):
        try:
            game.play(move)
        except MoveError as error:
            raise ReplayError(f"move {number}: {error}") from None
    if recorded.resigned:
        game.resign()
    return game


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
