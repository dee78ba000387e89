"""Code what one post says: times, quantities, names, places, quotes, claims, figures, event reports, risks.

In: Post, Beat. Out: PostCodes. Never: looks at another post.
"""
