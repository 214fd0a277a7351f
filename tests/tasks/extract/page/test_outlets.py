from collections.abc import Callable

import pytest

from config.rules.extract import ExtractRules
from tasks.document import CleanArticle, InlineSpan, Label
from tasks.extract.page.outlets import find_imprint

Page = Callable[..., CleanArticle]


@pytest.mark.parametrize(
    ("lines", "outlet", "contributor"),
    [
        ({"metadata": "2024-01-02 来源：看海体育 阅读5万"}, "看海体育", None),
        ({"source_line": "来源丨云岭微观 云岭市城市管理局"}, "云岭微观", "云岭市城市管理局"),
        ({"metadata": "来源：云岭县水务局 记者 林岳"}, None, "云岭县水务局"),
        ({"metadata": "来源：作者投稿 2024-01-02"}, None, None),
        ({"copyright": "本文转载自“石鼓晨报”，版权归原作者。"}, "石鼓晨报", None),
        ({"metadata": "来源：云岭发布", "nav": "云岭市水务局 > 要闻"}, "云岭发布", None),
        ({"metadata": "2024年3月29日 18:06 豆瓜财讯 记者 林岳 我有话说"}, "豆瓜财讯", None),
        ({"metadata": "云岭日报数字报 2025年1月8日 第03版"}, "云岭日报", None),
        ({"metadata": "2025/4/22 17:35", "nav": "云岭民报 首页 > 地方 > 石鼓"}, "云岭民报", None),
        ({"nav": "慢物社 / 评测", "advert": "下载慢物社App", "metadata": "文：柏舟"}, "慢物社", None),
        (
            {"nav": "首页 时政", "copyright": "云岭商报有限公司版权所有，不得转载。"},
            "云岭商报",
            None,
        ),
        ({"metadata": "《云岭日报》（2025年1月8日 第01版）"}, "云岭日报", None),
        ({"metadata": "云岭日报社主办 2025年1月8日 星期三 第8123期"}, "云岭日报", None),
        ({"nav": "云岭晚报 体育"}, "云岭晚报", None),
        ({"metadata": "云岭日报数字报 第3版：要闻"}, "云岭日报", None),
        ({"copyright": "云岭日报社主办", "metadata": "云岭日报 2025-01-08"}, "云岭日报", None),
        (
            {"metadata": "来源：市政府办公室", "copyright": "主办：云岭市人民政府办公室"},
            "云岭市人民政府办公室",
            "市政府办公室",
        ),
        ({"metadata": "信息来源：云岭市公安局交警支队 浏览次数：88"}, None, "云岭市公安局交警支队"),
        ({"metadata": "发布机构：云岭市市场监督管理局"}, None, "云岭市市场监督管理局"),
        ({"copyright": "© 2012-2025 Skyline Photonics Co., Ltd. All rights reserved."},
         "Skyline Photonics Co., Ltd.", None),
        ({"metadata": "新闻稿 2025/03/12", "nav": "产品 新闻中心"}, None, None),
        ({"source_line": "（转自：农村金融时报）"}, "农村金融时报", None),
        ({"source_line": "以下文章来源于山风手记，作者林岳", "metadata": "原创 林岳 半亩书房 2024-12-08"},
         "山风手记", None),
        ({"metadata": "原创 林岳 半亩书房 2024年12月08日 21:06 云岭"}, "半亩书房", None),
        ({"metadata": "稻花香里 2023-03-05 18:30 发表于云岭"}, "稻花香里", None),
        ({"metadata": "金算盘财经 03-05 09:12"}, "金算盘财经", None),
        ({"metadata": "云岭要闻 2023-03-05 18:30"}, None, None),
        ({"metadata": "来源：本站原创 2023-03-05", "copyright": "版权所有：石鼓县农业农村局"},
         "石鼓县农业农村局", None),
        ({"metadata": "2023-03-05 08:00 综合云岭日报、石鼓发布"}, "云岭日报", None),
        ({"metadata": "信息来源：县委办 浏览量：10", "source_line": "供稿：县委办综合股 林岳",
          "copyright": "版权所有：石鼓县人民政府 备案号：ICP备1号"}, "石鼓县人民政府", "县委办"),
        ({"metadata": "发布机构：市市场监管局", "editor_line": "（供稿：食药安办 林岳）",
          "copyright": "主办：石鼓市市场监督管理局"}, "石鼓市市场监督管理局", "食药安办"),
        ({"metadata": "来源：党委办公室 2023-03-05", "copyright": "石鼓市中医院 版权所有"},
         "石鼓市中医院", "党委办公室"),
        ({"metadata": "信息来源：石鼓市水利局", "byline": "（石鼓日报记者 林岳 通讯员 何青）"},
         "石鼓日报", "石鼓市水利局"),
        ({"metadata": "来源：石鼓市水利局", "byline": "（本报记者 林岳）"}, None, "石鼓市水利局"),
        ({"metadata": "2023-03-05 08:00", "copyright": "稿件权利属于文章来源方石鼓时讯客户端，平台不作担保。"},
         "石鼓时讯客户端", None),
        ({"dateline": "石鼓日报客户端3月5日电"}, "石鼓日报客户端", None),
    ],
)  # fmt: skip
def test_outlet_and_contributor_are_kept_apart(
    page: Page,
    rules: ExtractRules,
    lines: dict[str, str],
    outlet: str | None,
    contributor: str | None,
) -> None:
    imprint = find_imprint(page("正文。", **lines), rules)
    assert (imprint.outlet, imprint.contributor) == (outlet, contributor)


@pytest.mark.parametrize(
    ("dateline", "outlet"),
    [
        ("云岭通讯社石鼓8月3日急电（记者 林岳）", "云岭通讯社"),
        ("【云岭商报专讯】", "云岭商报"),
        ("云岭日报讯（记者 林岳）", "云岭日报"),
        ("本报讯（记者 林岳）", None),
        ("本报石鼓1月6日讯（记者 林岳）", None),
    ],
)
def test_the_dateline_names_the_medium_but_never_itself(
    page: Page, rules: ExtractRules, dateline: str, outlet: str | None
) -> None:
    span = InlineSpan(line=0, label=Label.DATELINE, text=dateline)
    assert find_imprint(page("正文。", spans=(span,)), rules).outlet == outlet
