"""Formulas: from a stranger's text to a checked tree, by an allow-list; never ``eval``."""

import ast
import keyword
import math
import re
import warnings
from collections.abc import Collection
from functools import lru_cache
from typing import NoReturn

from descent_game.errors import FormulaError, quoted
from descent_game.losses.faults import (
    INSTEAD,
    MAX_DEPTH,
    not_known,
    refused_part,
    syntax_fault,
)
from descent_game.losses.functions import FUNCTIONS
from descent_game.losses.tree import (
    CONSTANTS,
    REDUCTIONS,
    WEIGHTS,
    Call,
    Name,
    Negative,
    Node,
    Number,
    Operation,
    Reduction,
    has_weights,
)

MAX_LENGTH = 2_000
MAX_NODES = 500

OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
}
CHAINS = ("+-", "*/")
"""Operators that go on and on without nesting: ``a + b - c`` is no deeper than ``a + b``."""
RESERVED = (*WEIGHTS, *CONSTANTS, *FUNCTIONS, *REDUCTIONS)


def parse(text: str, names: Collection[str], columns: Collection[str] = ()) -> Node:
    """Return the checked tree of a formula.

    ``names`` may be used anywhere, ``columns`` only inside ``mean`` and ``sum``. Raises
    ``FormulaError`` at the column of the first character that is not allowed.
    """
    return _parsed(text, tuple(names), tuple(columns))


@lru_cache(maxsize=512)
def _parsed(text: str, names: tuple[str, ...], columns: tuple[str, ...]) -> Node:
    """Parse once what every variant of a level has in common; trees never change."""
    return _Parser(text, names, columns).parse()


def name_problem(name: str) -> str:
    """Return why a parameter or a column cannot have a name; nothing where it can."""
    if name in RESERVED:
        return f"{name!r} is taken: {', '.join(RESERVED)} have a meaning of their own"
    if not (name.isascii() and name.isidentifier()) or keyword.iskeyword(name):
        allowed = "letters, digits and _, not starting with a digit, and no word of Python"
        return f"{quoted(name)} is not a name: {allowed}"
    return ""


class _Parser:
    """Reads one formula."""

    def __init__(self, text: str, names: tuple[str, ...], columns: tuple[str, ...]) -> None:
        self.text = text
        self.names = names
        self.columns = columns
        self.nodes = 0
        self.inside = ""  # the reduction around the node at hand, "" outside

    def parse(self) -> Node:
        if len(self.text) > MAX_LENGTH:
            self.fail(f"more than {MAX_LENGTH:,} characters", MAX_LENGTH)
        self._check_characters()
        return self._node(self._python_tree(), depth=1)

    def fail(self, message: str, offset: int) -> NoReturn:
        raise FormulaError(message, self.text, offset + 1)

    def _check_characters(self) -> None:
        """Refuse what could only confuse columns or Python's own reader."""
        for offset, character in enumerate(self.text):
            if character in "\n\r\t\f\v":
                continue
            if not (character.isascii() and character.isprintable()):
                advice = INSTEAD.get(character)
                reason = f"character {character!r} is not allowed in a formula"
                self.fail(f"{reason}; {advice}" if advice else reason, offset)
        if not self.text.strip():
            self.fail("the formula is empty", 0)

    def _python_tree(self) -> ast.expr:
        # A formula may span lines; blanks for the breaks keep every column as it is written.
        line = re.sub(r"[\n\r\t\f\v]", " ", self.text).rstrip()
        if "#" in line:  # for Python the rest would be a comment
            self.fail("'#' is not allowed in a formula", line.index("#"))
        indent = len(line) - len(line.lstrip())
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return _shifted(ast.parse(line.lstrip(), mode="eval").body, indent)
        except SyntaxError as error:
            error.offset = error.offset and error.offset + indent
            self.fail(*syntax_fault(line, error))
        except (RecursionError, MemoryError, ValueError, OverflowError):
            self.fail(f"the formula is nested more than {MAX_DEPTH} deep", 0)

    def _node(self, node: ast.expr, depth: int) -> Node:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.fail(f"the formula has more than {MAX_NODES} parts", node.col_offset)
        if depth > MAX_DEPTH:
            self.fail(f"the formula is nested more than {MAX_DEPTH} deep", node.col_offset)
        match node:
            case ast.Constant():
                return self._number(node)
            case ast.Name():
                return self._name(node)
            case ast.UnaryOp(op=ast.USub()):
                return Negative(self._node(node.operand, depth + 1))
            case ast.UnaryOp(op=ast.UAdd()):
                return self._node(node.operand, depth + 1)
            case ast.BinOp() if type(node.op) in OPERATORS:
                return self._operation(node, depth)
            case ast.Call():
                return self._call(node, depth)
            case _:
                self.fail(*refused_part(self.text, node))

    def _operation(self, node: ast.BinOp, depth: int) -> Operation:
        symbol = OPERATORS[type(node.op)]
        within = OPERATORS.get(type(node.left.op)) if isinstance(node.left, ast.BinOp) else None
        chained = any(symbol in chain and within in chain for chain in CHAINS if within)
        left = self._node(node.left, depth if chained else depth + 1)
        return Operation(symbol, left, self._node(node.right, depth + 1))

    def _number(self, node: ast.Constant) -> Number:
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fail(f"{self._source(node)} is not a number", node.col_offset)
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if math.isinf(number):
            self.fail(f"the number {self._source(node)} is too large", node.col_offset)
        return Number(number)

    def _name(self, node: ast.Name) -> Number | Name:
        name = node.id
        if name in CONSTANTS:
            return Number(CONSTANTS[name])
        if name in self.names or (self.inside and name in self.columns):
            return Name(name)
        self._refuse_name(name, node.col_offset)

    def _refuse_name(self, name: str, offset: int) -> NoReturn:
        if name in self.columns:
            reason = f"column {name!r} has a value a row: use it inside mean(...) or sum(...)"
            self.fail(reason, offset)
        if name in FUNCTIONS or (name in REDUCTIONS and self.columns):
            self.fail(f"{name!r} is a function: write {name}(...)", offset)
        known = [*self.names, *(self.columns if self.inside else ())]
        self.fail(not_known("name", name, known), offset)

    def _call(self, node: ast.Call, depth: int) -> Call | Reduction:
        if not isinstance(node.func, ast.Name):
            self.fail(*refused_part(self.text, node))
        name = node.func.id
        known = [*FUNCTIONS, *(REDUCTIONS if self.columns else ())]
        if name not in known:
            if name in REDUCTIONS:
                self.fail(f"{name}(...) needs data, and there is none", node.col_offset)
            if name in (*self.names, *self.columns, *CONSTANTS):
                self.fail(*refused_part(self.text, node))
            self.fail(not_known("function", name, known), node.col_offset)
        self._check_arguments(node, name)
        if name in REDUCTIONS:
            return self._reduction(node, name, depth)
        return Call(name, tuple(self._node(argument, depth + 1) for argument in node.args))

    def _check_arguments(self, node: ast.Call, name: str) -> None:
        special: list[ast.Starred | ast.keyword] = [*node.keywords]
        special += [argument for argument in node.args if isinstance(argument, ast.Starred)]
        if special:
            offset = min(argument.col_offset for argument in special)
            self.fail(f"{name}(...) takes plain arguments only", offset)
        wanted = FUNCTIONS[name].arity if name in FUNCTIONS else 1
        if len(node.args) != wanted:
            amount = "one argument" if wanted == 1 else f"{wanted} arguments"
            self.fail(f"{name}(...) takes {amount}, not {len(node.args)}", node.col_offset)

    def _reduction(self, node: ast.Call, name: str, depth: int) -> Reduction:
        around, self.inside = self.inside, name
        argument = self._node(node.args[0], depth + 1)
        self.inside = around
        if around and has_weights(argument):
            reason = f"{name}(...) of a weight inside {around}(...) is not allowed"
            self.fail(reason, node.col_offset)
        return Reduction(name, argument)

    def _source(self, node: ast.Constant) -> str:
        return quoted(self.text[node.col_offset : node.end_col_offset])


def _shifted(tree: ast.expr, indent: int) -> ast.expr:
    """Return the tree with the columns of the text before leading blanks were taken off."""
    if indent:
        for node in ast.walk(tree):
            if isinstance(node, ast.expr | ast.keyword):
                node.col_offset += indent
                node.end_col_offset = (node.end_col_offset or 0) + indent
    return tree
