"""The desk: the book as its owner sees it, and a form to rule on what wants an eye.

It listens on the loopback address alone, answers only to its own host names (so that a page elsewhere cannot reach it
by DNS rebinding), and takes a ruling only with the token that its own page carries.
"""

from __future__ import annotations

import secrets
import threading
import webbrowser
from collections.abc import Awaitable, Callable
from importlib import resources
from typing import Any
from urllib.parse import parse_qs

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from beatbook.book.book import Book
from beatbook.errors import BeatbookError
from beatbook.review import VERDICTS

HOST = "127.0.0.1"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def make_app(book: Book, token: str | None = None) -> Starlette:
    """The desk of a book. ``token`` is what a ruling must carry; a random one unless given."""
    desk = _Desk(book, token or secrets.token_urlsafe(24))
    routes = [
        Route("/", desk.answering(desk.home)),
        Route("/posts/{id}", desk.answering(desk.post)),
        Route("/search", desk.answering(desk.search)),
        Route("/rule", desk.answering(desk.rule), methods=["POST"]),
        Route("/style.css", desk.answering(desk.style)),
    ]
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "testserver"])
    return Starlette(routes=routes, middleware=[hosts])


def serve(book: Book, port: int, open_browser: bool = True) -> None:
    """Serve the desk on this machine until it is stopped with Ctrl-C."""
    import uvicorn

    address = f"http://{HOST}:{port}/"
    print(f"The desk is at {address} - on this machine alone. Ctrl-C closes it.", flush=True)
    if open_browser:
        threading.Timer(0.8, webbrowser.open, [address]).start()
    uvicorn.run(make_app(book), host=HOST, port=port, log_level="warning")


class _Desk:
    def __init__(self, book: Book, token: str) -> None:
        self.book, self.token = book, token
        loader = PackageLoader("beatbook.desk")
        self._style = (resources.files("beatbook.desk") / "templates" / "style.css").read_text("utf-8")
        self._pages = Environment(loader=loader, autoescape=select_autoescape(), undefined=StrictUndefined)

    def answering(self, page: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        """A page with our headers, and our errors as one sentence."""

        async def answer(request: Request) -> Response:
            try:
                response = await page(request)
            except BeatbookError as error:
                response = PlainTextResponse(str(error), status_code=404)
            response.headers.update(HEADERS)
            return response

        return answer

    def show(self, template: str, **facts: Any) -> Response:
        facts |= {"title": self.book.beat.title or self.book.beat.name, "token": self.token, "verdicts": VERDICTS}
        return HTMLResponse(self._pages.get_template(template).render(**facts))

    async def home(self, request: Request) -> Response:
        record = self.book.record()
        posts = {post.id: post for post in record.posts}
        return self.show(
            "home.html", queue=self.book.queue(), posts=posts, record=record, unfitting=self.book.overlaid().unfitting
        )

    async def post(self, request: Request) -> Response:
        record = self.book.record()
        post = next((p for p in record.posts if p.id == request.path_params["id"]), None)
        if post is None:
            return PlainTextResponse("There is no such post.", status_code=404)
        codes = next((c for c in record.codes if c.post == post.id), None)
        return self.show("post.html", post=post, codes=codes)

    async def search(self, request: Request) -> Response:
        words = request.query_params.get("q", "")
        return self.show("search.html", words=words, hits=self.book.search(words))

    async def rule(self, request: Request) -> Response:
        form = {key: found[0] for key, found in parse_qs((await request.body()).decode("utf-8", "replace")).items()}
        if not secrets.compare_digest(form.get("token", ""), self.token):
            return PlainTextResponse("This form did not come from the desk; reload the page.", status_code=403)
        kind = form.get("key", "").partition(":")[0]
        self.book.rule(kind, form.get("key", ""), form.get("verdict", ""), form.get("note", ""), form.get("who", ""))
        return RedirectResponse("/", status_code=303)

    async def style(self, request: Request) -> Response:
        return Response(self._style, media_type="text/css")
