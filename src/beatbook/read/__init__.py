"""Find the posts in a capture.

In: Capture and its bytes. Out: Post, LeftOut. Never: judges.
"""

from beatbook.read.as_json import as_json
from beatbook.read.reader import read_capture
from beatbook.read.results import ReadResult
from beatbook.read.versions import BUCKET, SamePost, join_keys, join_versions

__all__ = ["BUCKET", "ReadResult", "SamePost", "as_json", "join_keys", "join_versions", "read_capture"]
