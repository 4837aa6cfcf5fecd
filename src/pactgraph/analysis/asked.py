"""
Asks a store for what an analysis needs: one label or one type, the columns needed, the facts of one day.

Most of the time of reading over Bolt goes into records, not values: so each answer is a few rows with long lists. A day
goes in as a day: `date($text)` would be worked out for every row.
"""

from __future__ import annotations

import datetime as dt
import re
import threading
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar, cast

from pactgraph.analysis.recorded import (
    KINDS_OF_LINK,
    Fact,
    Link,
    Recorded,
    Standing,
    Told,
    holding_days,
    key_of,
    order,
)
from pactgraph.facts.records import Key
from pactgraph.facts.schema import DATED, HOLDS, NODE_PROVENANCE, Property, bundled_schema

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from pactgraph.facts.standing import Answer
    from pactgraph.stores.bolt import Reader

_OURS = "r.run IN $runs AND a.run IN $runs AND b.run IN $runs"
_ALL = re.compile(r"\w\.run IN \$runs(?: AND \w\.run IN \$runs)*")
"""What keeps a statement to this graph, where other people's data may stand beside it."""
_HOLDS = "r.holds_from <= $day AND r.holds_until > $day"
_BEGUN = "r.holds_from <= $day AND r.holds_from < r.holds_until"
_DAYS_AS_TEXT = "collect(toString(r.holds_from)) AS first, collect(toString(r.holds_until)) AS until"
_NOT_READ = frozenset({"fact", "run", "stated_since", "stated_by", "as_of", "source", "notes", "derived"})
"""Properties no analysis looks at."""
_NOT_SHOWN = frozenset({"fact", "run", "stated_by", "as_of", "source", "derived"})
"""Properties that no page shows."""
_NOT_IN_BULK = _NOT_READ | {"disputed", "dispute"}
"""Those it looks at near one State only."""

Found = TypeVar("Found")


_AS_LINKS = frozenset({
    "ABOUT", "ADMINISTERS", "CHAIRS", "CONCLUDED", "COOPERATES_WITH", "COORDINATES", "FACILITATES", "MEMBER_OF",
    "REPORTED", "SIGNED",
})  # fmt: skip
_AS_BEGUN = frozenset({"COVERS", "DETECTED_VICTIMS"})
"""Types that analysis of all States reads as links, and as facts that hold or did; the others as facts that hold."""
_FEW = (
    frozenset({"ABOUT", "ADMINISTERS", "CHAIRS", "COORDINATES", "FACILITATES", "REPORTED"}),
    frozenset({"ACTIVE_IN", "PROVIDES", "READ", "REPLIED_TO", "WORKS_ON"}),
)
"""Types read in the same way, of which there are few: asked for together, for each question takes its time."""


class Asked:
    """
    A graph in a store. What was read is kept: each question goes to the store once, one at a time.

    Questions can be asked ahead, in a thread of its own: while the store works on the next, Python works on the last.
    """

    def __init__(self, reader: Callable[[], Reader]) -> None:
        """Ask through what `reader` returns; it is called when something is needed."""
        self._reader = reader
        self._kept: dict[tuple[object, ...], object] = {}
        self._asking = threading.RLock()
        self._queueing = threading.Lock()
        self._wanted: deque[tuple[dt.date, list[str]]] = deque()
        self._reading: threading.Thread | None = None
        self._reading_all: ThreadPoolExecutor | None = None

    def ahead(self, day: dt.date, types: Sequence[str]) -> None:
        """
        Begin to read what analysis of all States on `day` asks of relationships of these types, in this order.

        Without types the store is only opened.
        """
        with self._queueing:
            self._wanted.extend((day, together) for together in _together(types))
            if self._reading is None:
                self._reading = threading.Thread(target=self._read_ahead, name="reading ahead")
                self._reading.start()

    def stop(self) -> None:
        """Read no further ahead; return when nothing is being read."""
        with self._queueing:
            self._wanted.clear()
            reading = self._reading
        if reading is not None:
            reading.join()
        if self._reading_all is not None:
            self._reading_all.shutdown(cancel_futures=True)

    def _read_ahead(self) -> None:
        try:
            self._reader()
            while True:
                with self._queueing:
                    if not self._wanted:
                        self._reading = None
                        return
                    day, together = self._wanted.popleft()
                self._read(day, together)
        except Exception:
            # Not lost: whoever needs the answer asks again, and is told what is wrong.
            with self._queueing:
                self._wanted.clear()
                self._reading = None

    def _read(self, day: dt.date, together: list[str]) -> None:
        type_ = together[0]
        if type_ == "STANDING":
            self.of("State")
            self.standings(day)
        elif type_ in _AS_BEGUN:
            self.begun(type_, day)
        elif len(together) == 1:
            (self.links if type_ in _AS_LINKS else self.holding)(type_, day)
        else:
            named = "links" if type_ in _AS_LINKS else "facts"
            with self._asking:
                # Some may have been asked for in the meantime.
                if left := [one for one in together if (named, one, day) not in self._kept]:
                    found = self._links(left, day) if named == "links" else self._by_type(left, day)
                    self._kept |= {(named, one, day): read for one, read in found.items()}

    def _by_type(self, types: Sequence[str], day: dt.date) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = {type_: [] for type_ in types}
        for fact in self._facts(_of_facts(types, day)):
            found[fact.type].append(fact)
        return found

    def of(self, label: str) -> Mapping[str, Mapping[str, object]]:
        """Return the nodes of a label by id."""
        return self._once(("of", label), lambda: self._nodes(label))

    def nodes_of(self, label: str, ids: Collection[str]) -> Mapping[str, Mapping[str, object]]:
        """Return those of `ids` that are nodes of a label, by id."""
        wanted = tuple(sorted(ids))
        return self._once(("nodes", label, wanted), lambda: self._nodes(label, wanted)) if wanted else {}

    def holding(self, type_: str, day: dt.date, about: Collection[Key] = ()) -> Sequence[Fact]:
        """Return the facts of a type that hold on `day`; only those with one of `about` at an end, if given."""
        if not about:
            return self._once(("facts", type_, day), lambda: self._facts(_of_facts([type_], day)))
        return self._once(("facts", type_, day, frozenset(about)), lambda: self._facts_near(type_, day, about))

    def stated(self, type_: str, names: Collection[str]) -> Sequence[Fact]:
        """Return those facts of a type whose property `fact` is one of `names`, whenever they hold."""
        wanted = tuple(sorted(names))
        return self._once(
            ("stated", type_, wanted),
            lambda: self._facts(
                _of_facts(
                    [type_],
                    dt.date.max,
                    near=" AND r.fact IN $facts",
                    when="true",
                    left_out=_NOT_READ,
                    values={"facts": list(wanted)},
                )
            ),
        )

    def begun(self, type_: str, day: dt.date) -> Sequence[Fact]:
        """Return the facts of a type that hold on `day` or did before."""
        return self._once(("begun", type_, day), lambda: self._facts(_of_facts([type_], day, when=_BEGUN)))

    def links(self, type_: str, day: dt.date, beside: Collection[str] = ()) -> Sequence[Link]:
        """Return the links of a type that hold on `day`; only those that a source other than `beside` states, too."""
        asked = ("links", type_, day, *([frozenset(beside)] if beside else []))
        return self._once(asked, lambda: self._links([type_], day, beside)[type_])

    def not_in_force(self, day: dt.date) -> Mapping[str, dt.date]:
        """Return the bilateral agreements known not to be in force on `day`, and before which day; NO_END: unknown."""
        statement = """MATCH (n:BilateralAgreement) WHERE n.run IN $runs AND n.not_in_force_before > $day
RETURN n.id AS id, toString(n.not_in_force_before) AS before"""
        return self._once(
            ("not in force", day),
            lambda: {str(id_): dt.date.fromisoformat(str(before)) for id_, before in self._rows(statement, day=day)},
        )

    def standings(self, day: dt.date) -> Mapping[tuple[str, str], Standing]:
        """Return where every State stands towards every treaty on `day`, by State and treaty."""
        return self._once(("standings", day), lambda: self._standings(day))

    def told(
        self, day: dt.date, answers: Collection[Answer] = (), about: Collection[Key] = ()
    ) -> Mapping[tuple[str, str], Told]:
        """Return what standings rest on: those with one of `answers`, and with one of `about` at an end, if given."""
        wanted = tuple(sorted(answers))
        return self._once(("told", day, wanted, frozenset(about)), lambda: self._told(day, wanted, about))

    def prepare(self, days: Sequence[dt.date], types: Sequence[str] = ("MEMBER_OF", "CONCLUDED")) -> None:
        """Read what a series of days needs (standings, links of `types`) once for all of them."""
        series = sorted(days)
        texts = [day.isoformat() for day in series]
        standings: list[dict[tuple[str, str], Standing]] = [{} for _ in series]
        statement = f"""MATCH (a:State)-[r:STANDING]->(b:Treaty) WHERE {_OURS}
RETURN b.id AS treaty, r.answer AS answer, collect(a.id) AS states,
  collect(coalesce(toString(r.known_until), "")) AS known, collect(coalesce(toString(r.in_force), "")) AS in_force,
  {_DAYS_AS_TEXT}"""
        for treaty, answer, *columns in self._rows(statement):
            for state, known, in_force, begins, ends in zip(*map(_list, columns), strict=True):
                pair = str(state), str(treaty)
                for number in _during(texts, begins, ends):
                    forced = str(in_force) <= texts[number] if in_force else None
                    standings[number][pair] = _standing(str(answer), str(known), forced)
        for day, found in zip(series, standings, strict=True):
            self._kept["standings", day] = found
        for type_ in types:
            links: list[list[Link]] = [[] for _ in series]
            for link, begins, ends in self._spelled_links(type_):
                for number in _during(texts, begins, ends):
                    links[number].append(link)
            for day, listed in zip(series, links, strict=True):
                self._kept["links", type_, day] = listed

    def everything(self, left_out: Collection[str] = ()) -> Callable[[], Recorded]:
        """
        Begin to read every node and fact with its provenance, save the relationship types in `left_out`.

        Returns what waits for the last of it and returns all; meanwhile Python can do other things.
        """
        schema = bundled_schema()
        labels = [label for label, declared in sorted(schema.nodes.items()) if declared.derived != "analysis"]
        # Types with the same properties are asked for together: most have few facts, and each question takes its time.
        alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for type_, linking in schema.relationships.items():
            if linking.derived != "analysis" and type_ not in left_out:
                alike[tuple(sorted(linking.stored()))].append(type_)
        of_nodes = [_of_nodes(label, left_out=_NOT_SHOWN) for label in labels]
        of_facts = [_of_facts(types, dt.date.max, when="true", left_out=_NOT_SHOWN) for types in alike.values()]
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - shorter answers do without

        # The store works on the next question while Python works on the last answer.
        self._reading_all = asking = ThreadPoolExecutor(1, "asking")
        node_rows, fact_rows = (
            [asking.submit(self._rows, question.statement, **question.values) for question in questions]
            for questions in (of_nodes, of_facts)
        )

        def found() -> Recorded:
            nodes = {
                Key(label, id_): known
                for label, question, rows in zip(labels, of_nodes, node_rows, strict=True)
                for id_, known in _nodes_in(question, rows.result()).items()
            }
            facts: dict[str, list[Fact]] = defaultdict(list)
            for question, rows in zip(of_facts, fact_rows, strict=True):
                for fact in _facts_in(question, rows.result()):
                    facts[fact.type].append(fact)
            return Recorded(nodes, dict(sorted(facts.items())))

        return found

    def _once(self, question: tuple[object, ...], ask: Callable[[], Found]) -> Found:
        if question not in self._kept:
            with self._asking:
                if question not in self._kept:
                    self._kept[question] = ask()
        return cast("Found", self._kept[question])

    def _rows(self, statement: str, **values: object) -> list[list[object]]:
        with self._asking:
            reader = self._reader()
            if reader.alone:  # To look at what each node and relationship belongs to takes a quarter of the time.
                return reader.run(_ALL.sub("true", statement), values).rows
            return reader.run(statement, {"runs": list(reader.runs), **values}).rows

    def _nodes(self, label: str, ids: Sequence[str] | None = None) -> dict[str, Mapping[str, object]]:
        question = _of_nodes(label, ids)
        return _nodes_in(question, self._rows(question.statement, **question.values))

    def _facts_near(self, type_: str, day: dt.date, about: Collection[Key]) -> list[Fact]:
        declared = bundled_schema().relationships[type_]
        found = {
            (fact.start, fact.end, *order(fact)[4:]): fact
            for pattern, label, ids in _near(about, declared.start, type_, declared.end)
            for fact in self._facts(_of_facts([type_], day, left_out=_NOT_READ, values={label: ids}, pattern=pattern))
        }
        return sorted(found.values(), key=order)

    def _facts(self, question: _Question) -> list[Fact]:
        return _facts_in(question, self._rows(question.statement, **question.values))

    def _links(self, types: Sequence[str], day: dt.date, beside: Collection[str] = ()) -> dict[str, list[Link]]:
        stated = " AND any(source IN r.sources WHERE NOT source IN $beside)" if beside else ""
        statement = f"""MATCH (a)-[r:{"|".join(types)}]->(b) WHERE {_HOLDS} AND {_OURS}{stated}
RETURN type(r) AS type, labels(a) AS start, labels(b) AS end, {_told_apart(types)} AS kind, collect(a.id) AS starts,
  collect(b.id) AS ends"""
        found: dict[str, list[Link]] = {type_: [] for type_ in types}
        values = {"beside": sorted(beside)} if beside else {}
        for type_, start, end, kind, starts, ends in self._rows(statement, day=day, **values):
            found[str(type_)] += _linking(start, end, kind, _list(starts), _list(ends))
        return {type_: sorted(links, key=_by_ends) for type_, links in found.items()}

    def _spelled_links(self, type_: str) -> list[tuple[Link, str, str]]:
        """Return every link of a type with its first day and the first on which it no longer holds, as text."""
        statement = f"""MATCH (a)-[r:{type_}]->(b) WHERE {_OURS}
RETURN labels(a) AS start, labels(b) AS end, {_told_apart([type_])} AS kind, collect(a.id) AS starts,
  collect(b.id) AS ends, {_DAYS_AS_TEXT}"""
        found = [
            (link, str(begins), str(stops))
            for start, end, kind, starts, others, first, until in self._rows(statement)
            for link, begins, stops in zip(
                _linking(start, end, kind, _list(starts), _list(others)), _list(first), _list(until), strict=True
            )
        ]
        return sorted(found, key=lambda spell: _by_ends(spell[0]))

    def _told(self, day: dt.date, answers: Sequence[Answer], about: Collection[Key]) -> dict[tuple[str, str], Told]:
        if about:
            told: dict[tuple[str, str], Told] = {}
            for pattern, label, ids in _near(about, ("State",), "STANDING", ("Treaty",)):
                told |= self._told_of(day, answers, pattern, {label: ids})
            return told
        return self._told_of(day, answers, "(a:State)-[r:STANDING]->(b:Treaty) WHERE true", {})

    def _told_of(
        self, day: dt.date, answers: Sequence[Answer], pattern: str, ids: Mapping[str, object]
    ) -> dict[tuple[str, str], Told]:
        answered = "r.answer IN $answers AND " if answers else ""  # first, for it leaves out most
        values = {**ids, "answers": list(answers)} if answers else ids
        statement = f"""MATCH {pattern} AND {answered}{_HOLDS} AND {_OURS}
RETURN b.id AS treaty, r.answer AS answer, r.action AS action, r.dispute AS dispute, r.since_precision AS precision,
  r.sources AS sources, collect(a.id) AS states, collect(coalesce(toString(r.since), "")) AS since,
  collect(r.locators) AS locators"""
        found = {}
        for treaty, answer, action, dispute, precision, sources, states, since, locators in self._rows(
            statement, day=day, **values
        ):
            named = tuple(map(str, _list(sources)))
            for state, began, places in zip(_list(states), _list(since), _list(locators), strict=True):
                found[str(state), str(treaty)] = Told(
                    cast("Answer", answer),
                    _day(began),
                    str(precision or ""),
                    str(action or ""),
                    str(dispute or ""),
                    named,
                    tuple(map(str, _list(places))),
                )
        return found

    def _standings(self, day: dt.date) -> dict[tuple[str, str], Standing]:
        statement = f"""MATCH (a:State)-[r:STANDING]->(b:Treaty) WHERE {_HOLDS} AND {_OURS}
RETURN b.id AS treaty, r.answer AS answer, r.in_force <= $day AS in_force, toString(r.known_until) AS known_until,
  collect(a.id) AS states"""
        found = {}
        for treaty, answer, in_force, known_until, states in self._rows(statement, day=day):
            forced = in_force if isinstance(in_force, bool) else None
            standing = Standing(cast("Answer", answer), _day(known_until), forced)
            for state in _list(states):
                found[str(state), str(treaty)] = standing
        return found


@dataclass(frozen=True, slots=True)
class _Question:
    """A statement for nodes or facts, and the properties that stand in its rows, in their order; `days` are days."""

    statement: str
    values: Mapping[str, object]
    names: Sequence[str]
    days: frozenset[str]


def _of_nodes(label: str, ids: Sequence[str] | None = None, left_out: Collection[str] = NODE_PROVENANCE) -> _Question:
    """Return what asks for the nodes of a label, only for `ids` where they are given."""
    # Labels, types and properties come from the schema alone; only values are the reader's.
    declared = bundled_schema().nodes[label]
    names = [name for name in declared.stored() if name not in left_out or name in declared.properties]
    days = _dates([declared.properties])
    columns = ", ".join(f"toString(n.{name})" if name in days else f"n.{name}" for name in names)
    chosen = "" if ids is None else " AND n.id IN $ids"
    statement = f"""MATCH (n:{label}) WHERE n.run IN $runs{chosen}
RETURN collect([{columns}]) AS nodes"""
    return _Question(statement, {} if ids is None else {"ids": list(ids)}, names, days)


def _nodes_in(question: _Question, rows: list[list[object]]) -> dict[str, Mapping[str, object]]:
    nodes = [_known(question.names, values, question.days) for row in rows for values in _list(row[0])]
    return {str(known["id"]): known for known in sorted(nodes, key=lambda known: str(known["id"]))}


def _of_facts(
    types: Sequence[str],
    day: dt.date,
    near: str = "",
    when: str = _HOLDS,
    left_out: frozenset[str] = _NOT_IN_BULK,
    values: Mapping[str, object] | None = None,
    pattern: str = "",
) -> _Question:
    """
    Return what asks for the facts of some types: those of which `when` is true on `day`, and `near` as well.

    `pattern` begins where fewer are to be looked at, with its own parameters in `values`; `left_out` are properties.
    """
    schema = bundled_schema()
    names = [
        name
        for name in dict.fromkeys(name for type_ in types for name in schema.relationships[type_].stored())
        if name not in left_out
    ]
    days = _dates(schema.relationships[type_].properties for type_ in types)
    columns = ", ".join(f"toString(r.{name})" if name in days else f"r.{name}" for name in names)
    matched = pattern or f"(a)-[r:{'|'.join(types)}]->(b) WHERE true"
    statement = f"""MATCH {matched} AND {when} AND {_OURS}{near}
RETURN type(r) AS type, labels(a) AS start, labels(b) AS end, collect([a.id, b.id, {columns}]) AS facts"""
    return _Question(statement, {"day": day, **(values or {})}, names, days)


def _facts_in(question: _Question, rows: list[list[object]]) -> list[Fact]:
    schema = bundled_schema()
    found = []
    for type_, start, end, facts in rows:
        from_key, to_key = key_of(start, "", schema), key_of(end, "", schema)
        if from_key is None or to_key is None:
            continue
        for one, other, *properties in map(_list, _list(facts)):
            known = _known(question.names, properties, question.days)
            ends = Key(from_key.label, str(one)), Key(to_key.label, str(other))
            found.append(Fact(str(type_), *ends, *holding_days(known), known))
    return sorted(found, key=lambda fact: (fact.type, *order(fact)))


@cache
def _standing(answer: str, known_until: str, in_force: bool | None) -> Standing:
    """Return a standing; there are few different ones."""
    return Standing(cast("Answer", answer), _day(known_until), in_force)


def _near(
    about: Collection[Key], start: Sequence[str], type_: str, end: Sequence[str]
) -> Iterator[tuple[str, str, list[str]]]:
    """
    Yield for each label and end at which one of `about` can be the pattern, and its parameter's name and value: ids.

    It begins at the nodes with these ids, which the store finds by its index.
    """
    ids: dict[str, list[str]] = defaultdict(list)
    for key in sorted(about, key=str):
        ids[key.label].append(key.id)
    one, other = (f":{labels[0]}" if len(labels) == 1 else "" for labels in (start, end))
    for label, wanted in ids.items():
        if label in start:
            yield f"(a:{label})-[r:{type_}]->(b{other}) WHERE a.id IN ${label}", label, wanted
        if label in end:
            yield f"(b:{label})<-[r:{type_}]-(a{one}) WHERE b.id IN ${label}", label, wanted


def _during(days: Sequence[str], begins: object, ends: object) -> range:
    """Return the places of the days from `begins` up to but without `ends`; all as text, sorted."""
    return range(bisect_left(days, str(begins)), bisect_left(days, str(ends)))


def _told_apart(types: Sequence[str]) -> str:
    """Return the expression for what tells links of these types apart."""
    if list(types) == ["CONCLUDED"]:
        return "b.topic"
    kinds = [(type_, f"r.{KINDS_OF_LINK[type_]}") for type_ in types if type_ in KINDS_OF_LINK]
    if len(types) == 1:
        return kinds[0][1] if kinds else "''"
    cases = " ".join(f"WHEN '{type_}' THEN {kind}" for type_, kind in kinds)
    return f"CASE type(r) {cases} ELSE '' END"


def _together(types: Sequence[str]) -> Iterator[list[str]]:
    """Yield the types that are asked for together, each once, in the order in which the first of them is wanted."""
    done: set[str] = set()
    for type_ in types:
        if type_ not in done:
            few = next((few for few in _FEW if type_ in few), {type_})
            done |= few
            yield [one for one in types if one in few]


def _linking(start: object, end: object, kind: object, starts: list[object], ends: list[object]) -> Iterator[Link]:
    schema = bundled_schema()
    from_key, to_key = key_of(start, "", schema), key_of(end, "", schema)
    if from_key is None or to_key is None:
        return
    told = "" if kind is None else str(kind)
    keys = {one: Key(from_key.label, str(one)) for one in set(starts)}
    others = {other: Key(to_key.label, str(other)) for other in set(ends)}
    for one, other in zip(starts, ends, strict=True):
        yield Link(keys[one], others[other], told)


def _by_ends(link: Link) -> tuple[str, str, str, str, str]:
    return link.start.label, link.start.id, link.end.label, link.end.id, link.kind


def _dates(declared: Iterable[Mapping[str, Property]]) -> frozenset[str]:
    """Return the names of the properties that are days; read as text, which is three times as fast."""
    every = {**DATED, **HOLDS}
    for properties in declared:
        every |= properties
    return frozenset(name for name, known in every.items() if known.type == "date")


def _known(names: Sequence[str], values: object, days: frozenset[str]) -> dict[str, object]:
    """Return the properties that are there."""
    return {
        name: _day(value) if name in days else value
        for name, value in zip(names, _list(values), strict=True)
        if value is not None
    }


@cache
def _day(text: object) -> dt.date | None:
    return dt.date.fromisoformat(str(text)) if text else None


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"expected a list, found {value!r}")
    return value
