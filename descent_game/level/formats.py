"""The format of level files that this program reads, and the steps from older ones to it.

When the format changes, ``FORMAT`` becomes the next number, and ``STEPS`` gets a function that
turns the text of a file of the format before into one of it. A step changes what means something
else now and leaves the rest, comments too, as it is; the key ``format`` is not its business.
"""

from collections.abc import Callable

from descent_game.errors import quoted

FORMAT = 1
STEPS: dict[int, Callable[[str], str]] = {}
"""From format n to n + 1; there has been no other format than the first one."""


def other_format(version: object) -> str:
    """Return what to do about a file of another format; nothing where it is no other that exists.

    ``version`` is what the file says, which may be anything.
    """
    if type(version) is not int:
        return ""
    found = f"format {quoted(version)}"
    if version > FORMAT:
        return f"{found} is newer than this program, which reads format {FORMAT}: update it"
    if version in STEPS:
        return f"{found} is older than format {FORMAT}: descent level migrate brings it up to date"
    return ""
