"""The player's record for commands, which report problems with it on standard error."""

from contextlib import closing

import click

from descent_game.cli.output import echo
from descent_game.errors import DescentError
from descent_game.player.record import Record


def open_record() -> Record:
    """Return the record, which is closed when the command ends."""
    return click.get_current_context().with_resource(closing(Record()))


def lasting_record() -> Record:
    """Return the record. Raises ``DescentError`` where it cannot be used and is in memory only."""
    record = open_record()
    if not record.persistent:
        raise DescentError(record.notice)
    print_notice(record)
    return record


def print_notice(record: Record) -> None:
    """Print what is wrong with a record, if anything, once."""
    if record.notice:
        echo(f"descent: {record.notice}", err=True)
        record.notice = ""
