"""The same matter told many times: entities, stories, events, origins, series, contradictions.

In: posts and their PostCodes. Out: Findings. Never: changes a report.

``corroborate`` is the whole of it. For a book that grows, its parts can be kept: a ``Signature`` per post
(``SignatureStep``), a ``State`` that takes signatures in and out, ``plan`` that cuts the state into blocks,
``work_block`` that finds what a block says (``BlockStep``, filed under the block's key), and ``assemble``.
"""

from beatbook.corroborate.assemble import assemble, corroborate, one_version
from beatbook.corroborate.blocks import Block, BlockFindings
from beatbook.corroborate.coded import Coded
from beatbook.corroborate.gather import Gathered, Gathering
from beatbook.corroborate.plan import plan, plan_of
from beatbook.corroborate.signature import Signature, SignatureStep, make_signature
from beatbook.corroborate.state import State
from beatbook.corroborate.stories import retell
from beatbook.corroborate.timeline import TimelineEntry, make_timeline
from beatbook.corroborate.work import BlockStep, work_block

__all__ = [
    "Block",
    "BlockFindings",
    "BlockStep",
    "Coded",
    "Gathered",
    "Gathering",
    "Signature",
    "SignatureStep",
    "State",
    "TimelineEntry",
    "assemble",
    "corroborate",
    "make_signature",
    "make_timeline",
    "one_version",
    "plan",
    "plan_of",
    "retell",
    "work_block",
]
