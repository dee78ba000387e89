"""The form under which a place name is looked up: case, accents, apostrophes and short forms do not matter."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SHORT = {"saint": "st", "mount": "mt", "fort": "ft", "port": "pt", "sainte": "ste"}
_SPECIAL = str.maketrans({"ı": "i", "ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_APOSTROPHES = re.compile(r"['’‘ʼʻ`´]")
_OTHER = re.compile(r"[^0-9a-z]+")
_DOTTED = re.compile(r"(?<=\b\w)\.(?=\w\b)")


@lru_cache(maxsize=1 << 15)
def place_key(name: str) -> str:
    """The look-up form of a name: ``"Hoeryŏng"`` and ``"HOERYONG"`` are ``"hoeryong"``.


    Different spellings stay different: there is no match by sound or by edit distance.
    """
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_SPECIAL))
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    plain = _DOTTED.sub("", _APOSTROPHES.sub("", plain))
    words = _OTHER.sub(" ", plain).split()
    return " ".join(_SHORT.get(word, word) if len(words) > 1 else word for word in words)
