"""``descent sandbox``: a loss of one's own, raced on and saved as a level file."""

import os.path
import re
from pathlib import Path

import click

from descent_game.cli.output import echo, write_output
from descent_game.cli.play import has_screen
from descent_game.cli.screen_options import look_options
from descent_game.errors import DescentError

START = click.Tuple([float, float])
MINUS_FIRST = re.compile(r"-(?!-[a-z-]+(?:=|$)).*[-+*/()w].*", re.DOTALL)
"""A formula that begins with a minus, and no option."""


class FormulaCommand(click.Command):
    """A command whose argument may begin with a minus."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put a blank before such a formula, so that it is not taken for an option."""
        marked = [f" {arg}" if MINUS_FIRST.fullmatch(arg) else arg for arg in args]
        return super().parse_args(ctx, marked)


@click.command(
    cls=FormulaCommand,
    epilog='Example: descent sandbox "(w1**2 + 10*w2**2) / 2" --save my-loss.toml',
)
@click.argument("formula", required=False)
@click.option("--start", type=START, metavar="W1 W2", help="Where to start, from -5 to 5.")
@click.option("--bot", metavar="SPEC", help="The level's bot: name:setting=value,...")
@click.option("--save", metavar="FILE", help="Write it as a level file instead; - prints it.")
@look_options
def sandbox(
    formula: str | None, start: tuple[float, float] | None, bot: str | None, save: str | None
) -> int:
    """Try a loss of w1 and w2: see it as you type, race bots on it, save it as a level.

    FORMULA may use + - * / **, sin cos tan exp log sqrt tanh abs minimum maximum sigmoid softplus.
    """
    from dataclasses import replace  # noqa: PLC0415

    from descent_game.authoring.sketch import Sketch, check_formula, saved_text  # noqa: PLC0415

    sketch = Sketch()
    if formula is not None:
        sketch = replace(sketch, formula=formula.strip())
    if start is not None:
        sketch = replace(sketch, start=start)
    if bot is not None:
        sketch = replace(sketch, bot=bot)
    check_formula(sketch.formula)
    if save is not None:
        if save != "-" and os.path.exists(save):
            raise DescentError(
                f"{save} is there already, and is left as it is: choose another name"
            )
        name = "sandbox" if save == "-" else Path(save).stem
        write_output(save, saved_text(sketch, name))
        if save != "-":
            echo(f"{save}: play it with descent play {save}")
        return 0
    if not has_screen():
        raise DescentError("the sandbox needs a terminal; --save writes a level file without one")
    from descent_game.tui.running import run_game  # noqa: PLC0415 - loads the screen
    from descent_game.tui.screens.sandbox import SandboxScreen  # noqa: PLC0415

    return run_game(first_screen=lambda _: SandboxScreen(sketch))
