"""Small synthetic graphs, drawn by hand: nothing in them is real."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.recorded import NO_END, Fact, Recorded, order
from pactgraph.facts.provisions import decided
from pactgraph.facts.records import Key

DAY = dt.date(2014, 1, 1)
LISTED = "2015-01-01"
"""The day of the whole lists that answers rest on."""
BEGAN = "2010-01-01"
ONE, TWO = [3 * letter for letter in "ABCDEF"], [3 * letter for letter in "GHIJKL"]
REST = [3 * letter for letter in "MNOPQRST"]
MEMBERS = {
    **{f"ONE_{n}": ONE for n in range(6)},
    **{f"TWO_{n}": TWO for n in range(6)},
    "WITH_ONE": [*ONE[:2], "ZZZ"],
    "WITH_TWO": [*TWO[:2], "ZZZ"],
    "WORLD": [*ONE, *TWO, *REST, "ZZZ"],
}


def state(id_: str) -> Key:
    return Key("State", id_)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def fact(
    type_: str,
    start: Key,
    end: Key,
    since: str | None = BEGAN,
    until: str = "",
    known: str = LISTED,
    **known_of: object,
) -> Fact:
    """A fact that holds from `since` (None: for ever) to `until`, and is known until `known`."""
    properties = {"sources": ["s"], "locators": ["row"], "known_until": day(known), **known_of}
    if since is not None:
        properties["since"] = day(since)
    return Fact(
        type_,
        start,
        end,
        dt.date.min if since is None else day(since),
        day(until) if until else NO_END,
        properties,
    )


def stands(treaty: str, *, rest: str = "", since: str = BEGAN, until: str = "", **answers: str) -> list[Fact]:
    """
    Standings towards a treaty: `party="AAA BBB"`, `signatory="EEE"`, `not_party=…`; of the States in `rest` unknown.

    Signatures are facts of their own, too, as a source states them.
    """
    found = []
    for answer, ids in (*answers.items(), ("unknown", rest)):
        for id_ in ids.split():
            known = {"answer": answer.replace("_", " "), "known_until": None if answer == "unknown" else day(LISTED)}
            found.append(fact("STANDING", state(id_), Key("Treaty", treaty), since, until, **known))
            if answer == "signatory":
                found.append(fact("SIGNED", state(id_), Key("Treaty", treaty), since, until))
    return found


def borders(*pairs: str) -> list[Fact]:
    """Land borders: `AAA BBB`."""
    return [fact("BORDERS", state(pair[:3]), state(pair[4:]), None, kind="land") for pair in pairs]


def act(id_: str, *, treaties: str = "", agreements: str = "", to_read: str = "") -> dict[Key, dict[str, object]]:
    """An act of cooperation, with the topics of what provides it or may."""
    topics = {"treaty_topics": treaties, "agreement_topics": agreements, "topics_to_read": to_read}
    return {Key("Act", id_): {name: listed.split() for name, listed in topics.items()}}


def provides(treaty: str, act_id: str, articles: str = "1", offences: str = "trafficking") -> Fact:
    """That a treaty provides an act."""
    ends = Key("Treaty", treaty), Key("Act", act_id)
    known = {"articles": articles, "offences": offences}
    return fact("PROVIDES", *ends, None, **known, **decided(treaty, known))


def graph(
    states: Mapping[str, str] | Iterable[str],
    facts: Iterable[Fact],
    nodes: Mapping[Key, Mapping[str, object]] | None = None,
) -> Recorded:
    """A graph of UN Member States (with their subregions, if given), further nodes, and all that facts name."""
    places = states if isinstance(states, Mapping) else dict.fromkeys(states, "")
    found: dict[Key, dict[str, object]] = {Key("Source", "s"): {"id": "s", "title": "s"}}
    for id_, place in places.items():
        found[state(id_)] = {
            "id": id_, "name": id_, "subregion": place, "un_member_from": day("1945-10-24"), "un_member_until": NO_END,
        }  # fmt: skip
    facts = list(facts)
    for one in facts:
        for key in (one.start, one.end):
            found.setdefault(key, {"id": key.id, "name": key.id})
    for key, known in (nodes or {}).items():
        found[key] = {"id": key.id, "name": key.id, **known}
    by_type: dict[str, list[Fact]] = {}
    for one in sorted(facts, key=order):
        by_type.setdefault(one.type, []).append(one)
    return Recorded(found, by_type)


def extended(recorded: Recorded, *facts: Fact, nodes: Mapping[Key, Mapping[str, object]] | None = None) -> Recorded:
    """The same graph with more facts and nodes."""
    every = [*(one for listed in recorded.facts.values() for one in listed), *facts]
    more = graph((), every, {**recorded.nodes, **(nodes or {})})
    return Recorded(more.nodes, more.facts)


def at(recorded: Recorded, on: dt.date = DAY, *, strict: bool = False) -> AsAt:
    return AsAt(recorded, on, strict=strict)


def between(members: Mapping[str, Sequence[str]] = MEMBERS) -> Recorded:
    """Two blocs of synthetic States; ZZZ is in a body with two States of each, the rest only where all are."""
    facts = [
        fact("MEMBER_OF", state(id_), Key("RegionalBody", body), "1990-01-01", status="member")
        for body, ids in members.items()
        for id_ in ids
    ]
    return graph(sorted({id_ for ids in members.values() for id_ in ids}), facts)
