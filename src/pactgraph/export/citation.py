"""How to cite the sources: as text and as BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pactgraph.facts.sources import Source

_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_IN_ADDRESSES = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation names. `as_of` is the day up to which the source speaks, as precise as it is known."""

    id: str
    title: str
    publisher: str
    url: str
    licence: str
    citation: str
    as_of: str

    @classmethod
    def of(cls, source: Source) -> Cited:
        """Return the citation of a source."""
        return cls(source.id, source.title, source.publisher, source.url, source.licence, source.citation, source.as_of)


def as_text(cited: Iterable[Cited]) -> str:
    """Return a line for each: the citation its publisher asks for, and where it is."""
    return "".join(f"{_line(one.citation).rstrip('.')}. {one.url}".rstrip() + "\n" for one in cited)


def as_bibtex(cited: Iterable[Cited]) -> str:
    """
    Return a `@misc` entry for each, in UTF-8.

    The note holds the citation as its publisher asks for it: its parts are not told apart, so no year is made up.
    """
    entries = []
    for one in cited:
        fields = {
            "title": f"{{{_escape(one.title)}}}",
            "author": f"{{{_escape(one.publisher)}}}",
            "url": "".join(_IN_ADDRESSES.get(c, c) for c in one.url.strip()),
            "note": _escape(f"{_line(one.citation).rstrip('.')}. As at {one.as_of}. Licence: {one.licence}"),
        }
        body = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items() if text)
        entries.append(f"@misc{{{one.id},\n{body}}}\n")
    return "\n".join(entries)


def _line(text: str) -> str:
    return " ".join(text.split())


def _escape(text: str) -> str:
    return re.sub(r"[\\{}&%$#_~^]", lambda match: _BIBTEX[match[0]], _line(text))
