"""Sources: a folder with `source.yml` and `facts/*.csv`, read and validated into records."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from pactgraph.content import content_folder, guide, yaml_of
from pactgraph.errors import FactsError, UsageError
from pactgraph.facts.dates import FIRST_YEAR, LAST_YEAR, PartialDate
from pactgraph.facts.exchange import Table, columns_of, misplaced, read_table
from pactgraph.facts.published import COUNTED, PARTICIPANTS
from pactgraph.facts.records import Claim, Key, Node, Place, Records, Value
from pactgraph.facts.registers import FILES, Registers
from pactgraph.facts.schema import CLAIMED, DATED, Property, Schema
from pactgraph.spelling import did_you_mean, hint, slips

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Authority = Literal["depositary", "register", "dataset", "report", "page"]
AUTHORITIES: tuple[str, ...] = get_args(Authority)
"""Strongest first."""
FACTS, REPLACING = "facts", "facts.new"
"""Where a source's facts lie; and where new ones lie that have taken effect and are about to be moved there."""
SUGGESTED = 50
"""Unknown names that are given suggestions; a file with more of them has another fault than a slip of the pen."""


def _whole_day(value: object) -> object:
    """Return what stands for a day. Raises ValueError for anything else: a number would be seconds since 1970."""
    if type(value) is dt.date:
        value = value.isoformat()
    date = PartialDate.parse(value) if isinstance(value, str) else None
    if date is None or date.precision != "day":
        raise ValueError(f"expected a day as YYYY-MM-DD, from {FIRST_YEAR} to {LAST_YEAR}")
    return date.first_day


Day = Annotated[dt.date, BeforeValidator(_whole_day)]
"""A day within the years that facts may have."""


class RowBounds(BaseModel):
    """How many rows a facts file of a healthy source has, and how full its columns are."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    minimum: int = Field(ge=1, strict=True)
    maximum: int | None = Field(default=None, strict=True)
    fill: dict[str, Annotated[float, Field(gt=0, le=1)]] = {}
    """Column to the share of its cells that are not empty, at least: `{since: 0.9}`."""

    @model_validator(mode="after")
    def _ordered(self) -> RowBounds:
        if self.maximum is not None and self.maximum < self.minimum:
            raise ValueError(f"maximum {self.maximum} is below minimum {self.minimum}")
        return self


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""What is said to readers; never blank."""
Reason = Text
"""Why, in our own words; never empty."""


def _matched_soon(pattern: str) -> str:
    """Return a pattern that is matched in few steps whatever the id. Raises ValueError for any other."""
    parts = _ID_PARTS.fullmatch(pattern)
    open_ended = len(_OPEN_ENDED.findall(_CLASS.sub("x", pattern)))
    if parts is None or open_ended > _MOST_OPEN_ENDED:
        raise ValueError(
            f"expected letters, digits and lists of them, such as MY_[A-Z0-9_]+, at most {_MOST_OPEN_ENDED} of + * ?"
        )
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"no pattern ({error}); expected one such as MY_[A-Z0-9_]+") from error
    return pattern


_CLASS = re.compile(r"\[[A-Za-z0-9_.:-]+\]")
_OPEN_ENDED = re.compile(r"[+*?]|\{[0-9]+,[0-9]*\}")
_ID_PARTS = re.compile(
    rf"(?:(?:[A-Za-z0-9_:-]|\\[.-]|{_CLASS.pattern})(?:[+*?]|\{{[0-9]{{1,2}}(?:,[0-9]{{0,2}})?\}})?){{1,99}}"
)
_MOST_OPEN_ENDED = 3
"""Parts of an id pattern whose length is open: n of them may take the length of the id to the nth power."""
IdPattern = Annotated[str, AfterValidator(_matched_soon)]
"""A regular expression without groups, so that no id keeps it busy for ever."""
_LONGEST_ID = 200


class Comparison(BaseModel):
    """One comparison of a list with something that does not depend on it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    against: Reason
    """What the list was compared with: a second list, and where it stands."""
    day: Day
    """As at which day the two were compared."""
    source: str | None = Field(default=None, pattern=r"^[a-z][a-z0-9_]*$")
    """The source that holds the second list; every build and `pactgraph check` repeat the comparison with it."""
    explained: dict[str, Reason] = {}
    """By participant: why the two differ about it although the list is right."""


class Check(BaseModel):
    """
    Why a list counts as whole: with what it was compared, and for whom its silence proves nothing all the same.

    It is compared with every published number of its treaty or body up to its day, too (`facts.published`).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    day: Day
    """The last day the list speaks of: a list of another day is another list and wants a check of its own."""
    whole_until: Day | None = None
    """The last day for which it is whole, where that is not its own: somebody is missing who joined later."""
    compared: list[Comparison] = []
    explained: dict[str, Reason] = {}
    """By participant: why published numbers count it otherwise than the list does, although the list is right."""
    excepted: dict[str, Reason] = Field(default={}, alias="except")
    """By participant: why the list's silence on it proves nothing."""


class Source(BaseModel):
    """`source.yml`: who says it, under which terms, up to which day, and which of its lists are whole."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Text
    publisher: Text
    url: Annotated[str, StringConstraints(strip_whitespace=True)]
    """Empty where the source is made of many pages."""
    licence: Text
    citation: Text
    authority: Authority
    as_of: str
    covers: Text
    """What the source covers and what it does not, in words, for readers."""
    rows: dict[str, RowBounds]
    default: bool = True
    """Whether a build without named sources includes it."""
    register_of: str = ""
    """The State whose register of bilateral agreements it is, whole or not."""
    own_ids: dict[str, IdPattern] = {}
    """By label: the pattern of ids this source may give to nodes that the label's register does not have."""
    checks: dict[str, Check] = {}
    """By id of a treaty, of a body, or of a State whose agreements it registers: why its list of these is whole."""

    @field_validator("as_of", mode="before")
    @classmethod
    def _as_of_is_a_date(cls, value: object) -> object:
        """Accept what YAML reads as a date or a year when it stands without quotation marks."""
        text = value.isoformat() if isinstance(value, dt.date) else value if isinstance(value, str) else str(value)
        PartialDate.parse(text)
        return text

    @cached_property
    def rank(self) -> int:
        """The place of its authority among AUTHORITIES, 0 for the strongest."""
        return AUTHORITIES.index(self.authority)

    @cached_property
    def as_of_date(self) -> PartialDate:
        """The day up to which the source speaks."""
        return PartialDate.parse(self.as_of)

    def denies(self, id_: str, participant: str, day: dt.date) -> bool:
        """
        Return whether the source's list of `id_`, whose last day is `day`, means no by not having `participant`.

        It does when a written check shows the list of that treaty or body (or of that State's agreements) of that very
        day to be whole and does not except the participant (a State, a body, or the other side of an agreement). A list
        without a check denies nothing, and a newer list denies nothing until it has been compared anew.
        """
        return self.whole_until(id_, day) is not None and participant not in self.checks[id_].excepted

    def whole_until(self, id_: str, day: dt.date) -> dt.date | None:
        """
        Return the last day for which the list of `id_`, whose own last day is `day`, is shown to be whole.

        None where no check is written of that very list: its silence proves nothing.
        """
        check = self.checks.get(id_)
        return (check.whole_until or day) if check is not None and check.day == day else None


def precedence(source: Source) -> tuple[int, int, str]:
    """Return a key that sorts sources by authority, then the later as-at day, then id."""
    return source.rank, -source.as_of_date.last_day.toordinal(), source.id


@dataclass(frozen=True, slots=True)
class SourceFolder:
    """A source and where it lies."""

    path: Path
    source: Source
    readable: bool = True
    """Whether `source.yml` could be read; if not, `source` only stands in for it while everything else is checked."""

    @property
    def facts(self) -> list[Path]:
        """Its facts files, sorted by name: those that have taken effect, where a replacement was cut short."""
        replacing = self.path / REPLACING
        return sorted((replacing if replacing.is_dir() else self.path / FACTS).glob("*.csv"))


def load_source(folder: Path) -> SourceFolder:
    """
    Read `folder/source.yml`.

    Raises FactsError naming the key and what was expected.
    """
    path = folder / "source.yml"
    place = f"{folder.name}/source.yml"
    try:
        # Of the bundled ones one has aliases; its authors mean no harm.
        bundled = folder.parent == content_folder("loaders")
        data = yaml_of(path.read_text(encoding="utf-8"), aliases=bundled)
    except FileNotFoundError as error:
        raise FactsError([f"{folder.name}: has no source.yml; see {guide('own-data')}"]) from error
    except UnicodeDecodeError as error:
        raise FactsError([f"{place}: not UTF-8 at byte {error.start}; save the file as UTF-8"]) from error
    except yaml.YAMLError as error:
        raise FactsError([f"{place}: no YAML; {error}"]) from error
    if not isinstance(data, dict):
        raise FactsError([f"{place}: holds no keys; expected {', '.join(Source.model_fields)}"])
    try:
        source = Source.model_validate(data)
    except ValidationError as error:
        raise FactsError([f"{place}: {_explain(fault)}" for fault in error.errors()]) from error
    if source.id != folder.name:
        raise FactsError([f"{place}: id is {source.id!r}, expected the folder's name {folder.name!r}"])
    return SourceFolder(folder, source)


def _explain(fault: ErrorDetails) -> str:
    """Return one fault of `source.yml`: the key and what was expected."""
    key = ".".join(map(str, fault["loc"]))
    if fault["type"] == "missing":
        return f"{key}: missing; every source must state it"
    if fault["type"] == "extra_forbidden":
        model = _model_at(fault["loc"])
        known = [field.alias or name for name, field in model.model_fields.items()]
        return f"{key}: unknown; expected some of {', '.join(known)}{_or(key, known)}"
    return f"{key}: {fault['input']!r}; {fault['msg'].removeprefix('Value error, ')}"


def _model_at(loc: Sequence[int | str]) -> type[BaseModel]:
    """Return the model whose key stands at this place of `source.yml`."""
    if len(loc) == 1:
        return Source
    if loc[0] == "checks":
        return Check if len(loc) == 3 else Comparison
    return RowBounds


def _or(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean …` for what `word` may be a slip of, else nothing."""
    return hint(word.rpartition(".")[2], known)


def find_sources(
    names: Iterable[str] = (),
    extra: Path | None = None,
    also: Iterable[str] = (),
    *,
    everything: bool = False,
    faults: list[str] | None = None,
) -> list[SourceFolder]:
    """
    Return the bundled sources (and those in the folder `extra`), sorted by id; only `names` when given.

    Sources that are off by default are among them when they are in `names` or `also`, or when `everything` is asked.

    Raises UsageError for a name that is no source, FactsError for a broken `source.yml`; with `faults` they are added
    there instead, and a stand-in that is not `readable` is returned for the source.
    """
    folders = _source_folders(content_folder("loaders"))
    if extra is not None:
        if not extra.is_dir():
            raise UsageError(f"--sources {extra}: no such folder; name the folder that holds your source folders")
        own = [extra] if (extra / "source.yml").is_file() else _source_folders(extra)
        if not own:
            raise UsageError(f"--sources {extra}: holds no source folder; see {guide('own-data')}")
        folders += own
    sources: dict[str, SourceFolder] = {}
    found_faults: list[str] = []
    for path in sorted(folders, key=lambda path: (path.name, path)):
        try:
            found = load_source(path)
        except FactsError as error:
            found_faults += error.faults
            found = SourceFolder(path, _stand_in(path.name), readable=False)
        if found.source.id in sources:
            found_faults.append(
                f"{path.name}/source.yml: the id {found.source.id!r} is taken; rename the folder and the id"
            )
            continue
        sources[found.source.id] = found
    if faults is not None:
        faults += found_faults
    elif found_faults:
        raise FactsError(found_faults)
    wanted, added = set(names), set(also)
    known = sources.keys()
    if (wanted | added) - known:
        missing = ", ".join(sorted((wanted | added) - known))
        raise UsageError(f"no source called {missing}; there are {', '.join(sorted(known))}")
    return [
        s
        for id_, s in sorted(sources.items())
        if everything or id_ in added or (id_ in wanted if wanted else s.source.default)
    ]


def _stand_in(id_: str) -> Source:
    """Return what a source is taken for while its `source.yml` is broken."""
    unknown = dict.fromkeys(("title", "publisher", "url", "licence", "citation", "covers"), "unknown")
    return Source.model_validate(
        {"id": "broken", "authority": "page", "as_of": "1600", "rows": {}, **unknown}
    ).model_copy(update={"id": id_})


def _source_folders(parent: Path) -> list[Path]:
    return [p for p in parent.iterdir() if p.is_dir() and not p.name.startswith((".", "_"))]


def read_sources(
    folders: Sequence[SourceFolder], schema: Schema, registers: Registers, *, accept_shrink: bool = False
) -> Records:
    """
    Read and validate all facts of `folders`; `accept_shrink` lets a file have fewer rows than its bounds ask for.

    Raises FactsError with every fault: file, row, column, what was expected.
    """
    records, faults = survey(folders, schema, registers, accept_shrink=accept_shrink)
    if faults:
        raise FactsError(faults)
    return records


def survey(
    folders: Sequence[SourceFolder], schema: Schema, registers: Registers, *, accept_shrink: bool = False
) -> tuple[Records, list[str]]:
    """Return what is sound in the facts of `folders`, and every fault: file, row, column, what was expected."""
    records = Records()
    faults: list[str] = []
    pending: list[_Pending] = []
    for folder in folders:
        faults += _check_declared(folder.source, schema)
        faults += _check_checks(folder.source, registers)
        seen_kinds = set()
        for path in folder.facts:
            seen_kinds.add(path.stem)
            name = f"{folder.source.id}/facts/{path.name}"
            declared = schema.nodes.get(path.stem) or schema.relationships.get(path.stem)
            if declared is None:
                known = [*schema.nodes, *schema.relationships]
                faults.append(
                    f"{name}: no such label or type; expected one of {', '.join(known)}{_or(path.stem, known)}"
                )
                continue
            if declared.derived:
                faults.append(f"{name}: {path.stem} is computed by analysis and cannot be stated")
                continue
            table = read_table(path)
            faults += table.faults
            sound = _Sound(path, table, folder.source, schema, faults)
            if path.stem in schema.nodes:
                _read_nodes(sound, schema, registers, records, faults)
            else:
                _read_relationships(sound, schema, pending, faults)
            if folder.readable and (table.rows or not table.faults):
                _check_bounds(name, folder.source, path.stem, table, accept_shrink, faults)
        for kind in sorted(folder.source.rows.keys() - seen_kinds):
            faults.append(f"{folder.source.id}: facts/{kind}.csv is missing, but source.yml expects it")
    _check_required(records.nodes, schema, registers, faults)
    keys = [*registers.entries, *(n.key for n in records.nodes), *(Key("Source", f.source.id) for f in folders)]
    stated = frozenset(keys)
    faults += [
        f"{place} column id: {key.id!r} is no {key.label}{registers.hint([key.label], key.id)}"
        for place, key in registers.own
        if key not in stated
    ]
    _resolve(pending, schema, keys, registers, records, faults)
    return records, faults


def _check_declared(source: Source, schema: Schema) -> Iterator[str]:
    """Yield a fault for each kind or column in the bounds of `source.yml` that the schema does not have."""
    known = [*schema.nodes, *schema.relationships]
    for kind, bounds in source.rows.items():
        place = f"{source.id}/source.yml: rows.{kind}"
        if kind not in known:
            yield f"{place}: no such label or type; expected one of {', '.join(known)}{_or(kind, known)}"
            continue
        columns = columns_of(kind, schema)
        for column in bounds.fill.keys() - set(columns):
            yield f"{place}.fill.{column}: no such column; expected some of {', '.join(columns)}{_or(column, columns)}"


def _check_checks(source: Source, registers: Registers) -> Iterator[str]:
    """Yield a fault for each id in the checks of `source.yml` that is in no register, and for `register_of`."""
    lists = (*COUNTED, "State")
    if source.register_of and Key("State", source.register_of) not in registers.entries:
        yield f"{source.id}/source.yml: register_of: {_in_no_register(source.register_of, ['State'], registers)}"
    for id_, check in source.checks.items():
        place = f"{source.id}/source.yml: checks.{id_}"
        own = any(
            label in lists and re.fullmatch(pattern, id_[:_LONGEST_ID]) for label, pattern in source.own_ids.items()
        )
        if not own and all(Key(label, id_) not in registers.entries for label in lists):
            yield f"{place}: {_in_no_register(id_, lists, registers)}"
            continue
        keyed = [("except", check.excepted), ("explained", check.explained)]
        for position, comparison in enumerate(check.compared):
            keyed.append((f"compared.{position}.explained", comparison.explained))
            if comparison.source == source.id:
                yield f"{place}.compared.{position}.source: a list proves nothing about itself; name another source"
        for key, reasons in keyed:
            for participant in reasons:
                if all(Key(label, participant) not in registers.entries for label in PARTICIPANTS):
                    yield f"{place}.{key}.{participant}: {_in_no_register(participant, PARTICIPANTS, registers)}"


def _in_no_register(id_: str, labels: Iterable[str], registers: Registers) -> str:
    return f"in no register of these: {', '.join(labels)}{registers.hint(labels, id_)}"


@dataclass(slots=True)
class _Pending:
    """A relationship row whose ends are still plain ids."""

    type: str
    start: str
    end: str
    properties: dict[str, Value]
    source: str
    locator: str
    note: str
    as_of: PartialDate | None
    place: Place


class _Sound:
    """The rows of a facts file that have all they need to be read, with their values as the schema types them."""

    def __init__(self, path: Path, table: Table, source: Source, schema: Schema, faults: list[str]) -> None:
        self.path = path
        self.source = source
        self.header = table.header
        self._faults = faults
        self._properties = _properties(path.stem, schema)
        self._values: dict[str, dict[str, Value | ValueError]] = defaultdict(dict)
        self.rows: list[tuple[int, dict[str, str]]] = []
        allowed = columns_of(path.stem, schema)
        needed = ("id", "locator") if path.stem in schema.nodes else ("from", "locator", "to")
        if not self._check_header(allowed, needed):
            return
        positions = [(column, self.header.index(column)) for column in needed]
        for number, cells in table.rows:
            empty = [column for column, position in positions if not cells[position]]
            for column in empty:
                faults.append(f"{Place(path, number)} column {column}: empty; every row must have it")
            if not empty:
                self.rows.append((number, dict(zip(self.header, cells, strict=True))))

    def _check_header(self, allowed: Sequence[str], needed: Sequence[str]) -> bool:
        if not self.header:
            return False
        place = f"{self.source.id}/facts/{self.path.name} row 1"
        for column in self.header:
            if column not in allowed:
                self._faults.append(
                    f"{place} column {column}: unknown; expected some of {', '.join(allowed)}{_or(column, allowed)}"
                )
        # A title above another's cells reads them as something else, without a word where both are days.
        if fault := misplaced(self.header, allowed):
            self._faults.append(f"{place}: {fault}")
            return False
        missing = [column for column in needed if column not in self.header]
        for column in missing:
            self._faults.append(f"{place}: the column {column} is missing; expected {', '.join(needed)} and others")
        return not missing

    def values(self, row: dict[str, str], place: Place) -> dict[str, Value]:
        """Return the row's properties; record a fault for each cell that is not of its type."""
        values: dict[str, Value] = {}
        for column, declared in self._properties.items():
            cell = row.get(column)
            if not cell:
                continue
            # The same few days and words stand in most rows.
            known = self._values[column]
            if cell not in known:
                try:
                    known[cell] = declared.parse(cell)
                except ValueError as error:
                    known[cell] = error
            value = known[cell]
            if isinstance(value, ValueError):
                self._faults.append(f"{place} column {column}: {cell!r}; {value}")
            else:
                values[column] = value
        return values


def _properties(kind: str, schema: Schema) -> dict[str, Property]:
    if kind in schema.nodes:
        return schema.nodes[kind].properties
    return {**schema.relationships[kind].properties, **DATED, **CLAIMED}


def _read_nodes(sound: _Sound, schema: Schema, registers: Registers, records: Records, faults: list[str]) -> None:
    """Add the file's nodes to `records`."""
    label = sound.path.stem
    pattern = re.compile(schema.nodes[label].id_pattern, re.ASCII)
    seen: dict[str, int] = {}
    for number, row in sound.rows:
        place = Place(sound.path, number)
        key = Key(label, row["id"])
        if not pattern.fullmatch(key.id):
            faults.append(f"{place} column id: {key.id!r}; expected the pattern {pattern.pattern}")
        if len(key.id) > _LONGEST_ID:
            faults.append(f"{place} column id: {len(key.id)} characters; expected at most {_LONGEST_ID}")
            continue
        if key.id in seen:
            faults.append(f"{place} column id: {key.id!r} stands already in row {seen[key.id]}; keep one row")
        seen[key.id] = number
        own = sound.source.own_ids.get(label)
        if label in FILES and key not in registers.entries and (own is None or not re.fullmatch(own, key.id)):
            faults.append(
                f"{place} column id: {key.id!r} is in no register and of no pattern in own_ids of source.yml "
                f"(`own_ids: {{{label}: 'MY_[A-Z0-9_]+'}}`){registers.hint([label], key.id)}"
            )
        records.nodes.append(Node(key, sound.values(row, place), sound.source.id, row["locator"], place))


def _read_relationships(sound: _Sound, schema: Schema, pending: list[_Pending], faults: list[str]) -> None:
    """Add the file's relationships to `pending`."""
    type_ = sound.path.stem
    required = [name for name, p in schema.relationships[type_].properties.items() if p.required]
    stated = [column for column in sound.header if column != "note"]
    seen: dict[tuple[str, ...], int] = {}
    for number, row in sound.rows:
        place = Place(sound.path, number)
        statement = tuple([row[column] for column in stated])
        if statement in seen:
            faults.append(f"{place}: says the same as row {seen[statement]}; keep one row")
        seen[statement] = number
        for name in required:
            if not row.get(name):
                faults.append(f"{place} column {name}: empty, but {type_} requires it")
        values = sound.values(row, place)
        since, until = values.get("since"), values.get("until")
        if isinstance(since, PartialDate) and isinstance(until, PartialDate) and until.last_day < since.first_day:
            faults.append(f"{place} column until: {until} is before since {since}; expected a later day or nothing")
        as_of = values.pop("as_of", None)
        own = as_of if isinstance(as_of, PartialDate) else None
        latest = sound.source.as_of_date
        if own is not None and own.first_day > latest.last_day:
            faults.append(f"{place} column as_of: {own} is after {latest}, the day of source.yml; mend one of them")
        note = row.get("note", "")
        pending.append(
            _Pending(type_, row["from"], row["to"], values, sound.source.id, row["locator"], note, own, place)
        )


def _check_required(nodes: Sequence[Node], schema: Schema, registers: Registers, faults: list[str]) -> None:
    """Record a fault for each required property that neither a source nor the register states."""
    stated: dict[Key, set[str]] = {}
    first: dict[Key, Place] = {}
    for node in nodes:
        stated.setdefault(node.key, set()).update(node.properties)
        first.setdefault(node.key, node.place)
    for key, names in stated.items():
        entry = registers.entries.get(key)
        known = names | {name for name, cell in entry.row.items() if cell} if entry else names
        for name, declared in schema.nodes[key.label].properties.items():
            if declared.required and name not in known:
                faults.append(f"{first[key]} column {name}: empty, but {key.label} requires it")


def _check_bounds(name: str, source: Source, kind: str, table: Table, accept_shrink: bool, faults: list[str]) -> None:
    bounds = source.rows.get(kind)
    if bounds is None:
        faults.append(f"{source.id}/source.yml: rows has no bounds for {kind}; add `{kind}: {{minimum: …}}`")
        return
    count = len(table.rows)
    enough = count > 0 if accept_shrink else count >= bounds.minimum
    if not enough or (bounds.maximum is not None and count > bounds.maximum):
        expected = f"{bounds.minimum} to {bounds.maximum}" if bounds.maximum else f"at least {bounds.minimum}"
        faults.append(f"{name}: {count} rows, expected {expected} (source.yml, rows); mend the file or the bounds")
    if accept_shrink or not count:
        return
    for column, share in sorted(bounds.fill.items()):
        position = table.header.index(column) if column in table.header else None
        full = 0 if position is None else sum(1 for _, cells in table.rows if cells[position])
        if full < share * count:
            faults.append(
                f"{name} column {column}: {full} of {count} cells filled, expected at least {share:.0%} "
                "(source.yml, rows, fill); mend the file or the bounds"
            )


def _resolve(
    pending: list[_Pending],
    schema: Schema,
    known: Iterable[Key],
    registers: Registers,
    records: Records,
    faults: list[str],
) -> None:
    """Turn plain ids into keys: each must be exactly one known node among the labels the type allows."""
    labels: dict[str, set[str]] = defaultdict(set)
    for key in known:
        labels[key.id].add(key.label)
    suggested = 0
    # By id and allowed labels: the key, or the end of the message that says why there is none.
    ends: dict[tuple[str, tuple[str, ...]], Key | str] = {}

    def resolve(id_: str, allowed: tuple[str, ...]) -> Key | str:
        found = sorted(labels.get(id_, set()) & set(allowed))
        if len(found) == 1:
            return Key(found[0], id_)
        kinds = ", ".join(allowed)
        if found:
            return f"{id_!r} is several of these: {kinds}; one id must be one node"
        nonlocal suggested
        suggested += 1
        if suggested > SUGGESTED:
            return f"{id_!r} is none of these: {kinds}; state the node first"
        own = [known for known, of in labels.items() if of & set(allowed)]
        return (
            f"{id_!r} is none of these: {kinds}; state the node first"
            f"{did_you_mean(slips(id_, own)) or registers.hint(allowed, id_)}"
        )

    for row in pending:
        relationship = schema.relationships[row.type]
        both: list[Key] = []
        for column, id_, allowed in (("from", row.start, relationship.start), ("to", row.end, relationship.end)):
            if (id_, allowed) not in ends:
                ends[id_, allowed] = resolve(id_, allowed)
            end_or_fault = ends[id_, allowed]
            if isinstance(end_or_fault, Key):
                both.append(end_or_fault)
            else:
                faults.append(f"{row.place} column {column}: {end_or_fault}")
        if len(both) == 2:
            start, end = both
            if relationship.symmetric and end.id < start.id:
                start, end = end, start
            records.claims.append(
                Claim(row.type, start, end, row.properties, row.source, row.locator, row.place, row.note, row.as_of)
            )
