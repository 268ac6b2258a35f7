"""The fewest keys with which each level's idea can be played: ``python -m benchmarks.key_counts``.

On the published map and on ten variants, for the play that the debrief shows as the level's idea.
Before every move the shortest way from the present aim is searched over the keys of the play
screen, typed moves included, and Enter counts as one. An aim may differ from that of the play by as
much as leaves it its stars.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import partial
from statistics import median
from typing import NamedTuple, TypeAlias

from benchmarks.measure import report
from descent_game.catalogue.catalogue import course
from descent_game.errors import MoveError
from descent_game.game import aiming
from descent_game.game.aiming import Aim
from descent_game.game.game import Game
from descent_game.game.move_text import move_form, parse_aim
from descent_game.game.moves import Move
from descent_game.level.schema import Level
from descent_game.view.comparisons import insight_game

BUDGET = 60
"""The most keys that the middle level may take."""
VARIANTS = 10
MOST_KEYS = 30
"""The most keys that are tried for one number."""

Key: TypeAlias = Callable[[Game, Aim], Aim]


class Tolerance(NamedTuple):
    """By how much an aim may differ from the one that is wanted: degrees, share of the step."""

    heading: float
    step: float


TOLERANCES = tuple(Tolerance(10.0**-k, 10.0 ** (-k - 2)) for k in range(9))
"""Tried in turn, until the play earns its stars."""


def main() -> None:
    """Print the keys of every level, and their median."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.key_counts", description=__doc__)
    parser.add_argument("--only", metavar="LEVEL", help="one level, with the keys of its moves")
    only = parser.parse_args().only
    levels = [level for level in course() if only in (None, level.id)]
    print(f"{'level':<24}{'moves':>6}{'published':>11}{'median':>8}{'most':>6}  of the maps")
    medians = []
    with ProcessPoolExecutor() as pool:
        for level, plays in zip(levels, pool.map(counts, levels), strict=True):
            totals = [sum(map(len, play)) for play in plays]
            medians.append(median(totals))
            row = f"{level.id:<24}{len(plays[0]):>6}{totals[0]:>11}{medians[-1]:>8g}"
            print(f"{row}{max(totals):>6}  {len(plays)}", flush=True)
            for keys in plays[0] if only else ():
                print("   ", *keys)
    report("keys of the middle level", median(medians), BUDGET, "")


def counts(level: Level) -> list[list[list[str]]]:
    """Return the keys of every move on each map of a level, the published one first."""
    games = (insight_game(Game(level, seed)) for seed in (None, *range(1, VARIANTS + 1)))
    return [keys_of(game) for game in games if game is not None]


def keys_of(wanted: Game) -> list[list[str]]:
    """Return the keys that play a game again, move by move.

    Raises:
        ValueError: No keys earn its stars.
    """
    for tolerance in TOLERANCES:
        game, found = Game(wanted.level, wanted.seed), []
        for turn in wanted.turns:
            keys, aim = shortest(game, turn.move, tolerance)
            found.append(keys)
            game.play(aim.move)
            if game.outcome is not None:
                break
        if game.stars >= wanted.stars:
            return found
    raise ValueError(f"{wanted.level.id}, seed {wanted.seed}: no keys earn its stars")


def shortest(game: Game, move: Move, tolerance: Tolerance) -> tuple[list[str], Aim]:
    """Return the fewest keys for a move, Enter included, and the aim that they make."""
    here = aiming.next_aim(game)
    ways = [_by_keys(game, here, move, tolerance), *_typed(game, here, move, tolerance)]
    if game.turns:
        keys, aim = _by_keys(game, aiming.last_aim(game), move, tolerance)
        ways.append((["p", *keys], aim))
    keys, aim = min(ways, key=lambda way: len(way[0]))
    return [*keys, "Enter"], aim


class Target(NamedTuple):
    """A number of an aim that is wanted, and by how much it may differ."""

    name: str
    value: float | None
    most: float

    def is_met(self, value: float | None) -> bool:
        """Tell whether a number is near enough; None where the level has no such number."""
        if value is None or self.value is None:
            return value is self.value
        difference = abs(value - self.value)
        if self.name == "heading":
            difference = min(difference % 360.0, -difference % 360.0)
        return difference <= self.most

    @property
    def text(self) -> str:
        """The shortest text of a number that is near enough."""
        assert self.value is not None
        texts = (f"{self.value:.{decimals}f}" for decimals in range(18))
        near = (text for text in texts if self.is_met(float(text)))
        return next(near, repr(self.value)).removeprefix("0") or "0"


def _targets(move: Move, tolerance: Tolerance) -> tuple[Target, Target, Target]:
    return (
        Target("heading", move.heading, tolerance.heading),
        Target("step", move.step, tolerance.step * move.step),
        Target("inertia", move.inertia, 1e-9),
    )


def _by_keys(game: Game, aim: Aim, move: Move, tolerance: Tolerance) -> tuple[list[str], Aim]:
    """Return the fewest keys that change an aim into that of a move, without typing."""
    tables = heading_keys(game.level), step_keys(game.level), INERTIA_KEYS
    keys = []
    for target, table in zip(_targets(move, tolerance), tables, strict=True):
        pressed, aim = _presses(game, aim, target, table)
        keys += pressed
    return keys, aim


def _presses(
    game: Game, aim: Aim, target: Target, keys: Mapping[str, Key]
) -> tuple[list[str], Aim]:
    """Return the fewest keys that bring one number of an aim to what is wanted."""
    front: list[tuple[list[str], Aim]] = [([], aim)]
    seen: set[float] = set()
    for _ in range(MOST_KEYS):
        behind, front = front, []
        for pressed, reached in behind:
            value = getattr(reached, target.name)
            if target.is_met(value):
                return pressed, reached
            if (known := round(value, 9)) in seen:
                continue
            seen.add(known)
            for key, change in keys.items():
                with suppress(MoveError):
                    front.append(([*pressed, key], change(game, reached)))
    return ["out of reach"] * 1000, aim


def _typed(
    game: Game, aim: Aim, move: Move, tolerance: Tolerance
) -> Iterator[tuple[list[str], Aim]]:
    """Yield the ways to type a move: more and more of it; keys do the rest."""
    heading, step, inertia = _targets(move, tolerance)
    ways = [[step], [heading, step], [step, inertia], [heading, step, inertia]]
    form = move_form(game.level.rules)[0].split()
    for targets in ways:
        names = [target.name for target in targets]
        if names == ["step"] or names == form[: len(names)]:
            text = " ".join(target.text for target in targets)
            typed = parse_aim(text, aim, game.level.rules)
            keys, ended = _by_keys(game, typed, move, tolerance)
            yield (["m", *text, "Enter", *keys], ended)


def heading_keys(level: Level) -> dict[str, Key]:
    """Return the keys that turn an aim, as on the play screen."""
    rules = level.rules
    if rules.moves == "gradient":
        return {}
    keys: dict[str, Key] = {"t": _reversed, "g": aiming.downhill}
    if rules.moves == "axis":
        keys |= {name: partial(_on_axis, quarter=quarter) for name, quarter in ARROWS.items()}
        return keys | (_turns({"a": 5, "d": -5}) if rules.turn_axes else {})
    turns = {"left": 5, "right": -5, "shift+left": 45, "shift+right": -45, ",": 1, ".": -1}
    return keys | _turns(turns)


ARROWS = {"right": 0.0, "up": 90.0, "left": 180.0, "down": 270.0}


def _turns(turns: Mapping[str, int]) -> dict[str, Key]:
    return {name: partial(_turned, degrees=degrees) for name, degrees in turns.items()}


def _turned(game: Game, aim: Aim, degrees: int) -> Aim:
    return aiming.rotated(aim, degrees)


def _reversed(game: Game, aim: Aim) -> Aim:
    return aiming.opposite(aim)


def _on_axis(game: Game, aim: Aim, quarter: float) -> Aim:
    return aim._replace(heading=game.axes + quarter)


def step_keys(level: Level) -> dict[str, Key]:
    """Return the keys that change a step, as on the play screen."""
    rungs = {"+": 1, "-": -1, "page up": 5, "page down": -5}
    keys: dict[str, Key] = {name: partial(_stretched, rungs=count) for name, count in rungs.items()}
    return keys | ({"l": aiming.at_last_rate} if aiming.offers_rate(level) else {})


def _stretched(game: Game, aim: Aim, rungs: int) -> Aim:
    return aiming.with_step(aim, rungs, game.level.rules)


def _kept(game: Game, aim: Aim, steps: int) -> Aim:
    return aiming.with_inertia(aim, steps)


INERTIA_KEYS: dict[str, Key] = {"]": partial(_kept, steps=1), "[": partial(_kept, steps=-1)}


if __name__ == "__main__":
    main()
