"""``descent serve``: the same game in a browser."""

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import click

from descent_game.catalogue.data_folder import data_folder
from descent_game.cli.output import echo
from descent_game.errors import DescentError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
NOT_HERE = (
    "descent serve needs a POSIX system (Linux, macOS, the Windows Subsystem for Linux): it ends"
    " the games of tabs that were closed with signals"
)
MISSING = "descent serve needs what the extra 'web' installs: pip install 'descent-game[web]'"


@click.command(epilog="Example: descent serve --port 8000")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address of this machine to bind."
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--public-url", metavar="URL", help="What people type, behind a proxy or elsewhere.")
@click.option(
    "--games", type=click.IntRange(1, 1000), default=20, show_default=True,
    help="How many games may run at once; each takes a process.",
)  # fmt: skip
@click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
    help="Where every player's record is kept.",
)  # fmt: skip
def serve(host: str, port: int, public_url: str | None, games: int, data: Path | None) -> None:
    """Serve the game to browsers: one process a tab, a record for each player.

    There is no log-in and no encryption. Only this machine can reach it unless --host says
    otherwise; for a class, put a proxy with both in front and give its address as --public-url.
    It needs a POSIX system, such as Linux or macOS.
    """
    if os.name != "posix":
        raise DescentError(NOT_HERE)
    try:
        from descent_game.web.origins import origin_of  # noqa: PLC0415 - an extra
        from descent_game.web.server import DescentServer  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise DescentError(MISSING) from error
    _check_url(host, public_url, origin_of)
    listening = _bind(host, port)
    server = DescentServer(listening, public_url, data or data_folder() / "served", games)
    if host not in LOOPBACK:
        sys.stderr.write("descent: whoever can reach this machine can play: there is no log-in.\n")
    echo(f"Descent is at {server.public_url}/ (Ctrl+C ends it).")
    sys.stdout.flush()
    server.serve()


def _check_url(host: str, public_url: str | None, origin_of: Callable[[str], str]) -> None:
    if public_url is None:
        if host not in LOOPBACK:
            raise DescentError(
                f"--host {host} needs --public-url, the address that people type, such as"
                " https://descent.example.org"
            )
        return
    try:
        origin_of(public_url)
    except ValueError:
        raise DescentError(
            f"--public-url {public_url!r} is not an address such as https://descent.example.org"
        ) from None


def _bind(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), reuse_port=False)
    except OSError as error:
        raise DescentError(f"{host}:{port} cannot be bound: {error.strerror or error}") from None
