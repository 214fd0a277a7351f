from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from config.rules import Rules
from config.rules.normalize import NormalizeRules
from tasks.normalize import normalize_text

FOLDER = Path(__file__).parents[3] / "config" / "data" / "normalize"


@pytest.fixture(scope="session")
def rules() -> NormalizeRules:
    return NormalizeRules.load(FOLDER)


@pytest.fixture(scope="session")
def all_rules(rules: NormalizeRules) -> Rules:
    """Only the rules of this stage: it must not read those of another."""
    others = cast("Any", None)
    return Rules(rules, others, others, others, others, "test")


@pytest.fixture(scope="session")
def mend(rules: NormalizeRules) -> Callable[[str], str]:
    return lambda text: normalize_text(text, rules)[0]


@pytest.fixture(scope="session")
def kinds(rules: NormalizeRules) -> Callable[[str], dict[str, int]]:
    """How often each kind of repair was made."""
    return lambda text: {each.kind: each.count for each in normalize_text(text, rules)[2]}


@pytest.fixture(scope="session")
def simplified() -> str:
    return """云岭市召开防汛工作会议
2023年5月11日 09:15 来源：云岭日报 编辑：林小满
云岭日报5月11日讯（记者 周青禾）昨日，云岭市委书记陈望舒主持召开全市防汛工作会议，研究部署汛期值守和水库调度。
陈望舒强调，要压实责任、排查隐患，确保1,200户群众在洪峰到来之前转移到位，做到“不漏一户、不落一人”。
市水务局局长何大川说，今年以来全市共投入资金3.6亿元，加固堤防48公里，完成进度达92.5%；余下部分将在6月底前完工。
会议还听取了气象、应急、交通等部门的汇报。副市长沈一鸣参加会议。（完）"""


@pytest.fixture(scope="session")
def traditional() -> str:
    return """雲嶺市立博物館新館開幕
〔記者鍾曉嵐／雲嶺報導〕雲嶺市立博物館新館昨日開幕，館長葉青禾說，籌備八年終於完成，感謝各界協助。
她指著展廳中央的銅鐘表示，這座鐘鑄於乾隆年間，後來輾轉流落民間，去年才由一位著名收藏家捐贈。
館方也藉開幕活動推出導覽服務，每天上午10點、下午2點各一場，每場限30人，名額有限，須事先預約。"""
