"""The depositary's XML made from status tables, and what a site on the loopback answers."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from xml.sax.saxutils import escape

from pactgraph.errors import FactsError
from pactgraph.publishers.depositary import acts


def counts(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Signatories and parties, counted the way the depositary does: participants, not acts."""
    try:
        found = list(acts(titles, rows, "table"))
    except FactsError:
        return 0, 0
    return (
        len({a.participant for a in found if a.meaning == "signature" and not a.superseded}),
        len({a.participant for a in found if a.meaning == "consent" and not a.superseded}),
    )


def as_xml(
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    stated: tuple[object, object] | None = None,
    title: str = "Protocol on Synthetic Affairs",
    inner_rows: bool = True,
    encoding: str = "iso-8859-1",
) -> bytes:
    """The table in the depositary's form; a date's month and year are set apart by a tab and a space, as there."""
    signatories, parties = stated or counts(titles, rows)

    def entries(cells: Sequence[str]) -> str:
        return "<Row>" + "".join(f"<Entry>{cell}</Entry>" for cell in cells) + "</Row>"

    def cell(text: str) -> str:
        number, _, rest = text.partition(" ")
        month, _, year = rest.partition(" ")
        return escape(f"{number} {month}\t {year}" if year else text)

    head = entries([escape(text) for text in titles])
    body = "".join(entries([escape(name), *map(cell, cells)]) for name, *cells in rows)
    if inner_rows:
        head = f"<Rows>{head}</Rows>"
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n'
        f"<Volume><Treaty><ExternalData><Titlesect>{escape(title)}</Titlesect></ExternalData>"
        "<Conclusion>New York, 15 November 2000</Conclusion>"
        f"<Status><Signatories>{signatories}</Signatories><Parties>Parties : {parties}</Parties></Status>"
        f"<Participants><Table><TGroup><Thead>{head}</Thead><Tbody><Rows>{body}</Rows></Tbody></TGroup></Table>"
        "</Participants></Treaty></Volume>\n"
    )
    return text.encode(encoding, errors="xmlcharrefreplace")


Run = Callable[..., subprocess.CompletedProcess[str]]
Answering = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """What the server says by path: bytes, or something that answers itself. `asked` lists (path, headers)."""

    base: str
    pages: dict[str, bytes | Answering] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)


def says(status: int, body: bytes = b"", **headers: str) -> Answering:
    """An answer with this status, body and headers."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def then(*answers: Answering) -> Answering:
    """The answers one after the other; the last for ever."""
    left = list(answers)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        current = left.pop(0) if len(left) > 1 else left[0]
        current(handler)

    return answer
