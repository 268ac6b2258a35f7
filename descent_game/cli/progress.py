"""``descent progress``: what has been reached, and the record as a file."""

from typing import Any

import click

from descent_game.catalogue.catalogue import catalogue, open_level, world_title
from descent_game.cli.output import echo, json_option, print_json, write_output
from descent_game.cli.records import lasting_record, print_notice
from descent_game.errors import DescentError
from descent_game.player.course_progress import LevelProgress, trail, worlds
from descent_game.player.record import level_key
from descent_game.player.transfer import MAX_CHARACTERS, export_record, import_record
from descent_game.view.line import counted


@click.group(invoke_without_command=True, epilog="Example: descent progress export mine.json")
@json_option
@click.pass_context
def progress(ctx: click.Context, as_json: bool) -> None:
    """Show stars, best turns and games, level by level."""
    if ctx.invoked_subcommand is not None:
        return
    record = lasting_record()
    stages = trail(catalogue().levels, record)
    games = {stage.level.address: len(record.kept(level_key(stage.level))) for stage in stages}
    print_notice(record)
    if as_json:
        print_json(_document(stages, games))
    else:
        echo("\n".join(_table(stages, games)))


@progress.command(epilog="Example: descent progress export mine.json")
@click.argument("file", default="-")
def export(file: str) -> None:
    """Write the whole record to FILE, or to standard output: every game with its moves."""
    write_output(file, export_record(lasting_record()))


@progress.command("import", epilog="Example: descent progress import mine.json")
@click.argument("file")
def import_games(file: str) -> int:
    """Take the games of an exported record that are not there yet.

    Each is played again and counts for what it is; nothing that is there is changed. The exit
    status is 1 if a game had to be left out.
    """
    found = import_record(_text(file), lasting_record(), open_level)
    echo(found.words)
    return 1 if found.left else 0


def _text(file: str) -> str:
    try:
        with click.open_file(file, encoding="utf-8-sig") as source:
            return str(source.read(MAX_CHARACTERS + 1))
    except UnicodeDecodeError:
        raise DescentError(f"{file}: not UTF-8 text") from None
    except OSError as error:
        raise DescentError(f"{file}: cannot be read: {error.strerror}") from None


def _document(stages: tuple[LevelProgress, ...], games: dict[str, int]) -> dict[str, Any]:
    return {
        "stars": sum(stage.stars for stage in stages),
        "stars_to_earn": 3 * len(stages),
        "levels": [
            {
                "id": stage.level.address,
                "world": stage.level.world,
                "stars": stage.stars,
                "best_turns": stage.best.turns if stage.best else None,
                "earlier_version": stage.best is not None and stage.best.earlier,
                "played": stage.best is not None,
                "unfinished_turns": stage.unfinished_turns,
                "open": not stage.required or stage.best is not None,
                "games": games[stage.level.address],
            }
            for stage in stages
        ],
    }


def _table(stages: tuple[LevelProgress, ...], games: dict[str, int]) -> list[str]:
    lines = [f"{sum(stage.stars for stage in stages)} of {3 * len(stages)} stars"]
    width = max((len(stage.level.title) for stage in stages), default=0)
    for places in worlds(stages):
        own = stages[places.start : places.stop]
        earned = sum(stage.stars for stage in own)
        lines += ["", f"{world_title(own[0].level)}: {earned} of {3 * len(own)}"]
        for stage in own:
            stars = "*" * stage.stars + "." * (3 - stage.stars)
            best = stage.best.turns if stage.best else None
            turns = "" if best is None else f"best {best} turns"
            kept = games[stage.level.address]
            played = counted(kept, "game") if kept else "locked" if stage.required else "not played"
            if stage.best and stage.best.earlier:
                played += ", earlier version"
            lines.append(f"  {stage.level.title:<{width}}  {stars}  {turns:<14}  {played}".rstrip())
    return lines
