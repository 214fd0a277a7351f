"""`wenzhai` as a group of commands: how --help lists them, and what becomes of their errors."""

import io
import sys
from tomllib import TOMLDecodeError
from typing import Any

import click
from pydantic import ValidationError
from redis.exceptions import RedisError

from tasks.errors import InvalidKey
from workers.advice import advice
from workers.errors import BadPaths, NotConfigured, NotInstalled, StorageUnavailable

SECTIONS = {
    "Files, without any server": ["process", "show", "report", "reprints", "schema"],
    "The service": ["demo", "up", "upload", "status"],
    "Its care": ["doctor", "why", "sweep", "redrive", "reprocess", "keys", "config"],
    "Its parts, as `up` and docker-compose.yml start them": [
        "worker",
        "intake",
        "flower",
        "storage",
    ],
}


class Verbs(click.Group):
    """Commands by what they are for, whose trouble with the world is a message, no traceback."""

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - as click calls it
        formatter: click.HelpFormatter,
    ) -> None:
        """The list of commands in --help."""
        for title, names in SECTIONS.items():
            with formatter.section(title):
                whole = 200  # the first sentence, however long
                lines = [(name, self.commands[name].get_short_help_str(whole)) for name in names]
                formatter.write_dl(lines)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # a console that knows no 䶮 shows ?
        try:
            return super().invoke(ctx)
        except StorageUnavailable as error:
            said = f"the bucket cannot be used: {error}\nfix: {advice(error)}"
            raise click.ClickException(said) from error
        except RedisError as error:
            said = f"Redis cannot be used: {error}\nfix: `wenzhai doctor` looks into it"
            raise click.ClickException(said) from error
        except (ValidationError, TOMLDecodeError) as error:
            raise click.ClickException(f"a rule of config/data/ is wrong: {told(error)}") from error
        except (InvalidKey, NotConfigured, NotInstalled) as error:
            raise click.ClickException(str(error)) from error
        except BadPaths as error:
            raise click.UsageError(str(error)) from error
        except OSError as error:
            raise click.ClickException(f"{error.strerror}: {error.filename}") from error


def told(error: ValidationError | TOMLDecodeError) -> str:
    """What is wrong with which entry of the rules, a line each."""
    if isinstance(error, TOMLDecodeError):
        return str(error)
    wrong = (f"{'.'.join(map(str, part['loc']))}: {part['msg']}" for part in error.errors())
    return "\n".join(f"{error.title}.{line.replace('Value error, ', '')}" for line in wrong)
