"""The cut and the film in lines: they fit, say what was computed, and hide what is unseen."""

import re

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.cut import aimed_cut, cut_of_turn
from descent_game.game.film import Film, aimed_film, film_of_turn
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.wording import split_texts
from descent_game.rendering.style import STYLES
from descent_game.view.cut import Look, cut_lines
from descent_game.view.film import AS_FAST, EXACT, FASTER, NO_STEP, film_lines, film_sentences
from descent_game.view.line import Line, plain_text, seven_bit, width_of

SIZES = [(46, 18), (46, 9), (42, 3), (76, 12), (120, 16), (200, 20)]
LOOKS = [Look(style, letters) for style in STYLES for letters in (False, True)]


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
    assert text.count("beyond your sight") == 2
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
        ("zoom", [], Move(225.0, 0.5), "the interaction by 4 and the surprise by 4.", FASTER),
        ("crease-stuck", [Move(0.0, 2.0)], Move(30.0, 0.7), "by 2 and the surprise by 2.", AS_FAST),
        ("crease-stuck", [Move(0.0, 2.0)], Move(0.0, 0.7), "surprise by 2; the inter", AS_FAST),
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
        assert "The surprise shrinks" in " ".join(text_of(lines).split())


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
    assert "zoomed to 1/64" in rows[1]
