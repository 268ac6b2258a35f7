"""The views of one step, cut and film: of the aim, a move that was made, a bot's iteration."""

from typing import Literal, NamedTuple, TypeAlias, get_args

from descent_game.game.cut import Cut, aimed_cut, cut_of_iteration, cut_of_turn
from descent_game.game.film import Film, aimed_film, film_of_iteration, film_of_turn
from descent_game.game.game import Game
from descent_game.game.instruments import is_granted
from descent_game.game.moves import Move
from descent_game.level.texts import text_rows
from descent_game.losses.surface import Point
from descent_game.view.cut import cut_lines, cut_sentences
from descent_game.view.cut_plot import Look
from descent_game.view.film import film_lines, film_table
from descent_game.view.folding import headed
from descent_game.view.line import Line, Piece, line, shortened, wrapped
from descent_game.view.plain_text import WIDTH

StepView: TypeAlias = Literal["cut", "film"]
"""The views of a step, by the names of their instruments."""
STEP_VIEWS: tuple[StepView, ...] = get_args(StepView)
YOUR_AIM = "your aim"
NONE_MADE = "This level shows the film of moves that were made, and there is none yet."
TOO_FAR = "This step ends beyond your sight. Shorten it, or make the move: then its film is here."


class Subject(NamedTuple):
    """What is looked at: a cut or a film, or why there is none, and whose step it is."""

    found: Cut | Film | str | None
    whose: str
    noisy: bool = False


def subject_of_aim(
    view: StepView, game: Game, move: Move, turn: int | None = None, *, practice: bool = False
) -> Subject:
    """Return what is looked at before a move.

    Args:
        view: The view.
        game: The game.
        move: The aim.
        turn: The turn that was just made, as long as the aim has not been touched since.
        practice: Whether the map has been seen before.
    """
    if turn is not None or game.outcome is not None:
        return subject_of_turn(view, game, turn or len(game.turns))
    granted, noisy = is_granted(view, game, practice=practice), _is_noisy(game)
    if view == "cut":
        return Subject(aimed_cut(game, move, parts=granted), YOUR_AIM, noisy)
    if granted:
        film = aimed_film(game, move)
        if film is not None or not any(game.preview(move).update.displacement):
            return Subject(film, YOUR_AIM, noisy)
    if game.turns:
        return subject_of_turn(view, game, len(game.turns))
    return Subject(TOO_FAR if granted else NONE_MADE, YOUR_AIM)


def subject_of_turn(view: StepView, game: Game, turn: int) -> Subject:
    """Return what is looked at of a move that was made, in a turn from 1; 0 is before the first."""
    if not turn:
        return Subject("No move has been made yet.", "the start")
    found = cut_of_turn(game, turn) if view == "cut" else film_of_turn(game, turn)
    return Subject(found, f"turn {turn}", _is_noisy(game))


def subject_of_iteration(
    view: StepView, game: Game, ends: tuple[Point, Point], who: str
) -> Subject:
    """Return what is looked at of a bot's iteration."""
    found = (cut_of_iteration if view == "cut" else film_of_iteration)(game, *ends)
    return Subject(found, who)


def step_view_lines(
    view: StepView, subject: Subject, size: tuple[int, int], look: Look
) -> list[Line]:
    """Return a view in ``size`` columns and rows."""
    found, whose, noisy = subject
    if isinstance(found, str):
        fact = line(shortened(whose, size[0] - len(view) - 2), "dim")
        head = headed(Piece(view.upper(), "title"), fact, size[0])
        return [head, *wrapped(found, size[0])][: size[1]]
    if isinstance(found, Film):
        return film_lines(found, whose, size, look, noisy=noisy)
    if isinstance(found, Cut):
        return cut_lines(found, whose, size, look)
    return (cut_lines if view == "cut" else film_lines)(None, whose, size, look)


def step_view_text(view: StepView, subject: Subject) -> list[str]:
    """Return a view in at most eight lines of plain text."""
    found, whose, noisy = subject
    if isinstance(found, Cut):
        return cut_sentences(found, whose)
    if isinstance(found, Film):
        return film_table(found, whose, noisy=noisy)
    return text_rows(found or "No step: there is nothing to look at.", WIDTH)


def _is_noisy(game: Game) -> bool:
    """Tell whether the slope that is shown is not that of the loss that is read."""
    return game.variant.noise is not None and not game.hides_loss
