"""The homework that was begun, in lines: title, whose, when it is due; how to begin another."""

from collections.abc import Sequence

from descent_game.homework.assignment import Assignment
from descent_game.homework.result_text import due_words
from descent_game.player.homework_list import Begun
from descent_game.view.line import BLANK, Line, Piece, Role, line, shortened, wrapped
from descent_game.view.listing import Listing, Row

HOW = "To begin a homework that your instructor gave you, leave the game and type:"
COMMAND = "  descent homework start hw1.toml --student ID"


def assignment_listing(
    entries: Sequence[tuple[Begun, Assignment | str]], selected: int, width: int
) -> Listing:
    """Return the list, the course last, with what is known of the chosen entry below."""
    lines = [_entry(*each, width, here=n == selected) for n, each in enumerate(entries)]
    lines.append(_row("The course", "worlds and levels", "text", here=selected == len(entries)))
    how = [*wrapped(HOW, width, "dim"), line(COMMAND)]
    below = [BLANK, *_detail(entries, selected, width), BLANK, *how]
    return Listing([Row(each, n) for n, each in enumerate(lines)], [BLANK], below)


def _entry(homework: Begun, opened: Assignment | str, width: int, *, here: bool) -> Line:
    if isinstance(opened, str):
        return _row(homework.path.name, "cannot be read any more", "dim", here=here)
    title, when = opened.file.title, due_words(opened.due_for(homework.student))
    room = max(width - len(when) - 4, 10)
    return _row(shortened(title, room), when, "text", here=here)


def _row(title: str, words: str, role: Role, *, here: bool) -> Line:
    mark = "▸ " if here else "  "
    return Piece(f"{mark}{title}", "cursor" if here else role), Piece(f"  {words}", "dim")


def _detail(
    entries: Sequence[tuple[Begun, Assignment | str]], selected: int, width: int
) -> list[Line]:
    if selected == len(entries):
        return wrapped("Play the levels of the game, for yourself.", width)
    homework, opened = entries[selected]
    if isinstance(opened, str):
        return wrapped(opened, width)
    course = f"{opened.file.course}, " if opened.file.course else ""
    return [
        *wrapped(f"{course}as {homework.student}", width),
        *wrapped(str(homework.path), width, "dim"),
    ]
