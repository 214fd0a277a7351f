"""Loopback ports for the servers of an embedded stack."""

import contextlib
import errno
import secrets
import socket
import sys
from typing import NamedTuple

from workers.processes import CannotStart

LOOPBACK = "127.0.0.1"
UNUSED = range(20_000, 32_768)  # those above may go to a connection before their server has them
TRIED = 100
SERVED_WHILE_HELD = sys.platform == "linux"  # elsewhere a port is held against its own server, too


class Ports(NamedTuple):
    """Of each server; 0 takes any free one."""

    s3: int = 9000
    flower: int = 5555
    redis: int = 0


SERVERS = ("S3", "Flower", "Redis")


def free_port() -> int:
    """A port that is free at this moment; raises OSError when none is found."""
    with _hold(0) as holder:
        return _number(holder)


def hold_ports(wanted: Ports, held: contextlib.ExitStack) -> Ports:
    """These ports, or free ones for 0, no two of those the same; raises CannotStart.

    On Linux nobody else finds them free until `held` is closed, and each server, which knows its
    number, can listen there all the same.
    """
    numbers = []
    for server, port in zip(SERVERS, wanted, strict=True):
        try:
            numbers.append(_number(held.enter_context(_hold(port))))
        except OSError as error:
            held.close()
            raise CannotStart(
                f"port {port} ({server}) is taken by another program: end that, or choose another "
                f"with --{server.lower()}-port (0 takes any free one)"
            ) from error
    if not SERVED_WHILE_HELD:
        held.close()
    return Ports(*numbers)


def _hold(wanted: int) -> socket.socket:
    """A socket bound to this port, or to any free one for 0; raises OSError."""
    for port in [wanted] if wanted else secrets.SystemRandom().sample(UNUSED, TRIED):
        holder = socket.socket()
        if wanted:  # what is left of an earlier server's connections is no hindrance
            holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            holder.bind((LOOPBACK, port))
        except OSError:
            holder.close()
        else:
            holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # for its server
            return holder
    raise OSError(errno.EADDRINUSE, "no free port was found")


def _number(holder: socket.socket) -> int:
    return int(holder.getsockname()[1])
