"""The parts of the class report about levels: figures, questions, mistakes, maps of all paths."""

from collections.abc import Iterator, Sequence

from descent_game.game.game import Game
from descent_game.game.readout import Verdict
from descent_game.homework.report.charts import share
from descent_game.homework.report.facts import Facts
from descent_game.homework.report.maps import map_svg, path_line
from descent_game.level.schema import Level, Question
from descent_game.rendering.html import escaped, table

MOST_PATHS = 150
"""The most paths on one map; of more, every n-th is drawn."""

MAX_MISTAKES = 12
MISTAKES = {
    Verdict.OVERSHOOT: "stepped past the lowest point ahead and ended higher",
    Verdict.UPHILL: "went up although the slope said so",
    Verdict.STOOD_STILL: "spent a turn without moving",
}
"""Sentences for the verdicts that are mistakes."""

HEADERS = (
    "Level", "Played", "Reached", "Beat the bot", "Three stars", "Overshot", "Ended higher",
    "Used hints*",
)  # fmt: skip


def level_table(levels: Sequence[tuple[Level, Sequence[Facts]]]) -> str:
    """Return a row of figures for each level."""
    rows = []
    for level, games in levels:
        played = len(games)
        counts = (
            sum(game.reached for game in games),
            sum(game.beat_bot for game in games),
            sum(game.stars == 3 for game in games),
            sum(Verdict.OVERSHOOT in game.verdicts for game in games),
            sum(game.diverged for game in games),
            sum(game.hints > 0 for game in games),
        )
        rows.append(
            [escaped(level.title), str(played), *(share(count, played) for count in counts)]
        )
    caption = "Games that count, one a student and level. Overshot: at least once on the way."
    return table(HEADERS, rows, caption)


def question_table(levels: Sequence[tuple[Level, Sequence[Facts]]]) -> str:
    """Return how many answered each question right before and after the game."""
    rows = []
    for level, games in levels:
        for place, question in enumerate(level.questions):
            before = _right(question, [_at(game.answers.before, place) for game in games])
            after = _right(question, [_at(game.answers.after, place) for game in games])
            asked = f'<span class="text">{escaped(question.ask)}</span>'
            rows.append([escaped(level.title), asked, share(*before), share(*after)])
    return table(("Level", "Question", "Right before", "Right after"), rows)


def mistakes(levels: Sequence[tuple[Level, Sequence[Facts]]]) -> list[str]:
    """Return the commonest mistakes as sentences, the commonest first."""
    found = [
        item for level, games in levels for item in (*_plays(level, games), *_wrong(level, games))
    ]
    found.sort(key=lambda item: (-item[0], item[1]))
    return [sentence for _, sentence in found[:MAX_MISTAKES]]


def all_paths(level: Level, games: Sequence[Facts]) -> str:
    """Return the published map with the paths of all games on it."""
    published = Game(level)
    drawn = games[:: max(1, -(-len(games) // MOST_PATHS))]
    box = published.variant.box
    lines = (path_line(box, game.path, "reached" if game.reached else "short") for game in drawn)
    name = f"{level.title}: the paths of {len(drawn)} of {len(games)} games"
    return (
        f"<figure>{map_svg(published, lines, name, 'all')}"
        f"<figcaption>{escaped(name)}</figcaption></figure>"
    )


def _plays(level: Level, games: Sequence[Facts]) -> Iterator[tuple[float, str]]:
    for verdict, words in MISTAKES.items():
        count = sum(game.verdicts.get(verdict, 0) > 1 for game in games)
        if count:
            yield count / len(games), f"{level.title}: {_of(count, games)} {words}, more than once"
    walls = sum(game.at_wall > 1 for game in games)
    if walls:
        yield walls / len(games), f"{level.title}: {_of(walls, games)} ran into the wall repeatedly"
    short = sum(not game.reached for game in games)
    if short:
        yield short / len(games), f"{level.title}: {_of(short, games)} did not reach the goal"


def _wrong(level: Level, games: Sequence[Facts]) -> Iterator[tuple[float, str]]:
    """Yield the wrong answers that are still given after the game, choice by choice."""
    for place, question in enumerate(level.questions):
        after = [_at(game.answers.after, place) for game in games]
        for choice, words in enumerate(question.choices, start=1):
            count = after.count(choice)
            if count and choice != question.answer:
                still = f"{_of(count, games)} still answer {words!r} to {question.ask!r}"
                yield count / len(games), f"{level.title}: {still}"


def _right(question: Question, choices: Sequence[int]) -> tuple[int, int]:
    return choices.count(question.answer), sum(choice > 0 for choice in choices)


def _at(answers: Sequence[int], place: int) -> int:
    return answers[place] if place < len(answers) else 0


def _of(count: int, games: Sequence[Facts]) -> str:
    return f"{count} of {len(games)} ({count / len(games):.0%})"
