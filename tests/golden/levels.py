"""What is golden of every level of the course: digests, maps, bots, plays and findings."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from descent_game.catalogue.catalogue import course
from descent_game.checking.level_check import inspect
from descent_game.game.bot import run_bot
from descent_game.game.game import Game
from descent_game.homework.assignment import SEEDS
from descent_game.level.digests import level_digest, section_digests
from descent_game.level.schema import Level
from descent_game.level.variant import Variant, draw_variant
from descent_game.measuring.plays import run_play
from descent_game.optimizers.noise import draw, gaussian_pair, rows

POINTS = 10
"""Of a bot's path."""
SLOW_TO_CHECK = (
    "slice-of-a-net", "shared-kernel", "cool-down", "one-cycle", "smoother-by-design",
)  # fmt: skip
"""Levels whose check takes seconds: only ``python -m tests.golden`` makes their findings."""
SLOW_TO_PLAY = {"slice-of-a-net": ("lowest-visible", "lowest-ahead")}
"""Policies that take seconds."""


def digests(level: Level) -> Any:
    """Return a level's digest and those of its sections."""
    return {"level": level_digest(level), **section_digests(level)}


def variants(level: Level) -> Any:
    """Return the numbers of the published map, those of seeds 1 to 3 and a personal one."""
    personal = draw("golden", level.id, SEEDS)
    return {str(seed): _map(draw_variant(level, seed)) for seed in (None, 1, 2, 3, personal)}


def _map(variant: Variant) -> Any:
    return {
        "key": variant.key,
        "parameters": dict(variant.parameters),
        "mirror": variant.mirror.name,
        "start": variant.start,
        "box": variant.box,
        "goal": {name: getattr(variant.goal, name) for name in variant.goal.__struct_fields__},
        "par": variant.par,
        "loss at the start": variant.surface.value(variant.start),
        "slope at the start": variant.surface.gradient(variant.start),
    }


def bots(level: Level) -> Any:
    """Return how the level's bot and its ghosts go, as published and in the variant of seed 1."""
    return {str(seed): _runs(level, draw_variant(level, seed)) for seed in (None, 1)}


def _runs(level: Level, variant: Variant) -> Any:
    return [_run(bot, variant, level.rules.turns) for bot in (variant.bot, *variant.ghosts)]


def _run(bot: Any, variant: Variant, turns: int) -> Any:
    track = run_bot(bot, variant, turns)
    path = track.path[: POINTS + 1]
    ended = {"goal_turn": track.goal_turn, "termination": track.termination}
    return {"bot": bot.name, **ended, "path": path}


def plays(level: Level) -> Any:
    """Return how the reference plays end; where the solver plays, moves may become better."""
    left_out = ("solver", *SLOW_TO_PLAY.get(level.id, ()))
    followed = [p for p in level.plays if p.policy is None or p.policy.follow not in left_out]
    return {play.name: _ended(run_play(level, play)) for play in followed}


def _ended(game: Game) -> Any:
    return {
        "stars": game.stars,
        "turns": game.player.turns,
        "termination": game.player.termination,
        "goal_turn": game.player.goal_turn,
        "losses": game.player.losses[1:],
        "verdicts": [turn.player.verdict for turn in game.turns],
    }


def findings(level: Level) -> Any:
    """Return what ``descent level check --seeds 0`` finds in a level, notes as well."""
    found = inspect(level.path, level.path.name, 0).findings
    return [str(finding) for finding in found]


OF_LEVELS: dict[str, Callable[[Level], Any]] = {
    "digests": digests,
    "variants": variants,
    "bots": bots,
    "plays": plays,
    "findings": findings,
}
"""Golden documents with an entry a level, by the names of their files."""


def chance() -> Any:
    """Return draws from the generator that games, maps and personal seeds use."""
    return {
        "gaussian_pair": [
            [seed, turn, gaussian_pair(seed, turn)]
            for seed in ("rough/published", "rough/1", "rough/9007199254740991", "")
            for turn in (1, 2, 3, 30)
        ],
        "rows": [
            [turn, size, count, rows("cool-down/7", turn, size, count)]
            for turn, size, count in ((1, 1, 10), (1, 4, 10), (2, 4, 10), (2, 9, 9), (3, 32, 5000))
        ],
        "draw": [
            [name, below, draw("golden", name, below)]
            for name in ("mirror", "a", "attempt/1")
            for below in (1, 2, 7, 8, 101, 2**53, 2**255 + 1, 2**256)
        ],
    }


@cache
def known_levels() -> dict[str, Level]:
    """Return the levels of the course by their ids."""
    return {level.id: level for level in course()}


DATA = Path(__file__).parent / "data"
