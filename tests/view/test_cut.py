"""The cut and the film in lines: they fit, say what was computed, and hide what is unseen."""

import math
import re
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.cut import Cut, aimed_cut, cut_of_iteration, cut_of_turn
from descent_game.game.film import Film, aimed_film, film_of_turn
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.wording import plain, split_texts
from descent_game.rendering.style import STYLES
from descent_game.view.cut import cut_lines
from descent_game.view.cut_plot import Look
from descent_game.view.film import (
    AS_FAST,
    EXACT,
    FASTER,
    NO_STEP,
    NOTHING,
    UNDEFINED,
    UNPROMISED,
    film_lines,
    film_sentences,
)
from descent_game.view.line import Line, plain_text, seven_bit, width_of
from descent_game.view.step_views import (
    NONE_MADE,
    STEP_VIEWS,
    TOO_FAR,
    Subject,
    step_view_lines,
    step_view_text,
    subject_of_aim,
    subject_of_turn,
)
from tests.levels_for_tests import make_level

SIZES = [(46, 18), (46, 9), (42, 3), (76, 12), (120, 16), (200, 20)]
LOOKS = [Look(style, letters) for style in STYLES for letters in (False, True)]

ONTO = Move(0.0, 2.0)
"""Leads onto the crease."""


def text_of(lines: list[Line]) -> str:
    return "\n".join(map(plain_text, lines))


def leapt() -> Game:
    game = Game(open_level("the-objection"))
    game.play(Move(45.0, 3.6))
    return game


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("look", LOOKS)
def test_both_fit_at_every_size(size: tuple[int, int], look: Look) -> None:
    game = leapt()
    aim = Move(200.0, 0.8)
    views = [
        cut_lines(aimed_cut(game, aim, parts=True), "your aim", size, look),
        cut_lines(aimed_cut(game, aim, parts=False), "your aim", size, look),
        cut_lines(cut_of_turn(game, 1), "turn 1", size, look),
        cut_lines(None, "your aim", size, look),
        film_lines(film_of_turn(game, 1), "turn 1", size, look),
        film_lines(None, "your aim", size, look),
    ]
    for lines in views:
        assert 0 < len(lines) <= size[1]
        assert max(map(width_of, lines)) <= size[0]
        if look.style == "ascii" and look.letters:
            shown = [seven_bit(text, role) for row in lines for text, role, _ in row]
            assert "?" not in "".join(shown)


@pytest.mark.parametrize("size", [(46, 18), (120, 16)])
def test_the_numbers_at_the_step_stand_beside_the_picture(size: tuple[int, int]) -> None:
    game = leapt()
    text = text_of(cut_lines(cut_of_turn(game, 1), "turn 1", size, Look()))
    for number in split_texts(game.turns[0].player.readout):
        assert number in text
    assert "step 3.6" in text
    assert "45°" in text
    if size[0] > 76:
        assert re.search(r"interaction is +110%", text)
        assert "lowest at 3.89" in text


@pytest.mark.parametrize("look", LOOKS)
def test_parts_that_are_not_granted_leave_no_trace(look: Look) -> None:
    game = Game(open_level("the-objection"))
    for size in ((46, 18), (120, 16)):
        lines = cut_lines(aimed_cut(game, Move(45.0, 0.8), parts=False), "your aim", size, look)
        papers = {piece.paper for row in lines for piece in row}
        assert papers <= {"", "fog"}
        plot = [piece for row in lines[2:] for piece in row if size[0] == 46]
        assert not {"w1", "w2", "interaction", "area-w1"} & {piece.role for piece in plot}


def test_the_fog_says_what_it_is() -> None:
    game = Game(open_level("the-objection"))
    lines = cut_lines(aimed_cut(game, Move(45.0, 3.6), parts=True), "your aim", (46, 18), Look())
    text = text_of(lines)
    assert "beyond your sight" in text
    assert "together unseen" in text
    assert "-0.63" not in text


def film(level: str, moves: list[Move], aim: Move) -> Film:
    game = Game(open_level(level))
    for move in moves:
        game.play(move)
    found = aimed_film(game, aim)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("level", "moves", "aim", "factors", "meaning"),
    [
        ("zoom", [], Move(225.0, 0.5), "interaction by 4, surprise by 4.", FASTER),
        (
            "crease-stuck",
            [Move(0.0, 2.0)],
            Move(30.0, 0.7),
            "interaction by 2, surprise by 2.",
            AS_FAST,
        ),
        (
            "crease-stuck",
            [Move(0.0, 2.0)],
            Move(0.0, 0.7),
            "surprise by 2; the interaction is 0.",
            AS_FAST,
        ),
    ],
)
def test_a_sentence_says_by_what_the_parts_shrink(
    level: str, moves: list[Move], aim: Move, factors: str, meaning: str
) -> None:
    words, *rest = film_sentences(film(level, moves, aim))
    assert factors in words
    assert rest == [meaning]
    for size in ((46, 18), (120, 16)):
        lines = film_lines(film(level, moves, aim), "", size, Look())
        assert "Surprise shrinks" in " ".join(text_of(lines).split())


@pytest.mark.parametrize(
    ("formula", "start", "step", "words"),
    [
        ("w1**2 + w1*w2 + w2**2", "[0.0, 0.0]", 1.0, UNPROMISED),
        ("w1**2 + w2**2", "[-3.0, -3.0]", 1e-16, NOTHING),
        ("2*w1 + w2", "[-3.0, -3.0]", 1.0, EXACT),
        ("sqrt(w1 + 3) + w2", "[-3.0, -3.0]", 1.0, UNDEFINED),
    ],
)
def test_a_film_without_a_promise_or_without_a_surprise(
    tmp_path: Path, formula: str, start: str, step: float, words: str
) -> None:
    game = Game(make_level(tmp_path, formula, start=start, goal="loss = -1000.0"))
    subject = subject_of_aim("film", game, Move(45.0, step), practice=True)
    assert isinstance(subject.found, Film)
    assert film_sentences(subject.found)[-1] == words
    assert "inf" not in text_of(step_view_lines("film", subject, (118, 16), Look()))


def test_a_film_of_no_step_or_of_a_plane_says_so() -> None:
    assert NO_STEP in text_of(film_lines(None, "", (46, 18), Look()))
    smooth = film("free-bowl", [], Move(40.0, 0.1))
    flat = smooth._replace(
        frames=tuple(f._replace(interaction=0.0, surprise=0.0) for f in smooth.frames)
    )
    assert film_sentences(flat) == [EXACT]


def test_the_table_has_a_row_for_each_length() -> None:
    game = leapt()
    rows = text_of(film_lines(film_of_turn(game, 1), "turn 1", (120, 16), Look())).splitlines()
    table = [row for row in rows if re.match(r"1(/\d+)? ", row)]
    assert [row.split()[0] for row in table] == ["1", "1/2", "1/4", "1/8", "1/16", "1/32", "1/64"]
    assert table[0].split()[1:5] == ["+1.02", "-0.633", "-1.11", "-1.65"]
    assert "110%" in table[0]
    assert "zoom 1/64" in rows[1]


def test_plain_text_takes_at_most_eight_lines_of_79_columns() -> None:
    games = [leapt(), Game(open_level("slice-of-a-net")), Game(open_level("crease-stuck"))]
    games[2].play(ONTO)
    for game in games:
        subjects = [subject_of_turn(v, game, 1) for v in STEP_VIEWS if game.turns]
        for heading in (0.0, 45.0, 200.0):
            move = Move(heading, 0.1)
            subjects += [
                subject_of_aim("cut", game, move, practice=True),
                subject_of_aim("cut", game, move),
                subject_of_aim("film", game, move, practice=True),
            ]
        for subject in subjects:
            lines = step_view_text("cut", subject)
            assert 7 <= len(lines) <= 8
            assert max(map(len, lines)) <= 79


def test_the_parts_add_up_in_plain_text() -> None:
    lines = step_view_text("cut", subject_of_turn("cut", leapt(), 1))
    table = {
        row[2:14].strip(): [float(n) for n in row[14:].split() if n != "-"] for row in lines[1:7]
    }
    columns = zip(table["w1 alone"], table["w2 alone"], table["interaction"], strict=True)
    for parts, together in zip(columns, table["together"], strict=False):
        assert sum(parts) == pytest.approx(together, abs=1e-9)


def whose(subject: Subject) -> str:
    return subject.found if isinstance(subject.found, str) else subject.whose


@pytest.mark.parametrize(
    ("made", "step", "practice", "cut", "film"),
    [
        (False, 0.5, False, "your aim", NONE_MADE),
        (False, 0.5, True, "your aim", "your aim"),
        (False, 3.6, True, "your aim", TOO_FAR),
        (True, 0.5, False, "your aim", "turn 1"),
        (True, 3.6, True, "your aim", "turn 1"),
    ],
)
def test_what_is_looked_at(made: bool, step: float, practice: bool, cut: str, film: str) -> None:
    game = leapt() if made else Game(open_level("the-objection"))
    move = Move(45.0, step)
    assert whose(subject_of_aim("cut", game, move, practice=practice)) == cut
    assert whose(subject_of_aim("film", game, move, practice=practice)) == film
    if made:
        for view in STEP_VIEWS:
            assert whose(subject_of_aim(view, game, move, 1)) == "turn 1"
    for view in STEP_VIEWS:
        assert whose(subject_of_turn(view, game, 0)) == "No move has been made yet."
        assert step_view_lines(view, subject_of_turn(view, game, 0), (46, 18), Look())


def test_parts_before_a_move_are_granted_or_there_in_practice() -> None:
    game = Game(open_level("free-bowl"))
    move = Move(45.0, 0.3)
    withheld = subject_of_aim("cut", game, move).found
    practised = subject_of_aim("cut", game, move, practice=True).found
    assert isinstance(withheld, Cut)
    assert isinstance(practised, Cut)
    assert not withheld.split.any()
    assert practised.split.any()


def test_a_step_with_kept_speed_is_called_a_move(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, rules="inertia = 0.5", map='instruments = ["cut", "film"]'))
    for turn, name in ((1, "step"), (2, "move")):
        subjects = [subject_of_aim(view, game, Move(40.0, 0.5)) for view in STEP_VIEWS]
        game.play(Move(40.0, 0.5))
        subjects += [subject_of_turn(view, game, turn) for view in STEP_VIEWS]
        length = math.hypot(*game.turns[-1].update.displacement)
        for view, subject in zip(STEP_VIEWS * 2, subjects, strict=True):
            head = plain_text(step_view_lines(view, subject, (80, 16), Look())[0])
            assert f", {name} {plain(length)} " in head


def test_a_long_name_does_not_push_the_head_out() -> None:
    subject = subject_of_turn("cut", leapt(), 1)._replace(whose="somebody with a very long name")
    for view in STEP_VIEWS:
        lines = step_view_lines(view, subject, (44, 16), Look())
        assert max(map(width_of, lines)) <= 44


@pytest.mark.parametrize(
    "formula",
    ["abs(w1 + 4)*1e300 + w2", "exp(20*(w1 + w2)) + w1", "1/(w1 + 3) + w2", "sqrt(w1 + 3)"],
)
def test_huge_and_undefined_losses_fit_like_any_other(tmp_path: Path, formula: str) -> None:
    game = Game(make_level(tmp_path, formula, start="[-2.5, -3.0]", goal="loss = -1000.0"))
    for heading in (0.0, 45.0, 180.0):
        for view in STEP_VIEWS:
            subject = subject_of_aim(view, game, Move(heading, 2.0), practice=True)
            assert max(map(len, step_view_text(view, subject))) <= 79
            for size in SIZES:
                lines = step_view_lines(view, subject, size, Look())
                assert max(map(width_of, lines)) <= size[0]


@pytest.mark.parametrize("width", range(24, 76))
def test_numbers_in_one_row_are_named(width: int) -> None:
    game = leapt()
    row = plain_text(cut_lines(cut_of_turn(game, 1), "turn 1", (width, 18), Look())[1])
    total = split_texts(game.turns[0].player.readout)[-1]
    assert row in (f"= {total}",) or all(f"{name} " in row for name in ("w1", "w2", "both"))
    assert len(row) <= width


@pytest.mark.parametrize("width", [46, 60, 100])
def test_a_step_off_the_map_is_not_beyond_somebodys_sight(width: int) -> None:
    game = Game(open_level("saddle"))
    corner = game.variant.box[0][1] + 1.0, game.position[1]
    cut = cut_of_iteration(game, game.position, corner)
    text = text_of(cut_lines(cut, "gd, turn 1", (width, 18), Look()))
    assert "off the map" in text
    assert "sight" not in text
