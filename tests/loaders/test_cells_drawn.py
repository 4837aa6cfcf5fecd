"""Where States stand towards treaties, drawn by lot and compared with a source the graph was built without."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from pactgraph.facts.consolidate import consolidate
from pactgraph.facts.coverage import Lists
from pactgraph.facts.records import Records
from pactgraph.facts.registers import bundled_registers
from pactgraph.facts.schema import bundled_schema
from pactgraph.facts.sources import find_sources, read_sources

HELD_OUT, DAY, CELLS, SEED = "world_politics", dt.date(2021, 12, 31), 300, 20211231


@pytest.fixture(scope="module")
def drawn() -> list[tuple[str, str, str, bool | None]]:
    """State, treaty, the graph's answer without the source held out, and whether that source has it as a party."""
    folders = find_sources()
    schema, registers = bundled_schema(), bundled_registers()
    records = read_sources(folders, schema, registers)
    sources = {folder.source.id: folder.source for folder in folders}
    rest = Records(
        [node for node in records.nodes if node.source != HELD_OUT],
        [claim for claim in records.claims if claim.source != HELD_OUT],
    )
    others = {id_: source for id_, source in sources.items() if id_ != HELD_OUT}
    answers = {
        (one.start.id, one.end.id): str(one.properties["answer"])
        for one in consolidate(rest, others, schema, registers, "").relationships
        if one.type == "STANDING" and one.properties["holds_from"] <= DAY < one.properties["holds_until"]  # type: ignore[operator]
    }
    lists = Lists(records, sources)
    treaties = sorted(
        {claim.end.id for claim in records.claims if claim.source == HELD_OUT and claim.type == "PARTY_TO"}
    )
    states = sorted(lists.names(HELD_OUT, "PARTY_TO"))
    cells = random.Random(SEED).sample([(state, treaty) for state in states for treaty in treaties], CELLS)
    found = []
    for state, treaty in cells:
        listed = lists.listed(HELD_OUT, "PARTY_TO", treaty, DAY)
        party = True if state in listed.sure else None if state in listed.possible else False
        found.append((state, treaty, answers.get((state, treaty), "not asked"), party))
    return found


def test_no_cell_drawn_by_lot_is_wrong(drawn):
    """What differs is among what the written checks explain, with the reason; nothing else does."""
    explained = {
        (participant, covered)
        for folder in find_sources()
        for covered, check in folder.source.checks.items()
        for participant in (
            *check.excepted,
            *(p for c in check.compared if c.source == HELD_OUT for p in c.explained),
        )
    }
    wrong = [
        (state, treaty, answer, party)
        for state, treaty, answer, party in drawn
        if party is not None
        and (answer == "party") != party
        and answer not in ("unknown", "disputed")
        and (state, treaty) not in explained
    ]
    assert wrong == []
    assert len({cell[:2] for cell in drawn}) == CELLS
    told = sum(
        answer not in ("unknown", "disputed", "not asked") and party is not None for _, _, answer, party in drawn
    )
    assert told > 0.95 * CELLS
