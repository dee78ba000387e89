"""Find the posts in a capture.

In: Capture and its bytes. Out: Post, LeftOut. Never: judges.
"""

from beatbook.read.as_json import as_json
from beatbook.read.reader import read_capture
from beatbook.read.results import ReadResult

__all__ = ["ReadResult", "as_json", "read_capture"]
