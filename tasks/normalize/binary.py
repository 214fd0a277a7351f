"""What bytes that are not text seem to be, so that the failure tells what was uploaded."""

SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"RIFF", "a RIFF file (WebP, WAV or AVI)"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (or a DOCX, XLSX or EPUB document)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "an ELF program"),
    (b"MZ", "a Windows program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
)
UTF16_OR_32_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
ALLOWED_CONTROLS = (
    bytes(range(9, 14)) + b"\x1a\x1b"
)  # white space, DOS end of file, ISO-2022 escapes
CONTROLS = bytes(byte for byte in range(32) if byte not in ALLOWED_CONTROLS)
MOST_NULS = 0.001  # of all bytes; text has none, but a stray one is forgiven
MOST_CONTROLS = 0.02  # of all bytes; compressed data has about 0.1
SHORTEST_TO_JUDGE = 32  # bytes; below this a share says nothing


def seems_to_be(content: bytes) -> str | None:
    """Name the kind of binary data in words for a message, or None for what may be text."""
    if content.startswith(UTF16_OR_32_MARKS):
        return None
    controls = len(content) - len(content.translate(None, CONTROLS))
    for signature, name in SIGNATURES:
        # "BM", "MZ" and "ID3" also begin honest text; binary data soon shows a control byte.
        if content.startswith(signature) and (len(signature) > 3 or controls):
            return name
    if content[4:8] == b"ftyp":
        return "an MP4 or HEIC file"
    nuls = content.count(0) if controls else 0
    if nuls > max(1, MOST_NULS * len(content)):
        return f"binary data ({nuls} NUL bytes of {len(content)})"
    if len(content) >= SHORTEST_TO_JUDGE and controls > MOST_CONTROLS * len(content):
        return f"binary data ({controls} control bytes of {len(content)})"
    return None
