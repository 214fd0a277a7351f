"""Text with everything in it that this stage looks for."""

from hypothesis import strategies as st

CHARACTERS = "中文环境環境會著乾藉么后裏畢昇龘市长說说，。：；！？,:;!?()（）“”\"'「」『』 \u3000\t\n\r\u2028a1９Ａ.．％%％?；lI＠@&\u200b\ufeff\u0301e-—…"
PIECES = [
    "(huán)",
    "（pí）",
    "?；l",
    "规?；瘧用",
    "&nbsp;",
    "&amp;",
    "http://a.cn/",
    "１５：１８",
    "3.5",
    " 年",
    "著名",
    "指著",
    "甚麼",
    "Hello, ",
    "'",
    "?。▍^(qū)",
    "?ＨベI(mǎi)",
    "規?；?jīng)",
    "10:00,14:00",
    "．",
    "•",
    "(12-8)×2",
]
ANY_TEXT = st.lists(
    st.one_of(st.sampled_from(CHARACTERS), st.sampled_from(PIECES)), max_size=60
).map("".join)
