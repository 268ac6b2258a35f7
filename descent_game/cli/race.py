"""``descent race``: optimizers against each other on one level."""

from typing import Any

import click

from descent_game.cli.documents import track_document
from descent_game.cli.output import LEVEL, echo, json_option, print_json, seed_option
from descent_game.game.bot import run_bot
from descent_game.game.track import Track
from descent_game.game.wording import plain
from descent_game.level.schema import Level
from descent_game.level.variant import draw_variant
from descent_game.optimizers.base import Optimizer
from descent_game.optimizers.mirrored import mirrored
from descent_game.optimizers.registry import parse_spec

MAX_TURNS = 100_000


@click.command(
    epilog="Example: descent race tilted-bowl --bot gd:learning_rate=0.4 --bot adam:learning_rate=1"
)
@click.argument("level", type=LEVEL)
@click.option("--bot", "specs", multiple=True, metavar="SPEC", help="name:setting=value,...")
@click.option("--turns", type=click.IntRange(1, MAX_TURNS), metavar="N", help="Turns to run.")
@seed_option
@json_option
def race(
    level: Level, specs: tuple[str, ...], turns: int | None, seed: int | None, as_json: bool
) -> None:
    """Run optimizers on LEVEL from its start, each for all the turns, goal or not.

    Without --bot the level's own bot and its ghosts run.
    """
    variant = draw_variant(level, seed)
    bots = [(spec, mirrored(parse_spec(spec), variant.mirror)) for spec in specs]
    if not bots:
        bots = [(spec_of(bot), bot) for bot in (variant.bot, *variant.ghosts)]
    count = turns or level.rules.turns
    runs = [(spec, run_bot(bot, variant, count, stop_at_goal=False)) for spec, bot in bots]
    if as_json:
        print_json({"bots": [_document(spec, run) for spec, run in runs]})
    else:
        echo("\n".join(_table(runs)))


def spec_of(bot: Optimizer) -> str:
    """Return what ``--bot`` takes to make this optimizer again."""
    settings = ",".join(f"{name}={value}" for name, value in bot.settings.items())
    return f"{bot.name}:{settings}"


def _document(spec: str, run: Track) -> dict[str, Any]:
    entry = track_document(run)
    return {
        "spec": spec,
        "path": entry["path"],
        "losses": entry["losses"],
        "turns_to_goal": run.goal_turn,
        "termination": entry["termination"],
    }


def _table(runs: list[tuple[str, Track]]) -> list[str]:
    """Return a table of the runs, the fastest to the goal first."""
    width = max(len("bot"), *(len(spec) for spec, _ in runs))
    lines = [f"{'bot':<{width}}  turns to goal  final loss  ended"]
    in_order = sorted(runs, key=lambda item: item[1].goal_turn or MAX_TURNS + 1)
    for spec, run in in_order:
        goal = str(run.goal_turn or "never")
        lines.append(f"{spec:<{width}}  {goal:>13}  {plain(run.losses[-1]):>10}  {run.termination}")
    return lines
