"""``descent level``: what levels there are, and what one of them looks like."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

import click

from descent_game.catalogue.catalogue import catalogue, pack_words, world_title
from descent_game.catalogue.pack import BrokenPack
from descent_game.cli.lazy import LazyGroup
from descent_game.cli.output import LEVEL, echo, json_option, print_json, seed_option, write_output
from descent_game.cli.records import open_record, print_notice
from descent_game.game.game import Game
from descent_game.game.wording import plain
from descent_game.level.schema import Level
from descent_game.level.variant import draw_variant
from descent_game.losses.curvature import condition_number, eigenvalues
from descent_game.player.record import Best, Record
from descent_game.rendering.style import Style
from descent_game.tui.encoding import lacking_encoding, lacking_words
from descent_game.view.plain_text import wrapped

WITHHELD = "(The idea is for finding: you will see it after the game.)"

COMMANDS = {
    "list": "descent_game.cli.level:list_levels",
    "show": "descent_game.cli.level:show",
    "probe": "descent_game.cli.level:probe",
    "check": "descent_game.cli.check:check",
    "schema": "descent_game.cli.schema:schema",
    "new": "descent_game.cli.authoring:new",
    "watch": "descent_game.cli.authoring:watch",
    "pack": "descent_game.cli.packing:pack",
    "edit": "descent_game.cli.authoring:edit",
    "share": "descent_game.cli.authoring:share",
    "unshare": "descent_game.cli.authoring:unshare",
    "solve": "descent_game.cli.solve:solve",
}


@click.group(
    name="level",
    cls=LazyGroup,
    places=COMMANDS,
    epilog="Example: descent level show first-light --size 60x20",
)
def level() -> None:
    """List levels, show a map, look at a loss; prove that a level is true, and solve it."""


@click.command(name="list", epilog="Example: descent level list --json")
@json_option
def list_levels(as_json: bool) -> None:
    """List the levels of the course and of packs, and the packs that cannot be used."""
    levels, broken = catalogue()
    record = open_record()
    print_notice(record)
    if as_json:
        print_json([_entry(item, record.best(item)) for item in levels])
    else:
        echo("\n".join(_listing(levels, record)))
    for pack in broken:  # a document for programs stays what it is
        echo("\n".join(_broken_lines(pack)), err=as_json)


class PointType(click.ParamType[tuple[float, float]]):
    """Two numbers with a comma between them."""

    name = "w1,w2"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float]:
        """Return the point."""
        try:
            w1, w2 = (float(word) for word in str(value).split(","))
        except ValueError:
            self.fail(f"{value!r} is not two numbers such as 1.5,-2", param, ctx)
        if not (math.isfinite(w1) and math.isfinite(w2)):
            self.fail(f"{value!r} is not two finite numbers", param, ctx)
        return w1, w2


@click.command(epilog="Example: descent level probe first-light --at 1,-2 --json")
@click.argument("level", type=LEVEL)
@click.option("--at", "w", type=PointType(), help="The weights, such as 1.5,-2; else at the start.")
@seed_option
@json_option
def probe(level: Level, w: tuple[float, float] | None, seed: int | None, as_json: bool) -> None:
    """Print the loss of LEVEL at a point, or at its start, with its exact gradient and Hessian."""
    variant = draw_variant(level, seed)
    value, gradient, hessian = variant.surface.derivatives(w or variant.start)
    document: dict[str, Any] = {
        "value": value,
        "gradient": gradient,
        "hessian": hessian,
        "eigenvalues": eigenvalues(hessian),
        "condition": condition_number(hessian),
    }
    if as_json:
        print_json(document)
        return
    for name, found in document.items():
        echo(f"{name:<12} {_numbers(found)}")


class SizeType(click.ParamType[tuple[int, int]]):
    """A size in characters, such as 80x24."""

    name = "size"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Return columns and rows."""
        if isinstance(value, tuple):
            return value
        columns, _, rows = value.partition("x")
        if not (columns.isdecimal() and rows.isdecimal()):
            self.fail(f"{value!r} is not a size such as 80x24", param, ctx)
        size = int(columns[:5]), int(rows[:5])
        if not (24 <= size[0] <= 500 and 8 <= size[1] <= 200):
            self.fail(f"{value!r} is not between 24x8 and 500x200", param, ctx)
        return size


@click.command(epilog="Example: descent level show tilted-bowl --size 100x30 --style ascii")
@click.argument("level", type=LEVEL)
@click.option("--size", type=SizeType(), default=(80, 24), show_default="80x24")
@click.option(
    "--style", type=click.Choice(["ascii", "blocks", "braille"]), default="ascii", show_default=True
)
@click.option("--svg", metavar="FILE", help="Write a picture instead.")
@seed_option
def show(
    level: Level, size: tuple[int, int], style: Style, svg: str | None, seed: int | None
) -> None:
    """Print the contour map of LEVEL as text, with its scale and the start.

    The picture shows the bots' ways as well.
    """
    if svg is not None:
        from descent_game.player.settings import Settings  # noqa: PLC0415
        from descent_game.view.game_export import picture_of  # noqa: PLC0415 - shares its looks

        write_output(svg, picture_of(Game(level, seed), Settings()))
        return
    from descent_game.view.text_map import map_lines  # noqa: PLC0415 - numpy only where a map is drawn

    encoding = lacking_encoding()
    if encoding is not None and style != "ascii":
        style = "ascii"
        click.echo(lacking_words(encoding), err=True)
    echo("\n".join(map_lines(Game(level, seed), size, style)))


def _entry(item: Level, best: Best | None) -> dict[str, Any]:
    return {
        "id": item.address,
        "title": item.title,
        "world": item.world,
        "order": item.order,
        "idea": _idea(item, best),
        "stars": best.stars if best else 0,
        "best_turns": best.turns if best else None,
        "path": str(item.path),
        "pack": item.pack.name if item.pack else None,
    }


def _idea(item: Level, best: Best | None) -> str | None:
    """Return the idea of a level, None where it is for finding first and was not played yet."""
    return None if item.text.withhold_idea and best is None else item.idea


def _listing(levels: Sequence[Level], record: Record) -> Iterator[str]:
    """Yield the worlds with their levels."""
    world = ""
    for item in levels:
        if world_title(item) != world:
            world = world_title(item)
            yield f"{world} ({pack_words(item.pack)})" if item.pack else world
        yield f"  {item.address:<20} {item.title}"
        best = record.best(item) if item.text.withhold_idea else None
        yield from wrapped(_idea(item, best) or WITHHELD, indent="    ")


def _broken_lines(pack: BrokenPack) -> Iterator[str]:
    """Yield what is wrong with a pack."""
    what = "Cannot all be used" if pack.in_part else "Cannot be used"
    yield f"{what}: {pack.name} ({pack.place})"
    for reason in pack.reasons:
        yield from wrapped(reason, indent="    ")


def _numbers(found: float | Sequence[Any]) -> str:
    if isinstance(found, float):
        return plain(found, 8)
    return "[" + ", ".join(_numbers(item) for item in found) + "]"
