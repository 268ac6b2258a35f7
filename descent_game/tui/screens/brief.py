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
from descent_game.tui.keys import keys_of
from descent_game.tui.messages import GameStarted, LevelsRequested
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.widgets.page_view import Page
from descent_game.view.level_texts import filled, filled_question, moves_words
from descent_game.view.line import ARROW, BLANK, Line, Piece, line, named, width_of, wrapped
from descent_game.view.prompts import question_lines, with_answer

TALL = 30
"""Rows of a window that shows the whole brief at once."""
BRIEF_ROWS = 6
"""Rows of a brief in a lower window."""
MORE = "... {key:brief.more}: all of it"
READ = Binding.Group("read on", compact=True)


class BriefScreen(GameScreen):
    """Shows the brief of an attempt; Enter starts the game."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "start", "Play", id="brief.start", key_display="⏎"),
        Binding("up", "scroll(-1)", "Read on", id="brief.up", group=READ, tooltip="Up"),
        Binding("down", "scroll(1)", "Read on", id="brief.down", group=READ, tooltip="Down"),
        Binding("m", "more", "All of it", id="brief.more", tooltip="The whole brief"),
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
        self.whole = False
        """Whether the whole brief is shown in a low window, too."""

    @property
    def is_short(self) -> bool:
        """Whether the window is low and shows the beginning of the brief only."""
        return self.app.size.height < TALL and not self.whole

    def compose(self) -> ComposeResult:
        with Container(classes="page"), VerticalScroll(classes="page-box", can_focus=False):
            yield Page(lambda width: self.lines(width, short=self.is_short), id="brief")
        yield Footer()

    def lines(self, width: int, *, short: bool = False) -> list[Line]:
        """Return the page; ``short`` leaves out what a low window has no room for."""
        level = self.attempt.level
        lines = [
            (Piece(f"{world_title(level)} {ARROW} ", "dim"), Piece(level.title, "player")),
            BLANK,
            *self._brief_lines(width, short=short),
            BLANK,
            *_facts(self.game, self.attempt, width, short=short),
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

    def _brief_lines(self, width: int, *, short: bool) -> list[Line]:
        lines = wrapped(self.brief, width)
        if not short or len(lines) <= BRIEF_ROWS:
            return lines
        more = line(keys_of(self).fill(MORE), "dim")
        kept = lines[: BRIEF_ROWS - 1]
        while kept and not width_of(kept[-1]):
            kept.pop()
        return [*kept, more]

    def action_more(self) -> None:
        self.whole = not self.whole
        self.query_one(Page).rewrite()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "more" or self.app.size.height < TALL

    def on_resize(self) -> None:
        self.query_one(Page).rewrite()
        self.refresh_bindings()

    def action_start(self) -> None:
        self.post_message(GameStarted(self.attempt, self.guesses))

    def action_back(self) -> None:
        self.post_message(LevelsRequested())


def _bot_words(bot: Optimizer, *, short: bool) -> str:
    """Return a bot's method and its settings, and unless ``short`` a description of the method."""
    return bot.describe() if short else f"{bot.describe()}: {describe(bot)}"


def _facts(game: Game, attempt: Attempt, width: int, *, short: bool) -> list[Line]:
    bots = [_bot_words(bot, short=short) for bot in (game.variant.bot, *game.variant.ghosts)]
    facts = [
        ("Goal", f"{goal_words(game)}, within {game.level.rules.turns} turns"),
        ("Bot", bots[0]),
        *((f"Bot {n}", words) for n, words in enumerate(bots[1:], start=2)),
        ("Moves", moves_words(game.level.rules)),
    ]
    if attempt.seed is not None:
        facts.append(("Map", f"{variant_words(attempt.seed)}: same lesson, new map"))
    if mirror_words(game):
        facts.append(("Weights", f"mirrored: {mirror_words(game)}"))
    if attempt.practice:
        facts.append(("Stars", "none: you have seen this map, so this is practice"))
    return named(facts, width)
