"""Speed, memory and scores of the English pipeline: `python bench/english.py [--data DIR] [--pipeline NAME]`.

Without --data, on texts made here: load time and peak memory, each in a process of its own; then words a second on one
thread of the pipeline alone, of everything that `beatbook code` does, and of a spaCy CNN of the usual size (tagger,
parser and names on one tok2vec of width 96; fresh weights cost what trained ones do), in turns in one process, with
their ratios. Times are processor times: on a shared machine only the ratios mean something. With --data (the corpora
and their scorers, see `docs/how-to/english.md`): tokens, tags, arcs, sentences and names from raw text instead of the
turns. One JSON object a line.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import json
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

PARAGRAPH = (
    "The harbour of Piraeus stayed closed on Friday while engineers from the port authority looked for the cause of a "
    "fire that had burned for two days. At least 14 people were treated for smoke, the mayor, Eleni Georgiou, said; "
    "nobody was killed. “We don't know yet when ferries can leave,” she told reporters.\n\n"
    "Shipping companies put the damage at 3.5 million euros. "
)
PARAGRAPHS = (
    PARAGRAPH,
    "Two deserters crossed the Amur near Blagoveshchensk on 9 March, according to a border officer who spoke on "
    "condition of anonymity. The men, 19 and 23, were arrested within hours and handed back, he said. It is the third "
    "such case since January; last year there were 11.\n\n",
    "BOGOTÁ (Harbour News) — Unions called off a strike at the Cerrejal coal mine after the owners offered a rise of "
    "7.5 percent over two years. Some 4,300 miners had stayed away since Monday. A spokeswoman for the company, "
    "Paula Rincón, denied that police had beaten pickets.\n\n",
    "A court in Lusaka sentenced the former minister to six years for taking $250,000 from a road builder. His lawyer "
    "told the newspaper that he would appeal. More than 200 supporters marched through the city, and at least nine "
    "were injured when officers fired tear gas.\n\n",
)
TURNS = 3
LOAD = """
import json, resource, time
began, began_cpu = time.perf_counter(), time.process_time()
{load}
nlp("Ready.")
found = {{"load_s": time.perf_counter() - began, "load_cpu_s": time.process_time() - began_cpu}}
nlp({text!r} * 40)
found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({{name: round(value, 2) for name, value in found.items()}}))
"""
Text = tuple[str, set[tuple[int, int]]]  # a text and (begin, end) of its sentences
SYNTAX = {"ewt": "ewt/test.conllu", "gum": "gum_open/test.conllu"}
NAMES = {"uner": "uner/en_ewt-ud-test.iob2", "wikigold": "wikigold/CONLL-format/data/wikigold.conll.txt"}


def as_record(text_id: str, doc: Any) -> dict[str, Any]:
    """What `beatbook code --json --tokens` prints of words and names."""
    words = [token for token in doc if not token.is_space]
    place = {token.i: number for number, token in enumerate(words)}
    tokens = [
        {
            "start": t.idx,
            "end": t.idx + len(t),
            "upos": t.pos_,
            "xpos": t.tag_,
            "lemma": t.lemma_,
            "head": place[t.head.i],
            "dep": t.dep_,
        }
        for t in words
    ]
    names = [{"start": e.start_char, "end": e.end_char, "kind": e.label_} for e in doc.ents]
    return {"id": text_id, "tokens": tokens, "names": names}


def score(nlp: Any, data: Path, scorer: str, gold: str) -> dict[str, Any]:
    """Run one scorer over one test file."""
    with tempfile.TemporaryDirectory() as folder:
        texts, predicted = Path(folder, "texts.jsonl"), Path(folder, "predicted.jsonl")
        command = [sys.executable, str(data / scorer), str(data / gold)]
        subprocess.run([*command, "x", "--dump", str(texts)], check=True)
        records = [json.loads(line) for line in texts.read_text(encoding="utf-8").splitlines()]
        with predicted.open("w", encoding="utf-8") as out:
            for record in records:
                out.write(json.dumps(as_record(record["id"], nlp(record["text"]))) + "\n")
        found = subprocess.run([*command, str(predicted)], check=True, capture_output=True, text=True).stdout
        result: dict[str, Any] = json.loads(found)
        if scorer == "score_syntax.py":
            result["sentences"] = sentence_score(nlp, with_paragraphs(data / gold))
            result["sentences_joined"] = sentence_score(nlp, in_twenties(data / gold))
        return result


def sentence_score(nlp: Any, texts: list[Text]) -> float:
    """F1 of whole sentences, both ends right."""
    hits = total = 0
    for text, want in texts:
        have = set()
        for sentence in nlp(text).sents:
            words = [token for token in sentence if not token.is_space]
            if words:
                have.add((words[0].idx, words[-1].idx + len(words[-1])))
        hits, total = hits + len(want & have), total + len(want) + len(have)
    return round(200 * hits / total, 1)


def with_paragraphs(gold: Path) -> list[Text]:
    """The treebank's documents, a blank line between paragraphs: raw text as the CoNLL 2018 shared task gave it."""
    texts: list[Text] = []
    begins = False
    for line in gold.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc") or not texts:
            texts.append(("", set()))
        begins = begins or line.startswith("# newpar")
        if line.startswith("# text ="):
            (text, want), sentence = texts[-1], line.split("=", 1)[1].strip()
            text += ("\n\n" if begins else " ") if text else ""
            want.add((len(text), len(text) + len(sentence)))
            texts[-1], begins = (text + sentence, want), False
    return texts


def in_twenties(gold: Path) -> list[Text]:
    """Twenty sentences joined by spaces, as the scorers join them: neither line breaks nor documents are left."""
    lines = gold.read_text(encoding="utf-8").splitlines()
    sentences = [line.split("=", 1)[1].strip() for line in lines if line.startswith("# text =")]
    texts: list[Text] = []
    for begin in range(0, len(sentences), 20):
        place, want = 0, set()
        for sentence in sentences[begin : begin + 20]:
            want.add((place, place + len(sentence)))
            place += len(sentence) + 1
        texts.append((" ".join(sentences[begin : begin + 20]), want))
    return texts


def loaded(load: str) -> dict[str, Any]:
    """Seconds to load and most megabytes held, in a fresh process."""
    program = LOAD.format(load=load, text=PARAGRAPH)
    found: dict[str, Any] = json.loads(
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True).stdout
    )
    return found


def peer() -> Any:
    """A spaCy CNN of the usual size with fresh weights: offline, and as fast as a trained one."""
    import spacy

    listen = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    sized = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "hidden_width": 64,
        "maxout_pieces": 2,
        "tok2vec": listen,
    }
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listen}})
    extra = {"extra_state_tokens": False, "use_upper": True, "tok2vec": listen}
    nlp.add_pipe("parser", config={"model": {**sized, **extra, "state_type": "parser"}})
    nlp.add_pipe("ner", config={"model": {**sized, **extra, "state_type": "ner"}})
    labels = json.loads((files("beatbook.english") / "data" / "labels.json").read_text(encoding="utf-8"))
    kinds = [label[2:] for label in labels["names"] if label.startswith("B-")]
    for pipe, known in (("tagger", labels["xpos"]), ("parser", labels["deps"]), ("ner", kinds)):
        for label in known:
            nlp.get_pipe(pipe).add_label(label)
    nlp.initialize()
    return nlp


def pipeline_of(name: str) -> Any:
    from beatbook.english import pipeline

    return pipeline(name)


def turns(name: str) -> dict[str, Any]:
    """Words a second of processor time: the best of some turns, taken one after the other."""
    from beatbook.beat import default_beat
    from beatbook.book.texts import TextItem, code_texts
    from beatbook.record import UNKNOWN

    own, other = pipeline_of(name), peer()
    beat = default_beat()
    texts = ["".join(PARAGRAPHS[(k + n) % len(PARAGRAPHS)] for n in range(8)) for k in range(12)]
    items = [TextItem(str(k), text, UNKNOWN) for k, text in enumerate(texts)]
    works = {
        "pipeline": lambda: list(own.pipe(texts)),
        "everything": lambda: [json.dumps(codes) for codes in code_texts(items, beat)],
        "spacy_cnn": lambda: list(other.pipe(texts)),
    }
    size = sum(len(own.make_doc(text)) for text in texts)
    least = {}
    for turn in range(TURNS + 1):
        for kind, work in works.items():
            began = time.process_time()
            work()
            if turn:  # the first warms caches
                least[kind] = min(least.get(kind, 1e9), time.process_time() - began)
    return {
        "words_per_cpu_s": {kind: round(size / spent) for kind, spent in least.items()},
        "everything_to_pipeline": round(least["everything"] / least["pipeline"], 2),
        "everything_to_spacy_cnn": round(least["everything"] / least["spacy_cnn"], 2),
        "pipeline_to_spacy_cnn": round(least["pipeline"] / least["spacy_cnn"], 2),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path)
    arguments.add_argument("--pipeline", default="beatbook")
    a = arguments.parse_args()
    own = f"from beatbook.english import pipeline; nlp = pipeline({a.pipeline!r})"
    print(json.dumps({"load": a.pipeline} | loaded(own)), flush=True)
    if not a.data:
        print(json.dumps(turns(a.pipeline)))
    else:
        nlp = pipeline_of(a.pipeline)
        for name, gold in SYNTAX.items():
            print(json.dumps({"test": name} | score(nlp, a.data, "score_syntax.py", gold)))
        for name, gold in NAMES.items():
            print(json.dumps({"test": name} | score(nlp, a.data, "score_names.py", gold)))


if __name__ == "__main__":
    main()
