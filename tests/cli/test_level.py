import json
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import course, open_level
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.player.record import Record
from descent_game.view.legend import legend_lines
from tests.cli.conftest import Run
from tests.levels_for_tests import level_text, write_level


def test_the_list_has_the_published_form(descent: Run) -> None:
    entries = json.loads(descent("level", "list", "--json").out)
    assert [entry["id"] for entry in entries] == [level.id for level in course()]
    assert list(entries[0]) == [
        "id", "title", "world", "order", "idea", "stars", "best_turns", "path", "pack",
    ]  # fmt: skip


def test_the_list_tells_what_was_earned(descent: Run) -> None:
    level = open_level("first-light")
    game = Game(level)
    for heading, step in [(35, 2), (40, 2), (35, 2), (40, 1)]:
        game.play(Move(heading, step))
    Record().save(Attempt(level), game)
    first, second, *_ = json.loads(descent("level", "list", "--json").out)
    assert (first["stars"], first["best_turns"]) == (3, 4)
    assert (second["stars"], second["best_turns"]) == (0, None)


def test_the_list_names_every_level_under_its_world(descent: Run) -> None:
    lines = descent("level", "list").out.splitlines()
    assert lines[0] == "One weight at a time"
    assert max(map(len, lines)) < 80
    for level in course():
        assert any(level.id in line and level.title in line for line in lines)


def test_the_probe_has_the_published_form(descent: Run) -> None:
    document = json.loads(descent("level", "probe", "tilted-bowl", "--at=1,-2", "--json").out)
    assert list(document) == ["value", "gradient", "hessian", "eigenvalues", "condition"]
    assert document["value"] == pytest.approx(0.5 + 4.5 + 2.7)
    assert document["gradient"] == pytest.approx([-1 - 2.7, -9 - 2.7])
    assert document["hessian"] == [[1.0, 2.7], [2.7, 9.0]]
    assert document["eigenvalues"] == pytest.approx([5 - 23.29**0.5, 5 + 23.29**0.5])
    assert document["condition"] == pytest.approx((5 + 23.29**0.5) / (5 - 23.29**0.5))


def test_a_probe_looks_at_the_start_unless_told_where(descent: Run) -> None:
    assert descent("level", "probe", "tilted-bowl").out.splitlines()[0] == "value        2.555"


def test_a_probe_off_the_map_still_answers(descent: Run) -> None:
    document = json.loads(descent("level", "probe", "first-light", "--at", "1e200,0", "--json").out)
    assert document["value"] is None
    assert "not finite" in document["note"]


@pytest.mark.parametrize("style", ["ascii", "blocks", "braille"])
@pytest.mark.parametrize("size", ["80x24", "40x12", "24x8", "200x60"])
def test_a_map_fits_its_size(descent: Run, style: str, size: str) -> None:
    columns, rows = map(int, size.split("x"))
    lines = descent("level", "show", "free-bowl", "--style", style, "--size", size).out.splitlines()
    assert len(lines) <= rows
    assert max(map(len, lines)) <= columns
    assert len(set(lines)) > rows // 4  # a picture, not a blank
    if style == "ascii":
        assert all(line.isascii() for line in lines)


@pytest.mark.parametrize(("loss", "said"), [("5 + 0*w1", True), ("5 + 0*w1 + w2/1000", False)])
def test_a_map_of_a_constant_loss_says_so(
    descent: Run, tmp_path: Path, loss: str, said: bool
) -> None:
    level = write_level(tmp_path, level_text(loss, goal="loss = 4"))
    shown = descent("level", "show", str(level.path), "--size", "30x8").out
    assert ("The loss is 5 everywhere." in shown) is said
    legend = legend_lines(Game(level), "ascii", 60)
    told = "".join(piece.text for row in legend for piece in row)
    assert ("loss 5 everywhere" in told) is said


def test_a_map_shows_start_and_goal(descent: Run) -> None:
    text = descent("level", "show", "first-light").out
    assert "S  start" in text
    assert "o  goal" in text
    rows = [line for line in text.splitlines() if "|" in line]
    assert any("S" in row.partition("  S  ")[0] for row in rows)
