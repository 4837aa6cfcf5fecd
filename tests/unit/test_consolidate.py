from __future__ import annotations

import random

from pactgraph.consolidate import consolidate
from pactgraph.records import Records
from pactgraph.registers import bundled_registers
from pactgraph.schema import bundled_schema
from pactgraph.sources import find_sources, read_sources


def test_the_order_of_sources_and_rows_does_not_matter_and_sources_stand_once():
    folders = find_sources()
    records = read_sources(folders, bundled_schema(), bundled_registers())
    shuffled = Records(list(records.nodes), list(records.claims))
    random.Random(7).shuffle(shuffled.nodes)
    random.Random(8).shuffle(shuffled.claims)
    sources = {folder.source.id: folder.source for folder in folders}
    one = consolidate(records, sources, bundled_schema(), bundled_registers(), "run")
    other = consolidate(shuffled, dict(reversed(sources.items())), bundled_schema(), bundled_registers(), "run")
    assert one == other
    assert one.counts()["Source"] == len(folders)
