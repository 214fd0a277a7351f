from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.peers.tools import CLEANERS, MENDERS, TAGGERS, Peer, names, page, run


def test_a_page_has_one_paragraph_for_each_line_that_is_not_blank() -> None:
    assert "<body>\n<p>一 &lt; 二</p>\n<p>三</p>\n</body>" in page(["一 < 二", "", "　", "三"])


@pytest.mark.parametrize(
    ("tagged", "found"),
    [
        ([("县长", "n"), ("方", "nr"), ("圆", "nr"), ("说", "v")], ["方圆"]),
        ([("方圆", "nr"), ("、", "w"), ("任重", "nr")], ["方圆", "任重"]),
        ([("方", "nr"), ("说", "v")], []),
        ([], []),
    ],
)
def test_neighbouring_parts_of_a_name_are_one_name(
    tagged: list[tuple[str, str]], found: list[str]
) -> None:
    assert names(tagged, {"nr"}) == found


def test_every_peer_has_a_name_of_its_own() -> None:
    everyone = [peer.name for peer in (*CLEANERS, *MENDERS, *TAGGERS)]
    assert len(set(everyone)) == len(everyone)


def test_an_error_on_one_text_is_recorded_and_the_others_go_on() -> None:
    def opened() -> Callable[[str], Any]:
        return lambda text: 10 // int(text)

    reply = run(Peer("divider", "hypothesis", "", opened), ["5", "0", "2"])
    assert reply.outputs == [2, None, 5]
    assert reply.errors == ["ZeroDivisionError: integer division or modulo by zero"]
    assert reply.milliseconds >= 0
