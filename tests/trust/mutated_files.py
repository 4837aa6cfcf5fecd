"""
Publishers' files with one fault put in, and what becomes of each when its loader reads it.

A mutation ends in a fault, or in the very facts of the sound file; other facts without a word are a silent one. The
files are the publishers' own, cut to some hundred rows that matter, so that hundreds of mutations are read in seconds.

Left out is what no reader can tell from what the publisher might say: another day or year that is possible, another
name or status that the registers know, a day left empty, one row or two gone from a list, rows in another order.

    python tests/trust/mutated_files.py SHARED [NUMBER [FILE]]    # NUMBER of each kind; what passes in silence
"""

from __future__ import annotations

import copy
import csv
import io
import json
import random
import re
import shutil
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pactgraph.errors import FactsError, PactgraphError
from pactgraph.facts.exchange import UNSETTLED, write_rows
from pactgraph.facts.registers import bundled_registers
from pactgraph.facts.schema import bundled_schema
from pactgraph.facts.sources import SourceFolder, find_sources, survey
from pactgraph.publishers.guard import emptied, vanished
from pactgraph.publishers.refresh import Rows, load_upstream

SEED = 16
CUT_AT = 40
Cells = list[Any]
Chosen = random.Random


@dataclass
class Sheet:
    """A file as rows of cells; `before` stands before the header."""

    header: Cells
    rows: list[Cells]
    before: list[Cells] = field(default_factory=list)


@dataclass(frozen=True)
class File:
    """
    One publisher's file: whose it is, where it lies, what its loader reads in each column.

    `columns`: `name` (somebody or something a register knows), `day`, `year`, `word` (one of a list), `text`, `number`,
    `code` (letters that a list of the loader's knows). `keep` says which rows matter; `beside` are other files that the
    loader needs.
    """

    source: str
    folder: str
    name: str
    columns: Mapping[Any, str]
    keep: Callable[[dict[Any, Any]], object] = lambda _: True
    beside: tuple[str, ...] = ()
    most: int = 250

    @property
    def id(self) -> str:
        return f"{self.source}/{self.name}"


def read(path: Path, most: int | None = None) -> Sheet:
    """The file; of a workbook, which is slow, `most` rows only."""
    match path.suffix:
        case ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                header, *rows = csv.reader(file)
            return Sheet(header, rows)
        case ".psv":
            lines = path.read_text(encoding="utf-8").splitlines()
            rows = [line.split("|") for line in lines if line and not line.startswith("#")]
            return Sheet([0, 1, 2, 3], rows, [[line] for line in lines if line.startswith("#")])
        case ".json":
            entries = json.loads(path.read_text(encoding="utf-8"))
            return Sheet(list(entries[0]), [[entry[key] for key in entries[0]] for entry in entries])
        case ".dta":
            import pandas as pd

            frame = pd.read_stata(path)
        case ".rda":
            import rdata

            frame = next(iter(rdata.read_rda(path).values()))
        case ".xlsx":
            from openpyxl import load_workbook

            cells = load_workbook(path, read_only=True).worksheets[0].iter_rows(max_row=most, values_only=True)
            rows = [list(row) for row in cells]
            return Sheet(rows[2], rows[3:], rows[:2])
    return Sheet(list(frame.columns), frame.to_numpy(dtype=object).tolist())


def write(path: Path, sheet: Sheet) -> None:
    match path.suffix:
        case ".csv":
            out = io.StringIO(newline="")
            csv.writer(out, lineterminator="\n").writerows([sheet.header, *sheet.rows])
            path.write_bytes(out.getvalue().encode("utf-8", "surrogatepass"))
        case ".psv":
            lines = ["|".join(map(str, row)) for row in [*sheet.before, *sheet.rows]]
            path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        case ".json":
            entries = [dict(zip(sheet.header, row, strict=False)) for row in sheet.rows]
            path.write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
        case ".dta":
            frame_of(sheet).to_stata(path, write_index=False, version=118)
        case ".rda":
            import rdata

            rdata.write_rda(path, {"state_year_format3": frame_of(sheet)})
        case ".xlsx":
            from openpyxl import Workbook

            book = Workbook()
            for row in [*sheet.before, sheet.header, *sheet.rows]:
                book.active.append([None if isinstance(cell, float) and cell != cell else cell for cell in row])
            book.save(path)


def written(path: Path, sheet: Sheet) -> bool:
    """Write the sheet; whether a file of this kind can hold it."""
    try:
        write(path, sheet)
    except Exception:
        return False
    return True


def frame_of(sheet: Sheet) -> Any:
    """A data frame; a column that holds a text among numbers is one of texts, as no other can be written."""
    import pandas as pd

    frame = pd.DataFrame(sheet.rows, columns=sheet.header)
    for at in range(frame.shape[1]):
        column = frame.iloc[:, at]
        if any(isinstance(cell, str) for cell in column):
            frame.isetitem(at, column.map(lambda cell: cell if isinstance(cell, str) else f"{cell:g}").astype(object))
        else:
            frame.isetitem(at, pd.to_numeric(column))
    return frame


CITIZENS = {"Indicator": "Detected trafficking victims", "Dimension": "by citizenship", "Sex": "Total", "Age": "Total"}
BRAZIL = re.compile("Extradição|Matéria Penal|Condenad|Tráfico de Pessoas|Policial")
COW_STATES = (2, 20, 200, 220, 255, 260, 345, 600, 640, 713)
FILES = [
    File(
        "bla",
        "upstream/bla",
        "BLAs_Formation_Data.dta",
        {
            "treatyID": "number",
            "countryA": "name",
            "countryB": "name",
            "year": "year",
            "datesigned": "day",
            "ratified": "day",
        },
        beside=("BLAs_Coding_Data.dta",),
    ),
    File(
        "bla",
        "upstream/bla",
        "BLAs_Coding_Data.dta",
        {"treatyID": "number", "agreement_title": "mended", "recruit_auth": "bit", "passport": "bit"},
        beside=("BLAs_Formation_Data.dta",),
    ),
    File(
        "brazil_concordia",
        "upstream/brazil_concordia",
        "bilaterais_brasil.csv",
        {
            "titulo": "text",
            "parceiro": "name",
            "data": "day",
            "status": "word",
            "vigor_int_em": "day",
            "expirou_em": "day",
            "pdf_url": "locator",
        },
        keep=lambda row: BRAZIL.search(row["titulo"]) and "/download/" in row["pdf_url"],
    ),
    File(
        "cow_igo",
        "upstream/cow_igo",
        "state_year_format3.rda",
        {"ccode": "number", "year": "year", "coe": "mark", "un": "mark"},
        keep=lambda row: row["ccode"] in COW_STATES and row["year"] > 1990,
    ),
    File(
        "factbook",
        "upstream/factbook",
        "2015-11-29.csv",
        {"name": "name", "participation": "list"},
        beside=("2014-07-13.csv", "2026-05-17.csv"),
    ),
    *(
        File("fedlex", "upstream/fedlex", f"{name}.psv", {0: "name", 1: "day", 2: "code", 3: "day"}, beside=beside)
        for name, beside in (("TIP", ("UNTOC.psv",)), ("C138", ("TIP.psv",)))
    ),
    File(
        "glotip",
        "upstream/glotip",
        "data_glotip_202411.xlsx",
        {
            "Iso3_code": "name",
            "Category": "often empty",
            "Year": "year",
            "txtVALUE": "number",
            "Indicator": "word",
            "Dimension": "word",
            "Sex": "word",
            "Age": "word",
        },
        keep=lambda row: all(row[column] == value for column, value in CITIZENS.items()),
    ),
    File(
        "informal_igos",
        "upstream/informal_igos",
        "memberships_IIGO.csv",
        {"stateID": "name", "StateName": "name", "Title": "name", "Year": "year"},
        keep=lambda row: row["Title"] in ("Bali Process", "Budapest Process", "G-77", "Group of 77", "Salzburg Forum"),
        beside=("organizations_IIGO.csv",),
    ),
    File(
        "informal_igos",
        "upstream/informal_igos",
        "organizations_IIGO.csv",
        {"Title": "name", "Begin": "year"},
        beside=("memberships_IIGO.csv",),
    ),
    File(
        "switzerland_sr",
        "upstream/switzerland_sr",
        "ch_sr0_treaties.csv",
        {
            "sr_number": "code",
            "title": "text",
            "publication_date": "day",
            "entry_into_force": "day",
            "source": "locator",
            "identifier": "locator",
            "status": "word",
        },
        keep=lambda row: row["sr_number"].startswith(("0.353.9", "0.351.9", "0.360.", "0.344.")),
    ),
    File(
        "un_system",
        "upstream/un_system",
        "un-entities.json",
        {
            "entity": "name",
            "entity_long": "text",
            "entity_headquarters": "text",
            "entity_link": "locator",
            "un_principal_organ": "name",
            "category": "word",
        },
    ),
    File(
        "untc",
        "upstream/untc",
        "treaties/18-12-a.csv",
        {"Participant": "name", "Signature": "day", 2: "day"},
        beside=("index.csv", "treaties/18-12.csv"),
    ),
    File(
        "untc",
        "upstream/untc",
        "treaties/1-1.csv",
        {"Participant": "name", "Ratification": "day"},
        beside=("index.csv",),
    ),
    File(
        "untc",
        "upstream/untc",
        "index.csv",
        {"chapter_no": "number", "treaty_no": "code", "treaty_name": "text"},
        keep=lambda row: row["chapter_no"] == "18",
        beside=("treaties/18-12-a.csv", "treaties/18-12.csv", "treaties/18-12-b.csv"),
    ),
    File(
        "untc_all_chapters",
        "upstream/untc",
        "treaties/10-12.csv",
        {"Participant": "name", 1: "day", 2: "day"},
        beside=("index.csv", "treaties/10-13.csv"),
    ),
    File(
        "world_politics",
        "upstream/world_politics",
        "hr_status_iccpr.csv",
        {"member": "name", "year ratification or accession": "year", "status": "word", "note": "text"},
        beside=("hr_status_cat.csv",),
    ),
    File(
        "manytreaties",
        "facts",
        "participation.csv",
        {
            "treaty_key": "name",
            "state_iso3": "name",
            "action": "word",
            "date": "day",
            "entry_into_force": "day",
            "source": "locator",
        },
        keep=lambda row: row["source"].startswith("globalgov/manytreaties:"),
    ),
    File(
        "internacia",
        "facts",
        "memberships.csv",
        {"body": "name", "state_iso3": "name", "source": "locator", "status": "word", "body_name": "text"},
        keep=lambda row: row["source"].startswith("internacia-db"),
    ),
    File(
        "country_converter",
        "facts",
        "memberships.csv",
        {"body": "name", "state_iso3": "name", "since": "year", "source": "locator", "status": "word"},
        keep=lambda row: row["source"].startswith("country_converter"),
    ),
    File(
        "cow_contiguity",
        "facts",
        "borders.csv",
        {"state_a_iso3": "name", "state_b_iso3": "name", "type": "word", "since": "year", "source": "locator"},
        keep=lambda row: row["source"].startswith("COW Direct Contiguity"),
    ),
    File(
        "uruguay_impo",
        "facts",
        "bilateral.csv",
        {
            "agreement_id": "locator",
            "title_or_type": "text",
            "topic": "word",
            "state_a_iso3": "name",
            "state_b_iso3": "name",
            "signed": "day",
            "in_force": "day",
            "source": "locator",
            "status": "stated",
            "mentions_trafficking": "word",
            "source_ref": "locator",
        },
        keep=lambda row: row["source"].startswith("IMPO"),
    ),
    File(
        "un_mechanisms",
        "facts",
        "body_entities.csv",
        {"body": "name", "entity": "name", "role": "word", "since": "day", "until": "day", "source": "locator"},
        keep=lambda row: not row["source"].startswith("A/69/224"),
    ),
    File(
        "un_special_rapporteur",
        "facts",
        "sr_trafficking_reports.csv",
        {"year": "year", "symbol": "locator", "subject": "text", "source": "locator"},
    ),
    File(
        "un_treaty_bodies",
        "facts",
        "treaty_bodies.csv",
        {"body_code": "name", "optional_protocols": "word or nothing", "source": "locator"},
    ),
]

GARBAGE = "#?!%"
OF_TEXT: dict[str, Callable[[str], str]] = {
    "blanked": lambda _: "",
    "spaces": lambda _: "  ",
    "a control character": lambda cell: cell[:2] + "\x1b[31m" + cell[2:],
    "turned round": lambda cell: cell[:2] + "\u202e" + cell[2:],
    "an unseen mark": lambda cell: cell[:2] + "\u200b" + cell[2:],
    "not a number": lambda _: "NaN",
    "twice decoded": lambda cell: (cell if not cell.isascii() else cell + " é").encode().decode("latin-1"),
    "a lost character": lambda cell: cell[:2] + "\ufffd" + cell[3:],
}
OF_NAME = {**OF_TEXT, "garbage": lambda _: GARBAGE, "unknown": lambda _: "Atlantis"}
STRANGE_DIGITS = str.maketrans("0123456789", "".join(map(chr, range(0xFF10, 0xFF1A))))
OF_DAY: dict[str, Callable[[str], str]] = {
    "garbage": lambda _: GARBAGE,
    "2099": lambda cell: re.sub(r"(1[6-9]|20)\d\d", "2099", cell),
    "the year 0": lambda cell: re.sub(r"(1[6-9]|20)\d\d", "0000", cell),
    "1066": lambda cell: re.sub(r"(1[6-9]|20)\d\d", "1066", cell),
    "9999": lambda cell: re.sub(r"(1[6-9]|20)\d\d", "9999", cell),
    "strange digits": lambda cell: cell.translate(STRANGE_DIGITS),
    "a day that is none": lambda cell: re.sub(r"(?<!\d)\d{1,2}(?!\d)", "45", cell) if not cell.isdigit() else "45",
    "not a number": lambda _: "NaN",
    "a serial number": lambda _: "36525",
    "a control character": lambda cell: cell[:2] + "\x1b" + cell[2:],
    "an unseen mark": lambda cell: cell[:2] + "\u200b" + cell[2:],
}
OF_WORD = {
    "unknown": lambda _: "Atlantis",
    "garbage": lambda _: GARBAGE,
    "in another case": lambda cell: cell.swapcase(),
    "an unseen mark": lambda cell: cell[:1] + "\u200b" + cell[1:],
    "a control character": lambda cell: cell[:1] + "\x07" + cell[1:],
    "blanked": lambda _: "",
}
OF_NUMBER: dict[str, Callable[[Any], Any]] = {
    "garbage": lambda _: GARBAGE,
    "not a number": lambda _: float("nan"),
    "endless": lambda _: "inf",
    "below zero": lambda _: "-5",
    "a half": lambda cell: f"{cell}.5",
    "strange digits": lambda cell: str(cell).translate(STRANGE_DIGITS),
    "blanked": lambda _: "",
}
OF_COLUMN: dict[str, dict[str, Callable[[Any], Any]]] = {
    "name": OF_NAME,
    "text": {key: change for key, change in OF_TEXT.items() if key != "a lost character"},
    "day": OF_DAY,
    "year": {**OF_DAY, "a half": lambda cell: f"{cell}.5", "missing": lambda _: float("nan")},
    "word": OF_WORD,
    "code": {key: change for key, change in OF_WORD.items() if key not in ("blanked", "in another case")},
    # A place in the publisher's collection: what it must have is known, what it may have is not.
    "locator": {key: OF_TEXT[key] for key in ("blanked", "spaces", "a control character", "turned round")},
    "stated": {**OF_DAY, "blanked": lambda _: "", "spaces": lambda _: "  "},
    "number": OF_NUMBER,
    "bit": {**OF_NUMBER, "another": lambda _: 7},
    "mark": {**OF_NUMBER, "another": lambda _: 7},
    # What the publisher itself leaves empty, or what its loader mends.
    "often empty": {key: change for key, change in OF_NAME.items() if key != "blanked"},
    "word or nothing": {key: change for key, change in OF_WORD.items() if key != "blanked"},
    "mended": {key: change for key, change in OF_TEXT.items() if key not in ("a lost character", "twice decoded")},
    "list": {
        "garbage": lambda _: GARBAGE,
        "unknown": lambda cell: f"{cell}, ATLANTIS",
        "a control character": lambda cell: cell[:2] + "\x1b" + cell[2:],
        "an unseen mark": lambda cell: cell[:2] + "\u200b" + cell[2:],
        "blanked": lambda _: "",
        "an open bracket": lambda cell: cell.replace(",", " (", 1),
        "semicolons": lambda cell: cell.replace(",", ";"),
        "cut": lambda cell: cell[: len(cell) // 2],
    },
}
"""By kind of column and mutation: the changed cell."""


def _cut(sheet: Sheet, _: Chosen) -> None:
    del sheet.rows[CUT_AT:]


def _twice(sheet: Sheet, chosen: Chosen) -> None:
    sheet.rows.append(list(chosen.choice(sheet.rows)))


def _shifted(sheet: Sheet, chosen: Chosen) -> None:
    row = chosen.choice(sheet.rows)
    row.insert(0, row.pop())


def _emptied(sheet: Sheet, chosen: Chosen) -> None:
    row = chosen.choice(sheet.rows)
    row[:] = ["" if isinstance(cell, str) else float("nan") for cell in row]


def _headless(sheet: Sheet, _: Chosen) -> None:
    sheet.header = sheet.rows.pop(0)


def _more(sheet: Sheet, _: Chosen) -> None:
    """One column more is nothing to the loader: the facts stay as they are."""
    sheet.header.append("another")
    for row in sheet.rows:
        row.append("x")


def _shuffled(sheet: Sheet, chosen: Chosen) -> None:
    chosen.shuffle(sheet.rows)


OF_SHEET: dict[str, Callable[[Sheet, Chosen], None]] = {
    "rows cut at 40": _cut,
    "a row twice": _twice,
    "a row shifted": _shifted,
    "a row emptied": _emptied,
    "no header": _headless,
    "a column more": _more,
    "rows in another order": _shuffled,
}
OF_BYTES: dict[str, Callable[[bytes], bytes]] = {
    "half the bytes": lambda data: data[: len(data) // 2],
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "Latin-1": lambda data: data.decode().encode("latin-1", "replace"),
    "read as Latin-1, written as UTF-8": lambda data: data.decode("latin-1").encode(),
    "nothing": lambda _: b"",
    "a page": lambda _: b"<!DOCTYPE html><html><body>maintenance</body></html>",
    "zeros": lambda data: data[:500] + bytes(50) + data[550:],
    "semicolons": lambda data: data.replace(b",", b";"),
    "a byte more": lambda data: data[:500] + b"\xff" + data[500:],
}
WITHOUT_HEADER = (".psv", ".dta", ".rda")
OF_BYTES_FOR = {
    **{what: {".csv", ".psv", ".json"} for what in ("UTF-16", "Latin-1", "zeros", "a byte more")},
    "semicolons": {".csv"},
}
"""Suffixes of the files to which these are done; to the others, whatever the file."""


@dataclass(frozen=True)
class Mutation:
    """One fault to put into one file."""

    file: File
    what: str
    put: Callable[[], bool]
    """Writes it; whether a file of this kind can hold it."""


_PLACE = re.compile(r" (row|line|entry|observation) \d+|\btreatyID=\d+|\(byte \d+\)")


@dataclass(frozen=True)
class Outcome:
    """`fault` (one line), `same` facts, `silent`: other facts; with the line, or with the first fact that differs."""

    mutation: Mutation
    ended: str
    said: str

    @property
    def placed(self) -> bool:
        """Whether a fault is one line that names the file, and the row where one cell has it."""
        if self.ended != "fault":
            return True
        one_cell = self.mutation.what.startswith("column ") and " row " in self.mutation.what
        named = Path(self.mutation.file.name).name in self.said or not one_cell
        return "\n" not in self.said and named and (_PLACE.search(self.said) is not None or not one_cell)


class Bench:
    """Sound files of one publisher in a folder of its own, the facts they give, and the same with a fault put in."""

    def __init__(self, file: File, shared: Path, folder: Path) -> None:
        self.file, self.folder = file, folder
        (self._found,) = find_sources([file.source])
        for name in (file.name, *file.beside):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(shared / file.folder / name, folder / name)
        self.path = folder / file.name
        sheet = read(self.path, most=8000)
        sheet.rows = [row for row in sheet.rows if file.keep(dict(zip(sheet.header, row, strict=False)))][: file.most]
        write(self.path, sheet)
        self.data = self.path.read_bytes()
        self.sound = self._load()
        self.faults = set(self._survey(self.sound))

    def _load(self) -> Rows:
        return load_upstream(self._found, self.folder, bundled_registers())

    def _survey(self, rows: Rows) -> list[str]:
        """What the strict reader of facts finds in the rows; what lies beside them (other sources) is not at hand."""
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / self.file.source
            for kind, listed in rows.items():
                write_rows(path / "facts" / f"{kind}.csv", listed, bundled_schema())
            folder = SourceFolder(path, self._found.source)
            faults = survey([folder], bundled_schema(), bundled_registers(), accept_shrink=True)[1]
        return [fault for fault in faults if " none of these: " not in fault and "source.yml, rows" not in fault]

    def mutations(self, number: int) -> Iterator[Mutation]:
        """Yield what may be put in: `number` cells of each kind of fault, one fault at a time."""
        file, sound = self.file, read(self.path)

        def mutation(what: str, change: Callable[[Sheet, Chosen], None]) -> Mutation:
            def put() -> bool:
                sheet = copy.deepcopy(sound)
                change(sheet, random.Random(f"{SEED} {file.id} {what}"))
                return written(self.path, sheet)

            return Mutation(file, what, put)

        headed = self.path.suffix not in WITHOUT_HEADER
        for what, change in OF_SHEET.items():
            if (what in ("no header", "a column more") and not headed) or (
                what == "rows cut at 40" and len(sound.rows) < 2 * CUT_AT
            ):
                continue
            yield mutation(what, change)
        for column, kind in file.columns.items():
            at = column if isinstance(column, int) else sound.header.index(column)
            if self.path.suffix != ".psv":
                yield mutation(f"column {column} renamed", _renamed(at))
                yield mutation(f"column {column} moved", _moved(at))
            filled = [row for row in range(len(sound.rows)) if _filled(sound.rows[row][at])]
            for what, of_cell in OF_COLUMN[kind].items():
                chosen = random.Random(f"{SEED} {file.id} {at} {what}")
                for row in chosen.sample(filled, min(number, len(filled))):
                    if _changed(former := sound.rows[row][at], of_cell) != former:
                        yield mutation(f"column {column} row {row}: {what}", _cell(row, at, of_cell))
        for what, alter in OF_BYTES.items():
            if self.path.suffix in OF_BYTES_FOR.get(what, {self.path.suffix}) and alter(self.data) != self.data:
                yield Mutation(file, what, lambda alter=alter: bool(self.path.write_bytes(alter(self.data)) or True))

    def outcome(self, mutation: Mutation) -> Outcome | None:
        """Put the fault in, and read; None where a file of this kind cannot hold it. The file is sound again then."""
        try:
            return self._read(mutation) if mutation.put() else None
        finally:
            self.path.write_bytes(self.data)

    def _read(self, mutation: Mutation) -> Outcome:
        try:
            rows = self._load()
        except FactsError as error:
            return Outcome(mutation, "fault", error.faults[0])
        except PactgraphError as error:
            return Outcome(mutation, "fault", str(error))
        except Exception as error:
            return Outcome(mutation, "raised", repr(error))
        if told := rows.pop(UNSETTLED, []):
            return Outcome(mutation, "fault", f"SETTLE {told[0].cells['name']}: {told[0].cells['locator']}")
        before, after = _facts(self.sound), _facts(rows)
        if before == after:
            return Outcome(mutation, "same", "")
        if faults := vanished(self.sound, rows) + emptied(self.sound, rows):
            return Outcome(mutation, "fault", faults[0])
        if faults := [fault for fault in self._survey(rows) if fault not in self.faults]:
            return Outcome(mutation, "fault", faults[0])
        return Outcome(mutation, "silent", f"{sorted(before - after)[:1]} {sorted(after - before)[:1]}")


def _renamed(at: int) -> Callable[[Sheet, Chosen], None]:
    def change(sheet: Sheet, _: Chosen) -> None:
        sheet.header[at] = f"{sheet.header[at]}_2"

    return change


def _moved(at: int) -> Callable[[Sheet, Chosen], None]:
    """Its title stands above another column's cells."""

    def change(sheet: Sheet, _: Chosen) -> None:
        other = 1 if at == 0 else 0
        sheet.header[at], sheet.header[other] = sheet.header[other], sheet.header[at]

    return change


def _cell(row: int, at: int, of_cell: Callable[[Any], Any]) -> Callable[[Sheet, Chosen], None]:
    def change(sheet: Sheet, _: Chosen) -> None:
        sheet.rows[row][at] = _changed(sheet.rows[row][at], of_cell)

    return change


def _filled(cell: Any) -> bool:
    """Whether a cell says something (`NA`: Brazil's empty cell; a number that is none is not itself)."""
    return cell not in (None, "", "NA", []) and cell == cell


def _changed(former: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(former, list):
        return [change(former[0]), *former[1:]]
    if not isinstance(former, int | float):
        return change(former)
    changed = change(f"{former:g}")
    return int(changed) if isinstance(changed, str) and re.fullmatch("-?[0-9]+", changed, re.ASCII) else changed


def _facts(rows: Rows) -> set[tuple[str, tuple[tuple[str, str], ...]]]:
    return {
        (kind, tuple(sorted((name, cell) for name, cell in row.cells.items() if cell)))
        for kind, listed in rows.items()
        for row in listed
    }


def outcomes(files: list[File], shared: Path, number: int, most: int | None = None) -> Iterator[Outcome]:
    """Yield what becomes of the mutations of the files at hand: all of them, or `most` of each file's, by lot."""
    for file in files:
        if not (shared / file.folder / file.name).is_file():
            continue
        with tempfile.TemporaryDirectory() as name:
            bench = Bench(file, shared, Path(name))
            mutations = list(bench.mutations(number))
            if most is not None:
                mutations = random.Random(f"{SEED} {file.id}").sample(mutations, min(most, len(mutations)))
            yield from filter(None, map(bench.outcome, mutations))


def main() -> None:
    warnings.simplefilter("ignore")
    shared, number = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    counted: dict[str, Counter[str]] = {}
    for outcome in outcomes([f for f in FILES if len(sys.argv) < 4 or sys.argv[3] in f.id], shared, number):
        found = counted.setdefault(outcome.mutation.file.id, Counter())
        found[outcome.ended] += 1
        found["without its place"] += not outcome.placed
        if outcome.ended in ("silent", "raised") or not outcome.placed:
            print(f"{outcome.mutation.file.id}: {outcome.mutation.what}: {outcome.ended}: {outcome.said[:300]}")
    for id_, found in [*counted.items(), ("all", sum(counted.values(), Counter()))]:
        ends = ", ".join(f"{found[end]} {end}" for end in ("fault", "same", "silent", "raised", "without its place"))
        print(f"{id_}: {found.total() - found['without its place']} tried, {ends}")


if __name__ == "__main__":
    main()
