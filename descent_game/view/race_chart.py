"""The losses of a race as a chart, for its screen and for ``descent race --chart``."""

from collections.abc import Sequence
from typing import TypeVar

from descent_game.game.racing import Lane, letter_of
from descent_game.game.track import Termination
from descent_game.rendering.chart_layout import Chart, Run

RoleT = TypeVar("RoleT", bound=str)


def race_chart(
    lanes: Sequence[Lane],
    roles: Sequence[RoleT],
    turns: int,
    *,
    turn: int | None = None,
    title: str = "loss by turn",
) -> Chart[RoleT]:
    """Return what the chart of a race shows: each lane in its role, by its letter.

    ``turn`` is the turn up to which it is drawn, None for the end.
    """
    runs = [
        Run(
            lane.spec.partition(":")[0].strip(),
            letter_of(number),
            role,
            lane.track.losses,
            note=_note(lane),
        )
        for number, (lane, role) in enumerate(zip(lanes, roles, strict=True))
    ]
    return Chart(runs, title, lanes[0].track.goal.loss, turns, turn)


def _note(lane: Lane) -> str:
    """Return how a lane broke off, as the table of the race has it."""
    ended = lane.track.termination
    return str(ended) if ended in (Termination.DIVERGED, Termination.NON_FINITE) else ""
