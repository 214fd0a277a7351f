"""What may stand in a summary by itself, and what needs which words before it."""

import pytest

from tests.tasks.summarize.making import extracted, needs, pieces_of

LEADERS = {"高山": ("县长", "云浦县县长"), "林溪": ("副县长",)}


def test_a_sentence_breaks_off_only_where_something_whole_is_said() -> None:
    assert needs(extracted("9月3日，云浦县在城东召开防汛调度会，研究转移安置，检查沙袋储备。")) == {
        "9月3日，云浦县在城东召开防汛调度会，": None,
        "研究转移安置，": "9月3日，云浦县在城东召开防汛调度会，",
        "检查沙袋储备。": "研究转移安置，",
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "如果明天水位继续上涨，下游三个乡镇就要全部转移。",
        "截至9月3日18时，全县转移群众2.3万人。",
        "副县长林溪，水利局负责人到现场查看。",
        "去年全县粮食总产增长百分之五，但蔬菜减产两成。",
        "在巡查上游水库大坝和溢洪道的过程中，专家发现三处渗漏。",
        "下游三个乡镇如遇水位上涨，昨夜转移的群众不得返回。",
        "堤防能不能守住今年的洪水，关键看夜里有没有人巡堤。",
        "水利局干部一边加固城东大堤，一边转移下游群众。",
        "下游三个乡镇的转移群众9月5日起，分批乘车返回各自的村子。",
        "县直各部门和各乡镇主要负责同志，水库管理单位代表参加会议。",
    ],
)
def test_a_clause_that_leaves_the_reader_waiting_goes_with_the_next(sentence: str) -> None:
    assert list(pieces_of(extracted(sentence, LEADERS))) == [sentence]


def test_what_is_published_needs_who_publishes_it() -> None:
    found = pieces_of(extracted("县水利局和县应急管理局9月3日联合公布，全县水库都在汛限水位以下。"))
    assert not found["县水利局和县应急管理局9月3日联合公布，"].whole


def test_a_total_needs_what_the_clause_before_counts() -> None:
    found = needs(extracted("全县粮食产量今年可以增长，计划加固堤防76处，总投资19亿元。"))
    assert found["总投资19亿元。"] == "计划加固堤防76处，"
    found = needs(extracted("青石河堤防工程昨天正式开工，河堤加高到19米，总投资19亿元。"))
    assert found["总投资19亿元。"] == "青石河堤防工程昨天正式开工，"


def test_what_is_said_needs_who_says_it() -> None:
    text = "县长高山强调，要守住堤防，备足沙袋。各乡镇要逐户登记，不漏一人。"
    demands = (("高山", "要守住堤防，备足沙袋"), ("高山", "各乡镇要逐户登记，不漏一人"))
    found = needs(extracted(text, LEADERS, demands))
    tag = "县长高山强调，"
    assert found[tag] is None
    assert not pieces_of(extracted(text, LEADERS, demands))[tag].whole
    assert found["要守住堤防，"] == tag
    assert found["各乡镇要逐户登记，"] == tag
    assert found["不漏一人。"] == "各乡镇要逐户登记，"


def test_a_demand_never_follows_somebody_elses_name() -> None:
    text = "县长高山强调，要守住堤防，备足沙袋。\n副县长林溪主持会议。\n要连夜转移下游群众。"
    demands = (("高山", "要守住堤防，备足沙袋"), ("高山", "要连夜转移下游群众"))
    found = needs(extracted(text, LEADERS, demands))
    assert "要连夜转移下游群众。" not in found


def test_a_noun_is_no_speech_tag() -> None:
    text = "全县按照省里防汛工作的五点要求，完成堤防加固和河道清淤。"
    assert all(piece.whole for piece in pieces_of(extracted(text)).values())
    text = "工人连夜疏通堵塞的排水管道，抢修受损路面和桥梁护栏。"
    assert all(piece.whole for piece in pieces_of(extracted(text)).values())


def test_a_name_that_ends_like_the_beginning_of_a_noun_speaks_all_the_same() -> None:
    text = "县长高建新要求，夜里加派人手巡堤，备足沙袋。"
    assert not pieces_of(extracted(text, {"高建新": ("县长",)}))["县长高建新要求，"].whole


def test_a_pronoun_needs_the_piece_with_the_name() -> None:
    text = "县长高山来到大坝查看水位，随行干部逐一记录。他要求夜间加派人手巡堤。"
    found = needs(extracted(text, LEADERS))
    assert found["他要求夜间加派人手巡堤。"] == "县长高山来到大坝查看水位，"


def test_a_pronoun_means_whom_the_words_before_a_sentence_without_names_name() -> None:
    text = "县长高山问大坝上有多少人值守。得到的回答是不足十人。他要求夜间加派人手巡堤。"
    found = needs(extracted(text, LEADERS))
    assert found["他要求夜间加派人手巡堤。"] == "县长高山问大坝上有多少人值守。"
    text = "县长高山来到大坝查看水位。\n渡口的船工收起了缆绳。他不知道水库已经开闸。"
    assert "他不知道水库已经开闸。" not in needs(extracted(text, LEADERS))


def test_a_sentence_that_points_back_needs_all_of_the_one_before() -> None:
    text = "云浦水库昨夜开闸泄洪，下游水位上涨。这让两座老桥被迫封闭。"
    assert needs(extracted(text))["这让两座老桥被迫封闭。"] == "下游水位上涨。"


def test_what_points_back_at_a_heading_cannot_stand() -> None:
    assert "但是没有人受伤，也没有房屋倒塌。" not in needs(
        extracted("现场\n但是没有人受伤，也没有房屋倒塌。\n云浦县昨天发生山洪。")
    )


def test_an_item_of_a_list_needs_its_head() -> None:
    text = (
        "县防汛指挥部发布通告如下：\n（一）城东大桥今晚封闭，车辆绕行。\n（二）城西渡口停航两天。"
    )
    head = "县防汛指挥部发布通告如下："
    found = needs(extracted(text))
    assert found["（一）城东大桥今晚封闭，"] == found["（二）城西渡口停航两天。"] == head


def test_an_item_without_a_head_cannot_stand_unless_all_are_items() -> None:
    items = "1.城东大桥今晚封闭，车辆绕行。\n2.城西渡口明天停航，后天恢复。"
    assert needs(
        extracted("县里有话要说给大家听。\n云浦县昨天发生山洪。\n今天放晴。\n" + items)
    ).keys() == {
        "县里有话要说给大家听。",
        "云浦县昨天发生山洪。",
    }
    assert len(needs(extracted(items))) > 1


def test_behind_a_semicolon_only_the_beginning_of_the_sentence_is_needed() -> None:
    text = "法院判令云浦水务公司限期整改，并公开道歉；驳回村民其他诉讼请求。"
    found = needs(extracted(text, {}))
    assert found["驳回村民其他诉讼请求。"] == "法院判令云浦水务公司限期整改，"


def test_what_opens_a_list_is_needed_by_all_that_semicolons_part() -> None:
    text = "守坝人住在水库边，办法是“听水声”：声音发脆，说明水少；声音发闷，就要开闸。"
    assert needs(extracted(text, {}))["声音发闷，就要开闸。"] == "办法是“听水声”：声音发脆，"


def test_behind_a_semicolon_what_points_back_needs_the_words_before_it() -> None:
    text = "城东大桥今晚双向封闭，车辆改走渡口；其中货车明天恢复通行。"
    assert needs(extracted(text, {}))["其中货车明天恢复通行。"] == "车辆改走渡口；"


def test_lines_that_end_in_semicolons_are_a_list() -> None:
    text = "县人大常委会昨天表决。\n决定免去：\n高山的水利局局长职务；\n林溪的应急管理局局长职务。"
    found = needs(extracted(text, LEADERS))
    assert found["高山的水利局局长职务；"] == "决定免去："
    assert found["林溪的应急管理局局长职务。"] == "决定免去："


def test_a_name_with_an_age_behind_it_is_no_sentence() -> None:
    sentence = "县长高山（52岁），昨夜在城东大堤值守。"
    assert list(pieces_of(extracted(sentence, LEADERS))) == [sentence]


def test_a_clause_parallel_to_another_stays_in_its_part_of_the_sentence() -> None:
    text = "高山强调，要加固云浦河大堤，推进清淤；要盯紧城区低洼路段，推进排水改造。"
    demands = (("高山", "要加固云浦河大堤，推进清淤"), ("高山", "要盯紧城区低洼路段，推进排水改造"))
    found = needs(extracted(text, LEADERS, demands))
    assert found["推进排水改造。"] == "要盯紧城区低洼路段，"


def test_in_a_transcript_every_answer_keeps_its_label_and_questions_are_left_out() -> None:
    text = "云浦周刊：大坝还安全吗？\n高山：大坝加固已经完成，水位稳定。夜里有人值守和巡查。\n记者：下一步呢？"
    found = needs(extracted(text, LEADERS))
    assert found["大坝加固已经完成，"] == "高山："
    assert found["夜里有人值守和巡查。"] == "高山："
    assert not any("下一步" in words for words in found)


def test_headings_rows_and_words_of_courtesy_are_no_pieces() -> None:
    assert needs(extracted("主要数据\n井号 水位 流量\n谢谢大家。\n云浦县昨天发生山洪。")) == {
        "云浦县昨天发生山洪。": None
    }


def test_a_sentence_that_only_announces_what_is_said_is_a_tag() -> None:
    text = "高山就做好防汛工作提出要求。他说，各乡镇要逐户登记。"
    assert not pieces_of(extracted(text, LEADERS))["高山就做好防汛工作提出要求。"].whole


def test_what_follows_an_opening_in_lines_of_its_own_is_said_too() -> None:
    text = "县长高山强调——\n堤防是全县的命根子，一寸也不能丢。\n县里昨天下了一场大雨。"
    found = needs(extracted(text, LEADERS))
    assert found["堤防是全县的命根子，"] == "县长高山强调——"
    assert found["县里昨天下了一场大雨。"] is None


def test_somebody_who_is_spoken_to_is_no_subject() -> None:
    text = "高山在渡口拦下一辆货车，与副县长林溪攀谈。"
    assert list(needs(extracted(text, LEADERS)).values())[-1] is not None


def test_somebody_who_is_told_something_is_no_end_of_a_sentence() -> None:
    text = "县长高山提醒沿河居民，汛期千万不要下河游泳，河边不要停车。"
    found = needs(extracted(text, LEADERS))
    assert found["汛期千万不要下河游泳，"] == "县长高山提醒沿河居民，"
    assert not pieces_of(extracted(text, LEADERS))["县长高山提醒沿河居民，"].whole


@pytest.mark.parametrize(
    "sentence",
    [
        "海拔1480米的云浦水库，昨天第一次开闸泄洪。",
        "城东大桥、城西渡口，昨天全部恢复通行了。",
        "村民听见上游的水声，就往高处的学校跑。",
        "前往渡口的车辆，昨天全部改走城东大桥。",
    ],
)
def test_a_clause_that_only_names_what_is_talked_of_goes_with_the_next(sentence: str) -> None:
    assert list(pieces_of(extracted(sentence, LEADERS))) == [sentence]


def test_a_clause_that_says_what_for_may_be_left_off_at_the_beginning() -> None:
    text = "为确保汛期行洪安全，云浦县决定封闭城东大桥。"
    assert list(pieces_of(extracted(text))) == ["云浦县决定封闭城东大桥。"]


def test_what_is_demanded_is_no_speech_tag() -> None:
    text = "高山指出，堤防是全县的命根子。承办单位要对群众意见逐条回应，本月底前办结。"
    demand = "承办单位要对群众意见逐条回应，本月底前办结"
    found = needs(extracted(text, LEADERS, (("高山", demand),)))
    assert found[f"{demand}。"] == "高山指出，"


def test_a_figure_with_a_name_of_its_own_needs_only_the_beginning_of_its_sentence() -> None:
    text = "云浦大桥昨天正式通车，两岸居民敲锣打鼓，总投资1.2亿元，同比增长三成。"
    found = needs(extracted(text))
    assert found["总投资1.2亿元，"] == "云浦大桥昨天正式通车，"
    assert found["同比增长三成。"] == "总投资1.2亿元，"


def test_an_answer_without_a_name_keeps_its_label_and_the_host_tells_nothing() -> None:
    text = "问：大坝还安全吗？\n答：大坝加固昨天已经完成。\n高山：先请林溪介绍水库情况。"
    assert needs(extracted(text, LEADERS)) == {
        "答：": None,
        "大坝加固昨天已经完成。": "答：",
        "高山：": None,
    }


def test_a_pronoun_before_any_name_needs_all_that_stands_before() -> None:
    text = "守坝的老人七十二岁了。他在坝上住了四十年。"
    assert needs(extracted(text, {}))["他在坝上住了四十年。"] == "守坝的老人七十二岁了。"
