import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.rules.extract import ExtractRules
from tasks.document import Quantity
from tasks.extract.passage import Passage
from tasks.extract.quantities import find_quantities
from tasks.segment import Word

Find = Callable[[str], list[Quantity]]


@pytest.fixture(scope="session")
def quantities(passage: Callable[[str], Passage], rules: ExtractRules) -> Find:
    return lambda text: list(find_quantities(passage(text), rules.quantities))


@pytest.mark.parametrize(
    ("text", "figure", "value", "unit"),
    [
        ("日处理规模达2万吨。", "2万吨", 20_000, "吨"),
        ("总投资217.6亿元。", "217.6亿元", 21_760_000_000, "元"),
        ("装机50万千瓦。", "50万千瓦", 500_000, "千瓦"),
        ("约合2.16亿美元。", "2.16亿美元", 216_000_000, "美元"),
        ("拨款新台币三千万元。", "新台币三千万元", 30_000_000, "元"),
        ("售价¥6,499起。", "¥6,499", 6499, "元"),
        ("一碗只要五毛钱。", "五毛钱", 0.5, "元"),
        ("门票8块5。", "8块5", 8.5, "元"),
        ("转移三百余人。", "三百余人", 300, "人"),
        ("罚没款410余万元。", "410余万元", 4_100_000, "元"),
        ("路旁有四十七盏灯。", "四十七盏", 47, "盏"),
        ("供应3.8万群众。", "3.8万", 38_000, "人"),
        ("同比下降3.2%。", "3.2%", 3.2, "%"),
        ("占百分之十五。", "百分之十五", 15, "%"),
        ("占全年的六成以上。", "六成", 0.6, "比例"),
        ("林地占六成八。", "六成八", 0.68, "比例"),
        ("通行费九折优惠。", "九折", 0.9, "比例"),
        ("门票打八五折。", "八五折", 0.85, "比例"),
        ("三分之二以上居民同意。", "三分之二", 2 / 3, "比例"),
        ("两级财政按4比6补助。", "4比6", "4:6", "比例"),
        ("主队3比2取胜。", "3比2", "3:2", "比分"),
        ("主队3-2险胜客队。", "3-2", "3:2", "比分"),
        ("血压82/50 mmHg。", "82/50 mmHg", "82/50", "mmHg"),
        ("气温零下6℃。", "零下6℃", -6, "℃"),
        ("利润率为-3.5%。", "-3.5%", -3.5, "%"),
        ("车程三个半小时。", "三个半小时", 3.5, "小时"),
        ("写了两个半月。", "两个半月", 2.5, "个月"),
        ("历时11小时45分。", "11小时45分", 11.75, "小时"),
        ("行车间隔缩短为4分30秒。", "4分30秒", 4.5, "分钟"),
        ("他跑出10秒58。", "10秒58", 10.58, "秒"),
        ("她以2:30:36夺冠，9:15:20鸣枪。", "2:30:36", 2.51, "小时"),
        ("邢远1:45.60夺冠。", "1:45.60", 1.76, "分钟"),
        ("海拔2780公尺。", "2780公尺", 2780, "公尺"),
        ("能垒为52.4 kJ/mol。", "52.4 kJ/mol", 52.4, "kJ/mol"),
        ("功耗9.8 W。", "9.8 W", 9.8, "W"),
        ("演练共有 6 支队伍参加。", "6 支队伍", 6, "支队伍"),
        ("演练在林场举行，6 支队伍参加。", "6 支队伍", 6, "支队伍"),
        ("转移 230 余人。", "230 余人", 230, "人"),
        ("墙上挂着四十多杆枪。", "四十多杆", 40, "杆"),
        ("可服务周边5村。", "5村", 5, "村"),
        ("他身中4刀。", "4刀", 4, "刀"),
        ("收购资金中四成为自有资金。", "四成", 0.4, "比例"),
        ("成本比尼龙网高三成。", "三成", 0.3, "比例"),
        ("电导率达12.4 mS/cm。", "12.4 mS/cm", 12.4, "mS/cm"),
        ("受灾7.5万公顷。", "7.5万公顷", 75_000, "公顷"),
        ("臭气浓度为161，超过限值。", "161", 161, ""),
        ("她今年六十一岁。", "六十一岁", 61, "岁"),
        ("在60日内完成。", "60日", 60, "日"),
        ("要求五个工作日内答复。", "五个工作日", 5, "个工作日"),
        ("前后三十六道工序。", "三十六道", 36, "道"),
        ("挖开80立方公尺土。", "80立方公尺", 80, "立方公尺"),
        ("每月排班18诊次。", "18诊次", 18, "诊次"),
    ],
)
def test_a_figure_has_its_text_value_and_unit(
    quantities: Find, text: str, figure: str, value: float | str, unit: str
) -> None:
    (found,) = quantities(text)
    assert (found.text, found.unit) == (figure, unit)
    assert found.value == (pytest.approx(value) if isinstance(value, float) else value)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("工期需3至5天。", 3, 5, "天"),
        ("温度2-8℃为宜。", 2, 8, "℃"),
        ("每户补助3至5万元。", 30_000, 50_000, "元"),
        ("来了七八个人。", 7, 8, "人"),
        ("参加者多为三到五名。", 3, 5, "名"),
    ],
)
def test_a_range_has_both_its_ends(
    quantities: Find, text: str, low: float, high: float, unit: str
) -> None:
    (found,) = quantities(text)
    assert (found.value, found.value_max, found.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "准确把握六项重要原则、五个体系和五点要求。",
        "落实包保责任机制和1223河长制。",
        "打赢“十二场硬仗”，压实“三个责任人”责任。",
        "增强“四个意识”，做到两个维护。",
        "2021年6月11日，会议在三楼召开。2024—2026年实施。",
        "二〇二五年三月五日，民国八十七年，114年度预算。",
        "15:30开幕，下午4点半散会，凌晨3时许到达，三点钟再来。",
        "第三届论坛、第2至第5掌骨、第58次会议。",
        "拨打12345热线或0100-5550166，微信号abc12345。",
        "市政发〔2025〕14号文件，见《三年行动方案》。",
        "他住在17号楼203室，乘12路车走G9918高速。",
        "这是一个问题，他一下子想到一些办法，一方面高兴，一方面担心。",
        "统一个人所得税申报，成立于上世纪。",
        "数十个村庄，几百名群众，十分感谢，万一下雨呢。",
        "三年级学生阅读三国故事，二期工程开工。",
        "球队排出4-3-3阵型，版本号v2.1。",
        "分列二、三位。",
        "一波三折，百折不挠，一成不变。",
        "详见https://a.example/30/v5?x=3&y=4K。",
        "镇附近9日清晨发生地震。",
        "1 家庭农场，2 个人所得税，第 3 名，于 26 日至 28 日，3 月 5 日。",
    ],
)
def test_what_only_has_digits_or_numerals_is_no_quantity(quantities: Find, text: str) -> None:
    assert [q.text for q in quantities(text)] == []


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("产量同比下降3.2%。", "down"),
        ("价格上涨了约5元。", "up"),
        ("收入增长近8%。", "up"),
        ("零售额按年升0.9%。", "up"),
        ("清扫率提高到93%。", None),
        ("总投资63亿元。", None),
        ("每升3.6毫克。", None),
        ("已经连跌13个月。", None),
    ],
)
def test_a_change_has_its_direction_and_a_level_has_none(
    quantities: Find, text: str, change: str | None
) -> None:
    assert [q.change for q in quantities(text)] == [change]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("总投资63亿元。", ["总投资"]),
        ("改造老旧小区214个。", ["小区"]),
        ("新建三座大桥。", ["大桥"]),
        ("营业收入28亿元，同比增长17%。", ["营业收入", "营业收入"]),
        ("好评率99.1%。", ["好评率"]),
    ],
)
def test_a_figure_says_what_it_measures(quantities: Find, text: str, measures: list[str]) -> None:
    found = [q.measure or "" for q in quantities(text)]
    assert all(name.endswith(wanted) for name, wanted in zip(found, measures, strict=True))


PIECES = (
    "3", "12", "0.5", "1,200", "万", "亿", "三", "十", "百", "两", "零", "多", "余", "元", "个", "小时",
    "分", "秒", "%", "成", "折", "比", "至", "-", "—", ":", "/", "第", "年", "月", "日", "点", "半", "块",
    "约", "下降", "人", "群众", "，", "。", "《", "》", " ", "¥", "零下", "分之", "mmHg", "kg", "A", "号",
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_every_span_shows_the_figure(quantities: Find, text: str) -> None:
    found = quantities(text)
    assert all(text[slice(*q.span)] == q.text for q in found)
    ends = [q.span for q in found]
    assert all(before[1] <= after[0] for before, after in pairwise(ends))


@pytest.mark.parametrize(
    "piece", ["1", "一", "1,", "3-", "三成", "第1至", "5个", "万", "A1", "一、", "《"]
)
def test_cost_grows_with_the_length_only(rules: ExtractRules, piece: str) -> None:
    text = piece * (20_000 // len(piece))
    words = tuple(Word(char, "n", start) for start, char in enumerate(text))
    passage = Passage(text, words, tuple(range(len(text))))  # the segmenter has its own cost

    def find() -> float:
        start = time.process_time()
        find_quantities(passage, rules.quantities)
        return time.process_time() - start

    assert min(find() for _ in range(2)) < 1.0
