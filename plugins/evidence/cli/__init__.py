"""The command ``evidence``: a door. What it prints is here; what it does is in the rooms below.

To add a command: a function of its name in a module of this folder, and a line here. A module is
loaded when one of its commands is asked for, so that no command waits for what another needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import NoReturn

import click

COMMANDS: Mapping[str, str] = {
    "check": "checking",
    "changes": "checking",
    "fix": "fixing",
    "new": "writing",
    "add-study": "studies",
    "rename": "writing",
    "show": "reading",
    "impact": "reading",
    "report": "reading",
    "translations": "translations",
    "schema": "tools",
    "completion": "tools",
}
"""Each command and the module it is in."""


class Commands(click.Group):
    """The commands of the table, loaded as they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = import_module(f"{__name__}.{COMMANDS[name]}")
        found: click.Command = getattr(module, name.replace("-", "_"))
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            _unknown(error.command_name, ctx)


def _unknown(name: str, ctx: click.Context) -> NoReturn:
    raise click.NoSuchCommand(name, possibilities=list(COMMANDS), ctx=ctx)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="needling-evidence")
def main() -> None:
    """Write, check and publish evidence on dry needling and acupuncture.

    Run it in the folder that holds content/ and mkdocs.yml, or name that folder with --root.

    \b
    A first look:
      evidence check                        what is wrong, and where
      evidence show twitch-is-needed        an entry as its page says it
      evidence new faq does-it-bruise       a new entry to fill in
      evidence fix                          tidy what can be tidied safely

    \b
    Exit codes:
      0  done, and nothing is wrong
      1  errors were found, or what was asked for is not there
      2  the command was used in a wrong way; nothing was done
    """
