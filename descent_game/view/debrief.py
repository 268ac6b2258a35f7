"""The account of a finished game: result, stars and why, the lesson, every turn."""

from dataclasses import dataclass, replace

from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.review import review_words
from descent_game.game.summary import bot_words, ending_words, star_reasons
from descent_game.game.wording import plain
from descent_game.level.schema import Question
from descent_game.losses.surface import Point
from descent_game.player.record import NO_NOTES, AttemptNotes
from descent_game.rendering.style import Style
from descent_game.view.legend import legend_lines
from descent_game.view.line import BLANK, Line, Piece, Role, hanging, indented, line, wrapped
from descent_game.view.loss_chart import chart_lines
from descent_game.view.prompts import question_lines
from descent_game.view.readout import readout_lines
from descent_game.view.sides import BOT, BOT_GLYPHS, YOU, bots, ghost_side, held_out

CHART_ROWS, HIGHEST_CHART = 9, 24
"""Rows of the losses by turn: at least, and where there is room to spare."""

MORE = (
    "More keys: {key:view.cut} the cut of a turn, {key:view.film} its film,"
    " {key:debrief.basins} where the bot would end, {key:debrief.rose} the rose,"
    " {key:debrief.replay} watch again, {key:debrief.export} share, {key:debrief.copy} copy."
)


@dataclass(frozen=True)
class DebriefState:
    """What the debrief shows: its text, the selected turn, the answers, whether the insight shows.

    ``style`` is that of the map, whose signs are explained, ``chart_rows`` the rows of the losses,
    ``more`` what further keys do.
    """

    attempt: Attempt
    game: Game
    text: str
    questions: tuple[Question, ...] = ()
    notes: AttemptNotes = NO_NOTES
    turn: int | None = None
    insight: bool = False
    more: str = ""
    style: Style = "braille"
    chart_rows: int = CHART_ROWS


def debrief_lines(state: DebriefState, width: int) -> list[Line]:
    """Return the account in so many columns.

    The lesson answers the questions: it stands lower down until they have been answered.
    """
    game = state.game
    lesson = [wrapped(game.level.idea, width, "strong"), wrapped(state.text, width)]
    asking = len(state.notes.after) < len(state.questions)
    sections = [
        _ending(game, width),
        _stars(state.attempt, game, width),
        *_questions(state, width),
        *([] if asking else lesson),
        _sides(state, width),
        chart_lines(game, game.level.rules.turns, width, state.chart_rows),
        *(lesson if asking else []),
        _turns(state, width),
        legend_lines(game, state.style, width, aiming=False),
        *([wrapped(state.more, width, "dim")] if state.more else []),
    ]
    return [row for section in sections for row in (*section, BLANK)][:-1]


def with_fitting_chart(state: DebriefState, width: int, height: int) -> DebriefState:
    """Return the state with a chart that fills the given height while no turn is selected."""
    least = replace(state, chart_rows=CHART_ROWS)
    room = height - len(debrief_lines(replace(least, turn=None), width))
    return replace(state, chart_rows=min(CHART_ROWS + max(room, 0), HIGHEST_CHART))


def row_of_turn(state: DebriefState, width: int) -> int:
    """Return the row in which the selected turn stands."""
    rows = debrief_lines(state, width)
    return next((n for n, row in enumerate(rows) if row and row[0].role == "cursor"), 0)


def _ending(game: Game, width: int) -> list[Line]:
    """Return how the game ended, and what kept it from ending better."""
    lines = wrapped(ending_words(game), width, "good" if game.player.reached else "bad")
    review = review_words(game)
    return [*lines, *wrapped(review, width)] if review else lines


def _stars(attempt: Attempt, game: Game, width: int) -> list[Line]:
    lines: list[Line] = []
    for reason in star_reasons(game):
        mark = Piece("★ ", "star") if reason.earned else Piece("☆ ", "dim")
        lines += hanging((mark,), reason.text, width, "text" if reason.earned else "dim")
    if attempt.practice:
        lines += wrapped("Practice: you had seen this map, so nothing is counted.", width, "goal")
    return lines


def _questions(state: DebriefState, width: int) -> list[list[Line]]:
    """Return the questions again, one at a time, before anything tells their answers."""
    before, after = state.notes.before, state.notes.after
    sections = []
    for number, question in enumerate(state.questions[: len(after) + 1]):
        guess = before[number] if number < len(before) else None
        if number < len(after):
            lines = question_lines(question, after[number], width, solved=True)
            if guess not in (None, after[number]):
                lines += wrapped(f"Before the game you said {guess}.", width, "dim")
            sections.append(lines)
            continue
        lines = question_lines(question, guess, width, solved=False)
        ask = wrapped(
            "And now? Answer with its number: the lesson comes after it.", width, "compass"
        )
        sections.append([*lines[:-1], *ask])
    return sections


def _sides(state: DebriefState, width: int) -> list[Line]:
    game = state.game
    lines: list[Line] = [(Piece(f" {YOU.name} ", YOU.badge), Piece(f"  loss {plain(game.loss)}"))]
    lines += _held_out(game, game.position)
    for number, (track, name) in enumerate(bots(game)):
        side = BOT if number == 0 else ghost_side(number)
        loss = Piece(f"  loss {plain(track.losses[-1])}")
        lines.append((Piece(f" {side.name} ", side.badge), loss))
        lines += _held_out(game, track.path[-1])
        lines += wrapped(f"{name}: {bot_words(track)}", width, "dim")
    if state.insight:
        number = len(bots(game))
        name, badge = BOT_GLYPHS[number % len(BOT_GLYPHS)], ghost_side(number).badge
        lines.append((Piece(f" {name} INSIGHT ", badge), Piece("  how it can be done")))
    return lines


def _held_out(game: Game, w: Point) -> list[Line]:
    words = held_out(game, w)
    return indented([words], 2) if words else []


def _turns(state: DebriefState, width: int) -> list[Line]:
    game = state.game
    lines = [line("turn  your loss  the bot's", "title")]
    for number, loss in enumerate(game.player.losses):
        bot = plain(game.bot.losses[number]) if number <= game.bot.turns else ""
        selected = number == state.turn
        role: Role = "cursor" if selected else "text"
        marker = "▸" if selected else " "
        words = f"{marker}{number:>3}  {plain(loss):<9}  {bot}"
        lines.append(line(f"{words:<{width}}"[:width], role))
        if selected and number:
            readout = readout_lines(game.turns[number - 1], game, width - 2)[1:]
            lines += indented(_move(state, number, readout), 2)
    if state.turn is None:
        lines += wrapped("Left and right show a turn on the map.", width, "dim")
    return lines


def _move(state: DebriefState, number: int, readout: list[Line]) -> list[Line]:
    turn = state.game.turns[number - 1]
    return [line(f"heading {plain(turn.heading)}°, step {plain(turn.move.step)}"), *readout]
