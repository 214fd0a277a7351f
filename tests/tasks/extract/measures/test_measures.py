import re
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.rules.extract import ExtractRules
from tasks.document import Measure, MeasureKind, Person, Role
from tasks.extract.measures import find_measures
from tasks.extract.passage import Passage, read_passage
from tasks.segment import Word

Find = Callable[..., list[Measure]]
# name -> title; they count as found by find_people wherever a text names them.
CAST = {
    "林岳": "市长",
    "秦若宁": "县委书记",
    "单玉川": "水务局局长",
    "夏禾": "主任医师",
    "方且": "董事长",
    "甘露": "村民",
    "龙在田": "副市长",
    "高建新": "副县长",
}


def cast_of(text: str) -> tuple[Person, ...]:
    return tuple(
        Person(
            name=name,
            titles=(title,),
            role=Role.MENTIONED,
            scope=None,
            spans=tuple(match.span() for match in re.finditer(name, text)),
        )
        for name, title in CAST.items()
        if name in text
    )


@pytest.fixture(scope="session")
def measures(rules: ExtractRules) -> Find:
    return lambda text: list(find_measures(read_passage(text), cast_of(text), rules.measures))


@pytest.fixture(scope="session")
def demands(measures: Find) -> Callable[[str], list[tuple[str | None, str]]]:
    return lambda text: [(m.speaker, m.text) for m in measures(text)]


Demands = Callable[[str], list[tuple[str | None, str]]]


@pytest.mark.parametrize(
    ("text", "speaker", "demand"),
    [
        ("市长林岳强调，要守住底线，一刻不能松。", "林岳", "要守住底线，一刻不能松"),
        ("林岳在主持会议时指出，各部门要主动作为。", "林岳", "各部门要主动作为"),
        ("高建新要求，各部门要主动作为。", "高建新", "各部门要主动作为"),  # no 新要求
        ("市长林岳赴石鼓县调研时强调，要抓紧施工。", "林岳", "要抓紧施工"),
        ("市长林岳到石鼓县调研。他强调，要抓紧施工。", "林岳", "要抓紧施工"),
        ("市长林岳走上大坝，看了闸门，要求水务局列出清单。", "林岳", "水务局列出清单"),
        ("林岳现场拍板，由水务局牵头，月底接通。", "林岳", "由水务局牵头，月底接通"),
        ("会议由林岳主持。会议强调，要压实责任。", None, "要压实责任"),
        ("全会要求，各级党组织必须真抓实干。", None, "各级党组织必须真抓实干"),
        ("林岳当场决定，由水务局牵头。", "林岳", "由水务局牵头"),
        ("会议决定，从2月起每月通报一次。", None, "从2月起每月通报一次"),
        ("省应急管理厅印发通知，要求各地立即排查隐患。", None, "各地立即排查隐患"),
        ("《意见》指出，要坚持分类施策。", None, "要坚持分类施策"),
        ("在听取单玉川汇报后，林岳强调，要科学调度。", "林岳", "要科学调度"),
        ("林岳强调，一旦发生险情，要立即转移群众。", "林岳", "要立即转移群众"),
        ("林岳强调，对屡查屡犯的问题，要严肃追责。", "林岳", "对屡查屡犯的问题，要严肃追责"),
        ("林岳强调，渠水必须在月底前通到田头。", "林岳", "渠水必须在月底前通到田头"),
        ("林岳主持召开会议。林岳说，各乡镇要抓好落实。", "林岳", "各乡镇要抓好落实"),
        ("林岳、龙在田调研。市长强调，要用心办好。", "林岳", "要用心办好"),
        ("林岳、龙在田调研。龙副市长强调，要用心办好。", "龙在田", "要用心办好"),
        ("林岳强调：“要守住底线，不能松劲。”", "林岳", "要守住底线，不能松劲"),
        (
            "“安全必须放在首位，各单位要记牢。”林岳在会上强调。",
            "林岳",
            "安全必须放在首位，各单位要记牢",
        ),
        ("林岳强调，中央有部署。省委要求真抓实干。各级要落实好。", "林岳", "各级要落实好"),
        ("会议听取汇报，要求各地抓好整改。", None, "各地抓好整改"),
        ("会议指出，教育是大计。\n——要办好学校。", None, "要办好学校"),
        ("全会号召，全市上下要团结一心。", None, "全市上下要团结一心"),
        ("林岳在讲话中说，今年要把经验固定下来。", "林岳", "今年要把经验固定下来"),
        ("市长林岳调研养老服务。市长强调，要用心办好。", "林岳", "要用心办好"),
        (
            "林岳强调，仓库管理要从严从细，绝不允许带病运行。",
            "林岳",
            "仓库管理要从严从细，绝不允许带病运行",
        ),
        ("林岳调研企业。林岳说，这7家要逐户走访。", "林岳", "这7家要逐户走访"),
        ("林岳检查餐饮。林岳说，剩下的三个村要月底通水。", "林岳", "剩下的三个村要月底通水"),
        ("林岳检查餐饮。林岳表示，送餐点必须公示菜价。", "林岳", "送餐点必须公示菜价"),
        ("林岳检查餐饮。林岳表示，饭菜存放不得超过四小时。", "林岳", "饭菜存放不得超过四小时"),
        (
            "林岳主持会议。他说，今年安排资金3亿元。6月底前，县政府督查室要约谈后两位的镇。",
            "林岳",
            "6月底前，县政府督查室要约谈后两位的镇",
        ),
    ],
)
def test_a_demand_has_its_clause_and_its_speaker(
    demands: Demands, text: str, speaker: str | None, demand: str
) -> None:
    assert demands(text) == [(speaker, demand)]


@pytest.mark.parametrize(
    "text",
    [
        "林岳强调，这是主要任务，也是重要保障，需要时间。",
        "林岳说，开春耽误一周，后面可能要用一个月来补。",
        "施工负责人汇报说，每天抽水要花六个小时。",
        "常听人说“要用心用情”，要不是那年的一个电话，我要闻摘要也不看。",
        "主任医师夏禾提醒，老人要少吃隔夜菜。夏禾强调，患者必须按时服药。",
        "董事长方且强调，要加快海外布局，三年内必须翻番。",
        "法院要求被告十日内道歉，消费者要求退货，街坊发起联署，要求保留楼梯。",
        "林岳叮嘱工人下雨天要停工，建议大家要多看看天气。",
        "市长林岳来到村里。村民甘露说，路要修好，人要安全。",
        "按照上级要求，工程月底完工，质量符合有关要求。",
        "林岳强调了这项工作的重要性，提出了要求。",
        "市长林岳决定参加比赛。市证监局决定对该公司立案调查。",
        "林岳表示，市民出行要注意安全。",
        "林岳主持会议。林岳说，条例规定任何人不得侵占。林岳说，这三年要感谢老师。",
        "林岳主持会议。交易所当晚下发问询函，要求公司说明毛利率。",
    ],
)
def test_advice_wishes_and_words_that_hold_yao_are_no_demands(demands: Demands, text: str) -> None:
    assert demands(text) == []


def test_a_paragraph_without_a_subject_goes_on_with_the_speaker(demands: Demands) -> None:
    text = "市长林岳强调，要守住底线。\n要排查隐患。\n各乡镇要备足物资。"
    assert [speaker for speaker, _ in demands(text)] == ["林岳"] * 3


def test_bullets_belong_to_the_last_official_speaker(demands: Demands) -> None:
    text = (
        "市长林岳检查防汛。他强调——\n水库安全无小事。\n◆要压实责任。\n"
        "村民甘露说，夜里要有人叫醒。\n◆交通部门要排查路段。"
    )
    assert demands(text) == [("林岳", "要压实责任"), ("林岳", "交通部门要排查路段")]


def test_speech_ends_where_somebody_else_acts(demands: Demands) -> None:
    text = "林岳强调，要守住底线。县委书记秦若宁参加调研。要等天亮才能开挖。"
    assert demands(text) == [("林岳", "要守住底线")]


def test_the_demands_of_two_people_stay_apart(demands: Demands) -> None:
    text = "林岳指出，要抓项目。秦若宁要求各部门传达会议精神。要认真落实。"
    assert demands(text) == [
        ("林岳", "要抓项目"),
        ("秦若宁", "各部门传达会议精神"),
        ("秦若宁", "要认真落实"),
    ]


def test_a_semicolon_cuts_only_before_a_demand_of_its_own(demands: Demands) -> None:
    text = (
        "林岳强调，要倒排工期，对未完成的加快推进；对已完成的逐项复核，发现问题要倒查；"
        "对新发现的专题研究。环保部门要加强监管；各单位要协作配合。"
    )
    assert [demand for _, demand in demands(text)] == [
        "要倒排工期，对未完成的加快推进；对已完成的逐项复核，发现问题要倒查；对新发现的专题研究",
        "环保部门要加强监管",
        "各单位要协作配合",
    ]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("要摸清底数；对知情不报的，要严肃追责。", "要摸清底数", "对知情不报的，要严肃追责"),
        ("各县必须清零；6月底前，所有食堂要公示。", "各县必须清零", "6月底前，所有食堂要公示"),
        ("各县要摸底；对停用三年的校舍，要改建。", "各县要摸底", "对停用三年的校舍，要改建"),
        ("各县要摸底；超标两次的门店，必须停业。", "各县要摸底", "超标两次的门店，必须停业"),
    ],
)
def test_a_demand_behind_a_semicolon_has_its_condition(
    demands: Demands, text: str, first: str, second: str
) -> None:
    assert [demand for _, demand in demands("林岳强调，" + text)] == [first, second]


def test_a_consequence_without_its_own_word_stays_with_the_demand(demands: Demands) -> None:
    text = "林岳强调，各局要集中办公；对推诿不办的，一律移交市纪委。"
    assert len(demands(text)) == 1


@pytest.mark.parametrize("idiom", ["安全容不得半点侥幸", "我们不得不承认差距", "困难少不得"])
def test_a_marker_inside_an_idiom_demands_nothing(demands: Demands, idiom: str) -> None:
    assert demands(f"林岳指出，{idiom}。要守住底线。") == [("林岳", "要守住底线")]


@pytest.mark.parametrize(
    "text",
    [
        "林岳提出三点要求：一是压实责任；二是加强演练；三是备足物资。",
        "林岳提出三点要求：一是压实责任。二是加强演练。三是备足物资。",
        "会议要求：\n一是压实责任。\n二是加强演练。\n三是备足物资。",
        "林岳就下步工作提出要求：\n◆压实责任。\n◆加强演练。\n◆备足物资。",
        "林岳强调——\n◆要压实责任\n◆要加强演练\n◆要备足物资",
        "会议要求，一要压实责任，二要加强演练，三要备足物资。",
        "林岳强调，要压实责任；要加强演练；要备足物资。",
    ],
)
def test_counted_demands_are_items(demands: Demands, text: str) -> None:
    assert len(demands(text)) == 3


def test_a_speaker_in_a_transcript_has_the_turn(demands: Demands) -> None:
    text = "林岳：谢谢大家。我们要求，平台企业要取消配送时限。\n记者：还要等多久？"
    assert demands(text) == [("林岳", "平台企业要取消配送时限")]


def test_whoever_is_quoted_by_the_speaker_does_not_take_the_floor(
    rules: ExtractRules,
) -> None:
    text = "市长林岳强调，习近平总书记指出，安全是底线。各部门要守住底线。"
    president = Person(
        name="习近平", titles=("总书记",), role=Role.MENTIONED, scope=None, spans=((7, 10),)
    )
    found = find_measures(read_passage(text), (*cast_of(text), president), rules.measures)
    assert [(m.speaker, m.text) for m in found] == [("林岳", "各部门要守住底线")]


def test_a_decision_is_told_from_a_demand(measures: Find) -> None:
    found = measures("会议强调，要压实责任。会议决定，下月开展检查。")
    assert [m.kind for m in found] == [MeasureKind.DEMAND, MeasureKind.DECISION]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("林岳强调，政治站位要再提高，增强自觉。各部门要主动作为。", "政治站位要再提高"),
        ("就抓好成果转化，林岳要求，各科室要列出清单。", "抓好成果转化"),
        ("■ 研究城市更新工作\n会议强调，要先征求意见。", "研究城市更新工作"),
        ("林岳强调，要先征求意见。", None),
    ],
)
def test_a_demand_has_the_topic_that_heads_it(measures: Find, text: str, topic: str | None) -> None:
    assert measures(text)[-1].topic == topic


PIECES = (
    "市长林岳", "秦若宁", "甘露", "他", "强调", "指出", "要求", "表示", "说", "决定", "会议", "，", "。",
    "；", "：", "——", "\n", "◆", "“", "”", "要", "必须", "各部门要", "压实责任", "一是", "二要", "不得",
    "对问题", "就安全", "■", "记者：", "（", "）", "、",
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_every_span_shows_the_demand_and_none_overlap(measures: Find, text: str) -> None:
    found = measures(text)
    assert all(text[slice(*m.span)] == m.text for m in found)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(found))
    assert all(m.speaker is None or m.speaker in CAST for m in found)


@pytest.mark.parametrize(
    "piece",
    ["林岳强调，要", "林岳要求", "要", "要，", "；要", "会议指出", "“要", "一要", "说，", "林岳"],
)
def test_cost_grows_with_the_length_only(rules: ExtractRules, piece: str) -> None:
    def cost(length: int) -> float:
        text = piece * (length // len(piece))
        words = tuple(Word(char, "v", start) for start, char in enumerate(text))
        passage = Passage(text, words, tuple(range(len(text))))  # the segmenter has its own cost
        people = cast_of(text)
        start = time.process_time()
        find_measures(passage, people, rules.measures)
        return time.process_time() - start

    assert cost(20_000) < 2.0
