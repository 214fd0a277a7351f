import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.extract.quantities.numerals import Number, read_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("186", 186),
        ("1,260", 1260),
        ("3.8万", 38_000),
        ("217.6亿", 21_760_000_000),
        ("1亿2千万", 120_000_000),
        ("2万9千", 29_000),
        ("8千", 8000),
        ("410余万", 4_100_000),
        ("二十七", 27),
        ("十二", 12),
        ("三百余", 300),
        ("三百零五", 305),
        ("三百五", 350),
        ("万二", 12_000),
        ("六千万", 60_000_000),
        ("三万亿", 3_000_000_000_000),
        ("两", 2),
        ("六点五", 6.5),
    ],
)
def test_a_numeral_is_read_as_the_number_it_writes(text: str, value: float) -> None:
    assert read_number(text) == Number(value)


def test_two_neighbouring_numerals_are_a_range() -> None:
    assert read_number("七八") == Number(7, 8)


@pytest.mark.parametrize(
    "text", ["", "万", "百万", "千", "二三二", "个", "点五", "八七", "9" * 400]
)
def test_powers_alone_and_other_runs_are_no_number(text: str) -> None:
    assert read_number(text) is None


@given(st.integers(min_value=0, max_value=10**14))
def test_digits_are_read_with_and_without_commas(number: int) -> None:
    assert read_number(str(number)) == read_number(f"{number:,}") == Number(number)


@given(st.text("〇零一二两三四五六七八九十百千万亿点多余几.,0123456789", max_size=12))
def test_no_run_of_numerals_is_an_error(text: str) -> None:
    number = read_number(text)
    assert number is None or number.value >= 0
