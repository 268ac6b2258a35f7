"""Groups whose commands are imported only when they are asked for."""

import importlib
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import click


class LazyGroup(click.Group):
    """A group whose commands live at ``places``, such as ``{"play": "package.module:play"}``."""

    def __init__(self, *arguments: Any, places: Mapping[str, str], **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order in which people meet them."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, None where there is none of that name."""
        if cmd_name not in self.places:
            return None
        module, _, name = self.places[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; where there is none of that name, say which may be meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            above = ctx.parent.command if ctx.parent else None
            elsewhere = above.places if isinstance(above, LazyGroup) else {}
            near = get_close_matches(args[0], self.places, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            if args[0] in elsewhere and ctx.parent:
                hint = f" There is '{ctx.parent.command_path} {args[0]}'."
            raise click.UsageError(error.message + hint, ctx) from None
