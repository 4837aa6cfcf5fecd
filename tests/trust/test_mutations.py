"""
A facts folder with a fault in it is refused, with file, row and column; seeded, the same faults at every run.

What is still accepted is harmless by one rule: every row is there, and each of its cells is text that anybody sees.
"""

from __future__ import annotations

import csv
import io
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from pactgraph.errors import FactsError
from pactgraph.facts import sources
from pactgraph.facts.registers import Registers, bundled_registers, registers_with
from pactgraph.facts.schema import bundled_schema
from pactgraph.facts.sources import load_source, survey

SEED, EACH, BYTES = 2026, 3, 200
NAME = "synthetic_source"
SOURCE = f"""id: {NAME}
title: Synthetic
publisher: Nobody
url: https://example.org
licence: none
citation: none
authority: page
as_of: 2014-01-01
covers: nothing; made for tests
rows: {{State: {{minimum: 3}}, Mechanism: {{minimum: 3}}, MEMBER_OF: {{minimum: 6}}, DETECTED_VICTIMS: {{minimum: 3}}}}
"""
FILES = {
    "State": """id,name,un_member,lat,lon,population,locator
BEN,"Synthetic, one",true,9.5,-2.25,1200,line 1
NAM,Synthétique « deux »,false,-22,17.0,0,line 2
TGO,"Synthetic ""three"" too",,,,,line 3
""",
    "Mechanism": """id,name,kind,founded,ended,locator
SYNTHETIC_A,Synthetic A,regional,2001-02-03,2009,line 1
SYNTHETIC_B,Synthetic B,global,2001-02,,line 2
SYNTHETIC_C,Synthetic C,national,,,line 3
""",
    "MEMBER_OF": """from,to,status,role,seen_from,since,until,as_of,locator,note
BEN,SYNTHETIC_A,member,chair,,2001-02-03,2005-01-01,2013-05,"list, line 1",
NAM,SYNTHETIC_A,member,,,2001-02,,,"list, line 2",in own words
TGO,SYNTHETIC_A,observer,,,2001,,,"list, line 3",
BEN,SYNTHETIC_B,member,,,[2001-01-01..2002-01-01],,,"list, line 4",
NAM,SYNTHETIC_B,associate,,2010-01-01,,,,"list, line 5",
TGO,SYNTHETIC_C,member,,,,2012-12-31,,"list, line 6",
""",
    "DETECTED_VICTIMS": """from,to,first_year,last_year,victims_min,victims_max,domestic,locator
BEN,NAM,2003,2005,1,10,false,table 1
NAM,TGO,2004,2004,0,3,false,table 2
TGO,TGO,2010,2012,5,5,true,table 3
""",
}
Table = list[list[str]]
TYPED = {
    **dict.fromkeys(("un_member", "domestic"), "boolean"),
    **dict.fromkeys(("population", "victims_min", "victims_max"), "whole"),
    **dict.fromkeys(("first_year", "last_year"), "year"),
    **dict.fromkeys(("lat", "lon"), "number"),
    **dict.fromkeys(("founded", "ended", "since", "until", "seen_from", "as_of"), "day"),
    **dict.fromkeys(("kind", "status"), "one of a list"),
    **dict.fromkeys(("id", "from", "to"), "id"),
}
"""What a column holds; the others hold text."""
NO_NUMBER = [
    "inf",
    "-inf",
    "nan",
    "1e3",
    "1_0",
    "+5",
    "\u0663",
    "\uff15",
    "\u00b2",
    "0x1F",
    "007",
    "--5",
    "1,5",
    "9" * 99,
]
NO_DAY = [
    "0999-12-31", "1599", "2101-01-01", "9999-12-31", "2014-02-30", "2014-13", "14-02-03", "2014/02/03",
    "03.02.2014", "2014-2-3", "２０１４", "20140203", "2014-02-03T00:00", "today", "-2014",
    "[2001-01-01..2001-01-01]", "[2001..2002]",
]  # fmt: skip
WRONG: dict[str, list[str]] = {
    "boolean": ["True", "yes", "1", "0", "FALSE", "t"],
    "whole": [*NO_NUMBER, "-0", "1.0", "12.5", "-1"],
    "year": [*NO_NUMBER, "1599", "2101", "99999", "2003.0"],
    "number": [*NO_NUMBER, "-07", "1.", ".5", "200", "-181", "1e400", "12°"],
    "day": NO_DAY,
    "one of a list": ["Member", "regional,", "MEMBER", "other", "mémber"],
    "id": ["ben", "Benin", "X-X", "BEN,NAM", "*", "ΒΕΝ"],
    "text": [],
}
BLANK = [" ", "   ", "\u00a0", "\u2003", "\u3000", "\u3164", "\u2800", "\u00ad", "\u200b", "\ufeff"]
"""What looks like an empty cell and is none."""
UNSEEN = [
    "\x00", "\x07", "\x08", "\x1b[31m", "\x7f", "\x85", "\x9b2J", "\t", "\n", "\r", "\r\n", "\u200b", "\u200e",
    "\u200f", "\u202a", "\u202e", "\u2028", "\u2029", "\u2066", "\u2069", "\u061c", "\u00ad", "\u2060", "\ufeff",
    "\ue000", "\U000e0041", "\U0010fffd",
]  # fmt: skip


def table_of(kind: str) -> Table:
    return list(csv.reader(io.StringIO(FILES[kind])))


def written(table: Table) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table)
    return out.getvalue().encode("utf-8", "surrogatepass")


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """A function that returns the faults found in the folder with the file of a kind replaced."""
    # What resembles an unknown id is told by other tests, and takes longer than all the rest.
    monkeypatch.setattr(Registers, "hint", lambda *_: "")
    monkeypatch.setattr(sources, "slips", lambda *_: [])
    folder = tmp_path / NAME
    (folder / "facts").mkdir(parents=True)
    (folder / "source.yml").write_text(SOURCE, encoding="utf-8")

    for name, text in FILES.items():
        (folder / "facts" / f"{name}.csv").write_bytes(text.encode())

    def faults(kind: str = "State", data: bytes | None = None) -> list[str]:
        path = folder / "facts" / f"{kind}.csv"
        path.write_bytes(FILES[kind].encode() if data is None else data)
        found = survey([load_source(folder)], bundled_schema(), bundled_registers())[1]
        path.write_bytes(FILES[kind].encode())
        return found

    return faults


def cells() -> list[tuple[str, int, int, str]]:
    """Return kind, row, position and column of every cell below a header."""
    return [
        (kind, row, position, column)
        for kind in FILES
        for header, *rows in [table_of(kind)]
        for row in range(1, len(rows) + 1)
        for position, column in enumerate(header)
    ]


def test_the_folder_itself_is_sound(told):
    assert told() == []


def test_a_cell_that_is_not_what_its_column_holds_is_refused_in_its_place(told):
    chosen, accepted, elsewhere, tried = random.Random(SEED), [], [], Counter[str]()
    for kind, row, position, column in cells():
        bad = WRONG[TYPED.get(column, "text")]
        former = table_of(kind)[row][position]
        values = {
            "wrong": chosen.sample(bad, min(len(bad), EACH)),
            "blank": chosen.sample(BLANK, 3),
            "unseen": [former[:1] + one + former[1:] for one in chosen.sample(UNSEEN, EACH)],
            "edge": [former + " ", " " + former, "\u00a0" + former] if former else [],
        }
        for fault, texts in values.items():
            for text in texts:
                table = table_of(kind)
                table[row][position] = text
                found = told(kind, written(table))
                tried[fault] += 1
                place = f"{NAME}/facts/{kind}.csv row {row + 1}"
                if not found:
                    accepted.append((place, column, text))
                elif not any(
                    re.match(rf"{re.escape(place)}( column {column}(:| \()|: holds U\+0000)", one) for one in found
                ):
                    elsewhere.append((place, column, text, found[0]))
    assert accepted == []
    assert elsewhere == []
    assert tried.total() > 800, tried


HEADERS: dict[str, Callable[[Table, int], object]] = {
    "gone": lambda table, at: table.pop(0),
    "last": lambda table, at: table.append(table.pop(0)),
    "swapped with the next": lambda table, at: table[0].insert(at, table[0].pop((at + 1) % len(table[0]))),
    "twice": lambda table, at: table[0].__setitem__(at, table[0][at - 1]),
    "empty": lambda table, at: table[0].__setitem__(at, ""),
    "blank": lambda table, at: table[0].__setitem__(at, " "),
    "with a blank": lambda table, at: table[0].__setitem__(at, table[0][at] + " "),
    "in capitals": lambda table, at: table[0].__setitem__(at, table[0][at].upper()),
    "with an unseen mark": lambda table, at: table[0].__setitem__(at, table[0][at] + "\u200b"),
    "cut": lambda table, at: table[0].__setitem__(at, table[0][at][:-1]),
    "one less": lambda table, at: table[0].pop(at),
    "one more": lambda table, at: table[0].insert(at, "other"),
}


@pytest.mark.parametrize("fault", HEADERS)
def test_a_header_out_of_place_is_refused(told, fault: str):
    for kind in FILES:
        for position in range(len(table_of(kind)[0])):
            table = table_of(kind)
            HEADERS[fault](table, position)
            found = told(kind, written(table))
            assert found, (kind, position)
            assert re.match(rf"{NAME}/facts/{kind}\.csv row \d+", found[0]), found


WHOLE_FILES: list[tuple[Callable[[bytes], bytes], str]] = [
    (lambda data: data.decode().encode("utf-16"), " row 1: holds U+0000"),
    (lambda data: data.decode().encode("utf-16-le"), " row 1: holds U+0000"),
    (lambda data: data.replace(b"line 2", "Bénin".encode("latin-1")), " row 3 column locator"),
    (lambda data: data.decode("latin-1").encode(), " row 3 column name: 'Synth"),
    (lambda data: data.decode("cp1252").encode(), " row 3 column name: 'Synth"),
    (lambda data: data.replace(b",", b";"), " row 1: one column"),
    (lambda data: data.replace(b",", b"\t"), " row 1: one column"),
    (lambda data: data + b'X,"no end\n', " after row "),
    (lambda data: data + b"\n", " row 5: 0 cells"),
    (lambda data: data.replace(b"line 2", b'li"n"e'), " row 3 column locator"),
    (lambda data: data.replace(b"line 2", b'"line"2'), " after row "),
    (lambda data: data.replace(b"line 2", b"x" * 200_000), " after row "),
    (lambda data: b"\xef\xbb\xbf" + b"\xef\xbb\xbf" + data, " row 1 column "),
    (lambda data: b"PK\x03\x04" + data, " row 1 column "),
]


@pytest.mark.parametrize(("change", "place"), WHOLE_FILES, ids=range(len(WHOLE_FILES)))
def test_a_file_of_another_kind_is_refused_with_its_row(told, change: Callable[[bytes], bytes], place: str):
    found = told("State", change(FILES["State"].encode()))
    assert found
    assert found[0].startswith(f"{NAME}/facts/State.csv{place}"), found[0]


def test_bytes_changed_at_random_are_refused_or_every_row_is_there_and_can_be_seen(told):
    chosen, seen = random.Random(SEED), Counter[str]()
    for _ in range(BYTES):
        kind = chosen.choice(list(FILES))
        data = bytearray(FILES[kind].encode())
        at = chosen.randrange(len(data))
        match chosen.randrange(4):
            case 0:
                data[at] = chosen.randrange(256)
            case 1:
                del data[at]
            case 2:
                data.insert(at, chosen.choice(b'",\n\r\x00\x1b;|\xff '))
            case 3:
                del data[at:]
        found = told(kind, bytes(data))
        if found:
            seen["refused"] += 1
            assert all("\n" not in one and one.startswith(NAME) for one in found), found
            continue
        seen["harmless"] += 1
        header, *rows = csv.reader(io.StringIO(bytes(data).decode(), newline=""))
        assert header == table_of(kind)[0]
        assert len(rows) >= len(table_of(kind)) - 1
        for cell in (cell for row in rows for cell in row):
            assert cell == cell.strip()
            assert not {unicodedata.category(one) for one in cell} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}, cell
    assert seen["refused"] > BYTES / 2, seen


LISTS = {
    "aliases.csv": "label,alias,id,valid_from,valid_to,source\nState,Synthetic name,BEN,2001,2005,a list\n",
    "same_agreements.csv": "id,same_as,reason\nMY-1,MY-2,made for tests\n",
    "published_counts.csv": "of,counted,day,number,explained,published_by,locator\n"
    "TIP_PROTOCOL,parties,2014-01-01,150,without BEN: made for tests,Nobody,page 1\n",
}


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("aliases.csv", "valid_to", "valid_till", "row 1: expected the columns label, alias"),
        ("aliases.csv", "valid_from,valid_to", "valid_to,valid_from", "row 1: expected the columns label, alias"),
        ("aliases.csv", "2001,2005", "2005,2001", "row 2 column valid_to: 2001 is not after valid_from 2005"),
        ("aliases.csv", "2005", "9999", "row 2 columns valid_from, valid_to: the year 9999"),
        ("aliases.csv", "Synthetic name", "Syn\u202ethetic", "row 2 column alias"),
        ("aliases.csv", "Synthetic name", "\u00a0", "row 2 column alias"),
        ("aliases.csv", "label,alias", "alias,label", "row 1: expected"),
        ("same_agreements.csv", "same_as", "same", "row 1: expected the columns id, same_as, reason"),
        ("same_agreements.csv", "MY-1", "", "row 2 column id: empty"),
        ("same_agreements.csv", "made for tests", " ", "row 2 column reason"),
        ("published_counts.csv", "150", "9" * 5000, "row 2 column number"),
        ("published_counts.csv", "150", "１５０", "row 2 column number"),
        ("published_counts.csv", "150", "0150", "row 2 column number"),
        ("published_counts.csv", "2014-01-01", "2014", "row 2 column day"),
        ("published_counts.csv", "Nobody", "No\x1b[31mbody", "row 2 column published_by"),
        ("published_counts.csv", "of,counted", "counted,of", "row 1: expected the columns"),
        ("published_counts.csv", "of,counted", "of,of", "row 1 column of: stands twice"),
    ],
)
def test_the_lists_beside_the_folders_are_read_as_strictly(tmp_path: Path, file, old, new, place):
    for name, text in LISTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    registers_with(tmp_path)
    (tmp_path / file).write_text(LISTS[file].replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FactsError) as caught:
        registers_with(tmp_path)
    assert f"{tmp_path.name}/{file} {place}" in caught.value.faults[0]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("as_of: 2014-01-01", "as_of: 2014-02-30", "line 8, column 8: '2014-02-30'; expected a day such as 2024-05-31"),
        ("as_of: 2014-01-01", f"as_of: {'9' * 5000}", "line 8, column 8: '999"),
        ("as_of: 2014-01-01", "as_of: 03736", "line 8, column 8: '03736'; expected a whole number in plain digits"),
        ("as_of: 2014-01-01", "as_of: .inf", "line 8, column 8: '.inf'; expected a number"),
        ("as_of: 2014-01-01", "as_of: 0999", "as_of: "),
        ("title: Synthetic", "title: '  '", "title: "),
        ("title: Synthetic", "title: no", "line 2, column 8: 'no'; expected true or false"),
        ("title: Synthetic", "title: A\ntitle: B", "line 3, column 1: the key title stands twice; keep one"),
        ("title: Synthetic", "title: Syn\u202ethetic", "line 2: holds U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        ("title: Synthetic", "title: Syn\x1b[31m", "line 2: holds U+001B"),
        ("title: Synthetic", 'title: "Syn\\u202ethetic"', "line 2, column 8: holds U+202E"),
        ("publisher: Nobody", "publisher: &a Nobody\ncovers: *a", "line 4, column 9: the alias *a; write it out"),
        ("minimum: 6", "minimum: 1:30", "'1:30'; expected a whole number"),
        ("minimum: 6", "minimum: true", "rows.MEMBER_OF.minimum: "),
        ("minimum: 6", "minimum: 6.0", "rows.MEMBER_OF.minimum: "),
        ("rows:", "checks: {TIP_PROTOCOL: {day: 20140101}}\nrows:", "TIP_PROTOCOL.day: 20140101; expected a day"),
        ("rows:", "checks: {TIP_PROTOCOL: {day: 9999-12-31}}\nrows:", "checks.TIP_PROTOCOL.day: "),
        ("rows:", "own_ids: {Treaty: '(A+)+B'}\nrows:", "own_ids.Treaty: '(A+)+B'; expected letters, digits"),
        ("rows:", "own_ids: {Treaty: 'A*A*A*A*A*B'}\nrows:", "own_ids.Treaty: 'A*A*A*A*A*B'; expected letters"),
        ("rows:", "own_ids: {Treaty: 'MY_['}\nrows:", "own_ids.Treaty: 'MY_['; expected letters"),
        ("rows:", "own_ids: {Treaty: 'MY_[Z-A]+'}\nrows:", "own_ids.Treaty: 'MY_[Z-A]+'; no pattern"),
        ("rows:", f"fill: {'[' * 50}{']' * 50}\nrows:", "more than 20 levels"),
    ],
)  # fmt: skip
def test_a_source_yml_says_what_it_seems_to_say(tmp_path: Path, old, new, message):
    folder = tmp_path / NAME
    folder.mkdir()
    (folder / "source.yml").write_text(SOURCE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FactsError) as caught:
        load_source(folder)
    assert caught.value.faults[0].startswith(f"{NAME}/source.yml: "), caught.value.faults[0]
    assert message in caught.value.faults[0]
    assert "\n" not in caught.value.faults[0]


def test_a_pattern_of_ids_is_matched_soon_whatever_the_id(told, tmp_path: Path):
    (tmp_path / NAME / "source.yml").write_text(SOURCE + "own_ids: {Treaty: '[A-Z]+[A-Z]+[A-Z]+_'}\n", encoding="utf-8")
    rows = "id,name,title,kind,locator\n" + "".join(f"{'A' * 5000}{n},N,N,other,p.\n" for n in range(20))
    (tmp_path / NAME / "facts" / "Treaty.csv").write_text(rows, encoding="utf-8")
    assert sum("5001 characters; expected at most 200" in fault for fault in told()) >= 10
