"""Random formulas and points, with all that can go wrong in them."""

from random import Random

from descent_game.losses.functions import FUNCTIONS

NAMES = ("w1", "w2", "w1", "w2", "p", "q")
COLUMNS = ("x", "y")
NUMBERS = ("0", "1", "2", "3", "0.5", "1.5", "-1", "4", "1e3", "1e-3", "1e200", "pi")
EXPONENTS = ("0", "1", "2", "2", "3", "-1", "-2", "0.5", "1.5", "p", "w2")
COORDINATES = (0.0, 1.0, -1.0, 2.0, -0.5, 0.25, 1e-8, -3.0, 10.0, 800.0, 1e160, -1e160)
PARAMETERS = {"p": 2.0, "q": -0.75}


def random_formula(random: Random, depth: int = 4, columns: tuple[str, ...] = ()) -> str:
    """Return a formula of weights and ``PARAMETERS``; means and sums where there are columns."""
    names = NAMES + 2 * columns
    if depth <= 0 or random.random() < 0.15:
        return random.choice(names if random.random() < 0.75 else NUMBERS)
    kind = random.random()
    if kind < 0.5:
        left, right = (random_formula(random, depth - 1, columns) for _ in "ab")
        return f"({left} {random.choice('+-*/')} {right})"
    inner = random_formula(random, depth - 1, columns)
    if kind < 0.65:
        return f"({inner})**{random.choice(EXPONENTS)}"
    if kind < 0.7:
        return f"-({inner})"
    name = random.choice(list(FUNCTIONS))
    others = [random_formula(random, depth - 2, columns) for _ in range(FUNCTIONS[name].arity - 1)]
    return f"{name}({', '.join([inner, *others])})" if depth > 1 else inner


def random_data_formula(random: Random) -> str:
    """Return a formula with a mean or sum over rows inside."""
    reduced = f"{random.choice(('mean', 'sum'))}({random_formula(random, 3, COLUMNS)})"
    return random.choice(
        (reduced, f"{reduced} + {random_formula(random, 2)}", f"({reduced}) * {reduced}")
    )


def random_point(random: Random) -> tuple[float, float]:
    """Return a point: an ordinary one, or one at which something may be undefined."""

    def coordinate() -> float:
        ordinary = random.random() < 0.7
        return round(random.uniform(-3, 3), 3) if ordinary else random.choice(COORDINATES)

    return coordinate(), coordinate()
