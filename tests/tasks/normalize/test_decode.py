import zlib

import pytest

from config.rules.normalize import NormalizeRules
from tasks.errors import EmptyArticle, NotText, UndecodableText
from tasks.normalize.decode import decode

WHOLE_AND_CUT = pytest.mark.parametrize("length", [None, 120, 60, 20], ids=str)


@WHOLE_AND_CUT
@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("gb2312", "gb18030"),
    ],
)
def test_simplified_text_is_read_in_the_encodings_of_the_mainland(
    codec: str, name: str, length: int | None, simplified: str, rules: NormalizeRules
) -> None:
    text = simplified[:length]
    decoded = decode(text.encode(codec), None, rules)
    assert (decoded.text, decoded.encoding, decoded.undecodable) == (text, name, 0)
    assert 0.5 < decoded.confidence <= 1


@WHOLE_AND_CUT
@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("big5", "big5hkscs"),
        ("big5hkscs", "big5hkscs"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
    ],
)
def test_traditional_text_is_read_in_big5_and_in_gbk(
    codec: str, name: str, length: int | None, traditional: str, rules: NormalizeRules
) -> None:
    text = traditional[:length]
    decoded = decode(text.encode(codec), None, rules)
    assert (decoded.text, decoded.encoding) == (text, name)


def test_utf_16_is_read_in_both_byte_orders(simplified: str, rules: NormalizeRules) -> None:
    big_endian = b"\xfe\xff" + simplified.encode("utf-16-be")
    assert decode(big_endian, None, rules)[:2] == (simplified, "utf-16")


def test_gb18030_may_carry_a_mark_of_its_own(simplified: str, rules: NormalizeRules) -> None:
    content = "\ufeff".encode("gb18030") + simplified.encode("gb18030")
    assert decode(content, None, rules)[:2] == (simplified, "gb18030")


@pytest.mark.parametrize("declared", ["GB2312", "gbk", "x-gbk", "GB18030", "'gbk'"])
def test_what_is_declared_as_gb2312_is_read_as_its_superset(
    declared: str, rules: NormalizeRules
) -> None:
    text = "记者朱镕、岑䶮从云岭市发回报道。"
    decoded = decode(text.encode("gb18030"), declared, rules)
    assert (decoded.text, decoded.encoding) == (text, "gb18030")


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-8", "big5", "no-such-charset", ""])
def test_a_wrong_declaration_does_no_harm(
    declared: str, simplified: str, rules: NormalizeRules
) -> None:
    assert decode(simplified.encode("gbk"), declared, rules).text == simplified


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_character_cut_in_two_at_the_end_is_left_out_and_counted(
    codec: str, simplified: str, rules: NormalizeRules
) -> None:
    decoded = decode(simplified[:-4].encode(codec)[:-1], None, rules)
    assert decoded.text == simplified[:-5]
    assert decoded.undecodable == 1


def test_a_damaged_byte_inside_good_text_is_marked_and_counted(
    simplified: str, rules: NormalizeRules
) -> None:
    content = bytearray(simplified.encode("utf-8"))
    content[301] = 0xFF
    decoded = decode(bytes(content), None, rules)
    assert decoded.encoding == "utf-8"
    assert decoded.undecodable >= 1
    assert decoded.text.startswith(simplified[:90])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"PK\x03\x04\x14\x00\x00\x00", "ZIP"),
        (b"\x1f\x8b\x08\x00\x00\x00", "gzip"),
        (b"\x7fELF\x02\x01\x01\x00", "ELF"),
        (b"GIF89a\x01\x00", "GIF"),
        (b"\x00\x01\x02\x03" * 50, "NUL"),
        (zlib.compress(bytes(range(256)) * 40, 0)[7:], "binary"),
    ],
)
def test_binary_data_is_refused_by_its_name(
    content: bytes, kind: str, rules: NormalizeRules
) -> None:
    with pytest.raises(NotText, match=kind):
        decode(content, None, rules)


def test_text_that_begins_like_a_signature_is_text(rules: NormalizeRules) -> None:
    assert decode("BMW与云岭市签约建厂".encode(), None, rules).text == "BMW与云岭市签约建厂"


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_chinese_read_as_a_western_encoding_is_refused(
    wrong: str, simplified: str, rules: NormalizeRules
) -> None:
    garbled = simplified.encode("utf-8").decode(wrong, errors="ignore")
    with pytest.raises(UndecodableText, match="garbled"):
        decode(garbled.encode("utf-8"), None, rules)


def test_utf_8_read_as_gbk_is_refused(simplified: str, rules: NormalizeRules) -> None:
    garbled = simplified.encode("utf-8").decode("gb18030", errors="replace")
    with pytest.raises(UndecodableText):
        decode(garbled.encode("utf-8"), None, rules)


def test_bytes_of_no_encoding_are_refused(rules: NormalizeRules) -> None:
    noise = bytes(0x80 + (step * step * 7 + step * 13) % 128 for step in range(400))
    with pytest.raises(UndecodableText, match="no known encoding"):
        decode(noise, None, rules)


@pytest.mark.parametrize(
    "content", [b"", b" \r\n\t", "\u3000\u200b\n\ufeff".encode(), b"\xef\xbb\xbf"]
)
def test_nothing_visible_is_empty(content: bytes, rules: NormalizeRules) -> None:
    with pytest.raises(EmptyArticle):
        decode(content, None, rules)


def test_english_is_text_too(rules: NormalizeRules) -> None:
    text = "The café’s owner — a Beijing native — said: “Please come again.”"
    assert decode(text.encode("utf-8"), None, rules).text == text
