from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.characters import UNSEEN, once_decoded
from pactgraph.facts.exchange import Row, read_rows, write_rows
from pactgraph.facts.schema import bundled_schema
from pactgraph.publishers.refresh import Change, differences

SCHEMA = bundled_schema()
CELLS = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), max_size=4).filter(
    lambda cell: cell == cell.strip() and UNSEEN.search(cell) is None and once_decoded(cell) == cell
)
MEMBERS = st.lists(
    st.fixed_dictionaries(
        {
            "from": st.sampled_from(["BEN", "NAM"]),
            "to": st.just("EU"),
            "since": st.sampled_from(["", "1999", "2001-02"]),
            "status": st.sampled_from(["", "member", "observer"]),
            "note": CELLS,
        }
    ),
    max_size=6,
    unique_by=lambda cells: tuple(sorted(cells.items())),
).map(lambda listed: [Row("MEMBER_OF", cells) for cells in listed])


def stated(cells: dict[str, str]) -> dict[str, str]:
    return {name: cell for name, cell in cells.items() if cell}


def contents(rows: list[Row]) -> Counter[frozenset[tuple[str, str]]]:
    return Counter(frozenset(stated(dict(row.cells)).items()) for row in rows)


def applied(rows: list[Row], changes: list[Change]) -> Counter[frozenset[tuple[str, str]]]:
    """The rows after the changes, as a reader would apply them by hand; keys are told apart."""
    left = {(row.cells["from"], row.cells["since"]): stated(dict(row.cells)) for row in rows}
    for change in changes:
        key = change.key["from"], change.key["since"]
        if change.action == "ADD":
            assert key not in left
            left[key] = stated({**change.key, **change.new})
            continue
        assert all(left[key].get(name, "") == cell for name, cell in change.old.items())
        if change.action == "DEL":
            assert left.pop(key) == stated({**change.key, **change.old})
        else:
            left[key] = stated({**left[key], **change.new})
    return Counter(frozenset(cells.items()) for cells in left.values())


@given(MEMBERS, MEMBERS)
def test_the_changes_applied_to_the_old_rows_give_the_new(old: list[Row], new: list[Row]):
    changes = differences({"MEMBER_OF": old}, {"MEMBER_OF": new}, SCHEMA)
    assert (changes == []) == (contents(old) == contents(new))
    if all(len({(row.cells["from"], row.cells["since"]) for row in rows}) == len(rows) for rows in (old, new)):
        assert applied(old, changes) == contents(new)


@given(MEMBERS)
def test_the_order_of_rows_is_no_difference(rows: list[Row]):
    assert differences({"MEMBER_OF": rows}, {"MEMBER_OF": rows[::-1]}, SCHEMA) == []


@given(MEMBERS)
def test_a_facts_file_reads_as_it_was_written(rows: list[Row]):
    with TemporaryDirectory() as name:
        path = Path(name) / "MEMBER_OF.csv"
        write_rows(path, rows, SCHEMA)
        read = [{k: v for k, v in cells.items() if v} for _, cells in read_rows(path)]
    assert Counter(frozenset(cells.items()) for cells in read) == contents(rows)


def member(**cells: str) -> Row:
    return Row("MEMBER_OF", {"from": "BEN", "to": "EU", **cells})


def reported(status: str) -> Row:
    return Row("REPORTED", {"from": "BEN", "to": "M", "status": status})


def fund(name: str) -> Row:
    return Row("Fund", {"id": "F", "name": name})


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([member(status="member")], [member(status="observer")], ["MOD BEN EU"]),
        ([member(since="1999")], [member(since="2000")], ["DEL BEN EU 1999", "ADD BEN EU 2000"]),
        ([member(status="member")], [], ["DEL BEN EU"]),
        ([member(note="")], [member()], []),
        ([fund("a")], [fund("b")], ["MOD F"]),
        ([reported("draft")], [reported("in_place")], ["DEL BEN M draft", "ADD BEN M in_place"]),
    ],
)
def test_a_row_is_told_by_its_key(old, new, expected):
    kind = old[0].kind
    changes = differences({kind: old}, {kind: new}, SCHEMA)
    assert [f"{c.action} {' '.join(text for text in c.key.values() if text)}" for c in changes] == expected
