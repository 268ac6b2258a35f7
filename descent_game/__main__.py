"""The program ``descent``, also as ``python -m descent_game``."""

import os
import sys
from contextlib import suppress

from descent_game import __version__


def main() -> None:
    """Run the command line; its version is printed before anything large is imported."""
    if sys.argv[1:] == ["--version"]:
        with suppress(OSError):  # nobody may read it
            os.write(1, f"descent {__version__}\n".encode())
        return
    from descent_game.cli.main import main as run  # noqa: PLC0415

    run()


if __name__ == "__main__":
    main()
