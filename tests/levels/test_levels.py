"""Every level file of the course proves its lesson, on the published level and on variants."""

import math
import re
import textwrap

import numpy as np
import pytest

from descent_game.catalogue.catalogue import course, course_folder
from descent_game.checking.check_files import DEFAULT_SEEDS
from descent_game.checking.course_rules import course_faults, facts_of
from descent_game.checking.findings import UNBOUND
from descent_game.checking.level_check import inspect
from descent_game.checking.rules import Severity
from descent_game.game.game import Game
from descent_game.game.moves import step_ladder
from descent_game.game.summary import mirror_words
from descent_game.level.model import data_of
from descent_game.level.schema import Level, Policy
from descent_game.level.texts import fill_in
from descent_game.level.variant import draw_variant
from descent_game.measuring.candidates import FloatArray
from descent_game.measuring.claims import measure
from descent_game.measuring.plays import follow, run_play
from descent_game.measuring.text_fields import text_values

COURSE = course()
SEEDS = range(1001, 1006)
"""Not those of the level check, which proves plays, claims and goals on twenty of its own."""
NUMPY_FUNCTIONS = ("abs", "cos", "exp", "log", "maximum", "mean", "minimum", "pi", "sin", "sqrt")
NOT_BOUND_YET = ("tricks", "pictures")
"""Worlds whose texts are not all bound to proofs yet."""
EACH_LEVEL = pytest.mark.parametrize("level", COURSE, ids=lambda level: level.id)


def case_name(level: Level) -> str:
    return level.id


def games(level: Level) -> list[Game]:
    return [Game(level), *(Game(level, seed) for seed in SEEDS)]


def has_plain_path(level: Level) -> bool:
    """Tell whether ``plain_losses`` can compute a level."""
    return level.loss.formula is not None and level.noise is None


def plain_losses(game: Game) -> list[float]:
    """Return the losses along a game's moves, by NumPy's own reading of the formula.

    Slopes and curvatures are differences.
    """
    level, rules = game.level, game.level.rules
    data = data_of(level, game.variant.parameters)
    names: dict[str, object] = {name: getattr(np, name) for name in NUMPY_FUNCTIONS}
    names["softplus"] = lambda x: np.logaddexp(0.0, x)
    names |= game.variant.parameters
    names |= data.arrays if data else {}

    def loss(w: FloatArray) -> float:
        weights = {"w1": w[0], "w2": w[1]}
        return float(eval(level.loss.formula or "", {}, names | weights))

    def compass(w: FloatArray) -> FloatArray:
        near = [(loss(w - h), loss(w), loss(w + h)) for h in 1e-4 * np.eye(2)]
        slopes = np.array([(after - before) / 2e-4 for before, _, after in near])
        if rules.compass == "gradient":
            return -slopes
        bends = [(after - 2 * here + before) / 1e-8 for before, here, after in near]
        return -slopes / np.abs(bends)

    w, velocity = np.array(game.variant.start), np.zeros(2)
    losses = [loss(w)]
    for heading, step, inertia in (turn.move for turn in game.turns):
        angle = math.radians(heading or 0.0)
        way = compass(w) if heading is None else np.array([math.cos(angle), math.sin(angle)])
        share = rules.inertia if inertia is None else inertia
        velocity = float(share) * velocity + step * way / np.hypot(*way)
        w = w + velocity
        losses.append(loss(w))
    return losses


@EACH_LEVEL
def test_the_level_check_finds_nothing(level: Level) -> None:
    found = inspect(level.path, level.path.name, DEFAULT_SEEDS).findings
    allowed = UNBOUND if level.world in NOT_BOUND_YET else ""
    assert [
        str(each) for each in found if each.severity is not Severity.NOTE and each.rule != allowed
    ] == []


def test_the_files_of_the_course_fit_together() -> None:
    facts = [facts_of(level, draw_variant(level).loss.names) for level in COURSE]
    requires = {level.id: level.requires for level in COURSE}
    assert list(course_faults(facts, requires, [course_folder()])) == []


@EACH_LEVEL
def test_the_start_is_on_the_map_and_not_at_the_goal(level: Level) -> None:
    for game in games(level):
        assert not game.player.reached
        for w, (low, high) in zip(game.position, game.variant.box, strict=True):
            assert low <= w <= high
        if math.isfinite(game.goal.loss):
            assert game.loss > 1.5 * game.goal.loss


@EACH_LEVEL
def test_a_level_is_whole(level: Level) -> None:
    assert 1 <= len(level.text.hints) <= 3
    assert level.text.why
    assert level.questions
    assert level.claims
    assert [play.stars for play in level.plays if play.insight and play.moves] == [3]
    assert any(play.stars == 3 and play.variants for play in level.plays)
    assert any(play.stars == 0 or play.stars_at_most is not None for play in level.plays)


@EACH_LEVEL
@pytest.mark.parametrize("seed", [None, 1, 2])
def test_texts_are_filled_in_and_fit_the_screen(level: Level, seed: int | None) -> None:
    game = Game(level, seed)
    values = text_values(game)
    text, questions = level.text, level.questions
    parts = [text.brief, text.debrief, text.why or "", *text.hints]
    parts += [part for question in questions for part in (question.ask, question.because)]
    brief, debrief, *_ = filled = [fill_in(part, values) for part in parts]
    assert not re.findall(r"[{}]|undefined|nan", " ".join(filled))
    assert len(re.findall(r"[.?!](?=\s|$)", debrief)) <= 3
    paragraphs = brief.strip().split("\n\n")
    rows = [row for part in paragraphs for row in ("", *textwrap.wrap(part, 72))][1:]
    assert len(rows) <= 12
    assert max(len(choice) for question in questions for choice in question.choices) <= 60


@pytest.mark.parametrize(
    ("name", "seed", "words"),
    [
        ("rough", None, ""),
        ("rough", 1, "w1 and w2 count backwards"),
        ("rough", 2, "w1 and w2 have changed places; w2 counts backwards"),
        ("two-pixels", 2, ""),
        ("tilted-bowl", 2, ""),
    ],
)
def test_weights_that_mean_something_are_told_where_a_map_is_mirrored(
    name: str, seed: int | None, words: str
) -> None:
    level = next(level for level in COURSE if level.id == name)
    assert mirror_words(Game(level, seed)) == words


def test_levels_have_their_own_ids_and_places_and_require_earlier_ones() -> None:
    ids = [level.id for level in COURSE]
    places = [(level.path.parent.name, level.order) for level in COURSE]
    assert len(set(ids)) == len(set(places)) == len(COURSE)
    for number, level in enumerate(COURSE):
        assert level.path.parent.name.partition("-")[2] == level.world
        assert set(level.requires) <= set(ids[:number]), level.id


FIGURES: dict[str, tuple[int | None, dict[str, float]]] = {
    "first-light": (10, {"slope": 7.0}),
    "one-at-a-time": (8, {"curvature-2": 4.0}),
    "steepest": (
        15,
        {"slope": 7.81, "axis-rate": 6.0, "long-step-error": 1.82, "steeper-axis": 13},
    ),
    "tilted-bowl": (
        17,
        {"shrink": 0.81, "condition": 56.46, "over-relaxed": 8},
    ),
    "free-bowl": (
        8,
        {"plain-descent": 42, "flat": 0.1972, "steep": 3.803},
    ),
    "crease-stuck": (
        None,
        {"alone-1": 0.4305, "alone-2": 0.4305, "together": -0.5407},
    ),
    "the-objection": (
        None,
        {"slope-1": 0.266, "slope-2": 0.132, "leap-alone-1": 0.256, "leap-alone-2": 0.226,
         "leap-together": -0.633, "near-floor": 0.5},
    ),
    "zoom": (13, {"surprise-ratio": 4.0, "mismatch": 0.0314, "long-mismatch": 0.0786}),
    "overshoot": (8, {"along": 3.441, "just-below": 80, "hasty": 17}),
    "ravine": (
        18,
        {"condition": 50, "compass-error": 73.5, "plain-descent": 86, "axes": 3},
    ),
    "leaning-ravine": (
        18,
        {"own": 25.5, "coupling": 24.5, "shrink": 0.9231, "axes": 82, "plain-descent": 85},
    ),
    "banana": (
        15,
        {"coupling-start": 24, "coupling-end": 12, "condition": 173.6, "plain-descent": 396},
    ),
    "saddle": (
        26,
        {"down": -0.4359, "up": 1.814, "closer": 40},
    ),
    "plateau": (
        12,
        {"slope": 1.08e-4, "slope-near": 0.315, "distance": 6.52, "travel": 0.00545,
         "plain-descent": 1639, "promise": -3.25e-4, "push": -0.0518},
    ),
    "cliff": (
        16,
        {"floor": 1.9338, "slope": 2.26, "curvature": 7.87, "thrown": 7, "clipped": 13},
    ),
    "egg-crate": (
        None,
        {"minima": 42, "rest": 2.7885, "rest-lowest": 4.22, "rest-highest": 4.43,
         "leap": -1.707},
    ),
    "crease": (
        27,
        {"fixed-rate": 107, "bounce-loss": 0.502, "bounce-half": 0.25, "near-drop": -0.001221,
         "far-rise": 0.194},
    ),
    "turn-the-axes": (
        17,
        {"old-coupling": 23.02, "new-coupling": 0.0, "staircase": 73},
    ),
    "pick-the-rate": (20, {"small-rate": 160, "limit": 0.1667}),
    "cool-down": (
        44,
        {},
    ),
    "warm-up": (
        27,
        {"narrow": 44.77, "gorge-rate": 261},
    ),
    "momentum": (
        23,
        {"no-inertia": 87, "ringing": 69, "small-rate": 58, "moderate": 31},
    ),
    "too-much-momentum": (
        22,
        {},
    ),
    "own-rates": (21, {"one-rate": 156, "adam": 36, "condition": 100}),
    "own-rates-leaning": (
        24,
        {"own": 50.5, "coupling": 49.5, "one-rate": 164, "best-scaled": 100},
    ),
    "safe-apart": (12, {"limit": 1.0256, "bounces": 70}),
    "in-turn-or-at-once": (20, {"at-once": 62}),
    "rough": (
        23,
        {"curvature-1": 21, "coupling": 6, "condition": 86.2, "plain-descent": 142},
    ),
    "one-cycle": (
        39,
        {},
    ),
    "smoother-by-design": (10, {"rest-before": 3.677}),
    "smoother": (4, {"curvature-1": 2, "condition": 1, "half-rate": 1}),
    "two-pixels": (
        24,
        {"correlation": 0.8906, "condition": 17.22, "gentle": 0.2194, "steep": 3.778,
         "lowest-1": 0.4996, "lowest-2": 0.5026, "floor": 0.05113, "one-alone": 0.1063,
         "none": 0.9996, "rate-half": 24, "rate-small": 117},
    ),
    "sum-and-difference": (
        12,
        {"round": 1.085, "spread-sum": 1.9436, "spread-difference": 0.4679,
         "correlation": 0.0405, "lowest-1": 0.9739, "rate-half": 2, "rate-third": 4},
    ),
    "three-patches": (
        15,
        {"condition": 2684, "overfitted": 0.317, "average": 0.0541, "early": 0.0544},
    ),
    "shared-kernel": (
        32,
        {"coupling-share": 0.888, "condition": 16.85, "lowest-1": 0.5007, "lowest-2": 0.5037,
         "floor": 0.0482, "held-out": 0.0541, "three": 0.317},
    ),
    "pooling": (
        12,
        {"correlation": 0.8354, "condition": 11.05, "shrink": 0.695, "best-factor": 1.288},
    ),
    "slice-of-a-net": (
        21,
        {"floor": 0.01018, "condition": 107.9, "coupling-share": 0.982, "rate-1": 497,
         "rate-2": 248, "rate-5": 99, "too-fast": 2, "momentum": 27, "adam": 52,
         "right-start": 0.96, "held-right-start": 0.885, "held-right-end": 0.924},
    ),
}  # fmt: skip
"""Turns of the bot and claims, computed by another program."""


@pytest.mark.parametrize("level", [level for level in COURSE if level.id in FIGURES], ids=case_name)
def test_figures_agree_with_an_independent_computation(level: Level) -> None:
    bot_turns, claims = FIGURES[level.id]
    game = run_play(level, next(play for play in level.plays if play.insight))
    assert game.bot.goal_turn == bot_turns
    measured = {claim.name: measure(claim, game).value for claim in game.level.claims}
    assert {name: measured[name] for name in claims} == pytest.approx(claims, rel=5e-3, abs=1e-9)


@pytest.mark.parametrize("level", [each for each in COURSE if has_plain_path(each)], ids=case_name)
def test_losses_of_the_insight_play_agree_with_plain_arithmetic(level: Level) -> None:
    game = run_play(level, next(play for play in level.plays if play.insight))
    assert game.player.losses == pytest.approx(plain_losses(game), rel=1e-5, abs=1e-9)


def test_no_single_step_fits_all_the_way_down() -> None:
    level = next(level for level in COURSE if level.id == "zoom")
    for step in step_ladder(level.rules.max_step):
        game = Game(level)
        follow(game, Policy(follow="gradient", step=step))
        assert game.stars == 0, f"step {step}"
