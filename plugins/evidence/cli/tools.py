"""What editors and shells use: ``schema``, ``completion``."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import get_completion_class

from evidence.cli.opening import at_root, plural, write
from evidence.edits import Edit, changing

_INSTALL = {
    "bash": 'evidence completion bash > ~/.local/share/bash-completion/completions/evidence',
    "zsh": "evidence completion zsh > ~/.zfunc/_evidence   (a folder of your fpath)",
    "fish": "evidence completion fish > ~/.config/fish/completions/evidence.fish",
}


@click.command()
@click.option("--check", "checking", is_flag=True,
              help="Change nothing; exit with 1 where a schema is missing or differs.")
@at_root
def schema(checking: bool, root: Path) -> None:
    """Write the JSON Schemas of the files.

    One for each entry type, and one for its translations, into schemas/. Editors that know YAML
    complete and check entries by them: the first line of each file names its schema.

    \b
    Examples:
      evidence schema
      evidence schema --check
    """
    from evidence.entries.schema import schemas

    wanted = [Edit(f"schemas/{file.path}", str(file.text)) for file in schemas()]
    changed = changing(root, wanted)
    if checking:
        for edit in changed:
            click.echo(edit.path)
    else:
        write(root, changed)
    click.echo(f"{plural(len(wanted), 'schema')}, {len(changed)} "
               f"{'would change' if checking else 'changed'}", err=True)
    raise SystemExit(1 if checking and changed else 0)


@click.command()
@click.argument("shell", type=click.Choice([*_INSTALL]))
def completion(shell: str) -> None:
    """Print what lets a shell complete words.

    SHELL then completes commands, options, ids and types of entries, languages. The last line of
    what is printed says how to install it for good.

    \b
    Examples:
      evidence completion bash > ~/.local/share/bash-completion/completions/evidence
      evidence completion zsh > ~/.zfunc/_evidence
      evidence completion fish > ~/.config/fish/completions/evidence.fish
      eval "$(evidence completion bash)"       for this window alone
    """
    from evidence.cli import main

    made = get_completion_class(shell)
    assert made is not None  # noqa: S101 click knows all three
    click.echo(made(main, {}, "evidence", "_EVIDENCE_COMPLETE").source().rstrip("\n"))
    # zsh wants its own first line.
    click.echo(f"# To install: {_INSTALL[shell]}")
