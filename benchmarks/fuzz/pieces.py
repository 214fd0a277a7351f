"""What inputs are made of: nasty pieces, words that the rules look for, and articles to begin with."""

import gzip
import json
import random
import re
from collections.abc import Callable, Iterator

from benchmarks.fuzz.checks import CHARSETS, NAMES
from benchmarks.score import ROOT
from config.rules import DATA
from workers.files import article_files

FOLDERS = (ROOT / "samples", ROOT / "tests" / "corpus" / "articles")
SEED_CHARACTERS = 400  # of an article: long ones only make the fuzzer slow
_WORD = re.compile(r"[\u4e00-\u9fff]{2,8}")

NASTY = (
    *"\x00\x07\x1b\x7f\x85\xa0\xad\u200b\u200d\u200e\u200f\u2028\u2029\ufeff\u180e\u3000\u3164",
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",  # writing direction
    *"\ufdd0\ufdd1\ufdd2\ufdef\ufffe\uffff\U0001fffe\U0010ffff\ue000\ufffd",  # no characters
    *"\u0301\u0323\u20dd\u0e33\u1100\u1161\u2f00\u2e9f\ufa0e\U0002f800\U00030000\ufe0f",
    *"ıßŉΐﬃ㍿㏂①⑴Ⅳ％１Ａ．，；＆",  # which change their length or kind when folded
    *"（）()《》“”‘’\"'「」【】[]<>&;#·•・…—–-～~/\\|?!,.:，。：、；？！",
    *("\r\n", "\r", "\n", "\n\n", "\t", "  "),
    *("环(huán)", "環(huán)境", "會(huì )", "著(zhù)", "(huán", "規(guī)?；瘧(yīng)用", "规?；l展"),
    *(
        "?；",
        "?Ｈ",
        "&amp;",
        "&amp;amp;lt;",
        "&#0;",
        "&#xd800;",
        "&#1114112;",
        "&nbsp",
        "＆ｎｂｓｐ；",
    ),
    *(
        "<p>",
        "<br>",
        "</div>",
        "<script>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<a href='x'>",
        "<b",
        "<html>",
    ),
    *(
        '<meta charset="gb2312">',
        '<script type="application/ld+json">{"headline":',
        "<table><tr><td>",
    ),
    *(
        "甚麼",
        "著名",
        "乾隆",
        "頭髮",
        "裡面",
        "雲嶺",
        "陜西",
        "龘",
        "锟斤拷",
        "烫烫",
        "ï»¿",
        "Ã¤Â¸",
    ),
    *(
        "2024-02-30",
        "2024年13月41日",
        "25:61",
        "0000-00-00",
        "公元前3年",
        "二〇二四年",
        "１２月３１日",
    ),
    *(
        "1,000,000.5.5",
        "-0",
        "1e999",
        "99999999999999999999",
        "百分之",
        "三分之零",
        "½",
        "万亿",
        "两成",
    ),
    *(
        "高望山",
        "市长高望山",
        "·",
        "阿·卜·丙",
        "习近平",
        "欧阳",
        "党组书记、局长",
        "记者",
        "（记者 ",
    ),
    *(
        "来源：",
        "责任编辑：",
        "相关阅读",
        "（完）",
        "图为",
        "本报讯",
        "3月11日电",
        "强调，要",
        "指出：“",
    ),
    "http://a.cn/" + "?a=b&" * 3,
)


def words() -> tuple[str, ...]:
    """The words that stand in the rules' files."""
    files = sorted(path for path in DATA.rglob("*.toml"))
    return tuple(sorted({w for file in files for w in _WORD.findall(file.read_text("utf-8"))}))


def seeds() -> Iterator[bytes]:
    """Articles, whole objects and damaged ones, each behind the byte that chooses its name."""
    for file in article_files(FOLDERS).articles:
        if file.path.suffix != ".txt":
            continue
        content = file.path.read_bytes()
        text = content.decode("utf-8", "ignore")
        for part in (text[:SEED_CHARACTERS], text[-SEED_CHARACTERS:]):
            yield named("a.txt", part.encode())
        paragraphs = "".join(f"<p>{line}</p>" for line in text[:400].splitlines())
        yield named("a.html", f"<html><title>{text[:20]}</title>{paragraphs}".encode())
        record = json.dumps({"title": text[:20], "content": text[20:400], "time": 1700000000})
        yield named("a.json", record.encode())
    start = text[:120]
    for charset in ("gb18030", "big5hkscs", "utf-16", "utf-16-le", "utf-32", "utf-8-sig", "utf-7"):
        yield named("a.txt", start.encode(charset, "ignore"))
    yield named("a.txt", "\ufeff半\ud83d个".encode("utf-16-le", "surrogatepass"))
    yield named("a.txt.gz", gzip.compress(start.encode()))
    yield named("a.txt.gz", gzip.compress(start.encode())[:-9])
    yield named("a.jsonl.gz", gzip.compress(b'{"text": "\\ud800 ' + b'a"}\n' * 3))
    yield named("a.jsonl", b'{"text": "\xe4\xb8\xad"}\n{"text": ' + b"[" * 2000)
    yield named("a.json", b"[" * 2000 + b"]" * 2000)
    yield named("a.html", b"<div>" * 2000 + start.encode())
    yield from (named("a.txt", (start + piece * 20).encode()) for piece in NASTY)


def named(name: str, content: bytes, charset: str | None = None) -> bytes:
    """An input for `article_of`."""
    return bytes([NAMES.index(name) + len(NAMES) * CHARSETS.index(charset)]) + content


def mutated(
    data: bytes, most: int, seed: int, known: tuple[str, ...], otherwise: Callable[[bytes], bytes]
) -> bytes:
    """Another input of at most `most` bytes: mostly text that stays text, else changed bytes.

    Chinese text with a bit changed is no text any more, and would only be refused.
    """
    chance = random.Random(seed)  # noqa: S311 - seeded chance, not secrets
    if chance.random() < 0.2:
        return otherwise(data)
    try:
        text = data[1:].decode()
    except UnicodeDecodeError:
        return otherwise(data)
    for _ in range(chance.randint(1, 4)):
        text = _changed(text, chance, known)
    first = chance.randrange(len(NAMES) * len(CHARSETS)) if chance.random() < 0.02 else data[0]
    return bytes([first]) + text.encode()[: most - 1].decode("utf-8", "ignore").encode()


def _changed(text: str, chance: random.Random, known: tuple[str, ...]) -> str:
    at = chance.randint(0, len(text))
    end = min(len(text), at + int(chance.expovariate(0.1)))
    piece: str = chance.choice(NASTY)
    match chance.randrange(6):
        case 0:
            return text[:at] + text[end:]
        case 1:  # once more, and often
            return text[:end] + text[at:end] * chance.choice((1, 1, 2, 30)) + text[end:]
        case 2:  # elsewhere
            to = chance.randint(0, len(text))
            return text[:to] + text[at:end] + text[to:]
        case 3:
            return text[:at] + chance.choice(known) + text[at:]
        case 4:
            return text[:at] + piece * chance.choice((1, 1, 2, 20)) + text[at:]
        case _:
            return text[:at] + "".join(chance.sample(NASTY, 4)) + text[end:]
