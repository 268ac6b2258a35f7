"""How long a game takes without a screen: replaying 20 turns against each level's bot."""

from functools import partial

from benchmarks.measure import median_seconds, report
from descent_game.catalogue.catalogue import course
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.replay import Replay, record, replay
from descent_game.level.schema import Level

TURNS = 20
BUDGET = 0.8
"""Milliseconds, median."""


def long_game(level: Level) -> Replay:
    """Return the replay of a game that goes on for twenty turns, or as long as the level does."""
    game = Game(level)
    while game.outcome is None and len(game.turns) < TURNS:
        heading = None if level.rules.moves == "gradient" else 90.0 * len(game.turns)
        inertia = 0.0 if level.rules.inertia == "player" else None
        game.play(Move(heading, level.rules.max_step / 50, inertia))
    return record(game)


def replay_and_score(recorded: Replay, level: Level) -> int:
    """Play a replay again, with the bot's run and the stars."""
    return replay(recorded, level).stars


def main() -> None:
    """Print every figure of the game."""
    for level in course():
        recorded = long_game(level)
        name = f"replay of {len(recorded.moves)} turns with its bot, {level.id}"
        spent = 1e3 * median_seconds(partial(replay_and_score, recorded, level))
        report(name, spent, BUDGET, "ms")


if __name__ == "__main__":
    main()
