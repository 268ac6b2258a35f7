"""Optimizers of one's own, which installed packages register: for bots on one's own machine.

Races and the Python API ask ``local_bot``. Level files and submissions are read with
``registry.build``, which knows the game's own methods only: nothing they say runs foreign code.
"""

import importlib
import inspect
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from descent_game.errors import DescentError, SettingError, quoted
from descent_game.optimizers.base import Optimizer, Oracle, Pair, State
from descent_game.optimizers.hyperparameters import Range, Setting, read_settings, unknown
from descent_game.optimizers.registry import METHODS, build, split_spec

GROUP = "descent_game.optimizers"
"""The entry point group: each name is a bot's, each object a function that returns it."""

ANY_NUMBER = Range("a number", lambda _: True)
NAMED = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
OURS = (Path(__file__).parent.parent, Path(importlib.__file__).parent)
"""Where no foreign code lies, though errors come by."""


class Registered(NamedTuple):
    """What a package registers under a name."""

    package: str
    load: Callable[[], object]


def local_bot(spec: str) -> Optimizer:
    """Return the optimizer that a text such as ``mine:learning_rate=0.1`` describes.

    Names of the game's own methods mean these. Raises ``SettingError`` as ``parse_spec`` does, and
    where an optimizer of one's own cannot be had.
    """
    name, settings = split_spec(spec)
    if name in METHODS:
        return build(name, settings)
    registered = _registered(name)
    who = f"the optimizer {name!r} of {registered.package}"
    with _blamed(f"{who} cannot be loaded"):
        make = registered.load()
    if not callable(make):
        raise SettingError(f"{who} is {quoted(make)}, not a function that returns an Optimizer")
    numbers = read_settings(name, _settings_of(make, who), settings)
    with _blamed(f"{who} cannot be made"):
        made = make(**numbers)
    if not isinstance(made, Optimizer):
        raise SettingError(f"{who} is {quoted(type(made).__name__)}, not an Optimizer")
    return _watched(replace(made, name=name), f"{who} failed")


def clash(spec: str) -> str:
    """Return a word where a package registers a name that the game has; nothing where none does."""
    name, _ = split_spec(spec)
    own = _all_registered().get(name, ()) if name in METHODS else ()
    return f"{name!r} is the game's own: that of {own[0].package} is not used" if own else ""


def _registered(name: str) -> Registered:
    """Return what is registered under a name. Raises ``SettingError`` unless it is one thing."""
    every = _all_registered()
    if name not in every:
        known = [*METHODS, *sorted(set(every) - set(METHODS))]
        raise SettingError(unknown("optimizer", name, known), "optimizer")
    if len(every[name]) > 1:
        packages = " and ".join(sorted(one.package for one in every[name]))
        raise SettingError(f"both {packages} register an optimizer {name!r}: remove one")
    return every[name][0]


def _all_registered() -> dict[str, list[Registered]]:
    """Return what packages register, by name. Nothing of theirs is loaded yet."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - takes longer than a race

    found: dict[str, list[Registered]] = {}
    for entry in entry_points(group=GROUP):
        package = f"the package {entry.dist.name!r}" if entry.dist else repr(entry.value)
        found.setdefault(entry.name, []).append(Registered(package, entry.load))
    return found


def _settings_of(make: Callable[..., object], who: str) -> list[Setting]:
    """Return the settings that a function takes: its named parameters, all of them numbers."""
    with _blamed(f"{who} cannot be made"):
        parameters = inspect.signature(make).parameters.values()
    return [
        Setting(parameter.name, ANY_NUMBER, required=parameter.default is parameter.empty)
        for parameter in parameters
        if parameter.kind in NAMED
    ]


def _watched(optimizer: Optimizer, failed: str) -> Optimizer:
    """Return a method whose mistakes are ``SettingError``, for one point at a time."""

    def init(w: Pair) -> State:
        with _blamed(failed):
            return optimizer.init(w)

    def update(oracle: Oracle, state: State, w: Pair) -> tuple[Pair, State]:
        with _blamed(failed):
            (d1, d2), after = optimizer.update(oracle, state, w)
            return (float(d1), float(d2)), after

    return replace(optimizer, init=init, update=update)


@contextmanager
def _blamed(failed: str) -> Iterator[None]:
    """Turn whatever foreign code raises into one line that says where."""
    try:
        yield
    except DescentError:
        raise
    except (Exception, SystemExit) as error:
        reason = " ".join(str(error).split())
        kind = type(error).__name__
        message = f"{failed}{_place(error)}: {kind}{': ' if reason else ''}{reason}"
        raise SettingError(message) from None


def _place(error: BaseException) -> str:
    """Return the last line of foreign code on the way to an error."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_file() and not any(path.is_relative_to(folder) for folder in OURS):
            return f" in {path.name}, line {frame.lineno}"
    return ""
