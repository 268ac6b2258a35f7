"""Every optimizer and schedule by name, as level files and the command line ask for them."""

import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from descent_game.errors import SettingError, quoted
from descent_game.optimizers.adaptive import adagrad, adam, rmsprop
from descent_game.optimizers.backtracking import backtracking
from descent_game.optimizers.base import DEFAULT_EPS, Optimizer, short
from descent_game.optimizers.coordinate import coordinate, coordinate_steps
from descent_game.optimizers.first_order import gd, momentum, nesterov
from descent_game.optimizers.hyperparameters import (
    FRACTION,
    FROM_ONE,
    INNER_FRACTION,
    NOT_NEGATIVE,
    POSITIVE,
    SOME_TURNS,
    TURNS,
    Setting,
    read_settings,
    unknown,
)
from descent_game.optimizers.newton import newton
from descent_game.optimizers.schedules import (
    Schedule,
    constant,
    cosine,
    exponential,
    inverse,
    one_cycle,
    one_cycle_momentum,
    step,
    warmed_up,
)


class Method(NamedTuple):
    """The registry entry of an optimizer.

    Attributes:
        construct: Makes the optimizer from the numbers of its settings, as keyword arguments.
        settings: The settings that level files and bot texts may give.
        description: What it does, for people who do not know its name.
        scheduled: Whether ``construct`` takes a ``Schedule`` as learning rate.
    """

    construct: Callable[..., Optimizer]
    settings: tuple[Setting, ...]
    description: str
    scheduled: bool = False


class RateRule(NamedTuple):
    """The registry entry of a schedule: makes it from the learning rate and its settings."""

    construct: Callable[..., Schedule]
    settings: tuple[Setting, ...]
    description: str


def _coordinate(cap: float | None = None, learning_rate: float | None = None) -> Optimizer:
    if cap is not None and learning_rate is None:
        return coordinate(cap)
    if learning_rate is not None and cap is None:
        return coordinate_steps(learning_rate)
    raise SettingError("coordinate needs either cap (exact) or learning_rate (steps), not both")


_RATE = Setting("learning_rate", POSITIVE, required=True)
_MOMENTUM = Setting("momentum", FRACTION, required=True)
_EPS = Setting("eps", POSITIVE, DEFAULT_EPS)
_CAP = Setting("cap", POSITIVE)

METHODS: Mapping[str, Method] = {
    "gd": Method(gd, (_RATE,), "straight down the slope", scheduled=True),
    "momentum": Method(
        momentum,
        (_RATE, _MOMENTUM),
        "down the slope, with a share of its last step, like a heavy ball",
        scheduled=True,
    ),
    "nesterov": Method(
        nesterov,
        (_RATE, _MOMENTUM),
        "momentum that looks at the slope where it is about to roll",
        scheduled=True,
    ),
    "adagrad": Method(
        adagrad,
        (_RATE, _EPS),
        "a rate for each weight, which falls as that weight's slopes add up",
        scheduled=True,
    ),
    "rmsprop": Method(
        rmsprop,
        (_RATE, Setting("decay", FRACTION, 0.9), _EPS),
        "a rate for each weight, smaller where its slopes were large of late",
        scheduled=True,
    ),
    "adam": Method(
        adam,
        (_RATE, Setting("b1", FRACTION, 0.9), Setting("b2", FRACTION, 0.999), _EPS),
        "a rate for each weight as in rmsprop, and momentum",
        scheduled=True,
    ),
    "coordinate": Method(
        _coordinate,
        (_CAP, Setting("learning_rate", POSITIVE)),
        "one weight at a time, in turn",
    ),
    "backtracking": Method(
        backtracking,
        (_RATE, Setting("shrink", INNER_FRACTION, 0.5), Setting("slope", INNER_FRACTION, 1e-4)),
        "down the slope, each step shortened until the loss falls enough",
    ),
    "newton": Method(
        newton,
        (Setting("learning_rate", POSITIVE, 1.0), _CAP),
        "jumps to where slope and curvature put the lowest point; where the loss curves down, as"
        " far downhill as if it curved up",
    ),
}
"""Every optimizer by its name in level files and bot texts."""

_TURNS = Setting("turns", TURNS, required=True)
_FACTOR = Setting("factor", POSITIVE, required=True)
_BASE_MOMENTUM = Setting("base_momentum", FRACTION)
_WARMUP = Setting("warmup", SOME_TURNS, 0.0)
_CYCLE = "one-cycle"

SCHEDULES: Mapping[str, RateRule] = {
    "constant": RateRule(constant, (), "the same rate every turn"),
    "step": RateRule(
        step,
        (Setting("every", TURNS, required=True), _FACTOR),
        "a rate that changes every so many turns",
    ),
    "exponential": RateRule(
        exponential,
        (_FACTOR, Setting("end_value", POSITIVE)),
        "a rate that changes by a factor every turn",
    ),
    "cosine": RateRule(
        cosine,
        (_TURNS, Setting("floor", NOT_NEGATIVE, 0.0)),
        "a rate that shrinks, slowly at both ends",
    ),
    "inverse": RateRule(
        inverse,
        (Setting("every", POSITIVE, required=True),),
        "a rate that shrinks ever more slowly",
    ),
    _CYCLE: RateRule(
        one_cycle,
        (_TURNS, Setting("div_factor", FROM_ONE, 10.0)),
        "a rate that rises and falls once",
    ),
}
"""Every schedule of the learning rate by its name in level files and bot texts."""


def build(name: str, settings: Mapping[str, float | str]) -> Optimizer:
    """Return an optimizer with its settings.

    ``schedule`` names a schedule for the learning rate, whose settings stand beside the method's;
    ``warmup`` puts a linear rise before it. Numbers may be given as text. Raises ``SettingError``
    for a name that does not exist, a setting that is missing, and a value that is not allowed.
    """
    method = METHODS.get(name)
    if method is None:
        raise SettingError(unknown("optimizer", name, METHODS), "optimizer")
    if method.scheduled:
        return _build_scheduled(name, method, settings)
    return method.construct(**read_settings(name, method.settings, settings))


def parse_spec(spec: str) -> Optimizer:
    """Return the optimizer that a text such as ``adam:learning_rate=0.1,b1=0.9`` describes.

    Raises ``SettingError`` as ``build`` does, and where the text is not of that form.
    """
    return build(*split_spec(spec))


def split_spec(spec: str) -> tuple[str, dict[str, float | str]]:
    """Return the name and the settings of such a text. Raises ``SettingError``."""
    name, _, listed = spec.partition(":")
    settings: dict[str, float | str] = {}
    for part in listed.split(",") if listed.strip() else ():
        setting, equals, value = (text.strip() for text in part.partition("="))
        if not (setting and equals and value):
            raise SettingError(f"{quoted(part)} in {quoted(spec)} is not setting=value")
        if setting in settings:
            raise SettingError(f"{quoted(setting)} is given twice in {quoted(spec)}")
        settings[setting] = value
    return name.strip(), settings


def describe(optimizer: Optimizer) -> str:
    """Return what an optimizer of the registry does and what it sees, in one phrase."""
    settings, words = optimizer.settings, [METHODS[optimizer.name].description]
    if "schedule" in settings:
        words.append(f"with {_describe_schedule(settings)}")
    if "warmup" in settings:
        words.append(
            f"after {_turns(settings['warmup'])} in which the rate rises to its first value"
        )
    if "cap" in settings:
        words.append(f"no step longer than {short(settings['cap'])}")
    return f"{', '.join(words)}; sees {optimizer.sees}"


def _describe_schedule(settings: Mapping[str, float | str]) -> str:
    """Return what the schedule of an optimizer with these settings does to the rate."""
    rule = SCHEDULES[str(settings["schedule"])]
    if "factor" not in settings:
        return rule.description
    factor, end = float(settings["factor"]), float(settings.get("end_value", math.nan))
    if factor == 1.0:
        return SCHEDULES["constant"].description
    period = _turns(settings["every"]) if "every" in settings else "turn"
    change = (
        f"a rate that {'grows' if factor > 1.0 else 'shrinks'} every {period.removeprefix('1 ')}"
    )
    return change if math.isnan(end) else f"{change}, as far as {short(end)}"


def _turns(number: float | str) -> str:
    return f"{short(number)} turn{'' if float(number) == 1.0 else 's'}"


def _build_scheduled(name: str, method: Method, given: Mapping[str, float | str]) -> Optimizer:
    chosen = str(given.get("schedule", "constant"))
    rule = SCHEDULES.get(chosen)
    if rule is None:
        raise SettingError(unknown("schedule", chosen, SCHEDULES), "schedule")
    cycles = chosen == _CYCLE and _MOMENTUM in method.settings
    owner = name if chosen == "constant" else f"{name} with schedule {chosen}"
    settings = (*method.settings, *rule.settings, *((_BASE_MOMENTUM,) if cycles else ()), _WARMUP)
    numbers: dict[str, Any] = read_settings(owner, settings, given, besides=("schedule",))
    of_rule = {own.name: numbers.pop(own.name) for own in rule.settings if own.name in numbers}
    warmup, base = numbers.pop("warmup"), numbers.pop("base_momentum", None)
    rate = rule.construct(numbers.pop("learning_rate"), **of_rule)
    if cycles:
        turns = of_rule["turns"]
        numbers["momentum"] = one_cycle_momentum(numbers["momentum"], turns, base, warmup)
    return method.construct(warmed_up(rate, warmup) if warmup else rate, **numbers)
