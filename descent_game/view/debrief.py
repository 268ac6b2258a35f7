"""The account of a finished game: result, stars and why, the lesson, every turn."""

from dataclasses import dataclass, replace

from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.review import review_words
from descent_game.game.summary import bot_words, ending_words, star_reasons, turns_words
from descent_game.game.wording import plain
from descent_game.level.schema import Question
from descent_game.losses.surface import Point
from descent_game.player.record import NO_NOTES, AttemptNotes
from descent_game.rendering.style import Style
from descent_game.view.folding import between, headed
from descent_game.view.golf import golf_lines
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
    ``more`` what further keys do. In a ``tall`` window questions are shown whole once they are
    answered. ``fewest`` is the fewest turns that anybody is known to take, ``lit`` how many stars
    are shown yet in the moment of winning, ``insight_game`` the insight play.
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
    tall: bool = False
    fewest: int | None = None
    lit: int | None = None
    insight_game: Game | None = None


def debrief_lines(state: DebriefState, width: int) -> list[Line]:
    """Return the account in so many columns.

    The lesson answers the questions: it is hidden until they have been answered.
    """
    game = state.game
    asking = len(state.notes.after) < len(state.questions)
    insight = state.insight_game if state.insight else None
    others = () if insight is None else (("insight", insight),)
    chart = chart_lines(
        game, game.level.rules.turns, (width, state.chart_rows), state.style, others
    )
    lesson = [
        [headed(Piece("THE IDEA", "title"), (), width), *wrapped(game.level.idea, width, "strong")],
        wrapped(state.text, width),
    ]
    sections = [
        [*_ending(game, width), *_stars(state, width)],
        *(_questions(state, width) if asking else []),
        golf_lines(game, state.fewest, width),
        chart,
        *([] if asking else [*_questions(state, width), *lesson]),
        _sides(state, width),
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
    role: Role = "good" if game.player.reached else "bad"
    lines = wrapped(ending_words(game), width, role)
    turn, bot = game.player.goal_turn, game.bot.goal_turn
    if turn is not None and bot is not None and turn < bot:
        ahead = (Piece(f"{turns_words(bot - turn)} before the bot", "star"),)
        lines[-1] = between(lines[-1], ahead, width)
    review = review_words(game)
    return [*lines, *wrapped(review, width)] if review else lines


def _stars(state: DebriefState, width: int) -> list[Line]:
    lines: list[Line] = []
    for number, reason in enumerate(star_reasons(state.game), start=1):
        is_told = state.lit is None or number <= state.lit
        shown = reason.earned and is_told
        mark = Piece("★ ", "star") if shown else Piece("☆ ", "dim")
        rows = hanging((mark,), reason.text, width, "text" if shown else "dim")
        if reason.fact and is_told:
            fact = (Piece(reason.fact, "good" if reason.earned else "bad"),)
            rows[-1] = between(rows[-1], fact, width)
        lines += rows
    if state.attempt.practice:
        lines += wrapped("Practice: you had seen this map, so nothing is counted.", width, "goal")
    return lines


def _questions(state: DebriefState, width: int) -> list[list[Line]]:
    """Return the questions again, one at a time, before anything tells their answers."""
    before, after = state.notes.before, state.notes.after
    sections = []
    for number, question in enumerate(state.questions[: len(after) + 1]):
        guess = before[number] if number < len(before) else None
        if number < len(after):
            sections.append(_answered(question, (guess, after[number]), width, tall=state.tall))
            continue
        lines = question_lines(question, guess, width, solved=False)
        ask = wrapped(
            "And now? Answer with its number: the lesson comes after it.", width, "compass"
        )
        sections.append([*lines[:-1], *ask])
    return sections


def _answered(
    question: Question, answers: tuple[int | None, int], width: int, *, tall: bool
) -> list[Line]:
    """Return a question with the answers before and after the game; in a low window its answer."""
    parts: list[Piece] = []
    for name, answer in zip(("before ", "now "), answers, strict=True):
        if answer is not None:
            right = answer == question.answer
            sign = Piece(f"{'✓' if right else '✗'} {answer}  ", "good" if right else "bad")
            parts += [Piece(name, "dim"), sign]
    parts[-1] = parts[-1]._replace(text=parts[-1].text.rstrip())
    head = headed(Piece("YOUR PREDICTION", "title"), tuple(parts), width)
    if tall:
        return [head, *question_lines(question, answers[1], width, solved=True)]
    choice = question.choices[question.answer - 1]
    return [head, *wrapped(choice, width, "good"), *wrapped(question.because, width)]


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
