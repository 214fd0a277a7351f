"""`wenzhai up`: the embedded stack in the foreground, with what a person needs to use it."""

import signal
import time
from pathlib import Path
from types import FrameType

from rich.console import Console
from rich.markup import escape

from config.settings import DEFAULT_DATA
from workers.console import command_name
from workers.embedded import Stack, running
from workers.ports import Ports
from workers.processes import CannotStart

WATCH_SECONDS = 1.0

out = Console(highlight=False, soft_wrap=True)


def run(data: Path, workers: int, ports: Ports) -> int:
    """Run until SIGINT or SIGTERM; returns the exit code."""
    end_in_order()
    out.print("starting redis, storage, intake, workers and Flower …")
    try:
        with running(data, workers, ports) as stack:
            out.print(introduction(stack, data))
            while True:
                time.sleep(WATCH_SECONDS)
                for news in stack.revive():
                    out.print(f"[yellow]{news}[/]")
    except CannotStart as error:
        out.print(f"[red]cannot start:[/] {escape(str(error))}")
        return 1
    except KeyboardInterrupt:
        out.print(f"stopped; `wenzhai up{_option(data)}` goes on where this ended")
        return 0


def introduction(stack: Stack, data: Path) -> str:
    """Addresses, credentials, and three commands to try."""
    settings = stack.settings
    secret, password = settings.s3_secret_key, settings.flower_password
    option, here = _option(data), command_name()
    return f"""
[bold]Wenzhai is running[/] (data and logs in {stack.data})

  Flower   http://127.0.0.1:{settings.flower_port}   user {settings.flower_user}   password \
{password and password.get_secret_value()}
  bucket   s3://{settings.bucket}/incoming/ at {settings.s3_endpoint}
           access key {settings.s3_access_key}   secret key {secret and secret.get_secret_value()}

In another terminal:
  {here} upload FOLDER{option}          put articles into the bucket
  {here} status --watch{option}         see them go through
  {here} worker --name extra{option}    run one more worker

Ctrl-C stops everything; nothing is lost."""


def _option(data: Path) -> str:
    return "" if data == DEFAULT_DATA else f" --data {data}"


def end_in_order() -> None:
    """Have SIGINT and SIGTERM raise KeyboardInterrupt, once."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt_once)


def _interrupt_once(_number: int, _frame: FrameType | None) -> None:
    """The first signal ends the run; later ones must not break off the orderly end."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: out.print("stopping already; a moment …"))
    out.print("\nstopping: running batches are finished or put back …")
    raise KeyboardInterrupt
