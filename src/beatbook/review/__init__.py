"""A person's judgements laid over the machine's reading.

In: Judgement, Findings. Out: Findings as ruled, the queue of what wants an eye, judgements that no longer fit.
Never: overwrites.
"""

from beatbook.review.judgements import VERDICTS, Overlaid, judge, key_of_contradiction, key_of_risk, lay_over
from beatbook.review.queue import QueueItem, make_queue

__all__ = [
    "VERDICTS",
    "Overlaid",
    "QueueItem",
    "judge",
    "key_of_contradiction",
    "key_of_risk",
    "lay_over",
    "make_queue",
]
