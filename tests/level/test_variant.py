from pathlib import Path

import pytest

from descent_game.errors import LevelError
from descent_game.game.game import Game
from descent_game.level.loading import read_level
from descent_game.level.parameters import parameter_values
from descent_game.level.schema import Level
from descent_game.level.variant import draw_variant
from descent_game.losses.mirror import MIRRORS
from tests.levels_for_tests import make_level

PARAMETERS = """
[loss.parameters]
c = { value = 2.0, between = [1.0, 2.5], step = 0.1 }
s = { value = 4, choices = [2, 4, 8] }
fixed = 3
twice = "2*c"
"""


def test_without_a_seed_the_level_is_as_published(tmp_path: Path) -> None:
    level = make_level(
        tmp_path, "(w1-c)**2 + s*w2**2", loss=PARAMETERS, start='["c - 5", "-fixed"]'
    )
    variant = draw_variant(level)
    assert variant.parameters == {"c": 2.0, "s": 4.0, "fixed": 3.0, "twice": 4.0}
    assert variant.start == (-3.0, -3.0)
    assert variant.mirror == MIRRORS[0]
    assert variant.box == ((-5.0, 5.0), (-5.0, 5.0))


def test_variants_stay_on_their_grids_and_use_them(tmp_path: Path) -> None:
    level = make_level(tmp_path, "(w1-c)**2 + s*w2**2 + twice", loss=PARAMETERS)
    drawn = [draw_variant(level, seed).parameters for seed in range(300)]
    assert {p["c"] for p in drawn} == {k / 10 for k in range(10, 26)}
    assert {p["s"] for p in drawn} == {2.0, 4.0, 8.0}
    assert all(p["twice"] == 2 * p["c"] and p["fixed"] == 3.0 for p in drawn)


def test_a_seed_means_the_same_variant_for_ever(tmp_path: Path) -> None:
    level = make_level(tmp_path, "(w1-c)**2 + s*w2**2", loss=PARAMETERS, more=MIRRORED)
    drawn = [draw_variant(level, seed) for seed in (0, 1, 2, 2**63 - 1)]
    assert [(v.parameters["c"], v.parameters["s"], v.mirror.name) for v in drawn] == PINNED


MIRRORED = "[variants]\nmirrors = true"
PINNED = [
    (2.5, 2.0, "identity"),
    (1.0, 4.0, "swap, flip w2"),
    (2.0, 8.0, "flip w2"),
    (1.2, 2.0, "swap, flip w1, flip w2"),
]


def test_all_mirrors_are_drawn_and_carry_the_map_along(tmp_path: Path) -> None:
    level = make_level(tmp_path, "(w1-2)**2 + 3*w2**2", more=MIRRORED)
    variants = [draw_variant(level, seed) for seed in range(100)]
    assert {variant.mirror for variant in variants} == set(MIRRORS)
    for variant in variants:
        image = variant.mirror.apply((0.5, 0.25))
        assert variant.surface.value(image) == variant.loss.value((0.5, 0.25))
        assert variant.start == variant.mirror.apply((-3.0, -3.0))


def test_the_box_is_mirrored_too(tmp_path: Path) -> None:
    text = make_level(tmp_path, more=MIRRORED).path.read_text()
    path = tmp_path / "test-level.toml"
    path.write_text(text.replace("w2 = [-5.0, 5.0]", "w2 = [-4.0, 6.0]"))
    level = read_level(path)
    corners = {(w1, w2) for w1 in (-5.0, 5.0) for w2 in (-4.0, 6.0)}
    for seed in range(30):
        (low1, high1), (low2, high2) = (variant := draw_variant(level, seed)).box
        drawn = {(w1, w2) for w1 in (low1, high1) for w2 in (low2, high2)}
        assert drawn == {variant.mirror.apply(corner) for corner in corners}


def test_an_expression_that_fails_in_a_variant_names_seed_and_key(tmp_path: Path) -> None:
    level = make_level(
        tmp_path,
        "(w1-c)**2 + w2**2",
        loss="[loss.parameters]\nc = { value = 2, choices = [2, 13] }",
        start='["c - 7", 0]',
    )
    level.path.unlink()  # the lines are those of the text that was read
    places, messages = set(), set()
    for seed in range(20):
        try:
            draw_variant(level, seed)
        except LevelError as error:
            place, _, message = str(error).partition("in the variant of seed ")
            places.add(place)
            messages.add(message.partition(": ")[2])
    assert places == {f"{tmp_path}/test-level.toml:20:5: start.w: "}
    assert messages == {"w1 = 6 is not on the map, which is from -5 to 5"}


def test_the_expressions_of_a_level_are_evaluated_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluated: list[str | None] = []

    def counted(level: Level, key: str | None) -> dict[str, float]:
        evaluated.append(key)
        return parameter_values(level, key)

    monkeypatch.setattr("descent_game.level.variant.parameter_values", counted)
    loss = "[loss.parameters]\nc = { value = 2, choices = [1, 2] }"
    level = make_level(tmp_path, "(w1-c)**2 + w2**2", loss=loss, start='["c + 1", 0]')
    assert Game(level).variant is Game(level).variant is draw_variant(level)
    assert Game(level, 7).variant is draw_variant(level, 7)
    assert evaluated == [None, f"{level.id}/7"]
