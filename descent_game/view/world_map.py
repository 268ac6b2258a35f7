"""The map of the worlds in lines: a trail of levels with stars, turns and locks, world by world."""

from collections.abc import Sequence
from dataclasses import dataclass

from descent_game.catalogue.catalogue import pack_words, world_title
from descent_game.catalogue.pack import BrokenPack
from descent_game.game.summary import turns_words
from descent_game.optimizers.registry import METHODS
from descent_game.player.course_progress import LevelProgress, worlds
from descent_game.view.level_texts import moves_words
from descent_game.view.line import (
    BLANK,
    Line,
    Piece,
    Role,
    hanging,
    line,
    named,
    shortened,
    spread,
    star_signs,
    width_of,
    wrapped,
)
from descent_game.view.listing import Row

ALL_DONE = "Every level has earned a star. What is left are further stars, races and the sandbox."

NEXT = "»"
"""The sign of what to play next."""

RESULT = 8
"""Columns of what was reached on a level: its best turns, or one word."""


@dataclass(frozen=True)
class TrailView:
    """The trail, where the cursor is, what is next, and the levels that a search has found.

    After the places of the levels come those of broken packs.
    """

    stages: Sequence[LevelProgress]
    selected: int
    next: int | None
    all_open: bool = False
    found: Sequence[int] | None = None
    broken: Sequence[BrokenPack] = ()

    def locked(self, place: int) -> bool:
        """Return whether a level is still closed; what has been played stays open."""
        return self.stages[place].locked and not self.all_open


def world_rows(trail: TrailView, width: int, height: int) -> list[Row]:
    """Return the map: the levels of the cursor's world, and of those about it if there is room."""
    if trail.found is not None:
        return [Row(_level(trail, place, width), place) for place in trail.found]
    groups = worlds(trail.stages)
    height -= len(trail.broken) + 1 if trail.broken else 0
    gaps = 2 * len(groups) - 1 + max(map(len, groups), default=0) <= height
    shown = _unfolded(trail, groups, height - (2 if gaps else 1) * len(groups))
    joined = all(2 * len(p) - 1 <= _room(trail, n, p, width) for n, p in enumerate(groups, start=1))
    rows: list[Row] = []
    for number, places in enumerate(groups, start=1):
        if gaps and rows:
            rows.append(Row(BLANK))
        dots = () if number in shown else _dots(trail, places, joined=joined)
        rows.append(Row(_world(trail, number, places, width, dots), places[0]))
        if number in shown:
            rows += [Row(_level(trail, place, width), place) for place in places]
    if gaps and trail.broken:
        rows.append(Row(BLANK))
    for place, pack in enumerate(trail.broken, start=len(trail.stages)):
        rows.append(Row(_broken(pack, width, here=place == trail.selected), place))
    return rows


def _broken(pack: BrokenPack, width: int, *, here: bool) -> Line:
    words = "partly broken" if pack.in_part else "broken"
    room = max(width - 4 - len(words) - 1, 1)
    role: Role = "cursor" if here else "text"
    return (
        Piece("▸ " if here else "  ", role),
        Piece("✗", role if here else "bad"),
        Piece(f" {shortened(pack.name, room):<{room}}", role),
        Piece(f" {words}", "bad"),
    )


def _unfolded(trail: TrailView, groups: Sequence[range], room: int) -> set[int]:
    """Return the numbers of the worlds whose levels are shown: the cursor's, and on from there."""
    here = next((n for n, places in enumerate(groups) if trail.selected in places), 0)
    shown: set[int] = set()
    for place in sorted(range(len(groups)), key=lambda n: abs(n - here)):
        towards = place + (place < here) - (place > here)
        if place == here or (towards + 1 in shown and len(groups[place]) <= room):
            shown.add(place + 1)
            room -= len(groups[place])
    return shown


def _world(trail: TrailView, number: int, places: range, width: int, dots: Line) -> Line:
    """Return a world's heading; where its levels are not shown, each is a dot of it."""
    stages = trail.stages[places.start : places.stop]
    title = world_title(stages[0].level)
    if not dots:
        return spread(line(f"{number} {title.upper()}", "title"), _count(stages), width)
    shown = dots if width_of(dots) <= _room(trail, number, places, width) else BLANK
    return spread((Piece(f"{number} {title}  "), *shown), _count(stages), width)


def _count(stages: Sequence[LevelProgress]) -> Line:
    earned = sum(stage.stars for stage in stages)
    return (Piece(f"★ {earned}", "star"), Piece(f" of {3 * len(stages)}", "dim"))


def _room(trail: TrailView, number: int, places: range, width: int) -> int:
    """Return how many columns of a world's heading are left for its dots."""
    stages = trail.stages[places.start : places.stop]
    title = world_title(stages[0].level)
    return width - len(f"{number} {title}  ") - width_of(_count(stages)) - 1


def _dots(trail: TrailView, places: range, *, joined: bool) -> Line:
    """Return a world's levels as a trail of signs; worlds are joined alike, or none is."""
    dots = [_node(trail, place) for place in places]
    if joined:
        return tuple(piece for dot in dots for piece in (Piece("─", "rule"), dot))[1:]
    return tuple(dots)


def _level(trail: TrailView, place: int, width: int) -> Line:
    stage, here = trail.stages[place], place == trail.selected
    locked = trail.locked(place)
    role: Role = "cursor" if here else "dim" if locked else "text"
    words, result = _result(trail, place)
    room = max(width - 4 - 4 - RESULT - 1, 1)
    stars = star_signs(stage.stars)
    return (
        Piece("▸ " if here else "  ", role),
        _node(trail, place, role if here else None),
        Piece(f" {shortened(stage.level.title, room):<{room}}", role),
        Piece("    " if locked else f" {stars}", "star" if stage.stars else "dim"),
        Piece(f" {words:>{RESULT}}", result),
    )


def _node(trail: TrailView, place: int, role: Role | None = None) -> Piece:
    """Return a level as one sign: done, open, next or locked."""
    if place == trail.next:
        return Piece(NEXT, role or "compass")
    if trail.locked(place):
        return Piece("·", role or "dim")
    done = trail.stages[place].stars > 0
    return Piece("●" if done else "○", role or ("star" if done else "text"))


def _result(trail: TrailView, place: int) -> tuple[str, Role]:
    stage = trail.stages[place]
    if stage.unfinished_turns is not None:
        return "waiting", "compass"
    if stage.best is not None and stage.best.turns is not None:
        return turns_words(stage.best.turns), "text"
    if trail.locked(place):
        return "locked", "dim"
    if place == trail.next:
        return "next", "compass"
    return ("tried", "dim") if stage.best is not None else ("", "dim")


def stage_lines(trail: TrailView, width: int) -> list[Line]:
    """Return what is known of the selected level."""
    stage = trail.stages[trail.selected]
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
        ("Bot", f"{level.bot.optimizer}: {METHODS[level.bot.optimizer].description}"),
    ]
    lines += [*named(facts, width), BLANK, *_reached(trail, width)]
    if level.pack:
        lines += [BLANK, *wrapped(f"From {pack_words(level.pack)}.", width, "dim")]
    return lines


def _reached(trail: TrailView, width: int) -> list[Line]:
    stage = trail.stages[trail.selected]
    lines: list[Line] = []
    if trail.locked(trail.selected):
        words = f"Locked: opens with a star on {stage.required_words}."
        lines += wrapped(words, width, "goal")
    elif stage.best is None:
        lines += wrapped("Not played yet.", width, "dim")
    elif stage.best.turns is None:
        lines += wrapped("Played, the goal not reached yet.", width, "dim")
    else:
        best = f"Best: {stage.stars} of 3 stars, {turns_words(stage.best.turns)}."
        lines += wrapped(best, width)
    if stage.best and stage.best.earlier:
        lines += wrapped("That was an earlier version of the level.", width, "dim")
    if stage.unfinished_turns is not None:
        words = f"A game is waiting for you after {turns_words(stage.unfinished_turns)}."
        lines += wrapped(words, width, "compass")
    if trail.selected == trail.next:
        lines += wrapped("This is next.", width, "compass")
    if trail.next is None:
        lines += [BLANK, *wrapped(ALL_DONE, width, "goal")]
    return lines


def broken_lines(pack: BrokenPack, width: int) -> list[Line]:
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
    (NEXT, "compass", "what is next"),
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
        lines += hanging((Piece(f" {sign}  ", role),), meaning, width)
    lines += [BLANK, line("KEYS", "title"), *named(keys, width), BLANK]
    return lines + wrapped("Letters and digits search: type a part of a level's name.", width)
