"""Optimizers by name: what is accepted, and what is said about the rest."""

import pytest

from descent_game.errors import SettingError
from descent_game.optimizers import hyperparameters
from descent_game.optimizers.registry import METHODS, SCHEDULES, build, describe, parse_spec


def test_defaults_are_in_force_and_told() -> None:
    assert build("adam", {"learning_rate": 0.1}).settings == {
        "learning_rate": 0.1,
        "b1": 0.9,
        "b2": 0.999,
        "eps": 1e-8,
    }
    assert build("rmsprop", {"learning_rate": 1}).settings["decay"] == 0.9
    assert build("backtracking", {"learning_rate": 1}).settings == {
        "learning_rate": 1.0,
        "shrink": 0.5,
        "slope": 1e-4,
    }
    assert build("newton", {}).settings == {"learning_rate": 1.0}


@pytest.mark.parametrize(
    ("spec", "settings"),
    [
        ("adam:learning_rate=0.1,b1=0.5", {"learning_rate": 0.1, "b1": 0.5, "b2": 0.999}),
        (" gd : learning_rate = 1e-2 ", {"learning_rate": 0.01}),
        ("newton", {"learning_rate": 1.0}),
        ("newton:", {"learning_rate": 1.0}),
        (
            "gd:learning_rate=0.4,schedule=step,every=8,factor=0.5,warmup=5",
            {"learning_rate": 0.4, "schedule": "step", "every": 8, "factor": 0.5, "warmup": 5},
        ),
        (
            "nesterov:learning_rate=1,momentum=0.9,schedule=one-cycle,turns=20",
            {"momentum": 0.9, "base_momentum": 0.8, "turns": 20, "div_factor": 10},
        ),
        ("adam:learning_rate=1,schedule=one-cycle,turns=20", {"turns": 20, "b1": 0.9}),
    ],
)
def test_a_spec_is_read(spec: str, settings: dict[str, float | str]) -> None:
    built = parse_spec(spec)
    assert {name: built.settings[name] for name in settings} == pytest.approx(settings)


ALL_METHODS = ", ".join(METHODS)
ALL_SCHEDULES = ", ".join(SCHEDULES)


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("adma", f"unknown optimizer: 'adma'; did you mean adam? allowed: {ALL_METHODS}"),
        ("", f"unknown optimizer: ''; allowed: {ALL_METHODS}"),
        (
            "adam:lr=1",
            "unknown setting of adam: 'lr'; did you mean learning_rate? "
            "allowed: learning_rate, b1, b2, eps, warmup, schedule",
        ),
        (
            "gd:learning_rate=1,every=3",
            "unknown setting of gd: 'every'; allowed: learning_rate, warmup, schedule",
        ),
        (
            "gd:learning_rate=1,schedule=cosin",
            f"unknown schedule: 'cosin'; did you mean cosine? allowed: {ALL_SCHEDULES}",
        ),
        (
            "newton:schedule=step",
            "unknown setting of newton: 'schedule'; allowed: learning_rate, cap",
        ),
        (
            "adam:learning_rate=1,schedule=one-cycle,turns=9,base_momentum=0.5",
            "unknown setting of adam with schedule one-cycle: 'base_momentum'; "
            "allowed: learning_rate, b1, b2, eps, turns, div_factor, warmup, schedule",
        ),
        ("gd", "gd needs learning_rate, a number above 0"),
        ("momentum:learning_rate=1", "momentum needs momentum, a number from 0, below 1"),
        (
            "gd:learning_rate=1,schedule=cosine",
            "gd with schedule cosine needs turns, a whole number of turns from 1",
        ),
        ("gd:learning_rate=nan", "learning_rate = 'nan': allowed is a number above 0"),
        ("gd:learning_rate=inf", "learning_rate = 'inf': allowed is a number above 0"),
        ("gd:learning_rate=0", "learning_rate = '0': allowed is a number above 0"),
        ("gd:learning_rate=fast", "learning_rate = 'fast': allowed is a number above 0"),
        (
            "momentum:learning_rate=1,momentum=1",
            "momentum = '1': allowed is a number from 0, below 1",
        ),
        (
            "gd:learning_rate=1,schedule=step,every=1.5,factor=1",
            "every = '1.5': allowed is a whole number of turns from 1",
        ),
        (
            "gd:learning_rate=1,warmup=-1",
            "warmup = '-1': allowed is a whole number of turns from 0",
        ),
        ("coordinate", "coordinate needs either cap (exact) or learning_rate (steps), not both"),
        (
            "coordinate:cap=1,learning_rate=1",
            "coordinate needs either cap (exact) or learning_rate (steps), not both",
        ),
        ("gd:0.1", "'0.1' in 'gd:0.1' is not setting=value"),
        ("gd:learning_rate=", "'learning_rate=' in 'gd:learning_rate=' is not setting=value"),
        (
            "gd:learning_rate=1,,",
            "'' in 'gd:learning_rate=1,,' is not setting=value",
        ),
        (
            "gd:learning_rate=1,learning_rate=2",
            "'learning_rate' is given twice in 'gd:learning_rate=1,learning_rate=2'",
        ),
    ],
)
def test_what_is_wrong_with_a_spec_is_said_in_one_line(spec: str, message: str) -> None:
    with pytest.raises(SettingError) as caught:
        parse_spec(spec)
    assert str(caught.value) == message


@pytest.mark.parametrize("value", [10**400, [1.0], None, "1" * 10_000, "\n\x1b[31m", float("nan")])
def test_values_of_any_kind_are_refused_in_a_short_line(value: object) -> None:
    with pytest.raises(SettingError) as caught:
        build("gd", {"learning_rate": value})  # type: ignore[dict-item]
    message = str(caught.value)
    assert len(message) < 150
    assert message.isprintable()


@pytest.mark.parametrize("spec", ["x" * 100_000, "gd:" + "a=1," * 50_000, "gd:" + "=" * 100_000])
def test_a_long_spec_is_quoted_shortly(spec: str) -> None:
    with pytest.raises(SettingError) as caught:
        parse_spec(spec)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("newton", "sees the gradient and the curvature"),
        ("coordinate:cap=0.5", "no step longer than 0.5"),
        ("gd:learning_rate=1,schedule=exponential,factor=0.9", "shrinks every turn"),
        ("gd:learning_rate=0.01,schedule=exponential,factor=1.25", "grows every turn"),
        ("gd:learning_rate=1,schedule=exponential,factor=1", "the same rate every turn"),
        ("gd:learning_rate=1,schedule=exponential,factor=2,end_value=4", "every turn, as far as 4"),
        ("gd:learning_rate=1,schedule=step,every=10,factor=2", "grows every 10 turns"),
        ("gd:learning_rate=1,schedule=step,every=1,factor=0.5", "shrinks every turn"),
        ("adam:learning_rate=1,warmup=5", "after 5 turns in which the rate rises"),
        ("momentum:learning_rate=1,momentum=0.9,schedule=one-cycle,turns=9", "falls once"),
    ],
)
def test_a_description_names_settings_that_change_what_a_method_does(spec: str, words: str) -> None:
    assert words in describe(parse_spec(spec))


@pytest.mark.parametrize(
    ("allowed", "inside", "outside"),
    [
        (hyperparameters.POSITIVE, (5e-324, 9.0), (0.0, -1.0)),
        (hyperparameters.NOT_NEGATIVE, (0.0, 9.0), (-5e-324,)),
        (hyperparameters.FROM_ONE, (1.0, 9.0), (0.999,)),
        (hyperparameters.FRACTION, (0.0, 0.999), (-0.001, 1.0)),
        (hyperparameters.INNER_FRACTION, (0.001, 0.999), (0.0, 1.0)),
        (hyperparameters.TURNS, (1.0, 20.0), (0.0, 1.5)),
        (hyperparameters.SOME_TURNS, (0.0, 20.0), (-1.0, 1.5)),
    ],
)
def test_ranges_of_settings_end_where_their_words_say(
    allowed: hyperparameters.Range, inside: tuple[float, ...], outside: tuple[float, ...]
) -> None:
    assert all(map(allowed.holds, inside))
    assert not any(map(allowed.holds, outside))
