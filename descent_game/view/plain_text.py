"""A game in lines of text: for pipes, screen readers and dumb terminals."""

import unicodedata

from descent_game.catalogue.catalogue import world_title
from descent_game.game.game import Game, Turn
from descent_game.game.readout import MoveResult
from descent_game.game.review import review_words
from descent_game.game.summary import (
    bot_words,
    ending_words,
    goal_words,
    loss_name,
    mirror_words,
    star_reasons,
)
from descent_game.game.wording import decimals_for, plain, sentence, signed, split_texts
from descent_game.level.schema import Question
from descent_game.level.texts import text_rows
from descent_game.view.level_texts import filled, moves_words
from descent_game.view.surroundings import held_out_words, weights_words

WIDTH = 79


def opening_lines(game: Game) -> list[str]:
    """Return the level's title, brief, goal and opponent."""
    level = game.level
    return [
        f"{world_title(level)} > {level.title}",
        "",
        *wrapped(filled(level.text.brief, game)),
        "",
        f"Goal: {goal_words(game)}, within {level.rules.turns} turns. Three stars at par"
        f" {game.variant.par}.",
        f"The bot: {game.variant.bot.describe()}; it sees {game.variant.bot.sees}.",
        *(f"Another bot: {ghost.describe()}." for ghost in game.variant.ghosts),
        f"Moves: {moves_words(level.rules)}.",
        *([f"Weights: mirrored: {mirror_words(game)}."] if mirror_words(game) else []),
        f"Start: w = {weights_words(game.position)},"
        f" loss {plain(game.known_loss(game.player, 0))}.",
    ]


def turn_lines(turn: Turn) -> list[str]:
    """Return the player's move with its readout, and what the bot did meanwhile."""
    result, game, name = turn.player, turn.game, loss_name(turn.game)
    words = sentence(result, noisy=game.level.noise is not None)
    lines = [
        f"Turn {turn.number}: heading {plain(turn.heading)} degrees, step {plain(turn.move.step)}"
        f"{', stopped by the wall' if result.at_wall else ''}",
        *readout_lines(result),
        *wrapped(f"{result.verdict}: {words}", indent="  "),
        f"  you: {name} {plain(game.known_loss(game.player, turn.number))}"
        f" at {weights_words(result.end)}{held_out_words(game, result.end)}",
    ]
    if turn.bot:
        loss = game.known_loss(game.bot, turn.number)
        place = f"  bot: {name} {plain(loss)} at {weights_words(turn.bot.end)}"
        lines.append(f"{place}{held_out_words(game, turn.bot.end)}")
    return lines


def readout_lines(result: MoveResult) -> list[str]:
    """Return the readout of a move as aligned lines that add up."""
    readout = result.readout
    decimals = decimals_for(*readout.alone, readout.interaction, readout.together)
    alone1, alone2, interaction, together = split_texts(readout)
    shift = f"{signed(readout.shift[0], decimals)}, {signed(readout.shift[1], decimals)}"
    rows = [
        ("promise", signed(readout.promise, decimals)),
        ("w1 alone", alone1),
        ("w2 alone", alone2),
        ("interaction", interaction),
        ("together", together),
        ("surprise", signed(readout.surprise, decimals)),
    ]
    width = max(len(number) for _, number in rows)
    lines = [f"  {name:<12} {number:>{width}}" for name, number in rows]
    return [*lines, f"  {'slopes shift':<12} {shift}"]


def result_lines(game: Game) -> list[str]:
    """Return how the game stands or ended, for both sides."""
    turns = game.player.turns
    return [
        f"You: {ending_words(game)}, loss {plain(game.known_loss(game.player, turns))}.",
        f"Bot: {bot_words(game.bot)}.",
        f"Stars: {game.stars} of 3.",
    ]


def ending_lines(game: Game, *, practice: bool) -> list[str]:
    """Return the account of a game that is over: result, stars and why, the lesson."""
    text = game.level.text
    stars = [
        f"  {'earned' if reason.earned else 'missed'}: {reason.text}"
        for reason in star_reasons(game)
    ]
    if practice:
        stars.append("  Practice: you had seen this map, so nothing is counted.")
    review = review_words(game)
    return [
        *result_lines(game),
        *(wrapped(review) if review else []),
        *stars,
        "",
        *wrapped(game.level.idea),
        "",
        *wrapped(filled(text.debrief, game)),
    ]


def question_lines(question: Question, game: Game) -> list[str]:
    """Return a question with its choices."""
    choices = (f"{n}: {choice}" for n, choice in enumerate(question.choices, start=1))
    asked = wrapped(f"Question: {filled(question.ask, game)}")
    return [*asked, *(row for choice in choices for row in wrapped(choice, indent="  "))]


def answer_lines(question: Question, answer: int, guess: int | None, game: Game) -> list[str]:
    """Return whether an answer (from 1) is right, what is, and why."""
    right = question.choices[question.answer - 1]
    result = "Right" if answer == question.answer else f"No. The answer is {question.answer}"
    before = "" if guess in (None, answer) else f" Before the game you said {guess}."
    because = filled(question.because, game)
    return wrapped(f"{result}: {right}. {because}{before}")


def ascii_text(text: str) -> str:
    """Return a text in printable ASCII and newlines; accents are dropped, other signs are ``?``."""
    text = unicodedata.normalize("NFKD", text.translate(_SPELLED))
    kept = (sign for sign in text if not unicodedata.combining(sign))
    return "".join(sign if sign == "\n" or " " <= sign <= "~" else "?" for sign in kept)


_SPELLED = str.maketrans(
    {"\u00b0": " degrees", "\t": " ", "“": '"', "”": '"', "\u2018": "'", "\u2019": "'"}
)


def wrapped(text: str, indent: str = "") -> list[str]:
    """Return a text in lines that fit a terminal of 80 columns, its paragraphs kept."""
    return [indent + row if row else "" for row in text_rows(text, WIDTH - len(indent))]
