"""The map of the worlds in lines: a trail of levels with stars, turns and locks, world by world."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from descent_game.game.account import turns_words
from descent_game.game.rules import moves_words
from descent_game.level.course import world_title
from descent_game.level.packs import Broken
from descent_game.progress.trail import Stage, worlds
from descent_game.tui.lines.line import BLANK, Line, Piece, Role, line, named, spread, wrapped

RESULT = 8
"""Columns of what was reached on a level: its best turns, or one word."""


@dataclass(frozen=True)
class Walk:
    """The trail, where the cursor is, what is next, and the levels that a search has found.

    After the places of the levels come those of broken packs.
    """

    stages: Sequence[Stage]
    selected: int
    next: int | None
    all_open: bool = False
    found: Sequence[int] | None = None
    broken: Sequence[Broken] = ()

    def locked(self, place: int) -> bool:
        """Tell whether a level is still closed; what has been played stays open."""
        return self.stages[place].closed and not self.all_open


class Row(NamedTuple):
    """A line of the map, and the place that a click on it means."""

    line: Line
    place: int | None = None


def world_rows(walk: Walk, width: int, height: int) -> list[Row]:
    """Return the map: every level where there is room, else only those of the cursor's world."""
    if walk.found is not None:
        return [Row(_level(walk, place, width), place) for place in walk.found]
    groups = worlds(walk.stages)
    height -= len(walk.broken) + 1 if walk.broken else 0
    spread_out = len(walk.stages) + 2 * len(groups) <= height
    gaps = spread_out or 2 * len(groups) - 1 + max(map(len, groups), default=0) <= height
    rows: list[Row] = []
    for number, places in enumerate(groups, start=1):
        here = walk.selected in places
        if gaps and rows:
            rows.append(Row(BLANK))
        rows.append(Row(_world(walk, number, places, width, shown=spread_out or here), places[0]))
        if spread_out or here:
            rows += [Row(_level(walk, place, width), place) for place in places]
    if gaps and walk.broken:
        rows.append(Row(BLANK))
    for place, pack in enumerate(walk.broken, start=len(walk.stages)):
        rows.append(Row(_broken(pack, width, here=place == walk.selected), place))
    return rows


def _broken(pack: Broken, width: int, *, here: bool) -> Line:
    words = "partly broken" if pack.in_part else "broken"
    room = max(width - 4 - len(words) - 1, 1)
    name = pack.name if len(pack.name) <= room else f"{pack.name[: room - 1]}…"
    role: Role = "cursor" if here else "text"
    return (
        Piece("▸ " if here else "  ", role),
        Piece("✗", role if here else "bad"),
        Piece(f" {name:<{room}} ", role),
        Piece(words, "bad"),
    )


def _world(walk: Walk, number: int, places: range, width: int, *, shown: bool) -> Line:
    """Return a world's heading; where its levels are not shown, each is a dot of it."""
    stages = walk.stages[places.start : places.stop]
    title = world_title(stages[0].level)
    earned = sum(stage.stars for stage in stages)
    count = (Piece(f"★ {earned}", "star"), Piece(f" of {3 * len(stages)}", "dim"))
    if shown:
        return spread(line(f"{number} {title.upper()}", "title"), count, width)
    name = Piece(f"{number} {title}  ")
    room = width - len(name.text) - sum(len(piece.text) for piece in count) - 1
    return spread((name, *_dots(walk, places, room)), count, width)


def _dots(walk: Walk, places: range, room: int) -> Line:
    """Return a world's levels as a trail of signs, joined where there is room."""
    dots = [_node(walk, place) for place in places]
    if 2 * len(dots) - 1 <= room:
        return tuple(piece for dot in dots for piece in (Piece("─", "rule"), dot))[1:]
    return tuple(dots) if len(dots) <= room else BLANK


def _level(walk: Walk, place: int, width: int) -> Line:
    stage, here = walk.stages[place], place == walk.selected
    locked = walk.locked(place)
    role: Role = "cursor" if here else "dim" if locked else "text"
    words, result = _result(walk, place)
    room = max(width - 4 - 4 - RESULT - 1, 1)
    title = stage.level.title
    shown = title if len(title) <= room else f"{title[: room - 1]}…"
    stars = "★" * stage.stars + "☆" * (3 - stage.stars)
    return (
        Piece("▸ " if here else "  ", role),
        _node(walk, place, role if here else None),
        Piece(f" {shown:<{room}} ", role),
        Piece("   " if locked else stars, "star" if stage.stars else "dim"),
        Piece(f" {words:>{RESULT}}", result),
    )


def _node(walk: Walk, place: int, role: Role | None = None) -> Piece:
    """Return a level as one sign: done, open, next or locked."""
    if place == walk.next:
        return Piece("◆", role or "compass")
    if walk.locked(place):
        return Piece("·", role or "dim")
    done = walk.stages[place].stars > 0
    return Piece("●" if done else "○", role or ("star" if done else "text"))


def _result(walk: Walk, place: int) -> tuple[str, Role]:
    stage = walk.stages[place]
    if stage.waiting is not None:
        return "waiting", "compass"
    if stage.best is not None and stage.best.turns is not None:
        return turns_words(stage.best.turns), "text"
    if walk.locked(place):
        return "locked", "dim"
    if place == walk.next:
        return "next", "compass"
    return ("tried", "dim") if stage.best is not None else ("", "dim")


def stage_lines(walk: Walk, width: int) -> list[Line]:
    """Return what is known of the selected level."""
    stage = walk.stages[walk.selected]
    level = stage.level
    lines = [*wrapped(level.title, width, "player"), BLANK]
    if stage.best is not None:  # the idea is for finding first
        lines += [*wrapped(level.idea, width), BLANK]
    rules = level.rules
    sight = "the whole map" if level.map.sight == "all" else "fog beyond a short sight"
    facts = [
        ("Moves", moves_words(rules)),
        ("Turns", f"at most {rules.turns}"),
        ("Sight", sight),
        ("Bot", level.bot.optimizer),
    ]
    return [*lines, *named(facts, width), BLANK, *_reached(walk, width)]


def _reached(walk: Walk, width: int) -> list[Line]:
    stage = walk.stages[walk.selected]
    lines: list[Line] = []
    if walk.locked(walk.selected):
        names = " and ".join(f"“{title}”" for title in stage.missing)
        lines += wrapped(f"Locked: opens with a star on {names}.", width, "goal")
    elif stage.best is None:
        lines += wrapped("Not played yet.", width, "dim")
    elif stage.best.turns is None:
        lines += wrapped("Played, the goal not reached yet.", width, "dim")
    else:
        best = f"Best: {stage.stars} of 3 stars, {turns_words(stage.best.turns)}."
        lines += wrapped(best, width)
    if stage.waiting is not None:
        words = f"A game is waiting for you after {turns_words(stage.waiting)}."
        lines += wrapped(words, width, "compass")
    if walk.selected == walk.next:
        lines += wrapped("This is next.", width, "compass")
    return lines


def broken_lines(pack: Broken, width: int) -> list[Line]:
    """Return why a pack, or some of its levels, cannot be used."""
    first, *rest = pack.reasons
    lines = [*wrapped(pack.name, width, "player"), BLANK]
    words = "Not all of its levels can be used:" if pack.in_part else "Cannot be used:"
    lines += [*wrapped(words, width, "bad"), *wrapped(first, width), BLANK]
    if rest:
        more = f"And {len(rest)} more. All of them: descent level list"
        lines += [*wrapped(more, width, "dim"), BLANK]
    return lines + wrapped(f"It is in {pack.place}.", width, "dim")


SIGNS: tuple[tuple[str, Role, str], ...] = (
    ("◆", "compass", "what is next"),
    ("●", "star", "done: it has earned a star"),
    ("○", "text", "open"),
    ("·", "dim", "locked: it opens with a star on the levels that it builds on"),
    ("✗", "bad", "a pack of levels that cannot be used, or not all of it"),
    ("★", "star", "a star: for the goal, for beating the bot, for par"),
)


def world_help(keys: Sequence[tuple[str, str]], width: int) -> list[Line]:
    """Return what every sign of the map means, and every key."""
    lines = [line("ON THE MAP", "title")]
    for sign, role, meaning in SIGNS:
        first, *rest = wrapped(meaning, width - 4)
        lines.append((Piece(f" {sign}  ", role), *first))
        lines += [(Piece("    "), *more) for more in rest]
    lines += [BLANK, line("KEYS", "title"), *named(keys, width), BLANK]
    return lines + wrapped("Letters and digits search: type a part of a level's name.", width)
