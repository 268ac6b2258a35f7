"""``descent serve``: the same game in a browser."""

import socket
import sys
from pathlib import Path
from urllib.parse import urlsplit

import click

from descent_game.cli.output import echo
from descent_game.errors import DescentError
from descent_game.level.home import data_folder

LOOPBACK = ("127.0.0.1", "localhost", "::1")
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
    """
    try:
        from descent_game.web.server import DescentServer  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise DescentError(MISSING) from error
    _check_url(host, public_url)
    listening = _bind(host, port)
    server = DescentServer(listening, public_url, data or data_folder() / "served", games)
    if host not in LOOPBACK:
        sys.stderr.write("descent: whoever can reach this machine can play: there is no log-in.\n")
    echo(f"Descent is at {server.public_url}/ (Ctrl+C ends it).")
    sys.stdout.flush()
    server.serve()


def _check_url(host: str, public_url: str | None) -> None:
    if public_url is None:
        if host not in LOOPBACK:
            raise DescentError(
                f"--host {host} needs --public-url, the address that people type, such as"
                " https://descent.example.org"
            )
        return
    try:
        parts = urlsplit(public_url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise DescentError(
            f"--public-url {public_url!r} is not an address such as https://descent.example.org"
        )


def _bind(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), reuse_port=False)
    except OSError as error:
        raise DescentError(f"{host}:{port} cannot be bound: {error.strerror or error}") from None
