"""
Finds agreements that two sources list and the register of identities does not settle.

`python -m pactgraph.facts.identities` prints a row of `graph/registers/same_agreements.csv` for each; a person looks
at the titles and adds it, or adds the id with an empty `same_as` when it is an agreement of its own.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pactgraph.facts.consolidate import precedence
from pactgraph.facts.dates import PartialDate
from pactgraph.facts.records import Node, Records
from pactgraph.facts.registers import AGREEMENT, Registers, bundled_registers
from pactgraph.facts.schema import bundled_schema
from pactgraph.facts.sources import Source, find_sources, read_sources


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
    parties: dict[str, set[str]] = defaultdict(set)
    for claim in records.claims:
        if claim.type == "CONCLUDED":
            parties[claim.end.id].add(claim.start.id)
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


def main() -> None:
    """Print a proposed row for each pair that is not settled, after the titles of both as a comment."""
    folders = find_sources()
    sources = {folder.source.id: folder.source for folder in folders}
    registers = bundled_registers()
    records = read_sources(folders, bundled_schema(), registers)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for found in coincidences(records, sources):
        first, *others = unsettled(found, registers) or [found.agreements[0]]
        for other in (other for other in others if other.source != first.source):
            sys.stdout.write(f"# {first.properties['title']}\n# {other.properties['title']}\n")
            writer.writerow([other.key.id, first.key.id, "same parties, topic and day of signature"])


if __name__ == "__main__":
    main()
