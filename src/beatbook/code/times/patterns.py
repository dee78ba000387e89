"""The pattern language of rules.toml: regular expressions over words."""

from __future__ import annotations

import re

_NAME = re.compile(r"(?:([a-z]\w*):)?(<(\w+)>|\(|[A-Z][A-Z0-9]*|[a-z]+)")
_LITERAL = re.compile(r"(?<![\w<:])(?:[a-z]\w*:)?([a-z]+)(?![\w>:])")
_FORBIDDEN = re.compile(r"[*+]")


def _macros(rules: dict[str, object]) -> dict[str, str]:
    held = rules.get("macros", {})
    assert isinstance(held, dict)
    return {str(k): str(v) for k, v in held.items()}


def patterns_of(rules: dict[str, object]) -> list[dict[str, object]]:
    """The rules as they stand in the file."""
    held = rules["rule"]
    assert isinstance(held, list)
    return held


def literals_of(rules: dict[str, object]) -> frozenset[str]:
    """Every word that a pattern or macro names as itself."""
    texts = [*_macros(rules).values(), *(str(rule["pattern"]) for rule in patterns_of(rules))]
    return frozenset(word for text in texts for word in _LITERAL.findall(text))


def compile_pattern(pattern: str, macros: dict[str, str], members: dict[str, str]) -> re.Pattern[str]:
    """A pattern as a regular expression over code characters; refuses unbounded repetition."""
    if _FORBIDDEN.search(pattern):
        raise ValueError(f"pattern {pattern!r} repeats without bound; use {{m,n}}")
    counter: dict[str, int] = {}
    return re.compile(_expand(pattern, macros, members, counter).replace(" ", ""))


def _expand(pattern: str, macros: dict[str, str], members: dict[str, str], counter: dict[str, int]) -> str:
    def replaced(match: re.Match[str]) -> str:
        name, what, macro = match.group(1), match.group(2), match.group(3)
        if what == "(":
            body = "(?:" if name is None else "("
        elif macro is not None:
            body = f"(?:{_expand(macros[macro], macros, members, counter)})"
        else:
            key = what if what.isupper() or not what.islower() else f"={what}"
            if not members.get(key):
                raise ValueError(f"pattern {pattern!r} names {what!r}, which no lexicon entry or shape has")
            body = f"[{re.escape(members[key])}]"
        if name is None:
            return body
        counter[name] = counter.get(name, 0) + 1
        label = f"{name}__{counter[name]}"
        return f"(?P<{label}>" if what == "(" else f"(?P<{label}>{body})"

    return _NAME.sub(replaced, pattern)


def group_name(label: str) -> str:
    """The name a pattern gave to a group (labels carry a count, as a name may stand more than once)."""
    return label.split("__", 1)[0]
