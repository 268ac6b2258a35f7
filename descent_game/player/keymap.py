"""Keys that people have changed: a file ``keys.toml`` beside the record, ``"move" = "space"``."""

import json
from pathlib import Path

from descent_game.player.settings_file import read_small

FILE = "keys.toml"


def read_keymap(folder: Path) -> tuple[dict[str, str], str]:
    """Return the keys by the name of what they do, and what is wrong with the file, if anything."""
    path = folder / FILE
    keys, trouble = read_small(path)
    if trouble:
        return {}, trouble
    good = {name: key for name, key in keys.items() if isinstance(key, str)}
    if len(good) == len(keys):
        return good, ""
    bad = next(name for name in keys if name not in good)
    return good, f'{path}: {bad}: expected a key in quotes, such as "move" = "space"'


def keep_keymap(folder: Path, keys: dict[str, str]) -> str:
    """Write the keys, whole or not at all; return what is wrong, if anything."""
    from descent_game.player.files import write_whole  # noqa: PLC0415 - a start writes nothing

    text = "".join(f"{json.dumps(name)} = {json.dumps(key)}\n" for name, key in keys.items())
    try:
        write_whole(folder / FILE, text)
    except OSError as error:
        return f"The keys could not be kept: {error.strerror or error}."
    return ""
