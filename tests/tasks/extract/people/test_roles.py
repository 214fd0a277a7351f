from collections.abc import Callable

import pytest

from config.rules.extract import ExtractRules
from tasks.document import Role
from tasks.extract.passage import Passage
from tasks.extract.people import find_people

Parts = Callable[[str], dict[str, Role]]


@pytest.fixture
def parts(passage: Callable[[str], Passage], rules: ExtractRules) -> Parts:
    return lambda text: {p.name: p.role for p in find_people(passage(text), rules)[0]}


def test_a_list_does_together_what_its_last_name_does(parts: Parts) -> None:
    text = "市委常委房谋、杜断，市政协主席封疆在主席台就座。"
    assert parts(text) == dict.fromkeys(("房谋", "杜断", "封疆"), Role.ATTENDEE)


def test_speaker_turns_are_speech_however_many(parts: Parts) -> None:
    text = "记者请来科长明朗，回答提问。\n问：能缴吗？\n明朗：能。\n问：多少？\n明朗：随意。"
    assert parts(text)["明朗"] is Role.SPEAKER


@pytest.mark.parametrize(
    "text",
    [
        "社区工作者祝晓岚听出不对：“哪有内部名额！”",
        "居民祝晓岚拉住局长林岳的手，指着灯说，住了二十七年。",
        "学者祝晓岚看过影片后大受感动，她说：“人人都懂。”",
        "“做到拆的那一天。”裁缝祝晓岚说。",
        "另一名家长祝晓岚就支持合并，理由是选修科更多。",
        "辩方大律师祝晓岚（Chuk Hiu-laam Cecilia）求情称，被告已还款。",
        "90岁的祝晓岚还记得，那年井里见了底。",
        "分析师祝晓岚给记者列了一个式子：收入减成本。",
        "会长祝晓岚则拿出一份清单：修了九处。",
        "消防员祝晓岚把孩子绑在胸前。“她一路唱歌。”",
        "教师祝晓岚吹着哨子。“差点回不来。”局长房谋则说，山里最怕下雨。",
        "消费者祝晓岚投诉，店家不肯退款。",
        "老板林岳的妻子祝晓岚在医院外说，他醒了。",
        "账一直是会计祝晓岚管。她翻开一页：“最难的是前年。”",
        "教授祝晓岚常来吃面。在她看来，味道不是难处。",
        "会长祝晓岚攥着哨子。“林岳把干粮都给了我。”她说。",
        "该公司负责人祝晓岚（Daniel Chuk）在邮件中写道：“Gone.”",
        "营运总监祝晓岚见传媒时致歉，指组件已经更换。",
        "县长林岳主持会议。社区代表祝晓岚到了。祝阿姨说，丢了三块电瓶。",
        "“他凿的时候我们都围着看。”说这话的是八十九岁的船工祝晓岚，她住在码头边。",
        "工会副主席祝晓岚作题为《汇聚力量》的工作报告。报告显示，五年新建基层工会九十家。",
        "药工祝晓岚抓了四十年药，用的还是林岳做的戥子。“我信它。”她说，“这一钱。”",
        "县长林岳主持会议，副县长祝晓岚参加。祝晓岚就欠薪问题提出要求：月底清零。",
    ],
)
def test_words_are_reported_in_many_more_ways(parts: Parts, text: str) -> None:
    assert parts(text)["祝晓岚"] is Role.SPEAKER


@pytest.mark.parametrize(
    "text",
    [
        "县委书记林岳主持会议。局长祝晓岚、厅长房谋先后汇报有关情况。",
        "局长祝晓岚宣读倡议书，司令员房谋出席大会。",
        "厅长祝晓岚，局长房谋，以及生前友好前来送别。",
        "商会秘书长祝晓岚当天也到庭旁听。房谋说，赔。",
        "县委书记林岳出席会议并讲话，区长祝晓岚致辞。会上交流了做法。",
    ],
)
def test_presence_is_no_speech(parts: Parts, text: str) -> None:
    assert parts(text)["祝晓岚"] is Role.ATTENDEE


@pytest.mark.parametrize(
    "text",
    [
        "省长林岳会见了来访的副省长祝晓岚一行。",
        "法院以过失致人死亡罪，判处业主祝晓岚有期徒刑四年。\n会长房谋说，不服。",
        "案件今天开审。\n被告祝晓岚（52岁）认罪。\n律师房谋说，钱已还清。",
        "俱乐部宣布，主教练祝晓岚（Sarah Chuk）因个人原因离任。\n队长房谋说，可惜。",
        "东浦队夺冠。队长祝晓岚独得31分，房谋进了两球。\n教练林岳说，赢得不易。",
        "副省长祝晓岚宣布大桥正式通车，县长房谋介绍了工程。",
    ],
)
def test_whom_the_story_befalls_is_principal(parts: Parts, text: str) -> None:
    assert parts(text)["祝晓岚"] is Role.PRINCIPAL


def test_whom_the_police_found_out_is_principal_and_whom_he_hurt_is_not(parts: Parts) -> None:
    found = parts("经查，甘某军、孟某等人冒充客服，将柏某打伤。案件还在侦办。")
    assert found["甘某军"] is found["孟某"] is Role.PRINCIPAL
    assert found["柏某"] is Role.MENTIONED


def test_whoever_chairs_is_principal_and_office_holders_around_attend(parts: Parts) -> None:
    text = "县委书记林岳主持会议。县水务局局长单国庆就管网归谁施工争执起来。"
    assert parts(text) == {"林岳": Role.PRINCIPAL, "单国庆": Role.ATTENDEE}


def test_without_a_leader_the_main_character_is_principal(parts: Parts) -> None:
    text = (
        "乐知秋在平台买了体验卡。三个月后，乐知秋发现被扣款，两次联系客服。"
        "客服主管林岳说，条款写明了。乐知秋提起诉讼。"
    )
    assert parts(text) == {"乐知秋": Role.PRINCIPAL, "林岳": Role.SPEAKER}


def test_whom_a_text_begins_with_and_comes_back_to_is_principal_whoever_chairs(
    parts: Parts,
) -> None:
    text = (
        "骑手祝晓岚把车停在路边。“有地方歇了。”祝晓岚说。\n副县长林岳主持启用仪式。\n"
        "祝晓岚去年跑了四万单。"
    )
    assert parts(text) == {"祝晓岚": Role.PRINCIPAL, "林岳": Role.PRINCIPAL}


def test_beside_the_main_character_others_who_are_heard_are_witnesses(parts: Parts) -> None:
    text = (
        "邹桂香在走廊里踱步。邹桂香两次晕倒。\n“这扇门生了锈。”主治医师祝晓岚说。"
        "祝晓岚定下方案。祝晓岚走进手术室。\n邹桂香下床了。"
    )
    assert parts(text) == {"邹桂香": Role.PRINCIPAL, "祝晓岚": Role.SPEAKER}


def test_an_inspecting_doctor_leads_nothing(parts: Parts) -> None:
    assert parts("主治医师林岳检查后没有作声。")["林岳"] is not Role.PRINCIPAL


def test_of_many_on_their_own_rounds_the_heads_are_principals(parts: Parts) -> None:
    text = (
        "市委书记林岳来到渔港查看。市长房谋前往石鼓县检查堤防。副市长杜断到工地检查时要求停工。"
        "市政协主席封疆到学校检查，强调要落实到人。"
    )
    assert parts(text) == {
        "林岳": Role.PRINCIPAL,
        "房谋": Role.PRINCIPAL,
        "杜断": Role.SPEAKER,
        "封疆": Role.SPEAKER,
    }


def test_the_host_of_a_press_conference_is_principal_and_its_speakers_are_not(
    parts: Parts,
) -> None:
    text = (
        "省卫生厅副厅长林岳、省教育厅处长房谋出席并回答提问。发布会由新闻处处长杜断主持。\n"
        "林岳介绍，门诊增加。房谋说，学校照常。"
    )
    assert parts(text) == {
        "林岳": Role.SPEAKER,
        "房谋": Role.SPEAKER,
        "杜断": Role.PRINCIPAL,
    }


def test_demands_before_the_press_make_no_leader(parts: Parts) -> None:
    text = (
        "省政府昨天举行发布会。省应急厅副厅长林岳介绍，水位已经下降。\n"
        "林岳强调，各地要逐户核查。发布会由新闻处处长杜断主持。"
    )
    assert parts(text) == {"林岳": Role.SPEAKER, "杜断": Role.PRINCIPAL}


def test_the_report_of_the_government_is_an_address(parts: Parts) -> None:
    text = "会议由主任房谋主持。代市长林岳代表市人民政府作政府工作报告。"
    assert parts(text) == {"房谋": Role.PRINCIPAL, "林岳": Role.PRINCIPAL}


def test_whoever_says_nothing_is_no_speaker(parts: Parts) -> None:
    assert parts("老伴祝晓岚没说话，把饭端了上来。")["祝晓岚"] is Role.MENTIONED


def test_a_guest_who_speaks_for_a_school_does_not_lead(parts: Parts) -> None:
    text = "市长林岳主持仪式。校长房谋代表学校致辞，他说，两家是邻居。"
    assert parts(text) == {"林岳": Role.PRINCIPAL, "房谋": Role.SPEAKER}


def test_advice_without_its_words_is_attendance(parts: Parts) -> None:
    text = "县长林岳主持会议。县水利局局长房谋就资金问题提出了建议。"
    assert parts(text)["房谋"] is Role.ATTENDEE


def test_whom_the_headline_names_is_principal(
    passage: Callable[[str], Passage], rules: ExtractRules
) -> None:
    people = find_people(passage("导演林岳说，片子拍完了。"), rules, "林岳：慢慢拍")[0]
    assert people[0].role is Role.PRINCIPAL


def test_a_coach_is_not_the_main_character_where_players_act(parts: Parts) -> None:
    text = "主教练林岳变阵。第五分钟房谋破门。房谋再下一城。林岳换人。房谋收获三球。林岳说，好。"
    assert parts(text)["房谋"] is Role.PRINCIPAL
    assert parts(text)["林岳"] is not Role.PRINCIPAL


def test_an_officer_in_passing_does_not_lead(parts: Parts) -> None:
    text = (
        "民警房谋查了六天。房谋调取录像。\n所长林岳召集专班开会，只问了一句话：往哪卖？\n房谋蹲守。"
    )
    assert parts(text) == {"房谋": Role.PRINCIPAL, "林岳": Role.SPEAKER}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("县长林岳主持会议。会议任命祝晓岚为县水利局局长。", Role.MENTIONED),
        ("县长林岳主持会议。\n祝晓岚当选副县长。", Role.MENTIONED),
        ("县长林岳主持会议。\n任命：\n祝晓岚、安宁为县法院法官。", Role.MENTIONED),
        ("市长祝晓岚率代表团访问云岭。市长林岳与祝晓岚举行会谈。", Role.PRINCIPAL),
        ("“疼了就忍。”74岁的村民祝晓岚补了牙，她笑说，能啃玉米了。", Role.SPEAKER),
        ("小学学童祝晓岚一声没哭，跟同学炫耀：“椅子会自己动。”", Role.SPEAKER),
        ("副县长祝晓岚因工作调动，申请辞去副县长职务。县长林岳主持会议。", Role.MENTIONED),
        ("会议听取了审计局局长祝晓岚作的审计工作报告。县长林岳主持会议。", Role.ATTENDEE),
        ("提案委员会主任祝晓岚作提案审查情况的报告。县长林岳主持会议。", Role.ATTENDEE),
        ("县长林岳率团出访，与友城市长祝晓岚签署协议书。", Role.ATTENDEE),
        ("林岳被判三年。案件由审判长祝晓岚、法官文清审理。", Role.ATTENDEE),
        ("县长林岳主持论坛。会长祝晓岚致辞时说，产业才起步。", Role.SPEAKER),
        ("县长林岳主持论坛。署长祝晓岚出席颁奖礼时指出，经费会增加。", Role.SPEAKER),
        ("县长林岳主持论坛。科学家祝晓岚不完全同意。", Role.SPEAKER),
        ("县长林岳主持会议。局长祝晓岚通报了考核结果，局长房谋说，有短板。", Role.ATTENDEE),
        ("县长林岳主持会议。局长祝晓岚通报了考核结果，合格的占六成。", Role.SPEAKER),
        ("县长林岳主持开幕式。校长祝晓岚、会长房谋先后致辞。", Role.ATTENDEE),
        ("县长林岳主持仪式。分公司经理祝晓岚代表企业签下承诺书。", Role.ATTENDEE),
        ("主持会议的环境部次长祝晓岚会后说明，用水上限下调。", Role.PRINCIPAL),
        ("选手祝晓岚以1:45.83夺冠，房谋列第二。“全靠咬牙。”祝晓岚说。", Role.PRINCIPAL),
        ("县长林岳主持会议，局长祝晓岚通报全县供水情况。\n大家看了水厂。", Role.ATTENDEE),
        ("林岳对救生员祝晓岚说：“谢谢你。”", Role.MENTIONED),
        ("林岳师从专家祝晓岚。\n“先生从不坐车。”他的学生房谋回忆。", Role.MENTIONED),
        ("“全靠吼。”73岁的祝晓岚坐在马扎上。", Role.SPEAKER),
        ("县长林岳主持会议。律师祝晓岚反驳，合同早已到期。", Role.SPEAKER),
        ("县长林岳主持会议。经理祝晓岚回复“不想干就别来”。", Role.SPEAKER),
        ("林岳来了。祝晓岚最早到。那年，他捡到半件石器。“没想到有个村子。”后来呢？", Role.SPEAKER),
        ("县长林岳主持会议。议员祝晓岚发言支持，但认为票价应设上限。", Role.SPEAKER),
        ("县长林岳主持会议。\\n证人祝晓岚的律师则说，尊重判决。", Role.MENTIONED),
    ],
)
def test_a_part_shows_in_how_somebody_is_named(parts: Parts, text: str, part: Role) -> None:
    assert parts(text)["祝晓岚"] is part


def test_whoever_only_stands_in_a_roll_is_mentioned(parts: Parts) -> None:
    text = "县长林岳出席大会并讲话。\n祝晓岚（女） 县第二小学校长\n文清林（回族） 县医院院长"
    found = parts(text)
    assert (found["祝晓岚"], found["文清林"]) == (Role.MENTIONED, Role.MENTIONED)


def test_who_is_elected_or_leaves_office_was_not_there_and_a_guest_does_not_lead(
    parts: Parts,
) -> None:
    text = (
        "市委副书记吕建成在开幕会上讲话，团省委副书记尹长风到会祝贺并致辞。\n"
        "大会审议了团市委副书记宋子安代表上届委员会作的工作报告。王子青、马超凡当选为团市委常委。"
        "现任县长赖宏远两任期满。尹长风说，要多办实事。"
    )
    assert parts(text) == {
        "吕建成": Role.PRINCIPAL,
        "尹长风": Role.SPEAKER,
        "宋子安": Role.ATTENDEE,
        "王子青": Role.MENTIONED,
        "马超凡": Role.MENTIONED,
        "赖宏远": Role.MENTIONED,
    }
