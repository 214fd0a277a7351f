"""Where sentences and clauses end."""

import pytest

from tasks.summarize.clauses import Sentence, split_sentences


def split(text: str) -> list[list[str]]:
    return [[text[slice(*clause)] for clause in s.clauses] for s in split_sentences(text)]


def only(text: str) -> Sentence:
    (sentence,) = split_sentences(text)
    return sentence


def test_a_sentence_is_its_clauses_each_with_its_mark() -> None:
    assert split("县里开会，部署防汛；乡镇到场。会后巡堤。") == [
        ["县里开会，", "部署防汛；", "乡镇到场。"],
        ["会后巡堤。"],
    ]


def test_no_border_falls_inside_quotes_titles_or_brackets() -> None:
    assert split("他读《水，土，气》，也读“堤防。河道，滩地”（县，乡）。") == [
        ["他读《水，土，气》，", "也读“堤防。河道，滩地”（县，乡）。"]
    ]


def test_what_is_never_closed_is_not_open() -> None:
    assert split("他说“好，明天修。后天验。") == [["他说“好，", "明天修。"], ["后天验。"]]


def test_a_quotation_ends_the_sentence_that_leads_up_to_it() -> None:
    assert split("高山说：“先修渠。”村民点头。") == [["高山说：“先修渠。”"], ["村民点头。"]]


def test_words_behind_a_quotation_belong_to_it() -> None:
    assert split("“先修渠，再补路。”高山说。村民点头。") == [
        ["“先修渠，再补路。”高山说。"],
        ["村民点头。"],
    ]


def test_a_mark_inside_an_address_or_a_formula_parts_nothing() -> None:
    assert split("登记见https://hui.example/m?code=60，位点c.517C>T;p.R173W已报。") == [
        ["登记见https://hui.example/m?code=60，", "位点c.517C>T;p.R173W已报。"]
    ]


def test_a_comma_in_a_number_parts_nothing() -> None:
    assert split("库容1,260万方。") == [["库容1,260万方。"]]


@pytest.mark.parametrize(
    ("line", "item", "numbered", "closed"),
    [
        ("◆要把住源头，逐户登记。", True, False, True),
        ("（一）清理河道，6月完成；", True, True, False),
        ("3.备足沙袋。", True, True, True),
        ("3.5万亩农田受益。", False, False, True),
        ("　　县里开会。", False, False, True),
        ("主要数据", False, False, False),
    ],
)
def test_items_of_lists_and_lines_without_a_full_stop_are_known(
    line: str, *, item: bool, numbered: bool, closed: bool
) -> None:
    sentence = only(line)
    assert (sentence.item, sentence.numbered, sentence.closed) == (item, numbered, closed)
