"""A level from a formula alone: to race on at once, and as a file that passes the level check."""

import math
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from descent_game.checking.check_files import run_check
from descent_game.checking.findings import Finding
from descent_game.checking.rules import Severity
from descent_game.errors import DescentError, SettingError, quoted
from descent_game.game.game import Game
from descent_game.level.loading import level_from_text
from descent_game.level.schema import Level
from descent_game.losses.formula import parse
from descent_game.losses.surface import Point, Surface
from descent_game.measuring.solver import solved
from descent_game.optimizers.registry import parse_spec

WEIGHTS = ("w1", "w2")
USUAL = "(w1**2 + 10*w2**2) / 2"
BOX = (-5.0, 5.0)
GRID = 101
"""Points in each direction at which the lowest loss is searched."""
SHARE = 0.01
"""The height of the goal above the lowest loss, as a share of the start's height."""
WAIVABLE = ("naive", "par", "two-stars", "gradient")
"""Rules that a level without a lesson may break: its file waives them."""
BECAUSE = "Saved from the sandbox: it shows a loss, and teaches nothing yet."


@dataclass(frozen=True)
class Sketch:
    """A loss to try: its formula in w1 and w2, a start, a bot, and the number of turns."""

    formula: str = USUAL
    start: Point = (-4.0, 3.0)
    bot: str = "gd:learning_rate=0.05"
    turns: int = 40


def check_formula(text: str) -> None:
    """Check that a text is a formula in w1 and w2.

    Raises:
        FormulaError: It is none.
    """
    parse(text, WEIGHTS)


def sketched(sketch: Sketch, name: str = "sandbox") -> Level:
    """Return a sketch as a level.

    Raises:
        DescentError: The formula cannot be read, or nothing on the map is lower than the start.
    """
    check_formula(sketch.formula)
    game = Game(_level(sketch, name, -1e300))
    lowest, start = _lowest(game.variant.surface), game.loss
    if not (math.isfinite(lowest) and math.isfinite(start)):
        raise DescentError("the loss is not a number at the start: drag it elsewhere")
    if not start - lowest > 1e-9 * max(abs(start), abs(lowest)):
        raise DescentError("nothing on the map is lower than the start: drag it elsewhere")
    return _level(sketch, name, lowest + SHARE * (start - lowest))


def saved_text(sketch: Sketch, name: str) -> str:
    """Return a sketch as the text of a level file that passes the level check.

    Args:
        sketch: The sketch.
        name: The id of the level.

    Raises:
        DescentError: The name is no id, the goal is not reached, or the check finds errors.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) or len(name) > 40:
        raise DescentError(f"{quoted(name)} is not lower-case words joined by hyphens")
    level = sketched(sketch, name)
    best = solved(Game(level))
    if not best.player.reached:
        raise DescentError(f"no play was found that reaches the goal in {sketch.turns} turns")
    par = max(best.player.turns, 2)
    goal = float(level.goal.amount)
    moves = [(turn.heading, turn.move.step) for turn in best.turns]
    text = _text(sketch, name, goal, par, moves)
    broken = _errors(text, name)
    rules = sorted({finding.rule for finding in broken if finding.rule in WAIVABLE})
    text += "".join(f'\n[[waivers]]\nrule = "{rule}"\nbecause = "{BECAUSE}"\n' for rule in rules)
    left = _errors(text, name)
    if left:
        raise DescentError(f"the level would not hold: {left[0].message}")
    return text


def _errors(text: str, name: str) -> list[Finding]:
    """Return the errors that the level check finds in a text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        findings = run_check([path], seeds=0).findings
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def _lowest(surface: Surface) -> float:
    import numpy as np  # noqa: PLC0415

    axis = np.linspace(*BOX, GRID)
    with np.errstate(all="ignore"):
        losses = np.broadcast_to(surface.values(axis[None, :], axis[:, None]), (GRID, GRID))
    known = losses[np.isfinite(losses)]
    return float(known.min()) if known.size else math.nan


def _level(sketch: Sketch, name: str, goal: float) -> Level:
    text = _text(sketch, name, goal, sketch.turns, [])
    return level_from_text(text, Path(f"{name}.toml"))


def _text(
    sketch: Sketch, name: str, goal: float, par: int, moves: Sequence[tuple[float, float]]
) -> str:
    """Return the file; without moves it has no reference play."""
    bot = parse_spec(sketch.bot)
    method, _, listed = sketch.bot.partition(":")
    settings = [part.partition("=") for part in listed.split(",") if part.strip()]
    if bot.name != method.strip():
        raise SettingError(f"{quoted(sketch.bot)} is not a bot")
    lines = [f"{key.strip()} = {_toml(value.strip())}" for key, _, value in settings]
    played = ", ".join(f"[{heading!r}, {step!r}]" for heading, step in moves)
    play = (
        f'\n[[plays]]\nname = "what the solver finds"\nmoves = [{played}]\nstars = 3\n'
        if moves
        else ""
    )
    two = min(max(par, sketch.turns // 2), sketch.turns - 1)
    return f'''format = 1
id = "{name}"
title = "{name.replace("-", " ").capitalize()}"
world = "sandbox"
order = 1
idea = "A loss of your own: see what a step does before you take it."

[loss]
formula = {_quoted_toml(sketch.formula)}

[map]
w1 = [{BOX[0]}, {BOX[1]}]
w2 = [{BOX[0]}, {BOX[1]}]
instruments = ["compass", "partials", "readout", "rose"]

[start]
w = [{sketch.start[0]!r}, {sketch.start[1]!r}]

[rules]
max_step = 2.0
turns = {sketch.turns}

[goal]
loss = {goal!r}

[bot]
optimizer = "{bot.name}"
{chr(10).join(lines)}

[stars]
par = {par}
two = {two}

[text]
brief = "A loss from the sandbox. Bring it down to {{goal}} in at most {{turns_allowed}} turns."
debrief = "You {{took}}; the bot ended at a loss of {{bot.loss}}."
{play}'''


def _toml(value: str) -> str:
    try:
        return repr(float(value))
    except ValueError:
        return _quoted_toml(value)


def _quoted_toml(text: str) -> str:
    """Return a text as a basic TOML string; control characters are left out."""
    plain = "".join(sign for sign in text if sign.isprintable())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
