from collections.abc import Callable

from config.rules.extract import ExtractRules
from tasks.extract.keywords import COUNT, find_keywords
from tasks.extract.organisations import find_organisations
from tasks.extract.passage import Passage
from tasks.extract.places import find_places

Read = Callable[[str], Passage]
NOBODY: frozenset[str] = frozenset()
NOTHING: frozenset[int] = frozenset()


def test_full_names_of_bodies_are_found_with_spans(passage: Read, rules: ExtractRules) -> None:
    text = "云岭市住房和城乡建设局表态，石鼓供电公司配合。石鼓供电公司已派人。"
    found = find_organisations(passage(text), (), NOBODY, rules)
    assert [o.name for o in found] == ["云岭市住房和城乡建设局", "石鼓供电公司"]
    assert all(text[s:e] == o.name for o in found for s, e in o.spans)
    assert len(found[1].spans) == 2


def test_a_body_inside_a_title_or_without_a_name_is_none(
    passage: Read, rules: ExtractRules
) -> None:
    text = "石鼓县水务局局长到场。公司和医院作出部署，形成新格局。"
    assert find_organisations(passage(text), ((0, 8),), NOBODY, rules) == ()


def test_places_have_spans_and_common_words_are_none(passage: Read, rules: ExtractRules) -> None:
    text = "云岭市位于四川，城市和农村都有超市。"
    found = find_places(passage(text), NOTHING, rules)
    assert [p.name for p in found] == ["云岭市", "四川"]
    assert all(text[s:e] == p.name for p in found for s, e in p.spans)


def test_keywords_are_few_and_fall_from_one(passage: Read, rules: ExtractRules) -> None:
    text = "污水处理厂扩建污水处理设施，污水处理能力翻番。\n管网改造同步开工，管网改造需两年。" * 3
    found = find_keywords(passage(text), NOTHING, rules)
    weights = [k.weight for k in found]
    assert 0 < len(found) <= COUNT
    assert weights[0] == 1.0
    assert weights == sorted(weights, reverse=True)
    assert all(k.term in text for k in found)
    assert "污水处理" in {k.term for k in found}


def test_names_are_no_keywords(passage: Read, rules: ExtractRules) -> None:
    text = "钟若坤修钟。钟若坤修钟。"
    taken = frozenset(range(3)) | frozenset(range(6, 9))
    assert all("若坤" not in k.term for k in find_keywords(passage(text), taken, rules))
