"""
A graph as at a day: who stands where, who is whose neighbour and peer, what two States can base cooperation on.

Everything is worked out once, when it is first needed. What is asked about are the Member States of the United Nations
of that day, and the treaties adopted by then.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from pactgraph.analysis.brief import Brief, brief
from pactgraph.analysis.gaps import Answered, answered
from pactgraph.analysis.legal_basis import LegalBasis
from pactgraph.analysis.peers import PeerGroup
from pactgraph.analysis.recorded import Fact, Facts, Standing, Told, date_or_none, named, vouched
from pactgraph.analysis.tables import Table, Tables
from pactgraph.errors import UsageError
from pactgraph.facts.records import Key
from pactgraph.facts.standing import ANSWERS, UNSETTLED, Answer

if TYPE_CHECKING:
    import pandas as pd

    from pactgraph.analysis.clusters import Partition
    from pactgraph.analysis.confidence import Placed
    from pactgraph.analysis.gap_kinds import Peers
    from pactgraph.analysis.projection import Projection
    from pactgraph.analysis.ties import Tie, Ties

OUTSIDE: tuple[Answer, ...] = tuple(answer for answer in ANSWERS if answer not in ("party", "signatory"))
"""Every answer but party and signatory."""
_UNKNOWN = Standing("unknown", None)
Framed = Callable[[Table, Sequence[Key]], "pd.DataFrame"]
"""Makes of a table, about some nodes, what people read."""


class AsAt:
    """
    A graph as at `day`.

    `strict`: answers that no source vouches for on that day are unknown. It changes answers, not what is recorded: ties
    and clusters are the same.
    """

    def __init__(self, facts: Facts, day: dt.date, *, strict: bool = False, framed: Framed = Table.frame) -> None:
        """Look at `facts` as at `day`; `framed` makes of a table what people read."""
        self.facts = facts
        self._framed = framed
        self.day = day
        self.strict = strict
        self._answered: dict[str, Answered] = {}

    def __repr__(self) -> str:
        return f"<AsAt {self.day}{', strict' if self.strict else ''}>"

    def ahead(self, types: Iterable[str]) -> None:
        """Begin to read what analysis of all States asks of relationships of these types, while other work is done."""
        self.facts.ahead(self.day, list(dict.fromkeys(types)))

    # Who is asked about

    @cached_property
    def states(self) -> Mapping[str, Mapping[str, object]]:
        """Every State of the register, by id."""
        return self.facts.of("State")

    @cached_property
    def members(self) -> list[str]:
        """Ids of the Member States of the United Nations of the day, sorted."""
        return [
            id_
            for id_, known in self.states.items()
            if (first := date_or_none(known.get("un_member_from"))) is not None
            and first <= self.day
            and self.day < (date_or_none(known.get("un_member_until")) or dt.date.max)
        ]

    def region(self, name: str, option: str = "region") -> list[str]:
        """Return the Member States of a region or subregion. Raises UsageError naming the option and the regions."""
        places = {
            id_: [str(place) for what in ("region", "subregion") if (place := self.states[id_].get(what))]
            for id_ in self.members
        }
        found = [id_ for id_, known in places.items() if name.casefold() in (place.casefold() for place in known)]
        if not found:
            there = sorted({place for known in places.values() for place in known})
            raise UsageError(f"{option} {name}: no such region; there are {', '.join(there)}")
        return found

    def subjects(self, state: str | None, region: str | None, option: str = "region") -> list[str]:
        """Return the Member States asked about: all, those of a region, or one. Raises UsageError as `region` does."""
        inside = self.members if region is None else self.region(region, option)
        return inside if state is None else [id_ for id_ in inside if id_ == state]

    def name(self, key: Key) -> str:
        """Return the name or title of a node, or its id."""
        nodes = (
            self.facts.of(key.label) if key.label != "BilateralAgreement" else self.facts.nodes_of(key.label, [key.id])
        )
        return named(key, nodes.get(key.id))

    def short(self, key: Key) -> str:
        """Return the acronym of a body, else a node's name."""
        return str(self.facts.of(key.label).get(key.id, {}).get("acronym") or self.name(key))

    # Where States stand towards treaties

    @cached_property
    def stated(self) -> Mapping[tuple[str, str], Standing]:
        """Where every State stands towards every treaty of the day, strictness aside."""
        return self.facts.standings(self.day)

    @cached_property
    def standings(self) -> Mapping[tuple[str, str], Standing]:
        """The answers, by State and treaty; strictly, those that no source vouches for on the day are unknown."""
        if not self.strict:
            return self.stated
        return {
            pair: standing if self.vouched(standing.known_until) else _UNKNOWN for pair, standing in self.stated.items()
        }

    def vouched(self, known_until: dt.date | None) -> bool:
        """Whether an answer known until then counts on the day: always, save strictly."""
        return vouched(known_until, self.day, strict=self.strict)

    def asks(self, state: str, treaty: str) -> bool:
        """Whether the graph asks where `state` stands: of a treaty of one region it does not ask the others."""
        return (state, treaty) in self.stated

    def standing_of(self, state: str, treaty: str) -> Standing:
        """Return where `state` stands towards `treaty`; unknown where the graph does not ask."""
        return self.standings.get((state, treaty), _UNKNOWN)

    @cached_property
    def treaties(self) -> list[str]:
        """Ids of the treaties asked about on the day, sorted."""
        return sorted({treaty for _, treaty in self.stated})

    @cached_property
    def asked(self) -> dict[str, frozenset[str]]:
        """The Member States asked where they stand, by treaty: all, or of a regional treaty those it is made for."""
        inside = set(self.members)
        found: dict[str, set[str]] = {treaty: set() for treaty in self.treaties}
        for state, treaty in self.stated:
            if state in inside:
                found[treaty].add(state)
        return {treaty: frozenset(states) for treaty, states in found.items()}

    def world(self, state: str, treaty: str) -> PeerGroup:
        """Return all other Member States that are asked where they stand towards `treaty`."""
        asked = self.asked[treaty]
        name = "other Member States" if len(asked) == len(self.members) else "others asked"
        return PeerGroup("world", name, asked - {state})

    @cached_property
    def core(self) -> list[str]:
        """The instruments made against trafficking in persons (`core` in the register), that of most parties first."""
        nodes = self.facts.of("Treaty")
        found = [treaty for treaty in self.treaties if nodes[treaty].get("core") is True]
        return sorted(found, key=lambda treaty: (-len(self.parties[treaty]), treaty))

    @cached_property
    def parties(self) -> dict[str, frozenset[str]]:
        """The States that are party, by treaty."""
        found: dict[str, set[str]] = defaultdict(set)
        for (state, treaty), standing in self.standings.items():
            if standing.answer == "party":
                found[treaty].add(state)
        return {treaty: frozenset(found[treaty]) for treaty in self.treaties}

    def told(self, state: str, treaty: str) -> Told:
        """Return what the standing of `state` towards `treaty` rests on; strictness aside."""
        answer = self.stated[state, treaty].answer
        # Few of many are asked for: parties, and signatories, are read only where one is in question.
        asked: Sequence[Answer] = [answer] if answer in ("party", "signatory") else OUTSIDE
        return self.facts.told(self.day, asked)[state, treaty]

    @cached_property
    def signed(self) -> set[tuple[str, str]]:
        """States and treaties they have signed, as sources state it, also where consent has followed."""
        links = self.facts.links("SIGNED", self.day)
        return {(link.start.id, link.end.id) for link in links if link.start.label == "State"}

    def signature(self, state: str, treaty: str) -> Told | Fact:
        """Return when `state` signed `treaty`: with the standing that follows from it, else as sources state it."""
        if self.stated[state, treaty].answer == "signatory":
            return self.told(state, treaty)
        return self._signatures_in_doubt[state, treaty]

    @cached_property
    def _signatures_in_doubt(self) -> dict[tuple[str, str], Fact]:
        """Signatures by States of which nobody knows whether consent has followed."""
        pairs = {
            pair
            for pair in self.signed
            if self.standing_of(*pair).answer in UNSETTLED and self.stated.get(pair, _UNKNOWN).answer != "signatory"
        }
        found = self.facts.holding("SIGNED", self.day, {Key("State", state) for state, _ in pairs}) if pairs else ()
        return {(fact.start.id, fact.end.id): fact for fact in found}

    @cached_property
    def coverage(self) -> list[Fact]:
        """What sources cover or did, for their word stands; strictly, only where they vouch for the day."""
        return [fact for fact in self.facts.begun("COVERS", self.day) if self.vouched(fact.known_until)]

    @cached_property
    def registers(self) -> list[Fact]:
        """Registers of one State's agreements, of all topics or of some."""
        return [fact for fact in self.coverage if fact.end.label == "State"]

    @cached_property
    def state_registers(self) -> frozenset[str]:
        """Sources that are one State's own register of agreements."""
        own = {id_ for id_, known in self.facts.of("Source").items() if known.get("register_of")}
        return frozenset(own | {fact.start.id for fact in self.registers})

    @cached_property
    def gathered(self) -> frozenset[str]:
        """States whose own register of agreements is loaded, whole or not; of the others only other sides' are."""
        own = {str(known["register_of"]) for known in self.facts.of("Source").values() if known.get("register_of")}
        return frozenset(own | {fact.end.id for fact in self.registers})

    @cached_property
    def detections(self) -> Sequence[Fact]:
        """Where victims with the citizenship of one State were detected in another, first recorded by the day."""
        return self.facts.begun("DETECTED_VICTIMS", self.day)

    # Neighbours and peers

    @cached_property
    def borders(self) -> dict[tuple[str, str], Fact]:
        """Land borders between Member States, by both ids, the smaller first, sorted."""
        inside = set(self.members)
        found = {
            (min(fact.start.id, fact.end.id), max(fact.start.id, fact.end.id)): fact
            for fact in self.facts.holding("BORDERS", self.day)
            if fact.properties.get("kind") == "land" and {fact.start.id, fact.end.id} <= inside
        }
        return dict(sorted(found.items()))

    @cached_property
    def neighbours(self) -> dict[str, list[str]]:
        """The neighbours by land of every Member State that has any, all sorted."""
        found: dict[str, set[str]] = defaultdict(set)
        for one, other in self.borders:
            found[one].add(other)
            found[other].add(one)
        return {state: sorted(others) for state, others in sorted(found.items())}

    @cached_property
    def subregions(self) -> dict[str, list[str]]:
        """Member States by subregion (as the register of States has it), sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for id_ in self.members:
            place = self.states[id_].get("subregion") or self.states[id_].get("region")
            if place:
                found[str(place)].append(id_)
        return dict(sorted(found.items()))

    @cached_property
    def peers(self) -> dict[str, list[PeerGroup]]:
        """The groups of peers of each Member State whatever the treaty: its subregion, its cluster, its neighbours."""
        found: dict[str, list[PeerGroup]] = {state: [] for state in self.members}
        named_groups: list[tuple[Peers, str, Sequence[str]]] = [
            ("subregion", name, states) for name, states in self.subregions.items()
        ]
        named_groups += [("cluster", f"cluster {c.name}", c.states) for c in self.partition.clusters]
        for kind, name, states in named_groups:
            for state in states:
                found[state].append(PeerGroup(kind, name, frozenset(states) - {state}))
        for state, others in self.neighbours.items():
            found[state].append(PeerGroup("neighbours", "neighbours", frozenset(others)))
        return found

    # What States share

    @cached_property
    def projection(self) -> Projection:
        """Who takes part in which treaties, bodies and mechanisms."""
        from pactgraph.analysis.projection import project  # noqa: PLC0415 - numpy, which not every answer needs

        return project(self)

    @cached_property
    def tied(self) -> Ties:
        """How strongly any two Member States are tied by the treaties, bodies and mechanisms they share."""
        from pactgraph.analysis.ties import ties  # noqa: PLC0415 - as above

        return ties(self.projection)

    @cached_property
    def strongest(self) -> list[Tie]:
        """The strongest ties of every Member State: those shown, clustered and written."""
        from pactgraph.analysis.ties import strongest  # noqa: PLC0415 - as above

        return strongest(self.tied)

    @cached_property
    def partition(self) -> Partition:
        """The clusters of Member States, each with its name."""
        from pactgraph.analysis.clusters import named_clusters, partition  # noqa: PLC0415 - as above

        return named_clusters(self, partition(self.projection, self.strongest))

    @cached_property
    def confidence(self) -> dict[str, Placed]:
        """How surely each Member State is in its cluster, by State; found only where it is shown."""
        from pactgraph.analysis.confidence import confidence  # noqa: PLC0415 - as above

        return confidence(self.projection, self.partition)

    @cached_property
    def legal_basis(self) -> LegalBasis:
        """What any two States can base each act of cooperation on."""
        return LegalBasis(self)

    # Gaps

    def answered(self, kind: str) -> Answered:
        """Return the answers to the questions of one kind of gap."""
        if kind not in self._answered:
            self._answered[kind] = answered(self, kind)
        return self._answered[kind]

    def supposing(self, accessions: Sequence[tuple[str, str]]) -> AsAt:
        """Return the same day as if States were party to treaties as well; groups of peers stay what they are."""
        supposed = AsAt(self.facts, self.day, strict=self.strict)
        # The same days, States, neighbours and peers; only these standings differ.
        supposed.__dict__.update(
            {
                name: value
                for name in ("states", "members", "borders", "neighbours", "peers", "asked")
                for value in [getattr(self, name)]
            }
        )
        supposed.__dict__["stated"] = {**self.stated, **dict.fromkeys(accessions, Standing("party", self.day, True))}
        return supposed

    def series(self, days: Sequence[dt.date]) -> list[AsAt]:
        """Return the same graph as at each of `days`."""
        self.facts.prepare(days)
        return [
            self if day == self.day else AsAt(self.facts, day, strict=self.strict, framed=self._framed) for day in days
        ]

    # What people read: DataFrames, whose `attrs` have the day, what rows are counted out of, until when it is known

    @cached_property
    def tables(self) -> Tables:
        """The tables of which the methods below return DataFrames."""
        return Tables(self)

    def _seen(self, table: Table, *states: str | None, treaty: str | None = None) -> pd.DataFrame:
        """Return a table about some States and a treaty as what people read."""
        about = [Key("State", self.tables.member(state, "state")) for state in states if state is not None]
        if treaty is not None:
            about.append(Key("Treaty", self.tables.treaty(treaty)))
        return self._framed(table, about)

    def gaps(
        self,
        kind: str | None = None,
        *,
        state: str | None = None,
        region: str | None = None,
        treaty: str | None = None,
        unknown: bool = True,
    ) -> pd.DataFrame:
        """Return the gaps of a kind, one row a question, or how many there are of each kind: `pactgraph gaps`."""
        return self._seen(
            self.tables.gaps(kind, state=state, region=region, treaty=treaty, unknown=unknown), state, treaty=treaty
        )

    def standing(
        self, treaty: str | None = None, state: str | None = None, *, region: str | None = None
    ) -> pd.DataFrame:
        """Return where Member States stand towards treaties: `pactgraph standing`."""
        return self._seen(self.tables.standing(treaty, state, region=region), state, treaty=treaty)

    def ties(
        self, state: str, other: str | None = None, *, layers: Sequence[str] | None = None, limit: int | None = None
    ) -> pd.DataFrame:
        """Return a State's partners, strongest tie first, or one tie layer by layer: `pactgraph ties`."""
        return self._seen(self.tables.ties(state, other, layers=layers, limit=limit), state, other)

    def clusters(
        self, layers: Sequence[str] | None = None, years: Sequence[int] = (), *, states: bool = False
    ) -> pd.DataFrame:
        """Return the clusters, those at the end of each of `years`, or one row a State: `pactgraph clusters`."""
        return self._seen(self.tables.clusters(layers, [dt.date(year, 12, 31) for year in years], states=states))

    def plan(
        self,
        *,
        instruments: Sequence[str] = (),
        state: str | None = None,
        region: str | None = None,
        top: int = 10,
        agreements: bool = True,
        accessions: bool = True,
    ) -> pd.DataFrame:
        """Return the accessions and agreements that would close most gaps: `pactgraph plan`."""
        return self._seen(
            self.tables.plan(
                instruments=instruments,
                state=state,
                region=region,
                top=top,
                agreements=agreements,
                accessions=accessions,
            ),
            state,
        )

    def basis(self, state: str, other: str | None = None) -> pd.DataFrame:
        """Return which treaty or agreement provides each act of cooperation between two States: `pactgraph basis`."""
        return self._seen(self.tables.basis(state, other), state, other)

    def ask(self, state: str) -> pd.DataFrame:
        """Return who could answer what is not known of a State: `pactgraph ask`."""
        return self._seen(self.tables.ask(state), state)

    def what_if(self, state: str, treaty: str) -> pd.DataFrame:
        """Return what would change if a State became party to a treaty: `pactgraph plan --if`."""
        return self._seen(self.tables.what_if(state, treaty, "state"), state, treaty=treaty)

    def unlinked(self, limit: int | None = None) -> pd.DataFrame:
        """Return the Member States with the fewest recorded links: `pactgraph unlinked`."""
        return self._seen(self.tables.unlinked(limit))

    def timeline(self, what: str = "ties", *, years: Sequence[int] = (), treaties: Sequence[str] = ()) -> pd.DataFrame:
        """Return how ties, parties or clusters developed: `pactgraph timeline`."""
        days = [dt.date(year, 12, 31) for year in years]
        return self._seen(self.tables.timeline(what, years=days, treaties=treaties))

    def brief(self, state: str) -> Brief:
        """
        Return what a coordinator needs to know of a State (id); `pactgraph brief` shows it.

        Raises KeyError when it is no Member State on that day.
        """
        return brief(self, state)
