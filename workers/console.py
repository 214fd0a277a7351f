"""What commands share: where they print, their settings, and the articles that paths lead to."""

import functools
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import SettingsError
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from config.settings import Settings, load_settings

if TYPE_CHECKING:
    from workers.files import SourceFile

out = Console()
err = Console(stderr=True)

DataFolder = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="WENZHAI_DATA",
    help="The data folder of a stack started with `wenzhai up`.",
)

OutFolder = click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder to write results into; made when it is missing.",
)


def settings_for(data: Path | None) -> Settings:
    """The deployment's settings; a wrong one is a message, no traceback."""
    try:
        return load_settings(data)
    except FileNotFoundError as error:
        raise click.ClickException(str(error)) from error
    except ValidationError as error:
        raise click.ClickException("\n".join(map(_said, error.errors()))) from error
    except SettingsError as error:
        said = re.sub(r'.*field "(\w+)".*', lambda m: _variable(m[1]), str(error))
        raise click.ClickException(f"{said}: not valid JSON ({error.__cause__})") from error


def _said(wrong: ErrorDetails) -> str:
    """What pydantic has against a setting, by the name that its user gave it."""
    message = wrong["msg"].removeprefix("Value error, ")
    return f"{_variable(str(wrong['loc'][0]))}: {message}" if wrong["loc"] else message


def _variable(field: str) -> str:
    return f"WENZHAI_{field.upper()}"


def say(text: str, console: Console = out) -> None:
    """One line, whatever its length: a command or a path in it can be copied whole."""
    console.print(text, highlight=False, soft_wrap=True)


def command_name() -> str:
    """What to type for `wenzhai` here; its path when it is not on PATH."""
    return "wenzhai" if shutil.which("wenzhai") else sys.argv[0]


def with_settings(command: Callable[..., None]) -> Callable[..., None]:
    """Give the command --data, and pass it the settings found there."""

    @DataFolder
    @functools.wraps(command)
    def wrapped(data: Path | None, **options: Any) -> None:
        command(settings=settings_for(data), **options)

    return wrapped


def progress_bar() -> Progress:
    """Progress on stderr, so that stdout stays usable in a pipe."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=err,
    )


def found_articles(paths: Sequence[Path]) -> "list[SourceFile]":
    """The articles of the paths; says what was left out. Raises BadPaths."""
    from workers.files import article_files  # and with it all of normalize

    found = article_files(paths)
    if found.left_out:
        suffixes = ", ".join(sorted({file.suffix or file.name for file in found.left_out}))
        say(f"left out, being no articles: {len(found.left_out):,} ({escape(suffixes)})", err)
    return found.articles
