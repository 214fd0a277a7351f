"""Commands for whoever keeps the service running; cli.py adds them to `wenzhai`."""

import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click
from redis import Redis
from rich.markup import escape

from config.settings import Settings
from workers.console import say, with_settings

if TYPE_CHECKING:
    from workers.storage import Storage


def connected(settings: Settings) -> "tuple[Storage, Redis]":
    """The deployment's bucket and Redis; raises NotConfigured."""
    from workers import flight
    from workers.storage import Storage

    return Storage(settings), flight.connect(settings)


@click.command()
@click.argument("key")
@with_settings
def why(key: str, settings: Settings) -> None:
    """Say how an article stands: its timeline, its state, and what happens next."""
    from workers.reading import key_of
    from workers.why import explain, facts_of

    key = key_of(key)
    storage, redis = connected(settings)
    found = explain(facts_of(key, storage, redis, settings.events_list), settings, time.time())
    if found is None:
        raise click.ClickException(f"there is no article {key}: nothing in incoming/{key}")
    say(f"[bold]{escape(key)}[/]")
    for when, what in found.timeline:
        say(f"  {when.astimezone():%Y-%m-%d %H:%M:%S %Z}  {escape(what)}")
    say(f"{escape(found.state)}\nnext: {escape(found.next)}")


@click.command()
@click.option("--explain", "explained", is_flag=True, help="Only list what is not done, and why.")
@with_settings
def sweep(explained: bool, settings: Settings) -> None:
    """Queue what has no outcome now, instead of with intake's next sweep."""
    from workers.chains import sender
    from workers.sweeper import sweep_once
    from workers.why import not_done

    storage, redis = connected(settings)
    if not explained:
        queued = sweep_once(sender(settings), storage, redis, settings)
        if queued is None:
            say("another sweep is at work just now")
        else:
            say(f"queued: {queued:,}" if queued else "nothing was missing")
        return
    count = 0
    for key, reason in not_done(storage, redis):
        click.echo(f"{key}\t{reason}")
        count += 1
    say(f"without a result: {count:,}" if count else "every article is done")


@click.command()
@click.option("--reason", help="Only failures whose error's name or message has this in it.")
@click.option("--key", help="Only this article.")
@click.option("--dry-run", is_flag=True, help="Only list them.")
@with_settings
def redrive(reason: str | None, key: str | None, dry_run: bool, settings: Settings) -> None:
    """Have failed articles tried anew; their records go, and come back if they fail again."""
    from workers import again

    storage, redis = connected(settings)
    sent = gone = 0
    for name, failure in again.failures(storage, reason, key):
        click.echo(f"{failure.source.name}\t{failure.error.type}: {failure.error.message}")
        if dry_run or again.redrive(name, failure, storage, redis, settings.events_list):
            sent += 1
        else:
            gone += 1
    left = f"; {gone:,} left as they are: the article itself is gone" if gone else ""
    say(f"{'would be tried' if dry_run else 'tried'} anew: {sent:,}{left}")


@click.command()
@click.option("--stale", is_flag=True, help="Those that older code or rules made.")
@click.option("--prefix", default="", help="Those whose keys begin so.")
@click.option("--plan", "only_plan", is_flag=True, help="Only show how many there are.")
@with_settings
def reprocess(stale: bool, prefix: str, only_plan: bool, settings: Settings) -> None:
    """Do articles again that have a result, behind everything new; the results stay until then."""
    from config.rules import load_rules
    from tasks.provenance import pipeline_of
    from workers import again
    from workers.chains import sender

    if not stale and not prefix:
        raise click.UsageError("give --stale, or --prefix, or both")
    storage, redis = connected(settings)
    current = pipeline_of(load_rules()).fingerprint
    total, older = again.counted(again.made(storage, prefix), current)
    say(f"{older.total():,} of {total:,} results were made by older code or rules")
    for fingerprint, count in older.most_common():
        say(f"  {fingerprint}: {count:,} (now {current})")
    wanted = older.total() if stale else total
    if only_plan or not wanted:
        return
    chosen = (m.ref for m in again.made(storage, prefix) if not stale or m.fingerprint != current)
    with click.progressbar(length=wanted, label="queueing") as bar:
        refs = islice(chosen, wanted)
        again.reprocess(sender(settings), refs, redis, settings, bar.update)
    say(f"queued behind what is new: {wanted:,}")


@click.command()
@click.argument("policies", type=click.Path(path_type=Path, exists=True, file_okay=False))
@with_settings
def keys(policies: Path, settings: Settings) -> None:
    """Make the bucket, and a key for each role that has a policy in the folder POLICIES."""
    from workers.keys import make_keys

    say(f"bucket {settings.bucket}, keys of {', '.join(make_keys(settings, policies))}")


@click.command()
@with_settings
def doctor(settings: Settings) -> None:
    """Check the deployment; each finding comes with its fix. Exit code 1 when something is wrong."""
    from workers.doctor import examine

    wrong = False
    for finding in examine(settings):
        wrong |= finding.level == "wrong"
        mark = {"wrong": "[red]wrong[/]", "note": "[yellow]note [/]"}.get(finding.level, "ok   ")
        say(f"{mark}  {escape(finding.what)}")
        if finding.fix:
            say(f"       fix: {escape(finding.fix)}")
    raise SystemExit(1 if wrong else 0)
