"""The `beatbook` command. Each command is imported only when it is asked for, so that `--help` stays quick."""

from __future__ import annotations

import importlib
import os
import sys

import click

from beatbook import __version__
from beatbook.errors import BeatbookError

COMMANDS = {  # command -> module that holds it, and its one line
    "init": ("beatbook.cli.line", "Begin a beat in a folder, from a template."),
    "add": ("beatbook.cli.line", "Collect clippings: files, folders, feeds, archives, addresses."),
    "build": ("beatbook.cli.line", "Read, code and corroborate what is new."),
    "publish": ("beatbook.cli.line", "Write the site that may leave."),
    "export": ("beatbook.cli.line", "Write the book in another format."),
    "desk": ("beatbook.desk.command", "Open the book in a browser on this machine."),
    "search": ("beatbook.cli.look", "Find posts by their words."),
    "show": ("beatbook.cli.look", "Show what an id names, and why it has its value."),
    "why-not": ("beatbook.cli.look", "Say why a post, or some words of a page, are not in the book."),
    "review": ("beatbook.cli.look", "See what wants an eye, and rule on it."),
    "verify": ("beatbook.cli.look", "Check the book: file, captures, every span."),
    "forget": ("beatbook.cli.look", "Take captures, or a person, out of the book for good."),
    "read": ("beatbook.cli.files", "Read files into posts, with no book."),
    "code": ("beatbook.cli.files", "Code texts, with no book."),
    "beat": ("beatbook.cli.tools", "Check, explain and improve a beat's codebook."),
    "series": ("beatbook.cli.tools", "Find figures worth following."),
    "gazetteer": ("beatbook.cli.tools", "Add places of your own."),
    "demo": ("beatbook.cli.demo", "Build the sample beat that ships with beatbook."),
}


class LazyGroup(click.Group):
    """A group that imports a command when it is called, and turns our errors into one sentence and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from beatbook.errors import did_you_mean

            ctx.fail(f"there is no command '{args[0]}'{did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BeatbookError as error:
            click.echo(f"beatbook: {error}", err=True)
            sys.exit(error.exit_code)
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - whoever read our output has left
            sys.exit(0)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="beatbook")
def main() -> None:
    """Turn clippings on one subject into a book that can be checked.

    Exit codes: 0 done, 1 a check failed, 2 usage, 3 partly done (the rest is named), 4 the system failed.
    """
