"""Learn the lemma table and rules: `python tools/train_english/lemmas.py --data DIR --out FILE`.

A rule is (tag, ending of the lower-cased word) → (letters to cut, letters to add), learned from the training parts of
the open treebanks; a word of the table is one that its longest rule gets wrong. The file is tab-separated:
kind, tag, form, result. The verbs' lemmas are listed too: where a rule's result is none of them, a neighbour may be.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from corpora import read_conllu

LONGEST_ENDING = 5
RULE_SEEN = 2
UNTOUCHED = {"CD", "LS", "ADD", "FW", "GW", "SYM"}
OPEN_CLASSES = {"NN", "VB", "JJ", "RB"}


def edit(form: str, lemma: str) -> tuple[int, str]:
    """How many last letters go, and what is put in their place."""
    common = 0
    while common < min(len(form), len(lemma)) and form[common] == lemma[common]:
        common += 1
    return len(form) - common, lemma[common:]


def apply(form: str, rule: tuple[int, str]) -> str:
    return form[: len(form) - rule[0]] + rule[1]


def longest_rule(rules: dict[tuple[str, str], tuple[int, str]], tag: str, form: str) -> tuple[int, str]:
    for size in range(min(LONGEST_ENDING, len(form)), -1, -1):
        rule = rules.get((tag, form[len(form) - size :]))
        if rule is not None:
            return rule
    return 0, ""


def learn(
    pairs: Counter[tuple[str, str, str]],
) -> tuple[dict[tuple[str, str], tuple[int, str]], dict[tuple[str, str], str]]:
    """Rules over endings (word types vote, not tokens), then the table of exceptions."""
    votes: dict[tuple[str, str], Counter[tuple[int, str]]] = defaultdict(Counter)
    best: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (tag, form, lemma), count in pairs.items():
        best[tag, form][lemma] += count
    chosen = {key: counter.most_common(1)[0][0] for key, counter in best.items()}
    for (tag, form), lemma in chosen.items():
        cut, added = edit(form, lemma)
        if tag == "NNP":
            cut, added = 0, ""
        if cut >= len(form) > 2 or len(added) > 4:
            continue
        for size in range(cut, min(LONGEST_ENDING, len(form)) + 1):
            votes[tag, form[len(form) - size :]][cut, added] += 1
    rules: dict[tuple[str, str], tuple[int, str]] = {}
    for key in sorted(votes, key=lambda k: (len(k[1]), k)):
        rule, count = min(votes[key].items(), key=lambda item: (-item[1], item[0]))
        shorter = longest_rule(rules, key[0], key[1][1:]) if key[1] else None
        if count >= RULE_SEEN and rule != shorter:
            rules[key] = rule
    table = {}
    for (tag, form), lemma in chosen.items():
        count = best[tag, form][lemma]
        if (count < 2 and tag[:2] not in OPEN_CLASSES) or (tag == "NNP" and count < 3):
            continue  # a slip of the pen, or of the annotator
        if apply(form, longest_rule(rules, tag, form)) != lemma:
            table[tag, form] = lemma
    return rules, table


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    a = arguments.parse_args()
    pairs: Counter[tuple[str, str, str]] = Counter()
    for folder in ("ewt", "gum_open"):
        for sentence in read_conllu(a.data / folder / "train.conllu", folder):
            assert sentence.xpos
            assert sentence.lemmas
            assert sentence.deps
            for word, tag, lemma, dep in zip(
                sentence.words, sentence.xpos, sentence.lemmas, sentence.deps, strict=True
            ):
                if tag not in UNTOUCHED and lemma != "_" and dep != "goeswith" and len(word) < 30:
                    pairs[tag, word.lower(), lemma.lower()] += 1
    rules, table = learn(pairs)
    verbs = sorted({lemma for (tag, _, lemma) in pairs if tag.startswith("VB") and lemma.isalpha() and lemma.isascii()})
    lines = [f"rule\t{tag}\t{ending}\t{cut}{added}" for (tag, ending), (cut, added) in sorted(rules.items())]
    lines += [f"word\t{tag}\t{form}\t{lemma}" for (tag, form), lemma in sorted(table.items())]
    lines += [f"base\tVB\t{lemma}\t" for lemma in verbs]
    a.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(rules), "rules", len(table), "words")


if __name__ == "__main__":
    main()
