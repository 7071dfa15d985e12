"""The `elvit` command: finds a subcommand's module when it is asked for, and puts failures into one line."""

from __future__ import annotations

import importlib
import traceback
from dataclasses import dataclass
from typing import Any

import click

from elvit import __version__
from elvit.errors import ElvitError, explain
from elvit.running.interrupt import lasting_interrupts


@dataclass(frozen=True)
class Entry:
    """A subcommand that is imported only when it is used, so that `elvit --help` needs no torch.

    Args:
        target: module and attribute of the click command.
        help: one line for `elvit --help`.
        extra: the optional dependency group that it needs.
        stopped: what Ctrl-C leaves behind.
    """

    target: str
    help: str
    extra: str = ""
    stopped: str = "Stopped; nothing was changed."


COMMANDS = {
    "new": Entry("elvit.commands.new:new", "Start a site of your own in a new folder."),
    "build": Entry("elvit.commands.build:build", "Write the site: a folder of static files."),
    "serve": Entry("elvit.commands.serve:serve", "Show the site on this computer, and follow your changes."),
    "check": Entry("elvit.commands.check:check", "Hold a built site against PyTorch, in a browser.", "check"),
    "convert": Entry("elvit.commands.convert:convert", "Turn a model into a TensorFlow.js model."),
    "analyze": Entry(
        "elvit.commands.analyze:analyze",
        "Score a model's maps against masks over a folder.",
        stopped="Stopped; the same command goes on from there.",
    ),
    "interact": Entry(
        "elvit.commands.interact:interact",
        "Restrict attention and remove patches over a labelled folder.",
        stopped="Stopped; the same command goes on from there.",
    ),
    "train": Entry(
        "elvit.commands.train:train",
        "Train a small Vision Transformer on folders of pictures.",
        stopped="Stopped; the same command goes on from the last epoch that was saved.",
    ),
    "study": Entry(
        "elvit.commands.study:study",
        "Train several models alike and hold them against each other.",
        stopped="Stopped; the same command goes on from the last epoch that was saved.",
    ),
    "card": Entry("elvit.commands.card:card", "Measure a trained model again and write its card."),
    "draw": Entry("elvit.commands.draw:draw", "Draw the pictures of the default gallery.", "draw"),
}


class ElvitGroup(click.Group):
    """Loads subcommands late and turns what a user can put right into one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The subcommands, in the order in which people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a subcommand, or give None when there is none of that name."""
        entry = COMMANDS.get(cmd_name)
        return None if entry is None else _load(cmd_name, entry)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the subcommand; a wrong name gets a suggestion."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            raise click.exceptions.NoSuchCommand(name, possibilities=list(COMMANDS), ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run, and say in one line what went wrong."""
        try:
            with lasting_interrupts():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo(f"\n{_stopped_message(ctx)}", err=True)
            ctx.exit(130)
        except (ElvitError, MemoryError, OSError) as error:
            problem = explain(error)
            if ctx.meta.get("elvit.debug"):
                traceback.print_exc()
            if problem is None:
                raise
            raise problem from error


def _load(name: str, entry: Entry) -> click.Command:
    module, attribute = entry.target.split(":")
    try:
        command: click.Command = getattr(importlib.import_module(module), attribute)
    except ModuleNotFoundError as error:
        if not entry.extra or (error.name or "").split(".")[0] == "elvit":
            raise
        raise ElvitError(
            f"`elvit {name}` needs the Python package {error.name}.",
            f"Run `pip install 'elvit[{entry.extra}]'`.",
        ) from error
    if DEBUG not in command.params:
        command.params.append(DEBUG)
    return command


def _stopped_message(ctx: click.Context) -> str:
    entry = COMMANDS.get(ctx.invoked_subcommand or "")
    return entry.stopped if entry else "Stopped."


def _set_debug(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        ctx.meta["elvit.debug"] = True


DEBUG = click.Option(
    ["--debug"], is_flag=True, expose_value=False, callback=_set_debug, help="Show the traceback of an error."
)


@click.group(cls=ElvitGroup, context_settings={"help_option_names": ["-h", "--help"]}, params=[DEBUG])
@click.version_option(__version__, package_name="elvit", message="%(prog)s %(version)s")
def main() -> None:
    """Turn a Hugging Face image classifier into a website on which it runs, tensor by tensor.

    \b
    Example:
      elvit new my-site
      cd my-site
      elvit serve --open --watch
    """
