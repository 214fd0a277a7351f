"""Articles of our own, and summaries of them in other words: faithful ones, and ones that are not.

A line of FAITHFUL is a whole answer of a model. UNFAITHFUL says what is wrong with each.
"""

from functools import cache

from config.rules import load_rules
from tasks.document import RawArticle, Refusal, Result
from tasks.pipeline import process

RULES = load_rules()

MEETING = """澄江市召开春季造林现场会
2024-03-12 09:30 来源：澄江日报 编辑：林小满
3月11日，澄江市在青柳镇召开春季造林现场会，市委书记高望山出席并讲话，市长秦若溪主持会议。
会议指出，去年全市完成造林11.8万亩，成活率为92%，森林覆盖率比上年提高1.5个百分点。但部分乡镇进度偏慢，有3个县没有完成任务。
高望山强调，要抢抓时令，4月底前完成造林12万亩；要严格管护，成活率达到九成以上；不得占用耕地，不得虚报面积。
秦若溪要求，市林业局要每周通报一次进度，市财政局要在3月20日前把2.6亿元补助资金拨付到县。
会上，青柳镇、石桥镇作了交流发言。各县区分管负责人、市直有关部门主要负责人共120人参加会议。
"""

FLOOD = """白沙县遭遇强降雨 两万余人转移
本报讯（记者 白杨）6月18日20时至19日14时，白沙县普降暴雨，最大降雨量出现在云台乡，达到286毫米。
县防汛指挥部19日凌晨启动二级应急响应，转移安置群众21300人，尚未接到人员伤亡报告。
截至19日18时，全县冲毁桥梁5座，农作物受灾面积4.2万亩，直接经济损失1.3亿元。
县应急管理局局长武长河表示，省里调拨的帐篷2000顶、救生衣800件已经运抵，供电已恢复八成，“不让一户群众断粮断水”。
县气象台预计，20日降雨减弱，22日起转晴。
"""

FINANCE = """星河重工公布上半年业绩
8月28日晚，星河重工发布半年报。报告期内，公司实现营业收入45.6亿元，同比增长12.3%；净利润3.2亿元，同比下降8.1%。
公司解释，净利润下降主要是钢材涨价和研发投入增加。上半年研发费用2.9亿元，占营业收入的6.4%。
董事长欧阳澈在业绩说明会上说，海外订单占比升至35%，墨西哥工厂将于2025年6月投产，年产挖掘机8000台。
公司董事会决定，每10股派发现金红利1.5元，不送红股。
"""

SPORT = """海棠女排逆转夺冠
5月3日晚，全国女子排球联赛总决赛在望江体育馆结束，海棠队以3比2战胜卫冕冠军青石队，首次夺得联赛冠军。
海棠队先输两局，此后连扳三局，决胜局比分为15比13。主攻手叶知秋拿下全场最高的31分，被评为最有价值球员。
主教练顾长风赛后说：“这个冠军属于每一个没有放弃的姑娘。”
青石队队长沈冰因伤缺席了后两局。现场观众有6800人。
"""

COURT = """东临县法院判决一起污染环境案
东临县人民法院11月30日一审公开宣判一起污染环境案，被告人罗大川犯污染环境罪，被判处有期徒刑三年六个月，并处罚金二十万元。
法院查明，2021年5月至2022年8月，罗大川在未取得许可的情况下，用暗管向柳叶河排放电镀废水约1200吨，河水中铬含量超标47倍。
公诉机关指控的另一项罪名证据不足，法院未予认定。罗大川当庭表示不上诉。
法院同时判令罗大川承担生态修复费用86.5万元，并在市级媒体上公开道歉。
"""

ARTICLES = {
    "meeting": MEETING,
    "flood": FLOOD,
    "finance": FINANCE,
    "sport": SPORT,
    "court": COURT,
}

FAITHFUL = [
    ("meeting", "现场会由市长秦若溪主持，市委书记高望山讲话。"),
    (
        "meeting",
        "3月11日，澄江市召开春季造林现场会，高望山出席讲话，秦若溪主持。高望山强调4月底前要造林12万亩，成活率达到90%以上。",
    ),
    (
        "meeting",
        "澄江市三月十一日在青柳镇召开造林现场会，市委书记高望山要求抢抓时令、严格管护，四月底前完成十二万亩造林任务。",
    ),
    ("meeting", "去年澄江全市造林11.8万亩，成活率百分之九十二，但有三个县没有完成任务。"),
    ("meeting", "秦若溪要求市财政局3月20日前将2.6亿元补助资金拨付到县，市林业局每周通报进度。"),
    ("meeting", "现场会共有120名负责人参加，青柳镇和石桥镇作了交流发言。"),
    ("meeting", "高望山在会上强调，造林不得占用耕地、虚报面积。"),
    (
        "flood",
        "6月18日至19日，白沙县普降暴雨，云台乡降雨量达286毫米，县防汛指挥部启动二级应急响应，转移群众2.13万人，尚无人员伤亡报告。",
    ),
    ("flood", "暴雨造成白沙县5座桥梁被冲毁，4.2万亩农作物受灾，直接经济损失达到1.3亿元。"),
    (
        "flood",
        "县应急管理局局长武长河说，2000顶帐篷和800件救生衣已运抵，80%供电恢复，“不让一户群众断粮断水”。",
    ),
    ("flood", "白沙县气象台预计6月20日降雨减弱，22日起转晴。"),
    (
        "finance",
        "星河重工上半年营业收入45.6亿元，增长12.3%，净利润3.2亿元，下降8.1%，原因是钢材涨价、研发投入增加。",
    ),
    (
        "finance",
        "星河重工董事长欧阳澈表示，海外订单占比升至35%，墨西哥工厂2025年6月投产，年产8000台挖掘机。",
    ),
    ("finance", "公司上半年研发费用为2.9亿元，占营收6.4%，并决定每10股派现金红利1.5元。"),
    (
        "sport",
        "5月3日，海棠队在全国女排联赛总决赛中以3比2逆转卫冕冠军青石队，首次夺冠。叶知秋拿下31分，获评最有价值球员。",
    ),
    (
        "sport",
        "海棠队在先输两局后连扳三局，以15比13拿下决胜局。主教练顾长风说：“这个冠军属于每一个没有放弃的姑娘。”",
    ),
    ("sport", "青石队队长沈冰因伤缺席后两局，6800名观众到场观战。"),
    (
        "court",
        "东临县人民法院一审以污染环境罪判处罗大川有期徒刑3年6个月，并处罚金20万元，罗大川表示不上诉。",
    ),
    (
        "court",
        "法院查明，罗大川从2021年5月到2022年8月用暗管向柳叶河排放约1200吨电镀废水，铬超标47倍。",
    ),
    (
        "court",
        "罗大川还须承担86.5万元生态修复费用，并公开道歉。另一项罪名因证据不足，法院未予认定。",
    ),
]

UNFAITHFUL = [
    # figures
    ("meeting", "高望山强调，4月底前完成造林13万亩。", Refusal.NUMBER),
    ("meeting", "高望山强调，4月底前完成造林12万公顷。", Refusal.NUMBER),
    ("meeting", "去年全市完成造林118万亩，成活率为92%。", Refusal.NUMBER),
    ("meeting", "森林覆盖率比上年下降1.5个百分点。", Refusal.NUMBER),
    ("meeting", "有五个县没有完成造林任务。", Refusal.NUMBER),
    ("meeting", "市财政局要把2.6万元补助资金拨付到县。", Refusal.NUMBER),
    ("meeting", "会议共有一百二十一人参加。", Refusal.NUMBER),
    ("flood", "白沙县转移安置群众2.3万人。", Refusal.NUMBER),
    ("flood", "县防汛指挥部启动三级应急响应，转移安置群众21300人。", Refusal.NUMBER),
    ("flood", "全县冲毁桥梁5座，农作物受灾面积4.2万亩，经济损失13亿元。", Refusal.NUMBER),
    ("flood", "供电已恢复九成，帐篷和救生衣已经运抵。", Refusal.NUMBER),
    ("finance", "星河重工净利润3.2亿元，同比增长8.1%。", Refusal.NUMBER),
    ("finance", "星河重工实现营业收入45.6亿美元。", Refusal.NUMBER),
    ("finance", "墨西哥工厂投产后年产挖掘机8000辆至9000辆。", Refusal.NUMBER),
    ("sport", "海棠队以3比1战胜卫冕冠军青石队。", Refusal.NUMBER),
    ("sport", "主攻手叶知秋拿下全场最高的三十三分。", Refusal.NUMBER),
    ("court", "罗大川被判处有期徒刑四年六个月。", Refusal.NUMBER),
    ("court", "河水中铬含量超标74倍。", Refusal.NUMBER),
    (
        "finance",
        "星河重工上半年营业收入3.2亿元，净利润45.6亿元。",
        Refusal.NUMBER,
    ),
    ("flood", "省里调拨的帐篷800顶、救生衣2000件已经运抵。", Refusal.NUMBER),
    # dates
    ("meeting", "3月12日，澄江市召开春季造林现场会。", Refusal.DATE),
    ("meeting", "2024年3月11日，澄江市召开春季造林现场会。", Refusal.DATE),
    ("meeting", "澄江市今天召开春季造林现场会，高望山出席并讲话。", Refusal.DATE),
    ("meeting", "今年全市完成造林11.8万亩。", Refusal.DATE),
    ("meeting", "高望山强调，5月底前完成造林12万亩。", Refusal.DATE),
    ("flood", "7月18日至19日，白沙县普降暴雨。", Refusal.DATE),
    ("finance", "墨西哥工厂将于2026年6月投产。", Refusal.DATE),
    ("court", "2020年5月至2022年8月，罗大川用暗管排放电镀废水。", Refusal.DATE),
    # names
    ("meeting", "市委书记高望川出席春季造林现场会并讲话。", Refusal.NAME),
    ("meeting", "会议由周慕遥主持，高望山出席并讲话。", Refusal.NAME),
    ("meeting", "澄河市召开春季造林现场会，高望山出席并讲话。", Refusal.NAME),
    ("meeting", "市水利局要每周通报一次进度。", Refusal.NAME),
    ("flood", "云岭省白沙县普降暴雨，最大降雨量286毫米。", Refusal.NAME),
    ("flood", "白沙县普降暴雨，最大降雨量出现在云顶乡。", Refusal.NAME),
    ("finance", "星河重工董事长欧阳明在业绩说明会上说，海外订单占比升至35%。", Refusal.NAME),
    ("sport", "主攻手叶知春拿下全场最高的31分。", Refusal.NAME),
    ("sport", "海棠队在上海战胜青石队，首次夺得联赛冠军。", Refusal.NAME),
    ("court", "被告人罗大山犯污染环境罪。", Refusal.NAME),
    # posts and speakers
    ("meeting", "市长高望山出席春季造林现场会并讲话。", Refusal.POST),
    ("flood", "县长武长河表示，帐篷和救生衣已经运抵。", Refusal.POST),
    ("meeting", "秦若溪强调，要抢抓时令，4月底前完成造林12万亩。", Refusal.SPEAKER),
    ("meeting", "3月11日，澄江市召开春季造林现场会，高望山主持，秦若溪讲话。", Refusal.SPEAKER),
    # quotations
    ("flood", "武长河说，“不让一户群众断电断水”。", Refusal.QUOTATION),
    ("sport", "主教练顾长风说：“冠军属于每一个姑娘。”", Refusal.QUOTATION),
    ("sport", "主教练顾长风说：“这个冠军属于每一个没有放弃的姑娘。", Refusal.QUOTATION),
    ("meeting", "会议传达了《澄江市造林条例》，高望山出席并讲话。", Refusal.QUOTATION),
    # turned round
    ("meeting", "高望山强调，不得抢抓时令造林，但部分县并未完成任务。", Refusal.DENIAL),
    ("finance", "公司董事会决定，取消派发现金红利。", Refusal.DENIAL),
    # about something else, or not about it at all
    ("meeting", "旅游旺季临近，酒店预订火爆，游客络绎不绝。", Refusal.SUPPORT),
    ("flood", "白沙县普降暴雨。当地经济发展前景十分广阔，群众生活越来越好。", Refusal.SUPPORT),
    ("sport", "以下是摘要：海棠队首次夺得联赛冠军。", Refusal.FORM),
    ("sport", "抱歉，我无法总结这篇文章。", Refusal.FORM),
    ("sport", "**海棠队**首次夺得联赛冠军。", Refusal.FORM),
    ("sport", "海棠队首次夺得联赛冠军，详见https://a.example/1。", Refusal.FORM),
    ("court", "The court sentenced him.", Refusal.FORM),
    ("court", "東臨縣法院一審宣判一起污染環境案，羅大川當庭表示不上訴。", Refusal.SCRIPT),
    ("court", "　\n", Refusal.EMPTY),
    ("court", "法院同时判令罗大川承担生态修复费用，并公开道歉。" * 8, Refusal.LENGTH),
]


@cache
def result_of(name: str) -> Result:
    """The result of one of the articles."""
    raw = RawArticle(key=f"{name}.txt", content=ARTICLES[name].encode())
    return process(raw, RULES)
