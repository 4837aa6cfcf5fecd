"""
Finds agreements that two sources list and the register of identities does not settle.

`pactgraph identities` prints a row of `same_agreements.csv` for each; a person looks at the titles and adds it, or adds
the id with an empty `same_as` when it is an agreement of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pactgraph.facts.dates import PartialDate
from pactgraph.facts.records import Node, Records
from pactgraph.facts.registers import AGREEMENT, SAME_AGREEMENTS, Registers
from pactgraph.facts.sources import Source, precedence


@dataclass(frozen=True, slots=True)
class Coincidence:
    """Agreements of several sources with the same parties, topic and day of signature, strongest source first."""

    parties: tuple[str, ...]
    topic: str
    signed: str
    agreements: tuple[Node, ...]


def coincidences(records: Records, sources: Mapping[str, Source]) -> list[Coincidence]:
    """
    Return the agreements of different sources with the same parties, topic and day of signature, sorted by day.

    They are candidates: two States may sign two agreements on one topic in one day.
    """
    parties = _parties(records)
    groups: dict[tuple[str, tuple[str, ...], str], list[Node]] = defaultdict(list)
    for node in records.nodes:
        signed = node.properties.get("signed")
        if node.key.label == AGREEMENT and isinstance(signed, PartialDate) and signed.precision == "day":
            topic = str(node.properties.get("topic", ""))
            groups[str(signed), tuple(sorted(parties[node.key.id])), topic].append(node)
    return [
        Coincidence(who, topic, day, tuple(sorted(nodes, key=lambda n: (precedence(sources[n.source]), n.key.id))))
        for (day, who, topic), nodes in sorted(groups.items())
        if len({node.source for node in nodes}) > 1
    ]


def unsettled(found: Coincidence, registers: Registers) -> list[Node]:
    """
    Return the agreements of a coincidence that the register of identities says nothing about, strongest source first.

    Empty when it is settled: at most the agreements of one source are left, as others are sent to them or apart.
    """
    left = [n for n in found.agreements if n.key.id not in registers.same_agreements]
    return left if len({n.source for n in left}) > 1 else []


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two agreements that may be one: the weaker source's `id` would be `same_as` the stronger one's, and why."""

    id: str
    same_as: str
    reason: str
    title: str
    other_title: str


def proposals(
    records: Records, sources: Mapping[str, Source], registers: Registers, own: Collection[str] = ()
) -> list[Proposal]:
    """
    Return what the registers of identities do not settle, sorted by id.

    That is every coincidence; and of sources in `own`, whose registers may lack days, also agreements with the same
    parties, and topics and days that do not exclude each other.
    """
    pairs: dict[tuple[str, str], Proposal] = {}

    def propose(first: Node, other: Node, reason: str) -> None:
        first, other = sorted((first, other), key=lambda node: (precedence(sources[node.source]), node.key.id))
        titles = str(other.properties.get("title", "")), str(first.properties.get("title", ""))
        pairs.setdefault((other.key.id, first.key.id), Proposal(other.key.id, first.key.id, reason, *titles))

    for found in coincidences(records, sources):
        first, *others = unsettled(found, registers) or [found.agreements[0]]
        for other in others:
            if other.source != first.source:
                propose(first, other, "same parties, topic and day of signature")
    if own:
        parties = _parties(records)
        alike: dict[tuple[str, ...], list[Node]] = defaultdict(list)
        for node in records.nodes:
            if node.key.label == AGREEMENT and node.key.id not in registers.same_agreements:
                alike[tuple(sorted(parties[node.key.id]))].append(node)
        for nodes in alike.values():
            for mine in (node for node in nodes if node.source in own):
                for other in nodes:
                    if other.source != mine.source and (reason := _compatible(mine, other)):
                        propose(mine, other, reason)
    return [pairs[key] for key in sorted(pairs)]


def strangers(records: Records, registers: Registers) -> list[str]:
    """Return a fault for each id in the registers of identities that no source states."""
    stated = {node.key.id for node in records.nodes if node.key.label == AGREEMENT}
    named = {*registers.same_agreements, *filter(None, registers.same_agreements.values())}
    return [
        f"{SAME_AGREEMENTS}: {id_} is no agreement that a source states; mend the row" for id_ in sorted(named - stated)
    ]


def _compatible(one: Node, other: Node) -> str:
    """Return why two agreements of the same parties may be one; nothing where topic or day says they are not."""
    topics = {str(node.properties["topic"]) for node in (one, other) if node.properties.get("topic")}
    days = [day for node in (one, other) if isinstance(day := node.properties.get("signed"), PartialDate)]
    if len(topics) > 1 or (all(day.precision == "day" for day in days) and len(days) == 2):
        return ""
    by = [day for node in (one, other) if isinstance(day := node.properties.get("concluded_by"), PartialDate)]
    if any(bound.last_day < day.first_day for bound in by for day in days):
        return ""
    if len(days) == 2 and (days[0].last_day < days[1].first_day or days[1].last_day < days[0].first_day):
        return ""
    return f"same parties{' and topic' if topics else ''}; the day of signature of one is not known"


def _parties(records: Records) -> dict[str, set[str]]:
    parties: dict[str, set[str]] = defaultdict(set)
    for claim in records.claims:
        if claim.type == "CONCLUDED":
            parties[claim.end.id].add(claim.start.id)
    return parties
