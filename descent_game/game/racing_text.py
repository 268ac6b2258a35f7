"""Races in words: a table, a chart in letters, who won with which settings."""

import math
from collections.abc import Sequence

from descent_game.game.racing import Lane, letter_of, ranked, standing
from descent_game.game.wording import plain

HUGEST = 1e12
LOG_FROM = 20.0
"""From this ratio of highest to lowest loss on, the chart is logarithmic."""
LABEL = 4
"""The least columns of the numbers beside a chart; as many as the longest of them has."""


def table_lines(lanes: Sequence[Lane]) -> list[str]:
    """Return the lanes, the best first, with their letters in the chart."""
    width = max(len("bot"), *(len(_words(lane)) for lane in lanes))
    lines = [f"   {'bot':<{width}}  turns to goal  final loss  ended"]
    for lane in ranked(lanes):
        letter, goal = letter_of(lanes.index(lane)), str(lane.track.goal_turn or "never")
        loss = plain(lane.track.losses[-1])
        lines.append(
            f"{letter}  {_words(lane):<{width}}  {goal:>13}  {loss:>10}  {lane.track.termination}"
        )
    return lines


def winner_words(lanes: Sequence[Lane]) -> str:
    """Return who won, with the settings that did it."""
    best, *others = ranked(lanes)
    track = best.track
    how = f"at the goal on turn {track.goal_turn}"
    if track.goal_turn is None:
        how = f"nobody reached the goal; it ended lowest, at {plain(track.losses[-1])}"
    tied = [lane for lane in others if standing(lane.track) == standing(track)]
    verb = "Level at the top" if tied else "Won by"
    return f"{verb}: {' and '.join(map(_words, [best, *tied]))}, {how}."


def chart_lines(lanes: Sequence[Lane], turn: int, turns: int, size: tuple[int, int]) -> list[str]:
    """Return losses up to a turn in letters; of lanes in one cell the first is shown.

    ``size`` is in columns and rows, the axes included.
    """
    known = [loss for lane in lanes for loss in lane.track.losses if abs(loss) < HUGEST] or [0.0]
    low, high = min(known), max(known)
    above = min((loss for loss in known if loss > 0.0), default=0.0)
    logarithmic = low >= 0.0 and above > 0.0 and high / above >= LOG_FROM
    if logarithmic:
        low = max(above, high * 1e-9)
    labels = plain(high), plain(low)
    label = max(LABEL, *map(len, labels))
    columns, rows = size[0] - label - 2, size[1] - 2
    if columns < 8 or rows < 3:
        return []
    grid = [[" "] * columns for _ in range(rows)]
    for number in reversed(range(len(lanes))):
        losses = lanes[number].track.losses[: turn + 1]
        for column in range(columns):
            place = round(column * turns / (columns - 1))
            if place < len(losses):
                row = round((1.0 - _share(losses[place], low, high, logarithmic)) * (rows - 1))
                grid[row][column] = letter_of(number)
    beside = {0: labels[0], rows - 1: labels[1]}
    title = f"loss by turn{' (log scale)' if logarithmic else ''}"
    body = [f"{beside.get(n, ''):>{label}} |{''.join(row).rstrip()}" for n, row in enumerate(grid)]
    return [title[: size[0]], *body, f"{'turn':>{label}} 0{turns:>{columns - 1}}"]


def _share(loss: float, low: float, high: float, logarithmic: bool) -> float:
    """Return how high a loss stands from 0 to 1."""
    if math.isnan(loss) or loss >= high:
        return 1.0
    if loss <= low:
        return 0.0
    if logarithmic:
        return math.log(loss / low) / math.log(high / low)
    return (loss - low) / (high - low)


def _words(lane: Lane) -> str:
    return f"{lane.words} (plain)" if lane.baseline else lane.words
