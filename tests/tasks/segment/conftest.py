from collections.abc import Callable

import pytest

from benchmarks.jieba_posseg import Pairs, jieba_posseg


@pytest.fixture(scope="session")
def jieba() -> Callable[[str], Pairs]:
    return jieba_posseg()
