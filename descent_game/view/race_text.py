"""Races in words: a table, who won with which settings."""

from collections.abc import Sequence

from descent_game.game.racing import Lane, letter_of, race_result, ranked
from descent_game.game.wording import plain


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
    tied = [lane for lane in others if race_result(lane.track) == race_result(track)]
    verb = "Level at the top" if tied else "Won by"
    return f"{verb}: {' and '.join(map(_words, [best, *tied]))}, {how}."


def _words(lane: Lane) -> str:
    return f"{lane.words} (plain)" if lane.baseline else lane.words
