from collections.abc import Callable

import pytest

from tests.damage import corner_quotes, full_width_digits, half_width_punctuation, zero_width


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("本月2日,中共云岭市委", "本月2日，中共云岭市委"),
        ("来源:云岭日报 编辑: 林小满", "来源：云岭日报 编辑：林小满"),
        ("绿色底色, 坚决守护", "绿色底色，坚决守护"),
        ("强调 ,要落实", "强调，要落实"),
        ("增长5%,2022年为8.1%;下降", "增长5%，2022年为8.1%；下降"),
        ("“流量”,要变“留量”!真的吗?!", "“流量”，要变“留量”！真的吗？！"),
        ("下载APP,阅读全文", "下载APP，阅读全文"),
        ("落实河(湖)长制(试行)", "落实河（湖）长制（试行）"),
        ("世界卫生组织(WHO)发布", "世界卫生组织（WHO）发布"),
        ("还有...(45087)人阅读", "还有...（45087）人阅读"),
        ("（完)", "（完）"),
        ('标有"出处:ABC(非原创)"的稿件', "标有“出处：ABC（非原创）”的稿件"),
        ("「外『內』外」", "“外‘内’外”"),
        ("新'字'旧'字'", "新‘字’旧‘字’"),
        ("1.祁平(泷州)10秒58;2.丛野", "1.祁平（泷州）10秒58；2.丛野"),
        ("新增3,500户;4,000户", "新增3,500户；4,000户"),
        ("主队3:2!全场沸腾", "主队3:2！全场沸腾"),
        ("每天10:00,14:00各一场", "每天10:00，14:00各一场"),
        ("丹尼尔．霍夫曼与玛尔塔•丰塞卡", "丹尼尔·霍夫曼与玛尔塔·丰塞卡"),
        ("号 ， ,号", "号，，号"),
        ("他说&ldquo;好&rdquo;&amp;nbsp;再见", "他说“好” 再见"),
    ],
)
def test_punctuation_beside_chinese_is_full_width(
    before: str, after: str, mend: Callable[[str], str]
) -> None:
    assert mend(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "比赛15:18开始，共1,200人，票价3.5元，比分3:2",
        "时间9:30:15",
        "https://news.example/a,b?id=3&x=(1);y!z",
        "kefu@news.example",
        "He said: well, (maybe) yes! Why? It's 5%, or 6%.",
        "“Well,” he said, “yes!”",
        "龘(dá)字",
        "饸饹(hé le)铺子",
        "待续...",
        "补贴为(12-8)×2000=8000元",
        "三．工作要求",
        "第1,2,3号机组发电3,500千瓦时",
        "开放时间7:00,周日除外".replace(",", "，"),
        "• 第一项",
        "比分3：2",
    ],
)
def test_numbers_addresses_glosses_and_english_keep_theirs(
    text: str, mend: Callable[[str], str]
) -> None:
    assert mend(text) == text


def test_an_address_in_a_sentence_ends_before_the_comma(mend: Callable[[str], str]) -> None:
    before = "详见http://news.example/a,b?id=3,请查看"
    assert mend(before) == "详见http://news.example/a,b?id=3，请查看"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("２０２６年，ＡＩ主播７．５％", "2026年，AI主播7.5%"),
        ("１５：３０开赛，３：２获胜", "15:30开赛，3：2获胜"),
        ("日期２０２４／５／１", "日期2024/5/1"),
        ("简郁庭／台南", "简郁庭／台南"),
        ("Ｊ．Ｋ．罗琳，１．总则", "J.K.罗琳，1．总则"),
    ],
)
def test_full_width_letters_and_digits_become_ascii(
    before: str, after: str, mend: Callable[[str], str]
) -> None:
    assert mend(before) == after


@pytest.mark.parametrize("damage", [half_width_punctuation, full_width_digits, corner_quotes])
def test_damage_of_one_kind_is_undone(
    damage: Callable[[str], str], simplified: str, mend: Callable[[str], str]
) -> None:
    assert mend(damage(simplified)) == simplified


def test_invisible_characters_go_and_their_removal_is_visible(
    simplified: str, mend: Callable[[str], str], kinds: Callable[[str], dict[str, int]]
) -> None:
    damaged = zero_width(simplified, seed=3)
    assert mend(damaged) == simplified
    assert set(kinds(damaged)) == {"control_characters"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("首页 要闻　　政务", "首页 要闻 政务"),
        ("（冯远 文小清）", "（冯远 文小清）"),
        ("绿色转型 城市新篇", "绿色转型 城市新篇"),
        ("字号：大 中 小", "字号：大 中 小"),
        ("通 知 公 告", "通知公告"),
        ("来　源：云岭网", "来源：云岭网"),
        ("2021 年 6 月 11 日，共 47 户 163 人", "2021年6月11日，共47户163人"),
        ("1 两市成交 2 多家银行", "1 两市成交 2 多家银行"),
        ("他强调 ，要落实", "他强调，要落实"),
        ("第一段。 第二段", "第一段。 第二段"),
    ],
)
def test_only_stray_spaces_go(before: str, after: str, mend: Callable[[str], str]) -> None:
    assert mend(before) == after


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("会议强调,要抓好落实.会议由高山主持.", "会议强调，要抓好落实。会议由高山主持。"),
        ("共有3,500人.\n县长高山出席.", "共有3,500人。\n县长高山出席。"),
        ("他说:“会好的.”\n县长点头.", "他说：“会好的。”\n县长点头。"),
        ("增长3.5%,完成投资12.6亿元.", "增长3.5%，完成投资12.6亿元。"),
        ("教授约翰.史密斯出席.", "教授约翰.史密斯出席。"),
    ],
)
def test_a_text_that_ends_its_sentences_with_dots_gets_full_stops(
    text: str, mended: str, mend: Callable[[str], str]
) -> None:
    assert mend(text) == mended


@pytest.mark.parametrize(
    "text",
    [
        "会议结束。\n县长高山出席。\n详见公告.",
        "版本2.0发布。",
        "一.概况\n二.结果",
        "访问example.com查看。",
    ],
)
def test_a_dot_that_is_no_full_stop_stays(text: str, mend: Callable[[str], str]) -> None:
    assert mend(text) == text


def test_quotes_round_figures_with_chinese_marks_are_curled(mend: Callable[[str], str]) -> None:
    assert mend('血压是:"92/58……95/60。"') == "血压是：“92/58……95/60。”"
    assert mend('。";"') == "。“；”"
