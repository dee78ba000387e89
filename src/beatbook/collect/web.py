"""Fetching an address, politely and only when asked.

One request a second to a host, robots.txt obeyed, sizes and redirects bounded, private networks refused.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from beatbook.collect.items import Collected, make_capture
from beatbook.record import Problem

AGENT = "beatbook/0.1 (clipping archive; one reader)"
PAUSE = 1.0  # seconds between requests to one host: the usual crawl delay of small archives
MAX_BYTES = 50 * 2**20
MAX_REDIRECTS = 5
TIMEOUT = httpx.Timeout(30.0, connect=10.0)
# is_global says yes to addresses that embed an IPv4 one: NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380)
EMBEDDING = [ipaddress.ip_network(n) for n in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")]


def is_address(source: str) -> bool:
    """Whether a source is an http(s) address."""
    return source.lower().startswith(("http://", "https://"))


def is_public_ip(text: str) -> bool:
    """Whether an IP address lies on the public internet, tunnels to private ones refused."""
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return address.ipv4_mapped.is_global
        if any(address in network for network in EMBEDDING):
            return False
    return address.is_global and not address.is_multicast


def resolve_host(host: str) -> list[str]:
    """All IP addresses of a host name."""
    return sorted({str(info[4][0]) for info in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)})


class Fetcher:
    """Fetches addresses one at a time. ``transport``, ``resolve`` and ``sleep`` can be replaced for tests."""

    def __init__(
        self,
        transport: httpx.BaseTransport | None = None,
        resolve: Callable[[str], list[str]] = resolve_host,
        sleep: Callable[[float], None] = time.sleep,
        allow_private: bool = False,
    ) -> None:
        self._client = httpx.Client(
            transport=transport, headers={"User-Agent": AGENT}, timeout=TIMEOUT, follow_redirects=False, trust_env=True
        )
        self._resolve, self._sleep, self._allow_private = resolve, sleep, allow_private
        self._last: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser] = {}

    def fetch(self, address: str) -> Collected | Problem:
        """The capture at an address after at most five redirects, or the reason why not."""
        link = address
        try:
            for _ in range(MAX_REDIRECTS + 1):
                refusal = self._refusal(link)
                if refusal:
                    return Problem(address, refusal)
                status, headers, data = self._get(link)
                if 300 <= status < 400 and "location" in headers:
                    link = urljoin(link, headers["location"])
                    continue
                return self._capture(address, link, status, headers, data)
        except (httpx.HTTPError, OSError, ValueError) as error:
            return Problem(address, f"could not be fetched ({type(error).__name__}: {error})")
        return Problem(address, f"redirects more than {MAX_REDIRECTS} times")

    def _refusal(self, link: str) -> str | None:
        if not is_address(link):
            return f"leads to {link.partition(':')[0]}:, which is not fetched"
        parts = urlsplit(link)
        if not self._allow_private and not all(is_public_ip(ip) for ip in self._resolve(parts.hostname or "")):
            return "leads to a private network; add --allow-private if that is what you want"
        if not self._allowed_by_robots(link):
            return "is closed to robots by the site's robots.txt; save the page from your browser and add the file"
        return None

    def _allowed_by_robots(self, link: str) -> bool:
        parts = urlsplit(link)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._robots:
            parser = RobotFileParser()
            try:
                status, _, data = self._get(f"{root}/robots.txt")
                lines = data.decode("utf-8", "replace").splitlines() if status == 200 else []
            except httpx.HTTPError:
                lines = []
            parser.parse(lines)
            self._robots[root] = parser
        return self._robots[root].can_fetch(AGENT, link)

    def _get(self, link: str) -> tuple[int, httpx.Headers, bytes]:
        host = urlsplit(link).netloc
        wait = self._last.get(host, 0.0) + PAUSE - time.monotonic()
        if wait > 0:
            self._sleep(wait)
        self._last[host] = time.monotonic()
        with self._client.stream("GET", link) as response:
            data = bytearray()
            for chunk in response.iter_bytes():
                data += chunk
                if len(data) > MAX_BYTES:
                    raise ValueError(f"over {MAX_BYTES // 2**20} MB")
            return response.status_code, response.headers, bytes(data)

    def _capture(
        self, address: str, link: str, status: int, headers: httpx.Headers, data: bytes
    ) -> Collected | Problem:
        if status != 200:
            return Problem(address, f"the server answered {status}")
        media_type, _, rest = headers.get("content-type", "").partition(";")
        return make_capture(
            data,
            address,
            unquote(urlsplit(link).path.rstrip("/").rpartition("/")[2]) or urlsplit(link).netloc,
            media_type=media_type.strip().lower() or None,
            encoding=rest.partition("charset=")[2].strip(" \"'") or None,
            link=link,
            captured=_server_date(headers.get("date")),
        )


def _server_date(text: str | None) -> datetime:
    try:
        return parsedate_to_datetime(text) if text else datetime.now(UTC)
    except ValueError:
        return datetime.now(UTC)
