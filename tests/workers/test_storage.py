from io import BytesIO

import pytest

from config.settings import Settings
from workers.storage import FAILED, RESULTS, Storage, page_name, record_name


def test_a_result_stands_at_its_key() -> None:
    assert record_name(RESULTS, "成都/a.txt") == "results/成都/a.txt.json"


def test_a_page_stands_beside_its_result() -> None:
    assert page_name(record_name(RESULTS, "成都/a.txt")) == "results/成都/a.txt.html"


@pytest.mark.parametrize(
    "key", ["../up.txt", "x/../y", "./a", "k" * 1020, "中" * 340, "a.json/b", "a.html/b"]
)
def test_a_key_that_cannot_be_carried_gets_a_name_of_its_digest(key: str) -> None:
    name = record_name(FAILED, key)
    assert name.startswith("failed/~")
    assert len(name.encode()) < 100
    assert name != record_name(FAILED, key + "x")


@pytest.mark.parametrize("key", ["a..b.txt", "..x", "中" * 300, "😀.txt", "new\nline.txt"])
def test_an_odd_but_possible_key_is_kept(key: str) -> None:
    assert record_name(RESULTS, key) == f"results/{key}.json"


def test_of_a_gigabyte_not_one_byte_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Body(BytesIO):
        def read(self, *_: object) -> bytes:
            raise AssertionError("read")

    here = {"s3_endpoint": "http://127.0.0.1:1", "s3_access_key": "-", "s3_secret_key": "-"}
    storage = Storage(Settings.model_validate(here))
    body = Body()
    answer = {"ContentLength": 1 << 30, "ETag": '"e"', "Body": body}
    monkeypatch.setattr(storage._s3, "get_object", lambda **_: answer)
    content = storage.read("incoming/huge.txt", 5 << 20)
    assert content is not None
    assert (content.data, content.size) == (None, 1 << 30)
    assert body.closed  # so that the server stops sending
