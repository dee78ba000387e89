"""Files, folders, addresses, feeds, archives into captures.

In: sources as a person names them. Out: Collected (Capture and its bytes), or Problem. Never: reads meaning.
"""

from beatbook.collect.items import Collected, make_capture
from beatbook.collect.sources import collect
from beatbook.collect.web import Fetcher

__all__ = ["Collected", "Fetcher", "collect", "make_capture"]
