from collections.abc import Callable

from config.rules.extract import ExtractRules
from tasks.document import Mention
from tasks.extract.keywords import COUNT, find_keywords
from tasks.extract.passage import Passage

Read = Callable[[str], Passage]
NOTHING: frozenset[int] = frozenset()
TEXT = "污水处理厂扩建污水处理设施，污水处理能力翻番。\n管网改造同步开工，管网改造需两年。" * 3


def test_keywords_are_few_and_fall_from_one(passage: Read, rules: ExtractRules) -> None:
    found = find_keywords(passage(TEXT), NOTHING, (), None, rules, subjects={})
    weights = [k.weight for k in found]
    assert 0 < len(found) <= COUNT
    assert weights[0] == 1.0
    assert weights == sorted(weights, reverse=True)
    assert all(k.term in TEXT for k in found)


def test_whole_terms_go_before_their_parts(passage: Read, rules: ExtractRules) -> None:
    text = "县里迎接生态环境保护督察。生态环境保护督察组进驻，生态环境保护督察整改要落实。"
    terms = [k.term for k in find_keywords(passage(text), NOTHING, (), None, rules, subjects={})]
    assert any("环境保护督察" in term for term in terms)
    assert not {"生态", "环境", "保护"} & set(terms)


def test_a_term_keeps_the_adjective_that_it_begins_with(passage: Read, rules: ExtractRules) -> None:
    text = "青屏县新材料产业园开园。\n新材料产业园里，新材料企业投产。"
    terms = [k.term for k in find_keywords(passage(text), NOTHING, (), None, rules, subjects={})]
    assert any(term.startswith("新材料") for term in terms)


def test_no_keyword_is_part_of_another(passage: Read, rules: ExtractRules) -> None:
    terms = [k.term for k in find_keywords(passage(TEXT), NOTHING, (), None, rules, subjects={})]
    assert not any(a != b and a in b for a in terms for b in terms)


def test_the_headline_speaks_for_a_term_of_the_body(passage: Read, rules: ExtractRules) -> None:
    text = "老街的路灯亮了，竹编铺子也亮了。\n师傅说，路灯照着竹编。"
    plain = {
        k.term: k.weight
        for k in find_keywords(passage(text), NOTHING, (), None, rules, subjects={})
    }
    titled = find_keywords(passage(text), NOTHING, (), "竹编铺子的一天", rules, subjects={})
    assert "竹编" in titled[0].term
    assert all(k.term in text for k in titled)
    assert plain


def test_what_a_headline_says_of_any_subject_is_no_keyword(
    passage: Read, rules: ExtractRules
) -> None:
    text = "青屏县检查校车。检查组登上校车，逐车检查安全带。\n校车检查每月一次。"
    title = "青屏县检查校车"
    terms = [k.term for k in find_keywords(passage(text), NOTHING, (), title, rules, subjects={})]
    assert "校车" in terms
    assert "检查" not in terms


def test_other_names_are_no_keywords(passage: Read, rules: ExtractRules) -> None:
    text = "钟若坤修钟。钟若坤修钟。"
    taken = frozenset(range(3)) | frozenset(range(6, 9))
    found = find_keywords(passage(text), taken, (), None, rules, subjects={})
    assert all("若坤" not in k.term for k in found)


def test_the_name_of_whom_the_article_is_about_is_a_keyword(
    passage: Read, rules: ExtractRules
) -> None:
    text = "钟若坤修钟。钟若坤修钟。"
    taken = frozenset(range(3)) | frozenset(range(6, 9))
    found = find_keywords(passage(text), taken, (), None, rules, subjects={"钟若坤": 0.9})
    assert "钟若坤" in [k.term for k in found]


def test_a_named_body_is_one_term(passage: Read, rules: ExtractRules) -> None:
    text = "望岳海工集团交付新船。望岳海工集团的船出海了。"
    named = (Mention(name="望岳海工集团", spans=((0, 6), (11, 17))),)
    terms = {k.term for k in find_keywords(passage(text), NOTHING, named, None, rules, subjects={})}
    assert "望岳海工集团" in terms
    assert "海工集团" not in terms


def test_what_stands_once_behind_the_opening_is_no_keyword(
    passage: Read, rules: ExtractRules
) -> None:
    text = "双溪吊桥封闭，村民绕路。\n工人检修主索。主索锈蚀，桥面封闭。\n有人在桥头摆下竹椅。"
    terms = [k.term for k in find_keywords(passage(text), NOTHING, (), None, rules, subjects={})]
    assert "主索" in terms
    assert "竹椅" not in terms


def test_what_a_body_is_may_be_the_topic(passage: Read, rules: ExtractRules) -> None:
    text = "云岭市图书馆延时开放。\n图书馆的灯亮着，读者坐满图书馆。"
    named = (Mention(name="云岭市图书馆", spans=((0, 6),)),)
    terms = [
        k.term
        for k in find_keywords(passage(text), NOTHING, named, "图书馆的灯", rules, subjects={})
    ]
    assert any("图书馆" in term for term in terms)
