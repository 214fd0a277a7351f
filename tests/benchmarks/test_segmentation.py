import pytest

from benchmarks.segmentation import Figures, measured, print_table


@pytest.fixture(scope="module")
def figures() -> Figures:
    return measured(rounds=2, size=2, history=5)


def test_the_segmenter_is_many_times_as_fast_as_jieba(figures: Figures) -> None:
    """Far below what `make bench` shows: this machine may be busy with other things."""
    assert figures.ratio("again") > 8
    assert figures.ratio("cold") > 2


def test_the_table_has_a_line_for_everything(
    figures: Figures, capsys: pytest.CaptureFixture[str]
) -> None:
    print_table(figures)
    lines = capsys.readouterr().out.splitlines()
    names = [line.split()[0] for line in lines[1:]]
    assert names == ["jieba.posseg", "cold", "warm", "again", "jieba.posseg", "ours"]
