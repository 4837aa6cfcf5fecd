"""
Fetches a publisher's documents politely: one at a time, with pauses, conditional requests and a cache.

A document enters the cache only after its reader has found it sound (`Fetcher.keep`), so a broken answer is never
confirmed as unchanged later.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import hashlib
import importlib.metadata
import json
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

import httpx
import platformdirs

from pactgraph.errors import PactgraphError
from pactgraph.files import replace_file

MEGABYTE = 1_000_000
LARGEST_DOCUMENT = 20 * MEGABYTE
LARGEST_CACHE = 200 * MEGABYTE
LONGEST_WAIT = 60.0
"""Seconds a server may ask us to wait before the next attempt; more than that and we give up."""
_RETRIED = (429, 500, 502, 503, 504)


class FetchError(PactgraphError):
    """A document that could not be fetched. The message names its address."""


class UnreachableError(FetchError):
    """A site that did not answer, or answered that it is busy, at every attempt."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as its publisher gave it on `day` (the server's own date)."""

    address: str
    body: bytes
    day: dt.date
    validators: dict[str, str] = field(default_factory=dict)
    """`etag` and `last-modified` as the server gave them."""


def default_cache() -> Path:
    """Return the per-user folder documents are kept in."""
    return Path(platformdirs.user_cache_dir("pactgraph", appauthor=False)) / "documents"


def user_agent() -> str:
    """Return the project's name and version, with its address when the package's metadata has one."""
    about = importlib.metadata.metadata("pactgraph")
    addresses = [line.rpartition(", ")[2] for line in about.get_all("Project-URL") or ()]
    return f"pactgraph/{about['Version']}" + (f" (+{addresses[0]})" if addresses else "")


class Fetcher:
    """
    Fetches documents below one base address.

    Waits `pause` seconds between two requests, and twice as long before each new attempt; `timeout` bounds each read,
    `deadline` a whole exchange, from the first byte sent to the last one read. `sleep` is for tests.
    """

    def __init__(
        self,
        base: str,
        cache: Path,
        *,
        pause: float = 1.0,
        attempts: int = 4,
        timeout: float = 30.0,
        deadline: float = 180.0,
        largest: int = LARGEST_DOCUMENT,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._base = base
        self._cache = cache
        self._pause = pause
        self._attempts = attempts
        self._deadline = deadline
        self._largest = largest
        self._sleep = sleep
        self._asked = False
        self._timeout = timeout
        self._client = self._connect()

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def _connect(self) -> httpx.Client:
        return httpx.Client(
            headers={"User-Agent": user_agent(), "Accept": "application/xml, text/xml"},
            timeout=self._timeout,
            follow_redirects=True,
            max_redirects=5,
            event_hooks={"request": [self._stay]},
        )

    def get(self, addresses: Sequence[str]) -> Document:
        """
        Return the document at the first of `addresses` (below the base) the server has.

        Raises FetchError: not found, too large, too slow, redirected in circles or elsewhere, or failing repeatedly.
        """
        for address in addresses:
            found = self._get(urljoin(self._base, address))
            if found is not None:
                return found
        raise FetchError(f"{urljoin(self._base, addresses[0])}: not found (404); is the reference right?")

    def keep(self, document: Document) -> None:
        """Remember a document that was found sound, and forget the oldest when there are too many."""
        if document.validators:
            # A cache that cannot be written costs a request next time, nothing else.
            with suppress(OSError):
                self._keep(document)

    def _keep(self, document: Document) -> None:
        path = self._place(document.address)
        about = {"address": document.address, **document.validators}
        replace_file(path, document.body)
        replace_file(path.with_suffix(".json"), json.dumps(about, sort_keys=True).encode())
        kept = sorted(self._cache.glob("*.document"), key=lambda p: (p.stat().st_mtime_ns, p.name))
        total = sum(p.stat().st_size for p in kept)
        for oldest in kept:
            if total <= LARGEST_CACHE or oldest == path:
                break
            total -= oldest.stat().st_size
            oldest.unlink()
            oldest.with_suffix(".json").unlink(missing_ok=True)

    def _get(self, address: str) -> Document | None:
        former = self._former(address)
        wait = self._pause
        reason = ""
        for attempt in range(self._attempts):
            if self._asked and wait > 0:
                self._sleep(wait)
            self._asked = True
            try:
                answer = self._in_time(address, former)
            except _ElsewhereError as error:
                raise FetchError(f"{address}: {error}") from error
            except httpx.TooManyRedirects as error:
                raise FetchError(f"{address}: redirects in circles; try again later") from error
            except httpx.TimeoutException:
                reason, wait = "no answer in time", self._pause * 2 ** (attempt + 1)
            except httpx.TransportError as error:
                reason, wait = f"connection failed ({error})", self._pause * 2 ** (attempt + 1)
            except httpx.HTTPError as error:
                raise FetchError(f"{address}: {error}") from error
            else:
                if not isinstance(answer, _Retry):
                    return answer
                reason, wait = answer.reason, max(answer.wait, self._pause * 2 ** (attempt + 1))
                if wait > LONGEST_WAIT:
                    break
        raise UnreachableError(f"{address}: {reason}; gave up, try again later")

    def _stay(self, request: httpx.Request) -> None:
        """Refuse to follow a redirect to another host or port, or to an unencrypted address."""
        base, asked = httpx.URL(self._base), request.url
        if (asked.host, _port(asked)) != (base.host, _port(base)) or asked.scheme not in (base.scheme, "https"):
            raise _ElsewhereError(f"redirected to {asked}; expected an address at {base.scheme}://{_netloc(base)}")

    def _in_time(self, address: str, former: Document | None) -> Document | _Retry | None:
        """
        Return what `_ask` does.

        Raises FetchError when that takes longer than the deadline. httpx bounds each read and nothing else: a header
        that comes byte by byte, or one provisional answer after another, would keep it for ever. So it is left to a
        thread, which ends when its connection is closed.
        """
        outcome: Future[Document | _Retry | None] = Future()

        def ask() -> None:
            try:
                outcome.set_result(self._ask(address, former))
            except BaseException as error:
                outcome.set_exception(error)

        threading.Thread(target=ask, name=f"fetch {address}", daemon=True).start()
        try:
            return outcome.result(self._deadline)
        except TimeoutError as error:
            self._client.close()
            self._client = self._connect()
            raise FetchError(f"{address}: not finished after {self._deadline:g} seconds; try again later") from error

    def _ask(self, address: str, former: Document | None) -> Document | _Retry | None:
        headers = {}
        if former is not None:
            names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
            headers = {names[name]: value for name, value in former.validators.items()}
        with self._client.stream("GET", address, headers=headers) as response:
            status = response.status_code
            if status == 404:
                return None
            if status in _RETRIED:
                return _Retry(f"the server answers {status}", _seconds(response.headers.get("retry-after")))
            if status == 304 and former is not None:
                return Document(address, former.body, _day(response, address), former.validators)
            if status != 200:
                raise FetchError(f"{address}: the server answers {status}")
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > self._largest:
                    raise FetchError(f"{address}: larger than {self._largest / MEGABYTE:g} MB; nothing was read of it")
            validators = {n: response.headers[n] for n in ("etag", "last-modified") if n in response.headers}
            return Document(address, bytes(body), _day(response, address), validators)

    def _place(self, address: str) -> Path:
        return self._cache / (hashlib.sha256(address.encode()).hexdigest()[:32] + ".document")

    def _former(self, address: str) -> Document | None:
        path = self._place(address)
        with suppress(OSError, ValueError, TypeError, AttributeError):
            about = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            if about.pop("address") == address:
                return Document(address, path.read_bytes(), dt.date.min, about)
        return None


class _ElsewhereError(Exception):
    """A redirect that is not followed."""


@dataclass(frozen=True, slots=True)
class _Retry:
    reason: str
    wait: float


def _port(url: httpx.URL) -> int | None:
    return url.port or {"http": 80, "https": 443}.get(url.scheme)


def _netloc(url: httpx.URL) -> str:
    return url.netloc.decode("ascii")


def _seconds(text: str | None) -> float:
    return float(text) if text and text.isdecimal() else 0.0


def _day(response: httpx.Response, address: str) -> dt.date:
    try:
        return email.utils.parsedate_to_datetime(response.headers.get("date", "")).astimezone(dt.UTC).date()
    except ValueError as error:
        raise FetchError(f"{address}: the answer has no date, so it is unknown up to which day it speaks") from error
