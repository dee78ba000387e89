"""All blocks' findings and all signatures into the findings of the whole book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from beatbook.beat import Beat
from beatbook.corroborate.blocks import BlockFindings
from beatbook.corroborate.coded import Coded
from beatbook.corroborate.entities import find_entities
from beatbook.corroborate.plan import plan
from beatbook.corroborate.relevance import find_core, judge, judge_in_stories
from beatbook.corroborate.risks import find_risks
from beatbook.corroborate.series import find_series
from beatbook.corroborate.signature import Signature, make_signature
from beatbook.corroborate.state import State
from beatbook.corroborate.work import work_block
from beatbook.record import Findings, Relevance


def corroborate(items: Sequence[Coded], beat: Beat, earlier: State | None = None) -> Findings:
    """What all posts together say: the same for the same posts, in whatever order they stand or came.

    ``earlier`` is the state of an earlier call: it is brought up to date with ``items`` (posts that are not among
    them are taken out) and saves what did not change. The findings are the same with it and without.
    """
    coded = one_version(items)
    state = earlier if earlier is not None else State()
    signatures = [make_signature(item, beat) for item in coded.values()]
    state.update(signatures, [post for post in state.number_of if post not in coded])
    blocks = [work_block(block, [coded[p] for p in block.posts], beat) for block in plan(state)]
    return assemble(signatures, blocks, state, beat)


def one_version(items: Iterable[Coded]) -> dict[str, Coded]:
    """Each post once; of several versions of one post the longest, and of equals always the same."""
    best: dict[str, Coded] = {}
    for item in items:
        other = best.get(item.post.id)
        if other is None or _version(item) > _version(other):
            best[item.post.id] = item
    return best


def _version(item: Coded) -> tuple[int, str, str, int]:
    return len(item.post.text), item.post.text, item.post.capture, item.post.position


def assemble(signatures: Iterable[Signature], blocks: Iterable[BlockFindings], state: State, beat: Beat) -> Findings:
    """The findings of the whole book."""
    ordered = sorted(signatures, key=lambda s: s.order)
    parts = list(blocks)
    return Findings(
        entities=find_entities(use for s in ordered for use in s.names),
        stories=tuple(sorted((x for part in parts for x in part.stories), key=lambda x: (x.posts, x.id))),
        reports=tuple(
            sorted((x for part in parts for x in part.reports), key=lambda x: (x.post, x.report.trigger, x.id))
        ),
        events=tuple(sorted((x for part in parts for x in part.events), key=lambda x: x.id)),
        origins=tuple(sorted((x for part in parts for x in part.origins), key=lambda x: x.id)),
        series=find_series(ordered, beat),
        contradictions=tuple(sorted((x for part in parts for x in part.contradictions), key=lambda x: x.id)),
        risks=find_risks(ordered),
        relevance=find_relevance(ordered, state),
    )


def find_relevance(signatures: Sequence[Signature], state: State) -> tuple[Relevance, ...]:
    """Every post's relevance, judged by what the beat's posts have in common, and by its story."""
    core = find_core(*state.core.counted(state.lexicon.words))
    judged = {s.post: judge(s.post, [term for term, _ in s.terms], s.hits, core) for s in signatures}
    stories = {s.post: [state.filed[n].post for n in state.stories[state.number_of[s.post]]] for s in signatures}
    return judge_in_stories(judged, {s.post: s.hits for s in signatures}, stories)
