"""``descent race``: optimizers against each other on one level."""

from typing import Any

import click

from descent_game.cli.output import LEVEL, echo, print_json, seed_option
from descent_game.cli.play import has_screen
from descent_game.cli.screen_options import look_options
from descent_game.errors import DescentError
from descent_game.game.racing import (
    MAX_BOTS,
    Lane,
    ranked,
    run_baselines,
    run_optimizers,
    run_specs,
)
from descent_game.level.schema import Level
from descent_game.level.variant import draw_variant
from descent_game.optimizers.plugins import clash
from descent_game.view.json_documents import track_document
from descent_game.view.race_text import table_lines, winner_words

MAX_TURNS = 100_000


@click.command(
    epilog="Example: descent race tilted-bowl --bot gd:learning_rate=0.4 --bot adam:learning_rate=1"
)
@click.argument("level", type=LEVEL)
@click.option("--bot", "specs", multiple=True, metavar="SPEC", help="name:setting=value,...")
@click.option("--turns", type=click.IntRange(1, MAX_TURNS), metavar="N", help="Turns to run.")
@click.option("--chart", "form", flag_value="chart", help="Draw the losses by turn, too.")
@click.option("--json", "form", flag_value="json", help="Print one JSON document.")
@click.option("--screen", "form", flag_value="screen", help="Show the race on the map.")
@seed_option
@look_options
def race(
    level: Level, specs: tuple[str, ...], turns: int | None, seed: int | None, form: str | None
) -> int:
    """Run optimizers on LEVEL from its start, each for all the turns, goal or not.

    Without --bot the level's own bot and its ghosts run. Plain gradient descent and momentum run
    beside them, each with the best of seven rates.
    """
    if len(specs) > MAX_BOTS:
        raise DescentError(f"{len(specs)} bots are too many; allowed are {MAX_BOTS}")
    for warning in filter(None, map(clash, specs)):
        echo(f"race: {warning}", err=True)
    variant = draw_variant(level, seed)
    count = turns or level.rules.turns
    if specs:
        lanes = run_specs(specs, variant, count)
    else:
        lanes = run_optimizers((variant.bot, *variant.ghosts), variant, count)
    if form == "screen":
        if not has_screen():
            raise DescentError("--screen needs a terminal; --chart draws one in a pipe, too")
        from descent_game.tui.running import run_game  # noqa: PLC0415 - loads the screen
        from descent_game.tui.screens.race import RaceScreen  # noqa: PLC0415

        racers = [lane.spec for lane in lanes]
        return run_game(level, first_screen=lambda _: RaceScreen(level, seed, racers, count))
    baselines = run_baselines(variant, count)
    if form == "json":
        print_json(_document(lanes, baselines))
        return 0
    every = [*lanes, *baselines]
    if form == "chart":
        _print_chart(every, count)
        echo()
    echo("\n".join([*table_lines(every), winner_words(every)]))
    return 0


def _print_chart(lanes: list[Lane], turns: int) -> None:
    from descent_game.cli.charts import COLOURS, print_chart  # noqa: PLC0415 - plotext loads here
    from descent_game.view.race_chart import race_chart  # noqa: PLC0415

    roles = [f"lane {number}" for number in range(len(lanes))]
    colours = {role: COLOURS[number % len(COLOURS)] for number, role in enumerate(roles)}
    print_chart(race_chart(lanes, roles, turns), {**colours, "goal": "green"})


def _document(lanes: list[Lane], baselines: list[Lane]) -> dict[str, Any]:
    best = ranked([*lanes, *baselines])[0]
    return {
        "bots": [_entry(lane) for lane in lanes],
        "baselines": [_entry(lane) for lane in baselines],
        "winner": best.spec,
    }


def _entry(lane: Lane) -> dict[str, Any]:
    entry = track_document(lane.track)
    return {
        "spec": lane.spec,
        "path": entry["path"],
        "losses": entry["losses"],
        "turns_to_goal": lane.track.goal_turn,
        "termination": entry["termination"],
    }
