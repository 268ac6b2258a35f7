"""The brief: what the level is about, its bots, and guesses before the first move."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.widgets import Footer

from descent_game.catalogue.catalogue import world_title
from descent_game.game.attempts import Attempt, variant_words
from descent_game.game.game import Game
from descent_game.game.summary import goal_words, mirror_words
from descent_game.optimizers.base import Optimizer
from descent_game.optimizers.registry import describe
from descent_game.tui.host import drop_repeats
from descent_game.tui.messages import GameStarted, LevelsRequested
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.widgets.page_view import Page
from descent_game.view.level_texts import filled, filled_question, moves_words
from descent_game.view.line import ARROW, BLANK, Line, Piece, named, wrapped
from descent_game.view.prompts import question_lines, with_answer

READ = Binding.Group("read on", compact=True)


class BriefScreen(GameScreen):
    """Shows the brief of an attempt; Enter starts the game."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "start", "Play", id="brief.start", key_display="⏎"),
        Binding("up", "scroll(-1)", "Read on", id="brief.up", group=READ, tooltip="Up"),
        Binding("down", "scroll(1)", "Read on", id="brief.down", group=READ, tooltip="Down"),
        Binding("pageup", "scroll(-10)", "Page up", id="brief.page_up", show=False),
        Binding("pagedown", "scroll(10)", "Page down", id="brief.page_down", show=False),
        Binding("home", "scroll(-9999)", "Top", id="brief.home", show=False),
        Binding("end", "scroll(9999)", "Bottom", id="brief.end", show=False),
        Binding("escape", "back", "Levels", id="brief.back"),
    ]

    def __init__(self, attempt: Attempt) -> None:
        super().__init__()
        self.attempt = attempt
        self.level = attempt.level
        self.game = Game(attempt.level, attempt.seed)
        self.brief = filled(attempt.level.text.brief, self.game)
        self._questions = [filled_question(q, self.game) for q in attempt.level.questions]
        self.guesses: tuple[int, ...] = ()

    def compose(self) -> ComposeResult:
        with Container(classes="page"), VerticalScroll(classes="page-box", can_focus=False):
            yield Page(self.lines, id="brief")
        yield Footer()

    def lines(self, width: int) -> list[Line]:
        """Return the page."""
        level = self.attempt.level
        lines = [
            (Piece(f"{world_title(level)} {ARROW} ", "dim"), Piece(level.title, "player")),
            BLANK,
            *wrapped(self.brief, width),
            BLANK,
            *_facts(self.game, self.attempt, width),
        ]
        for number, question in enumerate(self._questions[: len(self.guesses) + 1]):
            guess = self.guesses[number] if number < len(self.guesses) else None
            lines += [BLANK, *question_lines(question, guess, width, solved=False)]
        return lines

    def on_key(self, event: events.Key) -> None:
        # A digit is the guess at the next question; the last guess may be changed.
        complete = len(self.guesses) == len(self._questions)
        kept = self.guesses[:-1] if complete else self.guesses
        guesses = with_answer(self.attempt.level, kept, event.key)
        if len(guesses) >= len(self.guesses) and guesses != self.guesses:
            drop_repeats(self)
            self.guesses = guesses
            self.query_one(Page).rewrite()
            self.query_one(VerticalScroll).scroll_end(animate=False)

    def action_start(self) -> None:
        self.post_message(GameStarted(self.attempt, self.guesses))

    def action_back(self) -> None:
        self.post_message(LevelsRequested())


def _bot_words(bot: Optimizer) -> str:
    """Return a bot's method, its settings, and a description of the method."""
    return f"{bot.describe()}: {describe(bot)}"


def _facts(game: Game, attempt: Attempt, width: int) -> list[Line]:
    facts = [
        ("Goal", f"{goal_words(game)}, within {game.level.rules.turns} turns"),
        ("Bot", _bot_words(game.variant.bot)),
        *((f"Bot {n}", _bot_words(g)) for n, g in enumerate(game.variant.ghosts, start=2)),
        ("Moves", moves_words(game.level.rules)),
    ]
    if attempt.seed is not None:
        facts.append(("Map", f"{variant_words(attempt.seed)}: same lesson, new map"))
    if mirror_words(game):
        facts.append(("Weights", f"mirrored: {mirror_words(game)}"))
    if attempt.practice:
        facts.append(("Stars", "none: you have seen this map, so this is practice"))
    return named(facts, width)
