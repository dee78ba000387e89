"""A post with its codes: what corroboration reads."""

from __future__ import annotations

from dataclasses import dataclass

from beatbook.record import Post, PostCodes


@dataclass(frozen=True, slots=True)
class Coded:
    """One post and everything that coding found in it."""

    post: Post
    codes: PostCodes
