"""Find the posts in a capture.

In: Capture and its bytes. Out: Post, LeftOut. Never: judges.
"""
