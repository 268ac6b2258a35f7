"""What the language allows, and what it says about everything else."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from descent_game.errors import FormulaError
from descent_game.losses.formula import RESERVED, name_problem, parse
from descent_game.losses.functions import FUNCTIONS
from descent_game.losses.loss import Loss, evaluate
from descent_game.losses.tree import CONSTANTS
from tests.work import calls

NAMES = ("w1", "w2", "steep")
COLUMNS = ("left", "right")
KNOWN = ", ".join(FUNCTIONS)
OF_ONE, OF_TWO = (
    [name for name, function in FUNCTIONS.items() if function.arity == arity] for arity in (1, 2)
)
MOST_CALLS = 300_000
"""Of functions, to read a formula and take it at a point, loading modules included."""
INSTEAD = "a formula has numbers, names, + - * / **, ( ) and functions"
DEEP = "the formula is nested more than 50 deep"

FAULTS = [
    ("", 1, "the formula is empty"),
    (" \n ", 1, "the formula is empty"),
    ("w1 + w3", 6, "unknown name 'w3'; known: w1, w2, steep"),
    ("  w1 + w3", 8, "unknown name 'w3'; known: w1, w2, steep"),
    ("w1 +\n  w3", 8, "unknown name 'w3'; known: w1, w2, steep"),
    ("steap*w1", 1, "unknown name 'steap'; known: w1, w2, steep; did you mean 'steep'?"),
    ("w1*sinh(w1)", 4, f"unknown function 'sinh'; known: {KNOWN}; did you mean 'sin'?"),
    ("max(w1, w2)", 1, f"unknown function 'max'; known: {KNOWN}; did you mean 'maximum'?"),
    ("__import__('os')", 1, f"unknown function '__import__'; known: {KNOWN}"),
    ("1 + sin", 5, "'sin' is a function: write sin(...)"),
    ("sin(w1, w2)", 1, "sin(...) takes one argument, not 2"),
    ("1 + minimum(w1)", 5, "minimum(...) takes 2 arguments, not 1"),
    ("sin()", 1, "sin(...) takes one argument, not 0"),
    ("sin(x=w1)", 5, "sin(...) takes plain arguments only"),
    ("sin(*w1)", 5, "sin(...) takes plain arguments only"),
    ("sin(**w1)", 5, "sin(...) takes plain arguments only"),
    ("w1^2", 3, "'^' is not allowed; write ** for a power"),
    ("(w1 ^ 2", 5, "'^' is not allowed; write ** for a power"),
    ("w1 // w2", 4, f"'//' is not allowed; {INSTEAD}"),
    ("w1 % w2", 4, f"'%' is not allowed; {INSTEAD}"),
    ("w1 < w2", 4, f"'<' is not allowed; {INSTEAD}"),
    ("w1 and w2", 4, f"'and' is not allowed; {INSTEAD}"),
    ("not w1", 1, f"'not' is not allowed; {INSTEAD}"),
    ("~w1", 1, f"'~' is not allowed; {INSTEAD}"),
    ("w1 if w1 else w2", 4, f"'if' is not allowed; {INSTEAD}"),
    ("lambda: w1", 1, f"'lambda' is not allowed; {INSTEAD}"),
    ("(steep := 3)", 8, f"':' is not allowed; {INSTEAD}"),
    ("w1 = 3", 4, "'=' is not allowed; a formula is what stands behind the '='"),
    ("w1[0]", 3, f"'[' is not allowed; {INSTEAD}"),
    ("[w1]", 1, f"'[' is not allowed; {INSTEAD}"),
    ("{w1}", 1, f"'{{' is not allowed; {INSTEAD}"),
    ("f'{w1}'", 2, f'"\'" is not allowed; {INSTEAD}'),
    ("sin(w1 for w1 in w2)", 8, f"'for' is not allowed; {INSTEAD}"),
    ("w1 \\", 4, f"'\\\\' is not allowed; {INSTEAD}"),
    ("w1 # why", 4, "'#' is not allowed in a formula"),
    ("w1.real", 3, "'.' is not allowed here"),
    ("().__class__", 3, "'.' is not allowed here"),
    ("w1.real(3)", 3, "'.' is not allowed here"),
    ("()", 1, f"'()' is not allowed; {INSTEAD}"),
    ("(w1, w2)", 4, "',' is allowed between the arguments of a function only"),
    ("2(w1)", 2, "brackets here would call a function; write * for a product"),
    ("steep (w1)", 7, "brackets here would call a function; write * for a product"),
    ("sin(w1)(w2)", 8, "brackets here would call a function; write * for a product"),
    ("2w1", 2, "an operator is missing before 'w'"),
    ("(w1 w2)", 5, "an operator is missing before 'w'"),
    ("w1 + (w2)2", 10, "an operator is missing before '2'"),
    ("w1 +", 5, "the formula ends too early"),
    ("(w1", 1, "this '(' is never closed"),
    ("w1)", 3, "this ')' closes nothing"),
    (")w1", 1, "this ')' closes nothing"),
    ("1.5.2", 4, "a number has one point, and a name none"),
    ("(w1 - )", 7, "a number or a name is missing before ')'"),
    ("w1 +* w2", 5, "a number or a name is missing before '*'"),
    ("1 + 'a'", 5, "\"'a'\" is not a number"),
    ("1 + True", 5, "'True' is not a number"),
    ("None", 1, "'None' is not a number"),
    ("...", 1, "'...' is not a number"),
    ("2*1j", 3, "'1j' is not a number"),
    ("1 + 1e999", 5, "the number '1e999' is too large"),
    ("9" * 400, 1, f"the number '{'9' * 37}...' is too large"),
    ("a" * 1000, 1, f"unknown name '{'a' * 37}...'; known: w1, w2, steep"),
    ("w1 + é", 6, "character 'é' is not allowed in a formula"),
    ("ééé + w9", 1, "character 'é' is not allowed in a formula"),
    ("ﬁ", 1, "character 'ﬁ' is not allowed in a formula"),
    ("w1\0", 3, "character '\\x00' is not allowed in a formula"),
    ("mean(w1)", 1, "mean(...) needs data, and there is none"),
    ("1+" * 1000 + "1", 2001, "more than 2,000 characters"),
    ("-" * 100_000, 2001, "more than 2,000 characters"),
    ("-" * 60 + "1", 51, DEEP),
    ("-" * 1900 + "1", 51, DEEP),
    ("(" * 300 + "1" + ")" * 300, 51, DEEP),
    ("sin(" * 60 + "1" + ")" * 60, 201, DEEP),
    ("+".join(["w1"] * 400), 304, "the formula has more than 500 parts"),
]

DATA_FAULTS = [
    ("left", 1, "column 'left' has a value a row: use it inside mean(...) or sum(...)"),
    ("mean(left) + right", 14, "column 'right' has a value a row: use it inside mean(...) or "
     "sum(...)"),
    ("mean(sum(left*w1))", 6, "sum(...) of a weight inside mean(...) is not allowed"),
    ("mean(lift)", 6, "unknown name 'lift'; known: w1, w2, steep, left, right; did you mean "
     "'left'?"),
    ("1 + mean", 5, "'mean' is a function: write mean(...)"),
    ("mean(left, right)", 1, "mean(...) takes one argument, not 2"),
]  # fmt: skip


def fault(text: str, columns: tuple[str, ...] = ()) -> tuple[int, str]:
    with pytest.raises(FormulaError) as caught:
        parse(text, NAMES, columns)
    return caught.value.column, caught.value.message


@pytest.mark.parametrize(("text", "column", "message"), FAULTS, ids=lambda part: str(part)[:30])
def test_faults_are_named_at_their_column(text: str, column: int, message: str) -> None:
    assert fault(text) == (column, message)


@pytest.mark.parametrize(("text", "column", "message"), DATA_FAULTS)
def test_faults_about_data(text: str, column: int, message: str) -> None:
    assert fault(text, COLUMNS) == (column, message)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2", 2.0),
        ("1e3 - .5", 999.5),
        (" 1 +\n\t2 ", 3.0),
        ("-2**2", -4.0),
        ("2**-1", 0.5),
        ("2**3**2", 512.0),
        ("7 - 2 - 1", 4.0),
        ("8/2/2", 2.0),
        ("+--3", 3.0),
        ("1.95/steep", 0.039),
        ("minimum(3, steep) + maximum(1, 2)", 5.0),
        ("log(e**2) + cos(pi)", 1.0),
        ("sigmoid(0) + softplus(-1000) + tanh(1000)", 1.5),
        ("abs(-3) + sqrt(16) + exp(0) + sin(0) + tan(0)", 8.0),
        ("(((((((((1)))))))))", 1.0),
        ("+".join(["1"] * 250), 250.0),
        ("9**9**9", float("inf")),
        ("1/0", float("inf")),
        ("-1/0", float("-inf")),
    ],
)
def test_expressions_have_their_value(text: str, value: float) -> None:
    assert evaluate(text, {"steep": 50.0}) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("text", ["0/0", "log(-1)", "sqrt(-1)", "(-8)**(1/3)", "sin(1/0)"])
def test_undefined_expressions_are_nan(text: str) -> None:
    assert evaluate(text, {}) != evaluate(text, {})


@pytest.mark.parametrize("text", ["w1", "mean(w1)", "sum(1)"])
def test_expressions_have_no_weights_and_no_data(text: str) -> None:
    with pytest.raises(FormulaError):
        evaluate(text, {"steep": 1.0})


@pytest.mark.parametrize("name", ["steep", "a", "_b2", "W1", "w3", "left_eye"])
def test_good_names_have_no_problem(name: str) -> None:
    assert name_problem(name) == ""
    assert evaluate(name, {name: 3.0}) == 3.0


@pytest.mark.parametrize("name", [*RESERVED, *CONSTANTS])
def test_taken_names_are_refused(name: str) -> None:
    assert name_problem(name).startswith(f"{name!r} is taken")


@pytest.mark.parametrize("name", ["", "2a", "a-b", "a b", "é", "lambda", "None", "a.b"])
def test_bad_names_are_refused(name: str) -> None:
    assert name_problem(name).startswith(f"{name!r} is not a name")


TOKENS = [
    *"+-*/(),.^<=[]{}'\"#:;@%&|~!\\ \n\t",
    *("**", "//", "w1", "w2", "steep", "1", "0.5", "1e9", "sin(", "minimum(", "mean(", "abs("),
    *("e", "pi", "if", "else", "lambda", "for", "in", "not", "__class__", "0x", "1_0", "9**9**9"),
    *("\0", "é", "1j", "None", "f'", "left"),
]
texts = st.one_of(
    st.text(max_size=200),
    st.binary(max_size=200).map(lambda raw: raw.decode("latin-1")),
    st.lists(st.sampled_from(TOKENS), max_size=60).map("".join),
)
formulas = st.recursive(
    st.sampled_from(["w1", "w2", "steep", "0", "1", "2", "0.5", "1e200", "pi"]),
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(["+", "-", "*", "/", "**"]), inner),
        st.builds("-{}".format, inner),
        st.builds("{}({})".format, st.sampled_from(OF_ONE), inner),
        st.builds("{}({}, {})".format, st.sampled_from(OF_TWO), inner, inner),
    ),
    max_leaves=12,
)
NASTY = [(0.0, 0.0), (-1.0, 0.5), (1e308, -1e308), (float("nan"), float("inf")), (-0.0, 1e-320)]


@settings(max_examples=500)
@given(text=texts)
def test_only_formula_errors_come_out(text: str) -> None:
    with contextlib.suppress(FormulaError):
        Loss(text, {"steep": 50.0}).derivatives((0.5, -2.0))


@settings(max_examples=400)
@given(formula=formulas, steep=st.sampled_from([0.0, 50.0, -1.0]))
def test_nothing_raises_or_warns_in_play(formula: str, steep: float) -> None:
    loss = Loss(formula, {"steep": steep})
    for w in NASTY:
        value, gradient, _ = loss.derivatives(w)
        assert loss.value(w) == pytest.approx(value, rel=1e-12, nan_ok=True)
        assert loss.values([w[0]], [w[1]]) == pytest.approx([value], rel=1e-9, nan_ok=True)
        assert len(loss.gradients([w[0]], [w[1]])) == len(gradient)
        assert not loss.creases_between(w, w)


@pytest.mark.parametrize(
    "text",
    [
        *("-" * 1999 + "1", "(" * 1999, "sin(" * 499, "[" * 1999, "1**" * 600 + "1", "\n" * 1999),
        *(
            "9**" * 20 + "9",
            "~" * 1999 + "1",
            "not " * 400 + "1",
            "lambda:" * 280 + "1",
            "a" * 1999,
        ),
        *("w1." * 600 + "a", "f'{" * 600, "w1(" * 600, "1if " * 400, "1," * 999, "1 " * 999),
        *("(1)" * 600, "+".join(["w1*w2"] * 125), "-" * 100_000),
    ],
    ids=lambda text: text[:8],
)
def test_hostile_formulas_take_little_work(text: str) -> None:
    message = ""

    def read() -> None:
        nonlocal message
        try:
            Loss(text).derivatives((1.0, 2.0))
        except FormulaError as error:
            message = str(error)

    assert calls(read) < MOST_CALLS
    assert len(message) < 300
    assert "\n" not in message
