"""The commands of a game: look around, aim, move, and take a move apart."""

from descent_game.cli.conversation.conversation import Conversation
from descent_game.cli.conversation.parsing import Words, said_move, said_number, said_step
from descent_game.errors import DescentError
from descent_game.game.aiming import Aim
from descent_game.view.plain_text import turn_lines
from descent_game.view.surroundings import (
    aim_lines,
    around_lines,
    rose_line,
    slope_lines,
)
from descent_game.view.text_map import map_lines, seen_lines

MAP_SIZE = (72, 20)


def look(talk: Conversation, words: Words) -> None:
    """Say where everybody stands and what the slope is."""
    del words
    talk.tell_standing()


def make_move(talk: Conversation, words: Words) -> None:
    """Make a move."""
    move = said_move(talk, words) if words else talk.aim.move
    turn = talk.game.play(move)
    talk.aim = Aim(*move)
    talk.save()
    talk.say(turn_lines(turn))
    talk.tell_notice()
    if talk.game.outcome is not None:
        talk.finish()
    else:
        left = talk.game.level.rules.turns - talk.game.player.turns
        turns = f"{left} turn{'' if left == 1 else 's'} left."
        talk.say([*slope_lines(talk.game, talk.aim.step), turns])


def aim(talk: Conversation, words: Words) -> None:
    """Change the aim, or say what it is."""
    aim = Aim(*said_move(talk, words)) if words else talk.aim
    lines = aim_lines(talk.game, aim)
    talk.aim = aim
    talk.say(lines)


def promise(talk: Conversation, words: Words) -> None:
    """Say what a move would be, and leave the aim."""
    talk.say(aim_lines(talk.game, Aim(*said_move(talk, words)) if words else talk.aim))


def compass(talk: Conversation, words: Words) -> None:
    """Say what the instruments tell, for the aim's step or another one."""
    told = slope_lines(talk.game, said_step(talk, words, talk.aim.step))
    talk.say(told or ["This level tells nothing of the slope."])


def around(talk: Conversation, words: Words) -> None:
    """Say what the map shows around the player."""
    rules = talk.game.level.rules
    talk.say(around_lines(talk.game, said_step(talk, words, rules.max_step)))


def rose(talk: Conversation, words: Words) -> None:
    """Say along which heading a step leads lowest."""
    if "rose" not in talk.game.level.map.instruments:
        raise DescentError("this level has no rose")
    talk.say([rose_line(talk.game, said_step(talk, words, talk.aim.step))])


def readout(talk: Conversation, words: Words) -> None:
    """Take a move apart again, the last one unless its number is said."""
    turns = talk.game.turns
    if not turns:
        raise DescentError("there has been no move")
    number = said_number(words[0], len(turns)) if words else len(turns)
    talk.say(turn_lines(turns[number - 1]))


def draw_map(talk: Conversation, words: Words) -> None:
    """Draw what the player sees of the map in characters."""
    del words
    game = talk.game
    if game.outcome is not None:
        talk.say(map_lines(game, MAP_SIZE, "ascii"))
        return
    update = game.preview(talk.aim.move).update.displacement
    talk.say(seen_lines(game, update, MAP_SIZE, "ascii"))
