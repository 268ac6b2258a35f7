"""The folder of the player's data: record, settings, keys, packs."""

import os
from contextlib import suppress
from pathlib import Path


def data_folder() -> Path:
    """Return the folder: ``DESCENT_HOME``, or the platform's place for data."""
    home = os.environ.get("DESCENT_HOME")
    if home:
        with suppress(RuntimeError):  # ~name of nobody
            return Path(home).expanduser()
        return Path(home)
    from platformdirs import user_data_path  # noqa: PLC0415 - only where no folder is given

    return user_data_path("descent", appauthor=False)
