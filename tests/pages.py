"""Articles of the corpus as the HTML pages they may have come from: three kinds of site."""

import html
from collections.abc import Callable, Sequence
from typing import Any

MENU = [
    "首页",
    "时政",
    "国内",
    "国际",
    "财经",
    "体育",
    "文娱",
    "科技",
    "教育",
    "健康",
    "汽车",
    "房产",
    "旅游",
    "视频",
    "图片",
    "评论",
    "专题",
    "登录",
    "注册",
]
FOOT = ("关于我们", "联系我们", "广告服务", "网站地图", "法律声明", "诚聘英才")
HOT = [f"热榜第{number}条：某地发生了一件事引发网友关注" for number in range(8)]
LINKS = frozenset({"recommended_links", "nav"})
FACTS = frozenset({"metadata", "source_line", "byline", "editor_line"})

Gold = dict[str, Any]
Lines = Sequence[tuple[str, str]]  # label and text of each


def lines_of(gold: Gold) -> Lines:
    """Label and normalized text of every line."""
    texts = gold["normalized_text"].split("\n")
    return [(line["label"], text) for line, text in zip(gold["lines"], texts, strict=True)]


def modern(gold: Gold) -> str:
    """Semantic elements, Open Graph metadata, a column of links beside the article."""
    lines = lines_of(gold)
    body = [number for number, (label, _) in enumerate(lines) if label == "body"]
    published = gold.get("published_at") or ""
    return "\n".join(
        [
            f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8">{_window(gold)}',
            f'<meta property="og:title" content="{_escaped(gold.get("title") or "")}">',
            f'<meta property="article:published_time" content="{published}"></head><body>',
            f"<header><nav><ul>{_items(MENU)}</ul></nav></header><main><article>",
            *(_modern(*line) for line in lines[: body[0]]),
            '<div class="content">',
            *(_modern(*line) for line in lines[body[0] : body[-1] + 1]),
            f"</div></article></main><aside><h3>热门</h3><ul>{_items(HOT)}</ul></aside><div>",
            *(_modern(*line) for line in lines[body[-1] + 1 :]),
            f"</div><footer><p>{' | '.join(map(_link, FOOT))}</p>",
            "<p>Copyright © 2024 All rights reserved</p></footer></body></html>",
        ]
    )


def old(gold: Gold) -> str:
    """Tables for the layout, breaks for paragraphs, no metadata, script between the cells."""
    rows = [
        ("&nbsp;" * 4 if label == "body" else "") + _old(label, text) + "<br>"
        for label, text in lines_of(gold)
    ]
    return "\n".join(
        [
            f"<html><head>{_window(gold)}</head><body><script>var a='<p>不是正文</p>';</script>",
            f"<table width=960><tr><td>{'&nbsp;|&nbsp;'.join(map(_link, MENU))}</td></tr></table>",
            "<table><tr><td class=txt><font size=3>",
            *rows,
            "</font></td><td><script src=ad.js></script><!-- 广告 -->",
            *(f"·{_link(text)}<br>" for text in HOT),
            f"</td></tr></table><div align=center>{' '.join(map(_link, FOOT))}<br>",
            "主办单位：某某</div></body></html>",
        ]
    )


def account(gold: Gold) -> str:
    """A public account's page: sections in sections, text in spans, a hidden invitation."""
    title = gold.get("title") or ""
    lines = [(label, text) for label, text in lines_of(gold) if text.strip() != title.strip()]
    return "\n".join(
        [
            f"<!DOCTYPE html><html><head>{_window(gold)}</head><body><div>",
            f'<h1 id="activity-name">\n  {_escaped(title)}\n</h1><div><span>公众号名</span></div>',
            '<div id="js_content" style="visibility: hidden;">',
            *(f"<section><section>{_spans(text)}</section></section>" for _, text in lines),
            "</div></div><div><span>阅读</span> <span>赞</span> <span>在看</span></div>",
            '<div style="display:none">微信扫一扫<br>关注该公众号</div></body></html>',
        ]
    )


KINDS: tuple[Callable[[Gold], str], ...] = (modern, old, account)


def _modern(label: str, text: str) -> str:
    shown = _escaped(text)
    if label in LINKS:
        return f"<li>{_link(text)}</li>"
    if label in FACTS:
        return f'<div class="info"><span>{shown}</span></div>'
    return {
        "blank": "",
        "title": f"<h1>{shown}</h1>",
        "body": f"<p>{shown}</p>",
        "caption": f'<figure><img src="x.jpg"><figcaption>{shown}</figcaption></figure>',
    }.get(label, f"<div>{shown}</div>")


def _old(label: str, text: str) -> str:
    if label in LINKS:
        return _link(text)
    return f"<center><b>{_escaped(text)}</b></center>" if label == "title" else _escaped(text)


def _spans(text: str) -> str:
    half = len(text) // 2
    first, second = _escaped(text[:half]), _escaped(text[half:])
    return f"<span>{first}</span><span><strong>{second}</strong></span>"


def _window(gold: Gold) -> str:
    return f"<title>{_escaped(gold.get('title') or '')}_{gold.get('outlet') or '本网'}</title>"


def _items(texts: Sequence[str]) -> str:
    return "".join(f"<li>{_link(text)}</li>" for text in texts)


def _link(text: str) -> str:
    return f'<a href="/a.html">{_escaped(text)}</a>'


def _escaped(text: str) -> str:
    return html.escape(text)
