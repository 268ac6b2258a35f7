"""One mistake a file: where the message points (at ``§``), and that it says what to write."""

from pathlib import Path

import pytest

from descent_game.errors import LevelError, printable
from tests.levels_for_tests import BOWL, level_text, write_level

CLAIM = '[[claims]]\nname = "x"\nsay = "X"\nmeasure = "loss"\nat_least = 0'
PLAY = '[[plays]]\nname = "x"\nmoves = [[40, 2]]\nstars = 1'
QUESTION = '[[questions]]\nask = "What?"\nchoices = ["a", "b"]\nanswer = 1\nbecause = "So."'

MISTAKES = [
    # a typing error in a key, in a table, in a list of tables
    ("turns = 14", "§truns = 14", "unknown key 'truns'; did you mean 'turns'?"),
    ("[rules]", "§[ruels]", "unknown key 'ruels'; did you mean 'rules'?"),
    (PLAY, PLAY.replace("stars", "§starz"), "unknown key 'starz'; did you mean 'stars'?"),
    (CLAIM, CLAIM.replace("measure", "§mesure"), "unknown key 'mesure'; did you mean 'measure'?"),
    ('optimizer = "gd"', '§optimiser = "gd"', "unknown key 'optimiser'; did you mean 'optimizer'"),
    # keys of another table
    ("format = 1", "format = 1\n§truns = 14", "did you mean 'turns' in [rules] or in [goal] with"),
    ("[goal]", "[goal]\n§sight = 1", "unknown key 'sight' here; it belongs in [map]"),
    ("[map]", '[map]\n§ask = "What?"', "it belongs in [[questions]]"),
    ("[map]", "[map]\n§requires = []", "it belongs at the top, above the first table"),
    ("[map]", "[map]\n§claims = []", "it belongs at the top, as [[claims]]"),
    ("loss = 0.02", "loss = 0.02\n§turns = 3", 'in [rules] or in [goal] with kind = "hold"'),
    # wrong types and values
    ("max_step = 2.0", 'max_step = §"two"', "'two' is not a number above 0"),
    ("max_step = 2.0", "max_step = §-1", "-1 is not a number above 0"),
    ("turns = 14", "turns = §1.5", "1.5 is not a whole number from 1 to 500"),
    ("turns = 14", "turns = §14.0", "14.0 is not a whole number from 1 to 500; write 14, without"),
    ("turns = 14", 'turns = §"14"', "'14' is not a whole number from 1 to 500; write 14, without"),
    ("turns = 14", 'turns = §"14 turns"', "write 14, without quotes and without a unit"),
    ("max_step = 2.0", 'max_step = 2.0\nturn_axes = §"true"', "write true, without quotes"),
    ("order = 1", 'order = 1\nrequires = §"a"', "write it as a list: ['a']"),
    ('title = "A level"', "title = §3", "is not a text of 1 to 40 characters; write it in quotes"),
    (PLAY, PLAY.replace("40", '§"40 degrees"'), "'40 degrees' is not a number or \"-\"; write 40,"),
    ("[goal]\n", "§[[goal]]\n", "a list of tables is not a table"),
    (PLAY, PLAY.replace("[[plays]]", "§[plays]"), "is not a list of tables, each in [[ ]]"),
    ("turns = 14", "turns = §true", "true is not a whole number from 1 to 500"),
    ("order = 1", "order = §nan", "nan is not a finite number"),
    ("w1 = [-5.0, 5.0]", "w1 = §[5.0, -5.0]", "is not [low, high] with low < high"),
    ("w1 = [-5.0, 5.0]", "w1 = §[1.0]", "is not two numbers, such as [-5.0, 5.0]"),
    ('title = "A level"', 'title = §""', "is not a text of 1 to 40 characters"),
    ('world = "test-world"', 'world = §"Test World"', "is not lower-case words joined by hyphens"),
    ("format = 1", "format = §2", "format 2 is newer than this program"),
    ('id = "test-level"', 'id = §"other"', "'other' is not the file's name, 'test-level'"),
    ("max_step = 2.0", 'max_step = 2.0\nmoves = §"diagonal"', "'diagonal' is not \"free\""),
    ("max_step = 2.0", "max_step = 2.0\ninertia = §2", "2 is not a number from 0 to 0.95"),
    ("turns = 14", "\t§TURNS = 14", "did you mean 'turns'? It is a whole number from 1 to 500"),
    ("max_step = 2.0", "\tmax_step =\t§-1", "-1 is not a number above 0"),
    ("order = 1", "order = §2026-11-24", "2026-11-24 is not a whole number from 1"),
    ("w = [-3.0, -3.0]", "§w1 = -3.0", "unknown key 'w1'; did you mean 'w'? It is two numbers"),
    ("[map]", '[map]\nsight = §"most"', "'most' is not a radius above 0"),
    ("[map]", '[map]\ninstruments = [§"compas"]', "'compas' is not \"compass\", \"partials\","),
    # formulas: the caret is under the character
    ("(w1-2)**2", "(w1-2)§^2", "write ** for a power"),
    ("(w2-1)**2", "(§w3-1)**2", "unknown name 'w3'"),
    ("(w2-1)**2", "§sine(w2)", "unknown function 'sine'; known: "),
    ("((w1-2)", "§(((w1-2)", "this '(' is never closed"),
    ("(w2-1)**2", "§ln(w2)", "did you mean 'log'?"),
    ("(w2-1)**2", "§W2**2", "unknown name 'W2'; known: w1, w2; did you mean 'w2'?"),
    ("(w2-1)**2", "2§w2", "missing before 'w'"),
    ("(w2-1)**2", "w2§\u00b2", "write **2 for a square"),
    ("(w2-1)**2", "(w2 §\u2212 1)**2", "write - for minus"),
    ("(w2-1)**2", "§|w2|", "write abs(...)"),
    ("(w2-1)**2", "\\u0077§2+w3".replace("§2+w3", "2+§w3"), "unknown name 'w3'"),
    (f'"{BOWL}"', f'"""\n  {BOWL} +\\\n  §w3"""', "unknown name 'w3'"),
    (f'"{BOWL}"', f"'''\n{BOWL}\n\t+ §w3'''", "unknown name 'w3'"),
    (f'"{BOWL}"', f'"{BOWL}\\t+\\n§w3"', "unknown name 'w3'"),
    # parameters, and fields of texts
    ("[map]", "[loss.parameters]\n§e = 1\n[map]", "'e' is taken"),
    ("[map]", "[loss.parameters]\nq = { value = 1, §betwen = [0, 1] }\n[map]", "'between'?"),
    ("[map]", "[loss.parameters]\nq = §{ between = [0, 1] }\n[map]", "'value' is missing"),
    ('"A brief."', '"""\nA brief\nof §{bot.turn}."""', "did you mean '{bot.turns}'?"),
    ('"A brief."', '"A brief of §{goal."', "'{' stands alone"),
    ("w = [-3.0, -3.0]", 'w = [-3.0, "1 + §x"]', "unknown name 'x'"),
    ("w = [-3.0, -3.0]", "w = §[-3.0, 9.0]", "w2 = 9 is not on the map"),
    ("learning_rate = 0.3", 'learning_rate = "2/§steep"', "unknown name 'steep'"),
    ("par = 4", 'par = §"2.5"', "2.5 is not a whole number from 1 to 14"),
    # optimizers, measures, policies, bounds
    ('optimizer = "gd"', 'optimizer = §"adm"', "unknown optimizer: 'adm'; did you mean adam?"),
    ("learning_rate = 0.3", "§rate = 0.3", "did you mean learning_rate?"),
    ("learning_rate = 0.3", "learning_rate = §-0.3", "allowed is a number above 0"),
    (QUESTION, QUESTION.replace("answer = 1", "answer = §3"), "3 is not one of the 2 choices"),
    (PLAY, PLAY.replace("2]]", "§3]]"), "step 3.0 is not from 0 to 2"),
    # missing
    ('[goal]\nloss = 0.02\n', "", "'goal' is missing; it is a table: [goal] with 'loss'"),
    ("[rules]\nmax_step = 2.0\nturns = 14\n", "", "[rules] with 'max_step' and 'turns'"),
    ("max_step = 2.0\n", "", "'max_step' is missing; it is a number above 0"),
]  # fmt: skip
NOT_TOML = [
    ("par = 4", "par = 4\n§par = 5", "not valid TOML: this key is there twice"),
    ("moves = [[40, 2]]", "policy = { keys = true, §keys = false }", "this key is there twice"),
    ("[goal]", "[goal]\nloss = 1\n§[goal]", "the table [goal] is there already: put all"),
    (QUESTION, f"[questions]\n\n§{QUESTION}", "write [[questions]] each time"),
    ("[start]", "[start§", "the name of a table ends with ]"),
    ("[[claims]]", "[[claims§]", "a table that begins with [[ ends with ]]"),
    ("[start]", "§(start)", "a line is key = value, or the name of a table in [ ]"),
    ("par = 4", "par =§", "a value is missing after '='"),
    ("par = 4", "par =   §# as yet unknown", "a value is missing after '='"),
    ("turns = 14", "turns §14", "write '=' between a key and its value"),
    ("turns = 14", "turns§: 14", "write '=' between a key and its value"),
    ("turns = 14", "turns =§= 14", "one '=' is enough"),
    ("max_step = 2.0", "max §step = 2.0", "a key is one word: join its words by _"),
    ("turns = 14", "turns = 14 §turns", "a number stands alone, without a unit"),
    ("max_step = 2.0", "max_step = 2.0§°", "a number stands alone, without a unit"),
    ("max_step = 2.0", "max_step = 2§,0", "numbers are written with a point"),
    ("max_step = 2.0", "max_step = 2§.", "a number ends in a digit"),
    ("max_step = 2.0", "max_step = §.5", "a number begins with a digit"),
    ("turns = 14", "turns = 14§;", "every key has a line of its own"),
    ("[start]", "[start] §w = [0, 0]", "the keys of a table begin on the next line"),
    ("turns = 14", "turns = 14\nturn_axes = §True", "write true or false, in lower case"),
    ('title = "A level"', "title = §A level", "texts stand in quotes"),
    ('title = "A level"', "title = §\u201cA level\u201d", "texts stand in straight quotes"),
    ('title = "A level"', "title = 'It'§s a level'", "stands in double quotes"),
    ('title = "A level"', 'title = "A "§level""', 'write \\" for one that belongs to it'),
    ('idea = "An idea."', 'idea = "An idea.§', "the quote at the end is missing"),
    ('idea = "An idea."', 'idea = "An§\v idea."', "a text holds no such character"),
    ('idea = "An idea."', 'idea = "An §\\q idea."', "write \\\\ for a backslash"),
    ('debrief = "A debrief."', 'debrief = §"""A debrief.', 'begins here is missing: """'),
    ("w1 = [-5.0, 5.0]", "w1 = §[-5.0, 5.0", "the end of what begins here is missing: ]"),
    ("w1 = [-5.0, 5.0]", "w1 = -5.0§, 5.0", "several values stand in a list, [ ]"),
    ("w1 = [-5.0, 5.0]", "w1 = §(-5.0, 5.0)", "a list stands in [ ]"),
    ("turns = 14", "turns = 0§14", "a number has no 0 in front"),
    ("turns = 14", "turns = §none", "there is no such value: leave the key out"),
    ("moves = [[40, 2]]", "policy = { keys = true, §}", "no comma stands before }"),
    ("moves = [[40, 2]]", "policy = { keys = true,§\n}", "a table in { } stays on one line"),
    ("w1 = [-5.0, 5.0]", "w1 = [-5.0 §5.0]", "a comma is missing between two items"),
    ("order = 1", "order = 2026-12-01§T24:00:00+01:00", "this is no time; write a date"),
    ("order = 1", "order = 2026-12-01T23:59:00§+0100", "as in 2026-12-01T23:59:00+01:00; hours go"),
    ("order = 1", "order = 2026-12-01 §23.59", "this is no time"),
    ("order = 1", "order = 2026§-12-1", "this is no date"),
    ("order = 1", "order = 0§1.12.2026", "this is no date"),
    ("order = 1", "order = 31.12§.2026", "this is no date"),
    ("order = 1", "order = §2026-02-30", "there is no such date or time; write a date"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("right", "wrong", "says"), [*MISTAKES, *NOT_TOML], ids=lambda case: str(case)[:40]
)
def test_a_mistake_is_pointed_at_in_words(
    tmp_path: Path, right: str, wrong: str, says: str
) -> None:
    whole = level_text(more="\n".join(["", CLAIM, PLAY, QUESTION]))
    write_level(tmp_path, whole)
    assert whole.count(right) == 1
    text = whole.replace(right, wrong)
    before, _, _ = text.partition("§")
    with pytest.raises(LevelError) as refused:
        write_level(tmp_path, text.replace("§", ""))
    (problem,) = refused.value.problems  # a mistake is told once
    assert says in problem.message
    if "§" in text:
        place = before.count("\n") + 1, len(before) - before.rfind("\n")
        assert (problem.line, problem.column) == place, refused.value.shown
        source = text.replace("§", "").split("\n")[place[0] - 1]
        shown = [f"    {printable(source)}".rstrip(), f"{' ' * (place[1] + 3)}^"]
        assert problem.shown.split("\n")[1:] == shown
