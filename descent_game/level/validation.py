"""Validation of a level file beyond the types of its keys."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from descent_game.errors import THE_KEY, KeyPath, KeyProblem, KeyProblemError, quoted
from descent_game.level.decoding import MISSING, Problems
from descent_game.level.model import column_names
from descent_game.level.parameters import parameter_grid
from descent_game.level.schema import (
    DrawnParameter,
    Level,
)
from descent_game.level.texts import unknown_fields
from descent_game.level.variant import check_start, resolver_of
from descent_game.losses.formula import name_problem

T = TypeVar("T")


WIDEST, NARROWEST = 1e9, 1e-6
"""Limits of the map: beyond them cells and labels lose their digits."""


def validate(level: Level, problems: Problems) -> None:
    """Add everything to ``problems`` that keeps the published level from being played.

    Checks of sections that could not be read (``MISSING``) are skipped.
    """
    for sections, check in CHECKS:
        if all(getattr(level, section) is not MISSING for section in sections):
            check(level, problems)


def _check_loss(level: Level, problems: Problems) -> None:
    resolver = resolver_of(level)
    parameters = _attempt(lambda: resolver.parameters, problems)
    if parameters is not None and not _lacks_data(level):
        _attempt(lambda: resolver.loss, problems)
        _attempt(lambda: resolver.held_out, problems)


def _lacks_data(level: Level) -> bool:
    """Tell whether the level names data that could not be read, as its problems say."""
    loss = level.loss
    named = any(source is not None for source in (loss.data, loss.columns, loss.image))
    return named and level.dataset is None and level.picture is None


def _check_goal(level: Level, problems: Problems) -> None:
    _attempt(lambda: resolver_of(level).goal, problems)


def _check_par(level: Level, problems: Problems) -> None:
    _attempt(lambda: resolver_of(level).par, problems)
    fewest = level.goal.fewest_turns
    if fewest > level.rules.turns:
        problems.append(KeyProblem(("goal", "turns"), f"{fewest} is more than the level's turns"))
    if level.stars.two is not None and level.stars.two > level.rules.turns:
        problems.append(
            KeyProblem(("stars", "two"), f"{level.stars.two} is more than the level's turns")
        )


def _check_bots(level: Level, problems: Problems) -> None:
    resolver = resolver_of(level)
    for path in resolver.bots:
        _attempt(partial(resolver.bot, path), problems)


def _check_start(level: Level, problems: Problems) -> None:
    """Check that the game can begin: on the map, at a finite loss, short of the goal."""
    if any(problem.path[:1] == ("map",) for problem in problems):
        return  # no start can be on such a map
    resolver = resolver_of(level)
    start = _attempt(lambda: resolver.start, problems)
    try:
        goal, loss = resolver.goal, resolver.loss
    except KeyProblemError:
        return  # reported where they belong
    if start is not None:
        value = loss.value(start)
        _attempt(lambda: check_start(value, goal), problems)


def _check_map(level: Level, problems: Problems) -> None:
    for name, (low, high) in (("w1", level.map.w1), ("w2", level.map.w2)):
        reason = f"[{low:g}, {high:g}] is not [low, high] with low < high"
        if not low < high:
            problems.append(KeyProblem(("map", name), reason))
        elif max(abs(low), abs(high)) > WIDEST or high - low < NARROWEST:
            reason = f"{reason}, within {WIDEST:g} and at least {NARROWEST:g} wide"
            problems.append(KeyProblem(("map", name), reason))
    instruments = level.map.instruments
    if "half-planes" in instruments and level.map.sight == "all":
        where = ("map", "instruments", instruments.index("half-planes"))
        reason = '"half-planes" hatch the fog: give the map a sight, or leave them out'
        problems.append(KeyProblem(where, reason))


def _check_pinned(level: Level, problems: Problems) -> None:
    if level.pinned is not None and level.pinned not in level.map.instruments:
        there = ", ".join(level.map.instruments) or "none"
        reason = f"{quoted(level.pinned)} is not among the level's instruments: {there}"
        problems.append(KeyProblem(("pinned",), reason))


def _check_noise(level: Level, problems: Problems) -> None:
    noise = level.noise
    if noise is None:
        return
    if (noise.sd is None) == (noise.rows is None):
        problems.append(KeyProblem(("noise",), "give either 'sd' or 'rows'"))
    elif noise.rows is not None:
        loss = _attempt(lambda: resolver_of(level).loss, [])
        count = 0 if loss is None else loss.count
        if noise.rows > count:
            there = f"{count} rows of data" if count else "no data"
            problems.append(
                KeyProblem(("noise", "rows"), f"{noise.rows} rows, but the level has {there}")
            )


def _check_names(level: Level, problems: Problems) -> None:
    columns = column_names(level)
    for name in level.loss.parameters:
        path: KeyPath = ("loss", "parameters", name)
        if reason := name_problem(name):
            problems.append(KeyProblem(path, reason, THE_KEY))
        elif name in columns:
            problems.append(KeyProblem(path, f"{name!r} is the name of a data column too", THE_KEY))


def _check_ranges(level: Level, problems: Problems) -> None:
    for name, parameter in level.loss.drawn.items():
        _check_range(parameter, ("loss", "parameters", name), problems)


def _check_range(parameter: DrawnParameter, path: KeyPath, problems: Problems) -> None:
    if parameter.step is not None and parameter.between is None:
        problems.append(
            KeyProblem((*path, "step"), "a step is the grid of 'between', which is not given")
        )
    if parameter.between is not None and parameter.choices is not None:
        problems.append(KeyProblem(path, "give either 'between' or 'choices', not both"))
        return
    grid = _attempt(lambda: parameter_grid(parameter, path), problems)
    if grid is not None and not min(grid) <= parameter.value <= max(grid):
        allowed = f"from {min(grid):g} to {max(grid):g}, as its variants are"
        problems.append(KeyProblem((*path, "value"), f"{parameter.value:g} is not {allowed}"))


def _check_texts(level: Level, problems: Problems) -> None:
    claims = [claim.name for claim in level.claims]
    for path, text in _texts(level):
        problems.extend(KeyProblem(path, *found) for found in unknown_fields(text, claims))


def _check_answers(level: Level, problems: Problems) -> None:
    for position, question in enumerate(level.questions):
        if question.answer > len(question.choices):
            reason = f"{question.answer} is not one of the {len(question.choices)} choices"
            problems.append(KeyProblem(("questions", position, "answer"), reason))


def _texts(level: Level) -> Iterator[tuple[KeyPath, str]]:
    """Yield every text in which fields are filled in."""
    for key in ("brief", "debrief", "why"):
        yield ("text", key), getattr(level.text, key) or ""
    for position, hint in enumerate(level.text.hints):
        yield ("text", "hints", position), hint
    for position, question in enumerate(level.questions):
        yield ("questions", position, "ask"), question.ask
        yield ("questions", position, "because"), question.because


def _check_plays(level: Level, problems: Problems) -> None:
    for position, play in enumerate(level.plays):
        path: KeyPath = ("plays", position)
        if (play.moves is None) == (play.policy is None):
            problems.append(KeyProblem(path, "give either 'moves' or 'policy'"))
            continue
        for number, (_, step, *_rest) in enumerate(play.moves or ()):
            if isinstance(step, str) or not 0.0 <= step <= level.rules.max_step:
                reason = f"step {quoted(step)} is not from 0 to {level.rules.max_step:g}"
                problems.append(KeyProblem((*path, "moves", number, 1), reason))


def _attempt(make: Callable[[], T], problems: Problems) -> T | None:
    """Return what ``make`` returns, None after adding its problem once."""
    try:
        return make()
    except KeyProblemError as error:
        if error.problem not in problems:
            problems.append(error.problem)
        return None


CHECKS: tuple[tuple[tuple[str, ...], Callable[[Level, Problems], None]], ...] = (
    (("loss",), _check_names),
    (("loss",), _check_ranges),
    (("loss",), _check_loss),
    (("map",), _check_map),
    (("map", "pinned"), _check_pinned),
    (("loss", "goal"), _check_goal),
    (("loss", "map", "start", "goal"), _check_start),
    (("loss", "bot", "ghosts"), _check_bots),
    (("loss", "stars", "rules", "goal"), _check_par),
    (("loss", "noise"), _check_noise),
    (("text", "questions", "claims"), _check_texts),
    (("questions",), _check_answers),
    (("rules", "plays"), _check_plays),
)
"""The checks with the sections that they need."""
