"""What all commands share: where they print, and the settings that --data leads to."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from config.settings import Settings, load_settings

out = Console()
err = Console(stderr=True)

DataFolder = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="WENZHAI_DATA",
    help="The data folder of a stack started with `wenzhai up`.",
)


def settings_for(data: Path | None) -> Settings:
    """The deployment's settings; a wrong one is a message, no traceback."""
    try:
        return load_settings(data)
    except FileNotFoundError as error:
        raise click.ClickException(str(error)) from error
    except ValidationError as error:
        wrong = (
            f"{'WENZHAI_' + str(part['loc'][0]).upper() + ': ' if part['loc'] else ''}{part['msg']}"
            for part in error.errors()
        )
        raise click.ClickException("; ".join(wrong)) from error


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
