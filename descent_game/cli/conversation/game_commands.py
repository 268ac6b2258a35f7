"""The commands of a game: position, aim, moves, readout, map."""

from collections.abc import Callable

from descent_game.cli.conversation.conversation import Conversation
from descent_game.cli.conversation.parsing import (
    Arguments,
    Command,
    aim_argument,
    number_argument,
    step_argument,
)
from descent_game.errors import DescentError
from descent_game.game import aiming
from descent_game.game.aiming import Aim
from descent_game.game.replay import played_until
from descent_game.view.instruments import slope_lines
from descent_game.view.line import counted
from descent_game.view.plain_text import turn_lines
from descent_game.view.step_views import (
    StepView,
    step_view_text,
    subject_of_aim,
    subject_of_turn,
)
from descent_game.view.surroundings import (
    aim_lines,
    around_lines,
    heading_words,
    rose_line,
)
from descent_game.view.text_map import map_lines, seen_lines

MAP_SIZE = (72, 20)
LAST = "last"
"""In place of a move: the one that was made last."""


def look(conversation: Conversation, arguments: Arguments) -> None:
    """Write the positions of player and bot, and the slope."""
    conversation.write_position()


def make_move(conversation: Conversation, arguments: Arguments) -> None:
    """Make a move."""
    aim = _given(conversation, arguments)
    turn = conversation.game.play(aim.move)
    conversation.aim = aim
    conversation.save()
    conversation.write(turn_lines(turn))
    conversation.write_notice()
    if conversation.game.outcome is not None:
        conversation.end_game()
    else:
        left = conversation.game.level.rules.turns - conversation.game.player.turns
        conversation.aim = aiming.after_move(conversation.game, aim)
        slopes = slope_lines(conversation.game, conversation.aim.step)
        turned = conversation.aim.heading
        if turned is not None and turned != aim.heading:
            slopes.append(
                f"That heading leads no lower: the aim has turned to {heading_words(turned)}."
            )
        conversation.write([*slopes, f"{counted(left, 'turn')} left."])


def take_back(conversation: Conversation, arguments: Arguments) -> None:
    """Take the last move back, in practice."""
    game = conversation.game
    if not conversation.attempt.practice:
        raise DescentError("moves are taken back in practice only; 'same' begins one")
    if not game.turns or game.outcome is not None:
        raise DescentError("there is no move to take back")
    conversation.game = played_until(game, len(game.turns) - 1)
    conversation.aim = aiming.last_aim(game)
    conversation.session.save_taken_back(
        conversation.attempt, conversation.game, game, conversation.notes
    )
    conversation.write_notice()
    conversation.write_position()


def _given(conversation: Conversation, arguments: Arguments) -> Aim:
    """Return the aim that arguments give, the present one without any. Raises ``MoveError``."""
    return aim_argument(conversation, arguments) if arguments else conversation.aim


def aim(conversation: Conversation, arguments: Arguments) -> None:
    """Change the aim, or write what it is."""
    aim = _given(conversation, arguments)
    lines = aim_lines(conversation.game, aim)
    conversation.aim = aim
    conversation.write(lines)


def promise(conversation: Conversation, arguments: Arguments) -> None:
    """Write the promise of a move without changing the aim."""
    aim = _given(conversation, arguments)
    conversation.write(aim_lines(conversation.game, aim))


def compass(conversation: Conversation, arguments: Arguments) -> None:
    """Write what the instruments show of the slope, for the aim's step or another one."""
    step = step_argument(conversation, arguments, conversation.aim.step)
    lines = slope_lines(conversation.game, step)
    conversation.write(lines or ["This level has no instrument that shows the slope."])


def around(conversation: Conversation, arguments: Arguments) -> None:
    """Write what the map shows around the player."""
    distance = step_argument(conversation, arguments, conversation.game.level.rules.max_step)
    conversation.write(around_lines(conversation.game, distance))


def rose(conversation: Conversation, arguments: Arguments) -> None:
    """Write the heading along which a step leads lowest."""
    if "rose" not in conversation.game.level.map.instruments:
        raise DescentError("this level has no rose")
    step = step_argument(conversation, arguments, conversation.aim.step)
    conversation.write([rose_line(conversation.game, step)])


def look_inside(view: StepView) -> Callable[[Conversation, Arguments], None]:
    """Return the command that writes a view of a step: of the aim, a given move or a turn."""

    def write(conversation: Conversation, arguments: Arguments) -> None:
        game, practice = conversation.game, conversation.attempt.practice
        turns = len(game.turns)
        if game.outcome is not None:
            turn = number_argument(arguments[0], turns) if arguments else turns
            subject = subject_of_turn(view, game, turn)
        elif arguments == [LAST]:
            subject = subject_of_turn(view, game, turns)
        else:
            move = _given(conversation, arguments).move
            subject = subject_of_aim(view, game, move, practice=practice)
        conversation.write(step_view_text(view, subject))

    return write


def readout(conversation: Conversation, arguments: Arguments) -> None:
    """Write the readout of a turn, the last one unless its number is given."""
    turns = conversation.game.turns
    if not turns:
        raise DescentError("there has been no move")
    number = number_argument(arguments[0], len(turns)) if arguments else len(turns)
    conversation.write(turn_lines(turns[number - 1]))


def draw_map(conversation: Conversation, arguments: Arguments) -> None:
    """Write the map in characters, as far as the player has seen it."""
    game = conversation.game
    if game.outcome is not None:
        conversation.write(map_lines(game, MAP_SIZE, "ascii"))
        return
    conversation.write(seen_lines(game, conversation.aim.move, MAP_SIZE, "ascii"))


MOVE_USAGE = "HEADING STEP [INERTIA]"
MOVE_HELP = (
    "make a move; the word move may be left out, and alone it makes the aim's move. Headings"
    " may also be north, south-west and so on; down, as the compass points; or reverse, the"
    " opposite of the aim's. The step may be rate: what the learning rate of the last move gives"
    " here. again is the last move once more"
)
STEP_USAGE = f"[{MOVE_USAGE} or {LAST}]"
CUT_HELP = (
    "the loss along the aim or another move, and what each weight adds where the level grants it;"
    " cut last is that of the last move, with what each weight added; after the game, of any TURN"
)
FILM_HELP = (
    "the aim, another move or the last one at shorter and shorter lengths: how interaction and"
    " surprise shrink; after the game, of any TURN"
)
COMMANDS = (
    Command(("move", "m"), MOVE_USAGE, MOVE_HELP, make_move),
    Command(("undo", "u"), "", "take the last move back, in practice", take_back),
    Command(("look", "l"), "", "where you and the bot are, and what the slope is", look),
    Command(("aim", "a"), MOVE_USAGE, "set the aim, and show what it promises", aim),
    Command(("promise", "p"), MOVE_USAGE, "the same without changing the aim", promise),
    Command(("compass", "c"), "[STEP]", "what the instruments show of the slope", compass),
    Command(
        ("around",), "[DISTANCE]", "what the map shows around you, as far as sight reaches", around
    ),
    Command(("rose",), "[STEP]", "where a step leads lowest, in levels with the rose", rose),
    Command(("cut",), STEP_USAGE, CUT_HELP, look_inside("cut")),
    Command(("film",), STEP_USAGE, FILM_HELP, look_inside("film")),
    Command(("readout", "r"), "[TURN]", "the readout of a turn, the last unless given", readout),
    Command(("map",), "", "the map in characters, as far as you have seen it", draw_map),
)
"""A command of the game is added here."""
