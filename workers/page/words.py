"""What the page calls things: it is read by people who read Chinese."""

from typing import NamedTuple
from urllib.parse import urlsplit

from tasks.document import Change, Label, MeasureKind, Refusal, Result, Role, Script


class Naming(NamedTuple):
    """A short name, and the answer to "why did this line go?"."""

    name: str
    why: str


LABELS = {
    Label.BODY: Naming("正文", "文章本身的文字"),
    Label.TITLE: Naming("标题", "取作标题，不重复进正文"),
    Label.BLANK: Naming("空行", "空行"),
    Label.NAV: Naming("导航", "网站的导航或按钮，不是文章的文字"),
    Label.SHARE: Naming("分享", "分享、点赞、关注一类的按钮或提示"),
    Label.METADATA: Naming("发布信息", "发布时间、来源等，已取入“基本信息”"),
    Label.BYLINE: Naming("署名", "作者署名，已取入“基本信息”"),
    Label.DATELINE: Naming("电头", "电头，已取入“基本信息”"),
    Label.SOURCE_LINE: Naming("来源", "注明来源的行，已取入“基本信息”"),
    Label.EDITOR_LINE: Naming("编辑", "编辑、审校署名，已取入“基本信息”"),
    Label.COPYRIGHT: Naming("版权", "版权或免责声明"),
    Label.RECOMMENDED_LINKS: Naming("推荐链接", "指向其他文章的链接"),
    Label.COMMENT_FORM: Naming("评论框", "评论或登录框的文字"),
    Label.CONTACT: Naming("联系方式", "热线、邮箱、投稿等联系方式"),
    Label.CAPTION: Naming("图片说明", "图片或视频的说明文字"),
    Label.ADVERT: Naming("广告", "广告或推广"),
    Label.END_MARK: Naming("文末标记", "表示全文结束的记号"),
}
OTHER = Naming("其他", "正文行里不属于文章的文字")

REPAIRS = {
    "pinyin_annotation": "去掉夹在字里的注音",
    "byte_shift": "修复字节错位的乱码",
    "script": "繁体转为简体",
    "punctuation": "统一标点",
    "control_characters": "去掉看不见的字符",
    "full_width": "统一全角与半角",
    "whitespace": "去掉多余的空白",
    "radicals": "部首改为汉字",
    "markup": "去掉残留的网页标签",
    "html_entity": "还原字符实体",
    "undecodable_bytes": "无法解读的字节",
}
CHANGED = "修改"

ROLES = {
    Role.PRINCIPAL: "主要人物",
    Role.SPEAKER: "发言",
    Role.ATTENDEE: "出席",
    Role.MENTIONED: "提及",
    Role.AUTHOR: "作者",
    Role.EDITOR: "编辑",
}

MEASURES = {MeasureKind.DEMAND: "要求", MeasureKind.DECISION: "决定"}
CHANGES = {Change.UP: "上升", Change.DOWN: "下降"}
SCRIPTS = {
    Script.HANS: "简体",
    Script.HANT: "繁体",
    Script.MIXED: "繁简混用",
    Script.OTHER: "其他文字",
}

# Why a model's summary was not taken.
REFUSALS = {
    Refusal.NO_ANSWER: "模型没有应答",
    Refusal.TIME_LIMIT: "模型未在时限内应答",
    Refusal.PAUSED: "模型多次没有应答，暂停使用",
    Refusal.INSTRUCTIONS: "正文里有写给模型的指令，没有送出",
    Refusal.EMPTY: "模型没有写出文字",
    Refusal.LENGTH: "模型写的摘要太长",
    Refusal.FORM: "模型写的摘要里有不该有的文字或符号",
    Refusal.SCRIPT: "模型写的摘要不是简体",
    Refusal.QUOTATION: "模型写的引语与正文不符",
    Refusal.DATE: "模型写的日期与正文不符",
    Refusal.NUMBER: "模型写的数字与正文不符",
    Refusal.NAME: "模型写的名称不见于正文",
    Refusal.POST: "模型写的职务与正文不符",
    Refusal.SPEAKER: "模型把言行写到了别人名下",
    Refusal.DENIAL: "模型把正文的意思说反了",
    Refusal.SUPPORT: "模型写的摘要在正文里没有依据",
    Refusal.UNCHECKED: "模型写的摘要没能核对",
}

# CSS class of a mark -> what it is called, in the order of the key.
KINDS = {
    "person": "人物",
    "organisation": "机构",
    "place": "地点",
    "quantity": "数字",
    "measure": "要求与决定",
}


def refusal_of(result: Result) -> str | None:
    """Why the summary is not the model's, when one was asked."""
    said = result.summary.generation
    return REFUSALS[said.reason] if said and said.reason else None


def link_of(url: str | None) -> str | None:
    """The address if a reader may safely follow it: a page can state any, even `javascript:`."""
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None
