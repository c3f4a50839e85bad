"""What bytes are by how they begin: files of other formats that carry a text's name, and pages that carry none."""

from __future__ import annotations

import re

_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b\x08", "gzip data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS-Adobe", "a PostScript file"),
    (b"\x00\x01\x00\x00\x00", "a font"),
    (b"wOFF", "a font"),
    (b"ID3\x03", "audio"),
    (b"OggS\x00", "audio"),
    (b"\x00asm", "a program"),
)
_CONTAINERS = (
    (b"RIFF", 8, b"WEBP", "a WebP picture"),
    (b"RIFF", 8, b"WAVE", "audio"),
    (b"RIFF", 8, b"AVI ", "video"),
    (b"BZh", 4, b"1AY&SY", "bzip2 data"),
    (b"\x00", 4, b"ftyp", "video"),
)
"""Formats that a second mark tells, and where it stands."""

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LOOKED_AT = 8_192
"""Bytes in which data of no known format shows itself."""
_PAGE = re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_FRAGMENT = re.compile(
    rb"<(?:p|div|br|h[1-6]|article|section|ul|ol|blockquote|figure|table)\b[^<>]{0,500}>", re.IGNORECASE
)
_CLOSED = re.compile(rb"</(?:p|div|h[1-6]|article|section|ul|ol|blockquote|figure|table)\s*>|<br\s*/?>", re.IGNORECASE)


def sniffed(data: bytes) -> str | None:
    """What the bytes are where they are no text; None: they can be text."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    for magic, at, kind, name in _CONTAINERS:
        if data.startswith(magic) and data.startswith(kind, at):
            return name
    at = data.find(b"{\\rtf1", 0, 300)
    if at >= 0 and b"\\" in data[at + 6 : at + 200]:
        return "an RTF document"
    return "binary data" if _is_binary(data[:_LOOKED_AT]) else None


def _is_binary(head: bytes) -> bool:
    """More control characters than mangled text has, and not the zero bytes of UTF-16."""
    from ascribe.sources.encoding import wide_encoding

    if len(head) < 32 or wide_encoding(head):
        return False
    controls = len(_CONTROL.findall(head))
    return controls > 0.1 * len(head)


def looks_like_html(data: bytes) -> bool:
    """Whether what is called text is a page, or a piece of one: it opens as a page does, or closes its paragraphs."""
    head = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(head):
        return True
    if b"<" not in head:
        return False
    return len(_FRAGMENT.findall(head)) >= 2 and len(_CLOSED.findall(head)) >= 2
