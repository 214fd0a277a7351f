from collections.abc import Callable

import pytest

from config.rules.extract import ExtractRules
from tasks.document import Mention
from tasks.extract.organisations import find_organisations
from tasks.extract.passage import Passage
from tasks.extract.places import find_places

Find = Callable[..., tuple[Mention, ...]]


@pytest.fixture
def organisations(passage: Callable[[str], Passage], rules: ExtractRules) -> Find:
    def find(text: str, titles: tuple[tuple[int, int], ...] = ()) -> tuple[Mention, ...]:
        read = passage(text)
        places = find_places(read, frozenset(), frozenset(), rules)
        return find_organisations(read, titles, frozenset(), places, rules)

    return find


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("上市公司受益。益禾种禽（301907.SZ）三季报显示盈利。", ["益禾种禽"]),
        ("收购德国Brandholm GmbH的全部股权，两家联盟不管。", ["Brandholm GmbH"]),
        ("须经波兰联邦经济和气候保护部批准。", ["波兰联邦经济和气候保护部"]),
        ("省第二生态环境保护督察组到了现场。", ["省第二生态环境保护督察组"]),
        ("选举产生共青团东岭市第十届委员会。", ["共青团东岭市第十届委员会"]),
        ("民路党昨公布结果。\n民路党会征召她。我们党不会。\n我们党不会。", ["民路党"]),
        ("要全面完成县级党校建设任务，美国西部和日本经济部门都缺水。", []),
        ("中国棋手联谊会表示支持，深交所发出问询函。", ["中国棋手联谊会", "深交所"]),
        ("云岭市人大常委会和县府各局都到了，离地最高处达63米。", ["云岭市人大常委会"]),
        (
            "云岭市住房和城乡建设局表态，石鼓供电公司配合。",
            ["云岭市住房和城乡建设局", "石鼓供电公司"],
        ),
        ("记者从云岭市气象局获悉，未来三天有雨。", ["云岭市气象局"]),
        (
            "续聘信勤会计师事务所（特殊普通合伙），2019年起任公司副总经理，尚需提交公司股东大会。",
            ["信勤会计师事务所（特殊普通合伙）"],
        ),
        ("与远航（中国）投资有限公司签约。", ["远航（中国）投资有限公司"]),
        ("由信勤（上海）科技有限公司承建。", ["信勤（上海）科技有限公司"]),
        ("石鼓市第三届人民代表大会常务委员会举行会议。", ["石鼓市第三届人民代表大会常务委员会"]),
        ("浙江澜启医疗科技股份有限公司成立。", ["浙江澜启医疗科技股份有限公司"]),
        ("蓝桥大学材料科学与工程学院举行答辩。", ["蓝桥大学材料科学与工程学院"]),
        ("中国驻南非大使馆提醒公民。", ["中国驻南非大使馆"]),
        ("贯彻党中央、国务院决策部署，各设区市人大常委会、一家研学公司的人都来了。", []),
        ("具身智能产业论坛开幕。具身智能不是口号，具身智能还差几步？", []),
        ("由市林业局、县气象局、州农业农村局负责。", ["市林业局", "县气象局", "州农业农村局"]),
        ("他被送进蓝桥大学附属第一医院。", ["蓝桥大学附属第一医院"]),
        ("岭南市第三中学初二学生夺冠。", ["岭南市第三中学"]),
        ("经云岭市中级人民法院二审审理，维持原判。", ["云岭市中级人民法院"]),
        ("国家发展改革委、财政部联合印发通知。", ["国家发展改革委", "财政部"]),
        ("台南市政府交通局表示，将增设公交站。", ["台南市政府交通局"]),
        ("中国农业银行石鼓支行签署协议。", ["中国农业银行石鼓支行"]),
        ("后转至市人民医院。", ["市人民医院"]),
        ("望湾市第十七届人民代表大会常务委员会开会。", ["望湾市第十七届人民代表大会常务委员会"]),
        ("市人大常委会执法检查组来到云岭县。执法检查组走了。", ["市人大常委会执法检查组"]),
        ("他考进北麓农业大学，参观云岭市文化遗产馆。", ["北麓农业大学", "云岭市文化遗产馆"]),
        ("由石鼓医院和县牙医师公会轮派。", ["石鼓医院", "县牙医师公会"]),
    ],
)
def test_a_name_is_found_with_both_its_ends(
    organisations: Find, text: str, names: list[str]
) -> None:
    assert [o.name for o in organisations(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("主持召开市委农村工作领导小组会议。", ["市委农村工作领导小组"]),
        ("他建议机电工程署引入独立审核，仅市消保委就接到七件。", ["机电工程署", "市消保委"]),
        ("靠乡亲凑钱念完小学，多人考取大学，为了住近学校。", []),
        ("要健全市级医院制度，用好幼儿园学位，建强中心医院。", []),
        ("发挥市妇联作用，激活岭川县供销社网点。", ["市妇联", "岭川县供销社"]),
        ("草案将报省人大常委会批准，全省设置定点医院12家。", ["省人大常委会"]),
        (
            "临岭市第一人民医院神经内科联合临岭市红十字会开展演练。",
            ["临岭市第一人民医院", "临岭市红十字会"],
        ),
    ],
)
def test_a_name_begins_behind_the_verb_that_leads_to_it(
    organisations: Find, text: str, names: list[str]
) -> None:
    assert [body.name for body in organisations(text)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("石鼓县桃岔镇桐湾小学放学了。", "石鼓县桃岔镇桐湾小学"),
        ("岭川青年现代农业促进会成立。", "岭川青年现代农业促进会"),
        ("岭川市关心下一代工作委员会捐书。", "岭川市关心下一代工作委员会"),
        ("石鼓县外卖骑手联合工会委员会成立。", "石鼓县外卖骑手联合工会委员会"),
        ("正衡律师事务所代理此案。", "正衡律师事务所"),
        ("中国话剧协会主席说，省委书记也来了。", "中国话剧协会"),
        ("岭川市摄影协会办展。", "岭川市摄影协会"),
        ("货船属岭川航运有限公司所有。", "岭川航运有限公司"),
        ("岭湾大学中国学生学者联谊会出力。", "岭湾大学中国学生学者联谊会"),
        ("中国岩土与地下工程学会主办。", "中国岩土与地下工程学会"),
        ("国家科学及技术委员会所属的机构。", "国家科学及技术委员会"),
        ("批准和晏生物制药有限公司申报的新药。", "和晏生物制药有限公司"),
        ("联系了换岭科技有限公司。", "换岭科技有限公司"),
        ("运营方凤鸣山索道有限公司回应。", "凤鸣山索道有限公司"),
        ("岭川市烘焙行业协会初步统计。", "岭川市烘焙行业协会"),
        ("岭川透明采购协会表示。", "岭川透明采购协会"),
        ("由宏达铝业集团投资，大型铝业集团观望。", "宏达铝业集团"),
        ("在清浦县第三粮库察看，蒲县不在这里。", "清浦县第三粮库"),
        ("据省地震台网测定。", "省地震台网"),
        ("市人民会堂外飘着雨。", "市人民会堂"),
        ("来到绿回环资源再生股份有限公司。", "绿回环资源再生股份有限公司"),
        ("对方为宁波启铖股权投资合伙企业（有限合伙）。", "宁波启铖股权投资合伙企业（有限合伙）"),
        ("国务院安委会办公室派出工作组。", "国务院安委会办公室"),
        ("公安部物证鉴定中心发来通知。", "公安部物证鉴定中心"),
        ("农业农村部种业管理司派人到场。", "农业农村部种业管理司"),
    ],
)
def test_a_name_goes_on_over_what_only_reads_like_a_verb_or_a_conjunction(
    organisations: Find, text: str, name: str
) -> None:
    assert [body.name for body in organisations(text)] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("加拿大国会和美国国务院没有回应。", ["加拿大国会", "美国国务院"]),
        ("国际原子能机构发表声明，卫生部长在场。", ["国际原子能机构"]),
        ("岚海市一中、县二小开学，他在一中间站着，打了官司。", ["岚海市一中", "县二小"]),
        ("由中铁二十局承建，赢下了第二局。", ["中铁二十局"]),
        ("县供销社、县工商联到场，天涯夜总会停业。", ["县供销社", "县工商联"]),
        ("与Tyrel Institute of Mining and Metals合作。", ["Tyrel Institute of Mining and Metals"]),
    ],
)
def test_a_body_is_known_by_its_form(organisations: Find, text: str, names: list[str]) -> None:
    assert [body.name for body in organisations(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("持股5.8%的股东云栖创投计划减持。", ["云栖创投"]),
        ("咨询机构禾信数据监测显示，真机数据的规模不够，真机数据很贵。", ["禾信数据"]),
        ("拾禾回收、鲸掌科技两家平台回应。", ["拾禾回收", "鲸掌科技"]),
        ("初创企业智影医疗科技合作研发。", ["智影医疗科技"]),
        ("晨汐光学控股股东是谁，其母公司是谁？", []),
    ],
)
def test_a_firm_is_known_by_what_announces_or_counts_it(
    organisations: Find, text: str, names: list[str]
) -> None:
    assert [body.name for body in organisations(text)] == names


def test_firms_are_known_by_their_trade_where_a_code_or_a_verb_follows(organisations: Find) -> None:
    text = "远洲药业（600000）公告称，拟收购股权。\n望岳生物称不知情。"
    assert [o.name for o in organisations(text)] == ["远洲药业", "望岳生物"]


@pytest.mark.parametrize(
    "text",
    [
        "公司和医院作出部署，形成新格局，到处是好处。",
        "有关部门要求各中心小学、定点医院做好防护。",
        "队伍先失两局，第三局和决胜局扳回。",
        "这是科技公司和设计公司的事，也涉及养老保险和工伤保险。",
        "代表市委、市政府表示感谢。",
        "省委和市委高度重视。",
        "居民到派出所报案，孩子还没学会游泳。",
        "车辆在陡坡处、弯道处、隧道处减速，军地互办实事。",
        "供水、供气的抢修信息要公开。",
        "欧洲主机厂和欧洲工会反对，海外公司观望。",
        "岭川市工会第十五次代表大会开幕，岭川区中心农贸市场开业。",
        "交易所发出问询函，两地在海洋牧场领域合作，人民代表大会常务委员会作出决定。",
    ],
)
def test_what_has_no_name_of_its_own_is_no_organisation(organisations: Find, text: str) -> None:
    particular = [o.name for o in organisations(text) if o.name not in {"市委", "市政府"}]
    assert particular == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("会后前往光明小学、文昌阁中学察看。", ["光明小学", "文昌阁中学"]),
        ("胜利街道办事处作经验交流。", ["胜利街道办事处"]),
        ("他在任岗中学安置点掀开被褥。", ["任岗中学"]),
        ("判令被告晨星物业服务有限公司退还停车费。", ["晨星物业服务有限公司"]),
        ("锦绣服装厂送来订单。", ["锦绣服装厂"]),
    ],
)
def test_schools_and_their_like_may_be_called_by_everyday_words(
    organisations: Find, text: str, names: list[str]
) -> None:
    assert [o.name for o in organisations(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("每周把进度报市绿化办，市委督查室跟踪。", ["市绿化办", "市委督查室"]),
        ("清浦县文明办联合发布通知。", ["清浦县文明办"]),
        ("审议了市残疾人联合会的报告。", ["市残疾人联合会"]),
        ("文昌阁中学和县职业教育中心参加。", ["文昌阁中学", "县职业教育中心"]),
        ("县民政局要会同县残联做好摸底。", ["县民政局", "县残联"]),
        ("县议员要求工务处与地政处提出报告。", ["工务处", "地政处"]),
        ("招商一局、招商二局要补齐上下游。", ["招商一局", "招商二局"]),
        ("他到镇公所和省图书馆查过。", ["镇公所", "省图书馆"]),
    ],
)
def test_offices_are_known_without_a_place_before_them(
    organisations: Find, text: str, names: list[str]
) -> None:
    assert [o.name for o in organisations(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("水利部长江水利委员会派员。", ["水利部长江水利委员会"]),
        ("国网青禾县供电公司抢通线路。", ["国网青禾县供电公司"]),
        ("人民银行海昌市分行列席。", ["人民银行海昌市分行"]),
        ("打进屏山县公安局110指挥中心。", ["屏山县公安局110指挥中心"]),
        ("共建临汐海洋装备联合研究院。", ["临汐海洋装备联合研究院"]),
        ("清浦市快递行业协会签约。", ["清浦市快递行业协会"]),
        ("案件由岭泽铁路运输法院审理。", ["岭泽铁路运输法院"]),
        ("西岭卫星发射中心执行发射。", ["西岭卫星发射中心"]),
        ("国家卫星气象中心接收数据。", ["国家卫星气象中心"]),
        ("据中央气象台消息，世界气象组织同意。", ["中央气象台", "世界气象组织"]),
        ("海昌自然博物馆公布结果。", ["海昌自然博物馆"]),
        ("在岭海研究院和岭海研究所之间。", ["岭海研究院", "岭海研究所"]),
    ],
)
def test_a_name_reaches_from_its_widest_part_to_its_ending(
    organisations: Find, text: str, names: list[str]
) -> None:
    assert [o.name for o in organisations(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "在一所乡村小学支教，妻子在县城一家医院当护士。",
        "一审法院认为，辖区派出所出警及时。",
        "借林场的电台发报，来回六个小时。",
        "办好一所高水平技师学院。",
        "这家便利店和几家养老院都关了门。",
        "每家重点中学和职业学院都要排查。",
        "工地旁的临时医院昨天拆除，先失一局的客队追平。",
    ],
)
def test_words_that_only_describe_make_no_name(organisations: Find, text: str) -> None:
    assert organisations(text) == ()


def test_a_body_that_stands_only_inside_a_title_is_left_out(organisations: Find) -> None:
    assert organisations("石鼓县水务局局长到场。", titles=((0, 8),)) == ()


def test_an_association_stands_by_itself_before_a_post_in_a_part_of_it(organisations: Find) -> None:
    text = "中国棋手协会选拔委员会委员到场。"
    assert [o.name for o in organisations(text, titles=((6, 13),))] == ["中国棋手协会"]


def test_a_school_or_a_firm_stands_by_itself_even_before_a_post(organisations: Find) -> None:
    text = "蓝桥大学党委书记到场。"
    assert [o.name for o in organisations(text, titles=((0, 8),))] == ["蓝桥大学"]


def test_a_body_stands_by_itself_before_an_occupation(organisations: Find) -> None:
    text = "省气候中心研究员说，这条曲线断不得。"
    assert [o.name for o in organisations(text, titles=((0, 8),))] == ["省气候中心"]


def test_every_mention_has_its_span(organisations: Find) -> None:
    text = "石鼓供电公司派人抢修。昨晚，石鼓供电公司恢复供电。"
    (found,) = organisations(text)
    assert len(found.spans) == 2
    assert all(text[start:end] == found.name for start, end in found.spans)


def test_the_short_form_that_the_text_defines_belongs_to_the_full_name(organisations: Find) -> None:
    text = "云岭恒泰置业有限公司（以下简称“恒泰置业”）未按期交房，恒泰置业称资金紧张。"
    forms = {o.name: o.abbreviations for o in organisations(text)}
    assert forms["云岭恒泰置业有限公司"] == ("恒泰置业",)


def test_a_short_form_made_of_the_full_names_characters_belongs_to_it(organisations: Find) -> None:
    text = "由云岭市环境保护督察工作办公室负责；市环督办要加强督办。"
    forms = {o.name: o.abbreviations for o in organisations(text)}
    assert forms["云岭市环境保护督察工作办公室"] == ("市环督办",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("枫渡市林业和园林局发布通知。", ["枫渡市林业和园林局"]),
        ("县文化广电和旅游局提供了资料。", ["县文化广电和旅游局"]),
        ("走访了区商务和投资促进局。", ["区商务和投资促进局"]),
        ("市城市管理和综合行政执法局清理摊点。", ["市城市管理和综合行政执法局"]),
        ("县行政审批服务局上线新系统。", ["县行政审批服务局"]),
        ("协调县卫生健康和体育局解决。", ["县卫生健康和体育局"]),
        ("清浦县公共就业和人才服务中心招聘。", ["清浦县公共就业和人才服务中心"]),
        ("市教育局与市体育局发布通告。", ["市教育局", "市体育局"]),
        ("全市教育和卫生事业发展，城市管理和服务局面改善。", []),
        ("香港劳工及福利局公布，商务及经济发展局同意。", ["香港劳工及福利局", "商务及经济发展局"]),
        ("市归国华侨联合会到场。", ["市归国华侨联合会"]),
    ],
)
def test_an_office_may_deal_with_several_subjects(
    organisations: Find, text: str, names: list[str]
) -> None:
    assert [o.name for o in organisations(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市林业工作总站派出技术员。", ["市林业工作总站"]),
        ("清浦县白蚁防治所打过药。", ["清浦县白蚁防治所"]),
        ("清浦县龙头村卫生室的灯亮了。", ["清浦县龙头村卫生室"]),
        ("清浦县森林防灭火指挥部办公室预警。", ["清浦县森林防灭火指挥部办公室"]),
        ("清浦县实验小学柳湖校区启用。", ["清浦县实验小学柳湖校区"]),
        ("清浦县实验小学新校区启用，柳湖校区没有。", ["清浦县实验小学"]),
        ("蓝桥大学考古学系和市博物馆公布。", ["蓝桥大学考古学系", "市博物馆"]),
        ("蓝桥大学联系企业，蓝桥大学考古学系教授到场。", ["蓝桥大学"]),
        ("清浦县白鹤岭铅锌矿复产，山西煤矿减少。", ["清浦县白鹤岭铅锌矿"]),
        ("清浦人民电影院1956年建成。", ["清浦人民电影院"]),
        ("日本厚生劳动省和印度统计局公布。", ["日本厚生劳动省", "印度统计局"]),
    ],
)
def test_branches_stations_and_departments_end_where_their_names_do(
    organisations: Find, text: str, names: list[str]
) -> None:
    assert [o.name for o in organisations(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("售票厅里排队，茶餐厅、观众厅和候车厅都满了。", []),
        ("在临江音乐厅演出，省文化和旅游厅支持。", ["临江音乐厅", "省文化和旅游厅"]),
        ("老师叮嘱学校注意安全。", []),
        ("承包商宏桥营造公司表示遗憾。", ["宏桥营造公司"]),
        ("他在清浦县中学生篮球联赛高中组夺冠。", []),
        ("清浦县统计局公布数据。统计局解释了原因。", ["清浦县统计局"]),
        ("统计局解释了原因。", ["统计局"]),
    ],
)
def test_rooms_groups_and_what_stands_before_are_no_part(
    organisations: Find, text: str, names: list[str]
) -> None:
    assert [o.name for o in organisations(text)] == names
