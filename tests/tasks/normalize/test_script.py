from collections.abc import Callable

import pytest

from tasks.document import Script
from tasks.normalize.script import detect_script

FRAME = "雲嶺市記者報導，這個問題與環境發展關係密切，觀眾說："


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("著名作家的著作顯著進步", "著名作家的著作显著进步"),
        ("指著地圖說，隨著作品問世", "指着地图说，随着作品问世"),
        ("配合著政策，合著一本書", "配合着政策，合著一本书"),
        ("重新著手，著力推動，編著教材", "重新着手，着力推动，编著教材"),
        ("笑著稱讚，看著書，著有《山海記》", "笑着称赞，看着书，著有《山海记》"),
        ("乾隆年間，霍秉乾把毛巾晾乾", "乾隆年间，霍秉乾把毛巾晾干"),
        ("餅乾太乾，乾脆不吃，乾坤", "饼干太干，干脆不吃，乾坤"),
        ("鍾先生修鐘", "钟先生修钟"),
        ("瞭望塔上瞭解情況", "瞭望塔上了解情况"),
        ("陝西與陜西", "陕西与陕西"),
        ("李秘書長表示，吳秘書在場", "李秘书长表示，吴秘书在场"),
        ("屋簷下的鯰魚，下顎受傷", "屋檐下的鲇鱼，下腭受伤"),
        ("甚麼、什麼、這麼、什么、要么、好么", "什么、什么、这么、什么、要么、好么"),
        ("一隻貓只吃魚，隻身前往", "一只猫只吃鱼，只身前往"),
        ("皇后在後面，以后再說", "皇后在后面，以后再说"),
        ("這裡、那裏、公里", "这里、那里、公里"),
        ("憑藉、藉由、慰藉、一片狼藉", "凭借、借由、慰藉、一片狼藉"),
        ("汚染、衞生、復甦", "污染、卫生、复苏"),
        ("計程車司機用網路叫車", "计程车司机用网路叫车"),
        ("頭髮、發現、麵粉、鬆樹下放鬆", "头发、发现、面粉、松树下放松"),
        ("范先生的範圍，沖繩的衝突", "范先生的范围，冲绳的冲突"),
        (
            "揹包、堿地、敍事、肉糭、籐椅、搆築、勦滅、毬場",
            "背包、碱地、叙事、肉粽、藤椅、构筑、剿灭、球场",
        ),
        ("老么、什么、甦醒、陳甦、復甦", "老幺、什么、苏醒、陈甦、复苏"),
        ("香蕉乾、凍乾、乾紅、張乾、劉乾坤", "香蕉干、冻干、干红、张乾、刘乾坤"),
        ("徵求意見，魏徵進諫", "征求意见，魏徵进谏"),
        ("核心、通訊員、視頻、信息", "核心、通讯员、视频、信息"),
    ],
)
def test_characters_are_simplified_and_words_are_kept(
    before: str, after: str, mend: Callable[[str], str]
) -> None:
    assert mend(FRAME + before) == mend(FRAME) + after


def test_simplified_text_keeps_the_characters_that_conversion_would_harm(
    mend: Callable[[str], str],
) -> None:
    text = "著名学者朱镕在《乾隆年间》里写到著作、瞭望、慰藉和畢昇，还有于谦与於梨华，什么都讲。"
    assert mend(text) == text


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("云岭市发布通知，要求各单位认真学习。", Script.HANS),
        ("雲嶺市發布通知，要求各單位認真學習。", Script.HANT),
        ("雲嶺市發布通知后，里面的內容與以后有關。", Script.HANT),
        ("云岭市发布通知，读者热烈讨论。\n雲嶺市發布通知，觀眾熱烈討論。", Script.MIXED),
        ("云岭市发布通知，学者畢昇与張先生、馬先生参观书法展，认真学习，热烈讨论。", Script.HANS),
        ("大山上下", Script.HANS),
        ("Nothing here is written in Chinese.", Script.OTHER),
        ("これは日本語のニュースです。天気がいいですね。", Script.OTHER),
        ("12345", Script.OTHER),
    ],
)
def test_the_script_is_told_by_characters_that_only_one_of_them_has(
    text: str, script: Script
) -> None:
    assert detect_script(text) == script


def test_a_mixed_page_is_converted_line_by_line(mend: Callable[[str], str]) -> None:
    page = "著名学者的著作在云岭发布，读者热烈讨论\n雲嶺市記者報導，觀眾看著展覽說個不停，熱烈討論"
    assert (
        mend(page)
        == "著名学者的著作在云岭发布，读者热烈讨论\n云岭市记者报导，观众看着展览说个不停，热烈讨论"
    )


def test_japanese_is_left_alone(mend: Callable[[str], str]) -> None:
    text = "東京の図書館で、新しい本が読めます。"
    assert mend(text) == text
