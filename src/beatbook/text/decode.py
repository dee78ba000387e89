"""Bytes to text: byte-order marks, what was declared, UTF-8 where it fits, else the old Windows table."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"""(?:charset\s*=\s*|<\?xml[^>]{0,80}?encoding\s*=\s*)["']?\s*([A-Za-z0-9_:.\-]{3,40})""", re.I)
# What browsers do (WHATWG Encoding Standard): pages that say Latin-1 or ASCII mean the Windows table.
_AS_BROWSERS = {"iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252"}
_AS_BROWSERS |= {"us-ascii": "cp1252", "windows-1252": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030"}
_AS_BROWSERS |= {"gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "shift_jis": "cp932"}
_PRESCAN = 4096  # bytes looked through for a declaration; the standard says 1024, old pages bury it deeper
_BAD_SHARE = 0.005  # a page with fewer broken characters than this is still UTF-8, damaged


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read by, and how many characters could not be read."""

    text: str
    encoding: str
    broken: int = 0


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of ``data``; never raises. Characters that cannot be read become U+FFFD and are counted."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _replace(data[len(mark) :], name)
    wide = _wide(data)
    if wide is not None:
        return _replace(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    for said in (declared, _declaration(data)):
        known = _known(said)
        if known is not None and known != "utf-8":
            decoded = _replace(data, known)
            if decoded.broken <= _BAD_SHARE * len(decoded.text):
                return decoded
    damaged = _replace(data, "utf-8")
    if damaged.broken <= _BAD_SHARE * len(damaged.text):
        return damaged
    return _replace(data, "cp1252")


def _replace(data: bytes, name: str) -> Decoded:
    text = data.decode(name, "replace")
    return Decoded(text, name, text.count("\ufffd"))


def _declaration(data: bytes) -> str | None:
    found = _META.search(data, 0, _PRESCAN)
    return found[1].decode("ascii") if found else None


def _known(name: str | None) -> str | None:
    if not name:
        return None
    lower = name.strip().lower()
    try:
        found = codecs.lookup(_AS_BROWSERS.get(lower, lower))
    except LookupError:
        return None
    # Codecs that do not make text of bytes (rot13, hex, zip) are no encodings of a page.
    return found.name if getattr(found, "_is_text_encoding", True) and found.name != "idna" else None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of the opening is nearly always zero."""
    head = data[:400]
    if len(head) < 8:
        return None
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.8 and even < 0.2:
        return "utf-16-le"
    return "utf-16-be" if even > 0.8 and odd < 0.2 else None
