from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.rules.extract import ExtractRules
from tasks.document import Person, Role
from tasks.extract.passage import Passage
from tasks.extract.people import find_people

Find = Callable[[str], dict[str, Person]]


@pytest.fixture
def people(passage: Callable[[str], Passage], rules: ExtractRules) -> Find:
    return lambda text: {p.name: p for p in find_people(passage(text), rules)[0]}


def test_stacked_posts_all_belong_to_the_name_that_follows(people: Find) -> None:
    found = people("日前，云岭市石鼓区委书记、区长、区防汛指挥部指挥长林岳主持召开会议。")
    assert found["林岳"].titles[:2] == ("云岭市石鼓区委书记", "区长")
    assert found["林岳"].scope == "云岭市石鼓区"


def test_a_post_before_a_list_goes_to_every_name_of_the_list(people: Find) -> None:
    found = people("县委常委解春山、和玉龙、查小舟，副县长单若宁、高垣出席。")
    assert {name: p.titles for name, p in found.items()} == {
        "解春山": ("县委常委",),
        "和玉龙": ("县委常委",),
        "查小舟": ("县委常委",),
        "单若宁": ("副县长",),
        "高垣": ("副县长",),
    }


def test_two_posts_joined_by_jian_are_two_titles(people: Find) -> None:
    assert people("董事长兼总经理令狐川表示，订单充足。")["令狐川"].titles == ("董事长", "总经理")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("县长单玉川参加督导。", "单玉川"),
        ("市委秘书长常远，副市长成向东出席。", "常远"),
        ("副市长解冰说，今年要办好。", "解冰"),
        ("财务总监方且说，周转加快。", "方且"),
        ("市长欧阳若川说，方案可行。", "欧阳若川"),
        ("代县长次仁央宗参加检查并讲话。", "次仁央宗"),
        ("主教练何塞·费南多赛后说，踢得不错。", "何塞·费南多"),
        ("软件测试员王翀(chōng)上个月换了卡。", "王翀"),
        ("台江市长陈若川指出，预算不足。", "陈若川"),
        ("消费者相里女士反映，手镯是假的。", "相里女士"),
        ("被告人张某某犯盗窃罪。", "张某某"),
        ("经查，屈某（男，34岁）将任某军打伤。", "任某军"),
        ("由陈思若监制的电影今日定档。", "陈思若"),
        ("六十一岁的叶知微有一份少见的工作。", "叶知微"),
        ("有个叫粟米的姑娘站了很久。", "粟米"),
        ("退休女工桂兰英（化名）转了账。", "桂兰英"),
        ("“饭在锅里。”老伴方桂枝说，“趁热吃。”", "方桂枝"),
        ("爱人聂小满在县城开店，发小邢大力常来。", "聂小满"),
        ("店主周一凡说，生意好。", "周一凡"),
        ("年纪最大的是96岁的钟林玉蓉。", "钟林玉蓉"),
        ("八十一岁的刘黄月娥每天来装汤。", "刘黄月娥"),
        ("长者黄梁秀萍说，饭菜合口。", "黄梁秀萍"),
    ],
)
def test_a_name_is_found_with_both_its_ends(people: Find, text: str, name: str) -> None:
    assert name in people(text)


@pytest.mark.parametrize(
    "text",
    [
        "双方表示将加强合作，高层表示将扩大开放。",
        "居民高兴地说，路修好了。任何单位和个人不得违反规定。",
        "专家认为，明年经济有望回升。江苏表示支持。",
        "市长信箱收到来信，书记员宣读纪律，司机师傅连声道谢。",
        "要深入学习贯彻习近平生态文明思想。",
        "市民朋友可拨打热线，校长办公室主任不在。",
        "云岭市水务局局长解释，管网要明年才能接通。",
        "这场马拉松在石鼓区鸣枪，马拉松说到底是与自己比赛。",
        "主管部门表示，方案已经公示。",
        "市政协副主席、市自然资源局局长，以及有关乡镇负责人参加。",
        "确保涉险群众应转尽转，组织农技人员包村联户。",
        "与会代表明天将分组讨论。",
        "樊师傅说，张大姐每天都来，李主任不在。",
        "云阙队胜石鼓队，云阙积47分；被告双溪丰穰牧业有限公司不服。",
        "县里要办制茶师傅培训学校，楼门长周三夜话，局长周五下乡。",
        "老伴何时回来，他不知道。老伴常常埋怨他，老伴张罗着做饭。",
        "妻子张罗一桌菜，养父母年迈，女子马拉松：下午鸣枪。",
    ],
)
def test_words_that_look_like_names_are_none(people: Find, text: str) -> None:
    assert people(text) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("41岁的马高原来是货车司机。", "马高"),
        ("38岁的王林业务熟练。", "王林"),
        ("41岁的张金山上周回乡。", "张金山"),
    ],
)
def test_a_name_takes_nothing_from_the_word_behind_it(people: Find, text: str, name: str) -> None:
    assert set(people(text)) == {name}


def test_a_walk_begins_no_married_name(people: Find) -> None:
    assert "许兰沿渠" not in people("许兰沿渠走了将近一公里。")


def test_whoever_swam_or_ran_a_time_is_named_before_it(people: Find) -> None:
    found = people(
        "聂海生2:09.90位居第三，前50米游出32.55秒。\n"
        "男子100米蛙泳：邢长安（江南）59.16\n混合接力：临海队（主场） 3:25.71\n"
        "100米分段1:01.77，成绩12秒98，任意泳1:22.33，石门（二站）水位5.20米。"
    )
    assert set(found) == {"聂海生", "邢长安"}


def test_without_a_time_of_a_race_a_figure_names_nobody(people: Find) -> None:
    assert people("水位：石门（二站）52.07米\n黄瓜（山东）2.35\n营业时间（周六）8:00") == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("他跟着邻村的聂老秤学艺。聂老秤大名聂广田，脾气大。聂老秤走了。", "聂广田"),
        ("演员白小飞，原名白长贵，出生于石鼓县。白小飞获奖。", "白小飞"),
        ("店主孙二狗（本名孙国强）说，不卖。孙国强笑了。", "孙国强"),
    ],
)
def test_a_nickname_and_the_name_behind_it_are_one_person(
    people: Find, text: str, name: str
) -> None:
    assert set(people(text)) == {name}


def test_a_nickname_is_a_mention_of_its_bearer(people: Find) -> None:
    text = "村民胡半仙真名胡来顺。胡半仙走了。"
    spans = people(text)["胡来顺"].spans
    assert [text[start:end] for start, end in spans] == ["胡半仙", "胡来顺", "胡半仙"]


def test_every_mention_has_its_span_and_a_party_is_no_part_of_the_name(people: Find) -> None:
    text = "市长林岳赴石鼓县调研。林岳一行来到水库。"
    person = people(text)["林岳"]
    assert [text[start:end] for start, end in person.spans] == ["林岳", "林岳"]
    assert "林岳一行" not in people(text)


def test_a_firm_is_the_scope_of_a_post_and_not_part_of_the_title(people: Find) -> None:
    person = people("远川高速公路发展有限公司总工程师禹安介绍，桥已合龙。")["禹安"]
    assert person.titles == ("总工程师",)
    assert person.scope == "远川高速公路发展有限公司"


def test_a_public_body_is_part_of_the_title(people: Find) -> None:
    assert people("石鼓市水务局局长林岳说，坝体稳固。")["林岳"].titles == ("石鼓市水务局局长",)


def test_a_post_without_a_place_has_no_scope(people: Find) -> None:
    assert people("市长林岳说，坝体稳固。")["林岳"].scope is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("市长林岳主持召开会议。", Role.PRINCIPAL),
        ("市长林岳出席会议并讲话。", Role.PRINCIPAL),
        ("局长林岳说，坝体稳固。", Role.SPEAKER),
        ("副市长林岳、秦若宁出席。", Role.ATTENDEE),
        ("市民为局长林岳送来锦旗。", Role.MENTIONED),
    ],
)
def test_what_a_person_does_tells_the_role(people: Find, text: str, role: Role) -> None:
    assert people(text)["林岳"].role is role


def test_a_long_list_of_names_needs_no_post(people: Find) -> None:
    found = people("参加会议的还有张国庆、李建设、周文明、郑和平等。")
    assert set(found) == {"张国庆", "李建设", "周文明", "郑和平"}


def test_a_line_up_names_its_players_and_a_table_of_teams_nobody(people: Find) -> None:
    found = people("首发：1-房世豪；2-黎昊、4-冷志恒（71' 16-孟川）；9-若奥·门德斯")
    assert set(found) == {"房世豪", "黎昊", "冷志恒", "孟川", "若奥·门德斯"}
    assert people("1. 汐城 18胜3负\n2. 云阙 16胜5负\n3. 鹿屿 15胜6负") == {}


def test_speakers_of_an_interview_are_people_and_the_paper_is_none(people: Find) -> None:
    text = "南浦周刊：怎么走上这条路的？\n叶知微：说来不好意思。\n南浦周刊：后来呢？\n叶知微：忙。"
    assert set(people(text)) == {"叶知微"}


def test_half_a_name_and_a_name_with_a_verb_stuck_to_it_are_the_name(people: Find) -> None:
    assert set(people("博士后商周说，褪色了。商周回应说，不会。")) == {"商周"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("县长苗正则主持会议。苗正则强调，会要短。苗正则指出，路要通。", "苗正则"),
        ("县长林岳则主持会议。林岳强调，会要短。林岳则没有多说。", "林岳"),
        ("县长林岳则表示，不行。店家不服，林岳则说，可以再谈。", "林岳"),
    ],
)
def test_a_name_that_never_stands_without_ze_ends_in_it(people: Find, text: str, name: str) -> None:
    assert set(people(text)) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "会上强调，要把钱花在老人身边。",
        "鼓腹绘3周蛙纹，底有一孔。",
        "首辆巡回牙医车，今天启用。记者直击牙医车上山。",
    ],
)
def test_what_only_looks_like_a_name_where_names_stand_is_none(people: Find, text: str) -> None:
    assert people(text) == {}


def test_a_surname_before_a_courtesy_word_is_a_person_unless_the_name_is_known(
    people: Find,
) -> None:
    assert set(people("高先生和他的妻子陈女士住在这里。")) == {"高先生", "陈女士"}
    assert set(people("店主高远山收了工。高先生说，累。")) == {"高远山"}


SURNAMES = ["林", "单", "解", "方", "任", "常", "欧阳", "司马", "谷", "邬"]
GIVEN = ["远山", "若川", "知秋", "小满", "立群", "玉林", "晓白", "思齐"]
POSTS = [
    "市长",
    "县委书记",
    "市水务局局长",
    "教授",
    "村民",
    "主治医师",
    "队长",
    "董事长",
    "记者",
    "法官",
]
FRAMES = (
    "{post}{name}说，桥已合龙。",
    "日前，{post}{name}赴石鼓县调研。",
    "副县长何立、{name}出席。",
    "{post}{name}和工人一起清淤。",
    "参加活动的有{post}{name}，以及群众代表。",
    "“还早。”{post}{name}告诉记者。",
)


@given(
    surname=st.sampled_from(SURNAMES),
    given_name=st.sampled_from(GIVEN),
    post=st.sampled_from(POSTS),
    frame=st.sampled_from(FRAMES),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_name_is_found_whole_in_any_frame(
    people: Find, surname: str, given_name: str, post: str, frame: str
) -> None:
    name = surname + given_name
    found = people(frame.format(post=post, name=name))
    assert name in found
    assert set(found) <= {name, "何立"}


def test_who_takes_several_turns_is_a_person_though_called_like_a_river_and_a_team_is_none(
    passage: Callable[[str], Passage], rules: ExtractRules
) -> None:
    turns = "东岭队：开局不顺。\n东岭队：再战。\n邓长河：我们尽力了。\n邓长河：明年再来。"
    people, _ = find_people(passage(turns), rules)
    assert [person.name for person in people] == ["邓长河"]
