"""``descent level pack``: a folder of levels as one file that others install."""

from pathlib import Path

import click

from descent_game.catalogue.installed import levels_of
from descent_game.catalogue.pack import PACK_FILE
from descent_game.catalogue.wheel import make_wheel, new_pack_file, read_whole_pack, wheel_name
from descent_game.checking.check_files import DEFAULT_SEEDS
from descent_game.checking.reports import text_report
from descent_game.cli.check import FINDINGS, checked
from descent_game.cli.output import echo, write_new, write_output
from descent_game.processes import available_jobs
from descent_game.view.line import counted

EXISTING = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(epilog="Example: descent level pack my-levels")
@click.argument("folder", type=EXISTING)
@click.option("--new", is_flag=True, help=f"Write FOLDER/{PACK_FILE} to start from, and stop.")
@click.option(
    "-o",
    "--output",
    type=EXISTING,
    default=Path(),
    metavar="FOLDER",
    help="Write the wheel there; without it here.",
)
@click.option(
    "--seeds", type=click.IntRange(0, 10_000), default=DEFAULT_SEEDS, show_default=True,
    metavar="N", help="Check every level on so many drawn variants, too.",
)  # fmt: skip
def pack(folder: Path, output: Path, seeds: int, new: bool) -> int:
    """Check the levels in FOLDER and make one file of them, which pip installs (a wheel).

    FOLDER holds level files, their data, and pack.toml with the pack's name, title, version,
    author and licence. The file holds no code. Exit status: 1 if the check finds errors.
    """
    if new:
        write_new(folder / PACK_FILE, new_pack_file(folder))
        echo(f"{folder / PACK_FILE}: fill it in; then: descent level pack {folder}")
        return 0
    found = read_whole_pack(folder)
    blank = [key for key in ("about", "author", "licence") if not getattr(found.file, key)]
    if blank:
        echo(f"{PACK_FILE} has no {', no '.join(blank)}; players are shown them.")
    report = checked([folder], seeds, available_jobs())
    if report.errors:
        echo(text_report(report))
        echo("Nothing was packed: mend the errors first.")
        return FINDINGS
    content = make_wheel(found)
    path = output / wheel_name(found)
    write_output(str(path), content)
    echo(f"{path}: {counted(len(found.levels), 'level')}, {len(content) / 1024:.1f} KB")
    echo(f"Install it beside Descent: python -m pip install {path}")
    echo(f"Then play it: descent play {levels_of(found)[0][0].address}")
    return 0
