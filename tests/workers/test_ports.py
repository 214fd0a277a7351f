import socket
from contextlib import ExitStack

import pytest

from workers import ports
from workers.ports import LOOPBACK, Ports, free_port, hold_ports
from workers.processes import CannotStart

ANY = Ports(0, 0, 0)
linux_only = pytest.mark.skipif(
    not ports.SERVED_WHILE_HELD, reason="only Linux lets a server listen on a held port"
)


def server(port: int) -> socket.socket:
    """As our servers take their ports."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((LOOPBACK, port))
    listening.listen()
    return listening


def test_a_taken_port_is_named_with_its_option() -> None:
    port = free_port()
    with (
        server(port),
        pytest.raises(CannotStart, match=rf"port {port} \(Flower\) is taken.*--flower-port"),
    ):
        hold_ports(Ports(0, port, 0), ExitStack())


def test_a_free_port_is_free() -> None:
    with socket.socket() as stranger:
        stranger.bind((LOOPBACK, free_port()))


@linux_only
def test_a_held_port_is_free_for_its_server_alone() -> None:
    with ExitStack() as held:
        port = hold_ports(ANY, held).redis
        with socket.socket() as stranger, pytest.raises(OSError, match="in use"):
            stranger.bind((LOOPBACK, port))
        with server(port) as listening, socket.create_connection((LOOPBACK, port)) as client:
            accepted, address = listening.accept()
            accepted.close()
            assert address == client.getsockname()


@linux_only
def test_no_two_servers_of_two_stacks_get_the_same_port(monkeypatch: pytest.MonkeyPatch) -> None:
    with ExitStack() as held:
        few = hold_ports(ANY, held) + hold_ports(ANY, held)
    monkeypatch.setattr(ports, "UNUSED", few)
    monkeypatch.setattr(ports, "TRIED", len(few))
    with ExitStack() as held:
        again = hold_ports(ANY, held) + hold_ports(ANY, held)  # by chance hardly ever all of them
        assert sorted(again) == sorted(few)
        with pytest.raises(CannotStart, match="port 0"):
            hold_ports(ANY, ExitStack())


def test_a_port_is_free_again_when_it_is_no_longer_held() -> None:
    with ExitStack() as held:
        port = hold_ports(ANY, held).flower
    with socket.socket() as stranger:
        stranger.bind((LOOPBACK, port))
