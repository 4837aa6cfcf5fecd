"""
The tables that people read, one for each command: columns, rows, and a last line that says what was counted.

The line has the answers apart, what they are counted out of, the day, and until when they are known.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.analysis.gap_kinds import chosen_kinds, gap_kinds, rests_on
from pactgraph.analysis.legal_basis import ANSWERS as BASIS_ANSWERS
from pactgraph.analysis.legal_basis import whom_to_ask
from pactgraph.analysis.partners import partners
from pactgraph.errors import UsageError
from pactgraph.facts.records import Key
from pactgraph.facts.schema import bundled_schema

if TYPE_CHECKING:
    import pandas as pd

    from pactgraph.analysis.as_at import AsAt
    from pactgraph.analysis.clusters import Cluster
    from pactgraph.analysis.gap_kinds import Peers
    from pactgraph.analysis.gaps import Gap
    from pactgraph.analysis.projection import Layer
    from pactgraph.analysis.ties import Tie, Ties

MEMBERS = "UN Member States"
EVERY = {"ties": 5, "parties": 5, "clusters": 10}
"""What a timeline is of, and the years between two rows when none are named."""
FIRST = 1950
"""Its first year."""
_TITLES: dict[tuple[str, ...], str] = {
    ("treaty",): "Clusters of commitments (States by treaties alone)",
    ("body",): "Clusters of regional bodies (States by memberships alone)",
    ("mechanism",): "Clusters of mechanisms (States by mechanisms alone)",
}
_DIGITS = {"z": 2, "weight": 4}


@dataclass(frozen=True)
class Table:
    """Rows under named columns, what they are counted out of, the day, and until when the answers shown are known."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]
    counted: str
    """All of it in one line, as the commands print it."""
    day: dt.date
    known_until: dt.date | None = None
    denominator: int | None = None
    of: str = MEMBERS

    def frame(self, about: Sequence[Key] = ()) -> pd.DataFrame:
        """Return it as a DataFrame; `attrs` has title, day, known_until, denominator, of and counted."""
        import pandas as pd  # noqa: PLC0415 - slow, and only frames need it

        frame = pd.DataFrame(self.rows, columns=pd.Index(self.columns))
        names = ("title", "day", "known_until", "denominator", "of", "counted")
        frame.attrs = {name: getattr(self, name) for name in names}
        return frame


class Tables:
    """Tables of a graph as at a day. `prefix` goes before the name of an option in messages: `--` for commands."""

    def __init__(self, then: AsAt, prefix: str = "") -> None:
        self._then = then
        self._prefix = prefix

    def gaps(
        self,
        kind: str | None = None,
        *,
        state: str | None = None,
        region: str | None = None,
        treaty: str | None = None,
        unknown: bool = True,
    ) -> Table:
        """
        Return the gaps of a kind, one row a question, or how many there are of each kind.

        `unknown` also lists what is not known, and who is not listed. Raises UsageError for a kind, State, region or
        treaty there is none of.
        """
        then, kinds = self._then, chosen_kinds(kind)
        subject, about = self._state(state), self._treaty(treaty)
        if about is not None:
            kinds = [name for name in kinds if gap_kinds()[name].of_treaties]
            if not kinds:
                raise UsageError(f"{self._prefix}treaty {treaty}: gaps of kind {kind} are not about one treaty")
        then.ahead(rests_on(kinds))
        asked = then.subjects(subject, region, f"{self._prefix}region")
        within = None if subject is None and region is None else asked
        found = [then.answered(name).of(within, about) for name in kinds]
        out_of = self._out_of(asked)
        if kind is None:
            columns = ("kind", "title", "gap", "unknown", "not_listed", "no_gap", "not_applicable", "cannot_say_gap")
            rows = [(one.kind, gap_kinds()[one.kind].title, *one.counts.values(), one.cannot_say_gap) for one in found]
            days = [gap.known_until for one in found for gap in one.gaps if gap.answer == "gap"]
            return self._table("Gaps by kind", columns, rows, "", days, len(asked), out_of)
        (one,) = found
        kept = [gap for gap in one.gaps if unknown or gap.answer == "gap"]
        peers = gap_kinds()[one.kind].peers
        columns = (
            "kind", "id", "name", "about", "other", "answer", "standing", "known_until", "expectation", "met", "peers",
            *peers, *(("strongest",) if peers else ()), "sources", "locators",
        )  # fmt: skip
        listed = [self._row(gap, peers) for gap in kept]
        counts = ", ".join(
            f"{number} {answer}{'s' if answer == 'gap' and number != 1 else ''}"
            for answer, number in one.counts.items()
            if number or answer in ("gap", "unknown")
        )
        days = [gap.known_until for gap in kept if gap.answer == "gap"]
        said = f"{counts}; {one.cannot_say_gap}".rstrip("; .") if one.cannot_say_gap else counts
        return self._table(f"Gaps: {gap_kinds()[one.kind].title}", columns, listed, said, days, len(asked), out_of)

    def standing(self, treaty: str | None = None, state: str | None = None, *, region: str | None = None) -> Table:
        """
        Return where Member States stand towards treaties, one row a State and treaty.

        They are sorted by treaty, the instruments made against trafficking first, and State.

        Raises UsageError for a treaty, State or region there is none of.
        """
        then = self._then
        about, subject = self._treaty(treaty), self._state(state)
        asked = then.subjects(subject, region, f"{self._prefix}region")
        if about is not None and about not in then.treaties:
            raise UsageError(f"{self._prefix}treaty {treaty}: not adopted by {then.day}")
        near = [Key(label, id_) for label, id_ in (("Treaty", about), ("State", subject)) if id_ is not None][:1]
        told = then.facts.told(then.day, about=near)
        answers = bundled_schema().relationships["STANDING"].properties["answer"].values
        counted: Counter[str] = Counter()
        rows: list[tuple[object, ...]] = []
        days = []
        for id_ in [*then.core, *(t for t in then.treaties if t not in then.core)] if about is None else [about]:
            for one in asked:
                if (one, id_) not in told:
                    continue
                standing, rests = then.standing_of(one, id_), told[one, id_]
                counted[standing.answer] += 1
                days.append(standing.known_until)
                rows.append(
                    (
                        one,
                        then.name(Key("State", one)),
                        id_,
                        then.name(Key("Treaty", id_)),
                        standing.answer,
                        standing.known_until,
                        rests.started,
                        rests.action.replace("_", " "),
                        standing.in_force,
                        rests.dispute,
                        list(rests.sources),
                        list(rests.locators),
                    )
                )
        columns = (
            "state", "name", "treaty", "treaty_name", "answer", "known_until", "since", "action", "in_force", "dispute",
            "sources", "locators",
        )  # fmt: skip
        said = ", ".join(f"{counted[answer]} {answer}" for answer in answers if counted[answer])
        answering = {row[0] for row in rows}
        return self._table("Where States stand", columns, rows, said, days, len(answering), self._out_of(answering))

    def unlinked(self, limit: int | None = None) -> Table:
        """Return the Member States with the fewest recorded links, the one with the fewest first."""
        self._then.ahead(("STANDING", "MEMBER_OF", "CONCLUDED", "DETECTED_VICTIMS"))
        from pactgraph.analysis.unlinked import known_from, unlinked  # noqa: PLC0415 - as short as the start of a command

        found = unlinked(self._then)
        rows: list[tuple[object, ...]] = [
            (
                links.state,
                self._then.name(Key("State", links.state)),
                links.recorded,
                links.treaties,
                links.bodies,
                links.agreements,
                links.recorded_elsewhere,
                links.unknown_treaties,
                links.victims_abroad,
                links.victims_here,
                known_from(links),
                links.place_alike,
                links.alike,
            )
            for links in found[:limit]
        ]
        columns = (
            "state", "name", "recorded_links", "treaties", "bodies", "agreements", "links_without_registers",
            "treaties_unknown", "victims_abroad_min", "victims_here_min", "agreements_known_from", "place_alike",
            "alike",
        )  # fmt: skip
        days = [standing.known_until for standing in self._then.standings.values()]
        own = len(self._then.gathered & set(self._then.members))
        said = f"the {len(rows)} with the fewest recorded links" if limit else "fewest recorded links first"
        said += f"; registers of agreements of {own} States are loaded, those of {len(found) - own} are not: a State's "
        said += (
            "place_alike is its place among those equally gathered, links_without_registers the count as if none were "
        )
        said += "loaded; victims: detected among its citizens abroad, and among others' citizens by it; through which "
        said += "States they came no source tells"
        return self._table("States with the fewest recorded links", columns, rows, said, days, len(found))

    def clusters(
        self, layers: Sequence[str] | None = None, years: Sequence[dt.date] = (), *, states: bool = False
    ) -> Table:
        """
        Return the clusters of the day, or with `years` those of each of these days and what joined and left.

        With `states` one row a State: how surely it is in its cluster, the least sure first. Raises UsageError for a
        layer that links States directly, and for `states` with `years`.
        """
        if not years:
            self._then.ahead(("STANDING", "MEMBER_OF", "DETECTED_VICTIMS"))
        from pactgraph.analysis import clusters as found_by  # noqa: PLC0415 - as long as the start of a command
        from pactgraph.analysis.confidence import BOUNDARY, DRAWS, DROPPED, confidence  # noqa: PLC0415
        from pactgraph.analysis.projection import SHARED, project  # noqa: PLC0415

        then = self._then
        if states and years:
            raise UsageError(f"{self._prefix}states: goes without {self._prefix}years")
        chosen = self._layers(layers, SHARED)
        title = _TITLES.get(tuple(chosen), "Clusters of States")
        if years:
            partitions = found_by.clusters_of_days(then.series(years), chosen)
            found = found_by.over_time(partitions)
            rows: list[tuple[object, ...]] = [
                (
                    one.day.year,
                    one.line,
                    one.cluster.number,
                    one.cluster.name,
                    len(one.cluster.states),
                    None if one.overlap is None else round(one.overlap, 2),
                    list(one.joined),
                    list(one.left),
                    self._marks(one.cluster),
                    list(one.cluster.states),
                )
                for one in found
            ]
            columns: tuple[str, ...] = (
                "year", "line", "cluster", "name", "size", "overlap", "joined", "left", "set_apart_by", "states",
            )  # fmt: skip
            lines = len({one.line for one in found})
            said = f"{lines} lines of clusters on {len(years)} days (31 December); overlap: Jaccard index of the States"
            alone = [parted.as_alone for _, parted in partitions]
            if len(years) > 1:
                said += (
                    "; each year but the last keeps to the next where that is nearly as good: adjusted Rand index with "
                    f"its clusters alone {min(alone):.2f} to {max(alone):.2f}"
                )
            return self._table(f"{title} over time", columns, rows, said, [], None, "")
        if len(chosen) == len(SHARED):
            parted, sure = then.partition, then.confidence
        else:
            parted = found_by.clusters_at(then, chosen)
            sure = confidence(project(then, chosen), parted)
        named = {cluster.number: cluster.name for cluster in parted.clusters}
        of = [(state, placed.confidence) for state, placed in sure.items() if placed.confidence is not None]
        least = sorted(of, key=lambda item: (item[1], item[0]))
        at_boundary = [(state, value) for state, value in least if sure[state].boundary]
        if states:
            rows = [
                (
                    state,
                    then.name(Key("State", state)),
                    sure[state].cluster,
                    named[sure[state].cluster],
                    round(value, 2),
                    sure[state].boundary,
                    sure[state].nearest,
                    named.get(sure[state].nearest or 0, ""),
                    None if (share := sure[state].nearest_share) is None else round(share, 2),
                )
                for state, value in least
            ]
            columns = (
                "state", "name", "cluster", "cluster_name", "confidence", "boundary", "nearest", "nearest_name",
                "nearest_share",
            )  # fmt: skip
            title += ": how sure"
        else:
            rows = [
                (
                    one.number,
                    one.name,
                    len(one.states),
                    round(sum(values) / len(values), 2) if (values := [v for s, v in of if s in one.states]) else None,
                    [f"{state} {value:.2f}" for state, value in at_boundary if state in one.states],
                    self._marks(one),
                    list(one.states),
                )
                for one in parted.clusters
            ]
            columns = ("cluster", "name", "size", "confidence", "boundary_states", "set_apart_by", "states")
        said = (
            f"{len(named)} clusters of {len(parted.of)} States, {len(parted.unassigned)} in none; "
            f"{len(at_boundary)} at the boundary: without {DROPPED:.0%} of links, chosen at random, they stay with "
            f"less than {BOUNDARY:.0%} of their cluster (confidence, mean of {DRAWS} draws); "
            f"modularity {parted.modularity:.2f}; partition {parted.digest}"
        )
        if len(chosen) != len(SHARED):
            agreed = found_by.adjusted_rand(parted.of, then.partition.of)
            said += f"; agreement with the clusters by all layers {agreed:.2f} (adjusted Rand index)"
        within = found_by.inside(then, parted).in_words
        return self._table(title, columns, rows, f"{said}; {within}" if within else said, [], len(then.members))

    def ties(
        self, state: str, other: str | None = None, *, layers: Sequence[str] | None = None, limit: int | None = None
    ) -> Table:
        """
        Return the partners of a State, strongest tie first, or the tie of two States layer by layer.

        Partners stand in the order of `ties.partners`, as on the page and in the brief. Raises UsageError for States
        that are none, or no Member States of the day, and for an unknown layer.
        """
        from pactgraph.analysis.projection import LAYERS, SHARED  # noqa: PLC0415 - brings numpy
        from pactgraph.analysis.ties import all_layers, say, sources_of, ties_of  # noqa: PLC0415
        from pactgraph.analysis.ties import partners as tied_to  # noqa: PLC0415

        then = self._then
        one, pair = self.member(state, "STATE"), None
        if other is not None:
            pair = self.member(other, "OTHER")
            if pair == one:
                raise UsageError(f"OTHER {other}: expected another State than {state}")
        asked = self._layers(layers, LAYERS)
        ranked = asked if layers else list(SHARED)
        by_layer = all_layers(then, asked)
        together = ties_of(then, ranked)
        empty = [name for name in asked if name not in by_layer]
        counting = [name for name in ranked if name in by_layer]
        said = f"ranked by {', '.join(counting) or 'nothing'}"
        if len(counting) > 1 and (shares := say(then, counting)):
            parts = ", ".join(f"{name} {share:.0%}" for name, share in shares.items())
            said += f" (of what ranks pairs, the variance of z: {parts})"
        said += f"; nothing recorded in {', '.join(empty)}" if empty else ""
        loaded = f"registers of agreements loaded: {_listed(then)}"
        others = len(then.members) - 1
        figures = ("z", "weight", "expected", "shared")
        name = then.name(Key("State", one))
        if pair is not None:
            shown: dict[str, tuple[Ties, list[Layer]]] = {layer: (tied, [layer]) for layer, tied in by_layer.items()}
            if len([layer for layer in ranked if layer in by_layer]) > 1:
                shown["together"] = (together, [])
            rows: list[tuple[object, ...]] = []
            for layer, (tied, of) in shown.items():
                place = [partner for partner, _ in tied_to(tied, one)]
                rank = f"{place.index(pair) + 1} of {len(place)}" if pair in place else ""
                chance, exact = self._by_chance(of or counting, tied, one, pair, place)
                sources = [source for name_ in of for source in sources_of(then, name_, one, pair)]
                row = (layer, *_figures(tied.between(one, pair)), rank, chance, exact, sources)
                rows.append((*row, self._rests_on(of, one, pair)))
            title = f"Tie of {name} and {then.name(Key('State', pair))}"
            columns: tuple[str, ...] = ("layer", *figures, "rank", "chance", "rank_exact", "sources", "rests_on")
            said += (
                f"; rank: among the partners of {one} by z, rank_exact by chance, how likely the model gives as much"
            )
            said += f"; {loaded}"
            return self._table(title, columns, rows, said, [], others, f"other {MEMBERS}")
        each = list(by_layer)
        rows = [
            (
                partner,
                then.name(Key("State", partner)),
                *_figures(tie),
                *(round(by_layer[layer].between(one, partner).z, _DIGITS["z"]) for layer in each),
                " ".join(sorted(then.gathered & {one, partner})),
                self._rests_on(each, one, partner),
            )
            for partner, tie in tied_to(together, one)[:limit]
        ]
        columns = ("partner", "name", *figures, *(f"z_{layer}" for layer in each), "registers", "rests_on")
        recorded = {layer: sources_of(then, layer, one) for layer in each}
        said += "; recorded by " + ", ".join(
            f"{' '.join(sources)} ({layer})" for layer, sources in recorded.items() if sources
        )
        if one not in then.gathered:
            said += (
                f"; the register of agreements of {one} is not loaded: those with others than {_listed(then)} may exist"
            )
        else:
            said += f"; {loaded}: its agreements are recorded, those among others are not"
        said = f"{len(rows)} partners, strongest first; {said}"
        return self._table(f"Strongest ties of {name}", columns, rows, said, [], others, f"other {MEMBERS}")

    def plan(
        self,
        *,
        instruments: Sequence[str] = (),
        state: str | None = None,
        region: str | None = None,
        top: int = 10,
        agreements: bool = True,
        accessions: bool = True,
    ) -> Table:
        """
        Return the accessions and agreements, at most `top`, that would close most gaps, in their order.

        Without `instruments` accessions are to treaties on trafficking and organized crime. Raises UsageError for a
        treaty, State or region there is none of.
        """
        then = self._then
        then.ahead(rests_on(("basis", "corridor", "border", "instrument")))
        from pactgraph.analysis.plans import plan, reasons  # noqa: PLC0415

        treaties = [str(self._treaty(name, "instrument")) for name in instruments] or None
        asked = then.subjects(self._state(state), region, f"{self._prefix}region")
        found = plan(
            then,
            steps=top,
            treaties=treaties,
            states=None if state is None and region is None else asked,
            agreements=agreements,
            accessions=accessions,
        )
        rows: list[tuple[object, ...]] = [
            (
                number,
                step.what,
                list(step.states),
                [then.name(Key("State", one)) for one in step.states],
                step.about,
                len(step.closes),
                len(step.opens),
                step.net,
                step.net_by_then,
                reasons(then, step),
            )
            for number, step in enumerate(found.steps, start=1)
        ]
        columns = ("step", "what", "states", "names", "about", "closes", "opens", "net", "net_by_then", "why")
        of = (
            "treaties named"
            if treaties
            else "the treaties against trafficking, and those on organized crime with articles against it or near to it"
        )
        said = (
            f"{found.gaps} gaps that such steps could close ({of}), unknown ones left out; each step on the state "
            "after the last, what it opens taken off; chosen one by one: another choice of as many may close more"
        )
        days = [
            then.standing_of(state_, step.about).known_until
            for step in found.steps
            for state_ in step.states
            if step.what != "agreement"
        ]
        return self._table(
            "Steps that would close most gaps", columns, rows, said, days, len(asked), self._out_of(asked)
        )

    def what_if(self, state: str, treaty: str, option: str = "if") -> Table:
        """Return what would change if a State became party to a treaty. Raises UsageError naming `option`."""
        from pactgraph.analysis.plans import what_if  # noqa: PLC0415

        then = self._then
        one = self.member(state, f"{self._prefix}{option}")
        about = str(self._treaty(treaty, option))
        if about not in then.treaties:
            raise UsageError(f"{self._prefix}{option} {treaty}: not adopted by {then.day}")
        change = what_if(then, [one], about)
        rows: list[tuple[object, ...]] = [
            (what, gap.kind, gap.subject.id, gap.about.id if gap.about else "", gap.other.id if gap.other else "")
            for what, listed in (("closes", change.closed), ("opens", change.opened))
            for gap in listed
        ]
        columns = ("change", "kind", "state", "about", "other")
        standing = then.standing_of(one, about)
        said = f"closes {len(change.closed)} gaps, opens {len(change.opened)}; today {standing.answer}"
        title = f"If {one} became party to {about}"
        return self._table(title, columns, rows, said, [standing.known_until], len(then.members))

    def basis(self, state: str, other: str | None = None) -> Table:
        """
        Return by what each act of cooperation is provided between two States; or of one State, whether it is with
        each of its neighbours by land and corridor partners.

        Raises UsageError for States that are none, or no Member States of the day.
        """
        then = self._then
        one = self.member(state, "STATE")
        if other is None:
            return self._bases(one)
        pair = self.member(other, "OTHER")
        if pair == one:
            raise UsageError(f"OTHER {other}: expected another State than {state}")
        found = [then.legal_basis.between(one, pair, act) for act in then.legal_basis.acts]
        rows: list[tuple[object, ...]] = [
            (
                basis.act,
                then.name(Key("Act", basis.act)),
                basis.answer,
                [f"{by.provision}{'' if by.in_force else ' (in force: not stated)'}" for by in basis.by],
                list(basis.agreements),
                list(basis.to_read),
                basis.open_in_words,
                [asked.named(then) for asked in whom_to_ask(basis, one, pair)],
                basis.known_until,
                [locator for by in basis.by for locator in by.provision.fact.locators],
            )
            for basis in found
        ]
        columns = (
            "act", "name", "answer", "treaties", "agreements", "agreements_to_read", "open", "ask", "known_until",
            "locators",
        )  # fmt: skip
        counted = Counter[str](basis.answer for basis in found)
        said = f"{_answers(counted)}; what a text provides, reservations and domestic law aside"
        title = f"Legal basis between {then.name(Key('State', one))} and {then.name(Key('State', pair))}"
        days = [basis.known_until for basis in found]
        return self._table(title, columns, rows, said, days, len(found), "acts of cooperation")

    def _bases(self, one: str) -> Table:
        then = self._then
        acts = then.legal_basis.acts
        rows: list[tuple[object, ...]] = []
        counted: Counter[str] = Counter()
        found = partners(then, one)
        for partner in found:
            counted.update(basis.answer for basis in partner.bases)
            cells = (
                f"{basis.answer} ({len(basis.treaties) + len(basis.agreements)})" if basis.answer == "provided"
                else basis.answer
                for basis in partner.bases
            )  # fmt: skip
            rows.append((partner.state.id, then.name(partner.state), partner.relation, *cells))
        columns = ("partner", "name", "relation", *(act.lower() for act in acts))
        said = f"{_answers(counted)}; in brackets how many treaties and agreements provide it"
        days = [basis.known_until for partner in found for basis in partner.bases]
        title = f"Legal bases of {then.name(Key('State', one))} with neighbours and corridor partners"
        return self._table(title, columns, rows, said, days, len(found), "neighbours and corridor partners")

    def ask(self, state: str) -> Table:
        """
        Return who could answer what is not known of a State, who could answer most first.

        Raises UsageError for a State that is none, or no Member State of the day.
        """
        then = self._then
        then.ahead(rests_on(("basis", "corridor", "mechanism")))
        from pactgraph.analysis.asking import whom_to_ask_about  # noqa: PLC0415

        one = self.member(state, "STATE")
        found = whom_to_ask_about(then, one)
        rows: list[tuple[object, ...]] = [
            (
                place,
                addressee.whom.who,
                addressee.whom.id,
                addressee.whom.named(then),
                len(addressee.questions),
                addressee.victims,
                addressee.borders,
                addressee.questions,
            )
            for place, addressee in enumerate(found, start=1)
        ]
        columns = ("place", "who", "id", "whom", "questions", "victims_min", "borders", "what")
        said = f"{len(rows)} who could tell {len({q for a in found for q in a.questions})} things that are not known"
        said += "; most victims detected with the partners in question first, then borders, then questions"
        return self._table(f"Whom to ask about {then.name(Key('State', one))}", columns, rows, said, [], None, "")

    def timeline(self, what: str = "ties", *, years: Sequence[dt.date] = (), treaties: Sequence[str] = ()) -> Table:
        """
        Return how parties, ties or clusters developed, by default at the end of every fifth year up to the day
        (of clusters, every tenth).

        Raises UsageError for something else, and for a treaty there is none of.
        """
        if what not in EVERY:
            raise UsageError(f"timeline {what}: expected one of {', '.join(EVERY)}")
        if treaties and what != "parties":
            raise UsageError(f"{self._prefix}treaty: goes with `timeline parties` only")
        then = self._then
        asked = [str(self._treaty(name)) for name in treaties]
        days = list(years) or [
            *(dt.date(year, 12, 31) for year in range(FIRST, then.day.year, EVERY[what])), then.day
        ]  # fmt: skip
        series = then.series(days)
        known: Iterable[dt.date | None] = ()
        if what == "parties":
            from pactgraph.analysis.timeline import parties_over_time  # noqa: PLC0415

            parties = parties_over_time(series, asked)
            columns: tuple[str, ...] = (
                "treaty", "day", "member_states", "party", "signatory", "not_party", "unknown", "gained", "lost",
                "known_until",
            )  # fmt: skip
            rows: list[tuple[object, ...]] = [
                (
                    one.treaty.id,
                    one.day,
                    one.members,
                    one.party,
                    one.signatory,
                    one.not_party,
                    one.unknown,
                    one.gained,
                    one.lost,
                    one.known_until,
                )
                for one in parties
            ]
            known = (one.known_until for one in parties)
            said = "not_party counts who has withdrawn, unknown what is disputed"
        elif what == "ties":
            from pactgraph.analysis.timeline import network_over_time  # noqa: PLC0415

            columns = (
                "day", "member_states", "states_linked", "treaties", "bodies", "agreements", "links", "density",
                "pairs_tied", "institutions_per_pair", "standings_unknown",
            )  # fmt: skip
            rows = [
                (
                    one.day,
                    one.members,
                    one.linked,
                    one.treaties,
                    one.bodies,
                    one.agreements,
                    one.links,
                    round(one.density, 3),
                    round(one.paired, 3),
                    round(one.mean_shared, 2),
                    one.unknown,
                )
                for one in network_over_time(series)
            ]
            said = f"{len(then.treaties)} treaties"
        else:
            from pactgraph.analysis.timeline import clusters_over_time  # noqa: PLC0415

            columns = (
                "day",
                "clusters",
                "largest",
                "in_none",
                "modularity",
                "as_before",
                "as_alone",
                "began",
                "merged",
            )
            rows = [
                (
                    one.day,
                    one.clusters,
                    one.largest,
                    one.unassigned,
                    round(one.modularity, 2),
                    None if one.agreement is None else round(one.agreement, 2),
                    round(one.as_alone, 2),
                    [str(line) for line in one.began],
                    [f"{line} into {other}" for line, other in one.merged.items()],
                )
                for one in clusters_over_time(series)
            ]
            said = (
                "began and merged name lines of clusters in order of appearance; as_before, as_alone: adjusted Rand "
                "index with the day before and with the clusters of that day alone"
            )
        of = f"{MEMBERS} of each day"
        return self._table(f"Over time: {what}", columns, rows, said, known, None, of)

    def _row(self, gap: Gap, peers: Sequence[Peers]) -> tuple[object, ...]:
        rests_on = gap.rests_on(self._then)
        measured = {one.group.kind: str(one) for one in gap.measured}
        strongest = gap.strongest
        return (
            gap.kind,
            gap.subject.id,
            self._then.name(gap.subject),
            gap.about.id if gap.about else "",
            gap.other.id if gap.other else "",
            gap.answer,
            gap.standing,
            gap.known_until,
            gap.expectation,
            gap.met,
            gap.peers,
            *(measured.get(kind, "") for kind in peers),
            *((strongest.group.kind if strongest else "",) if peers else ()),
            sorted({source for fact in rests_on for source in fact.sources}),
            [locator for fact in rests_on for locator in fact.locators],
        )

    def _rests_on(self, layers: Collection[str], one: str, other: str) -> list[str]:
        """Return names of what both take part in, weightiest first, then agreements counted by topic, then reports."""
        from pactgraph.analysis.projection import SHARED, reported_pairs  # noqa: PLC0415
        from pactgraph.analysis.ties import rests_on  # noqa: PLC0415

        then = self._then
        layer_of = dict(zip(then.projection.institutions, then.projection.layers, strict=True))
        found = (
            [then.name(key) for key in rests_on(then.projection, one, other) if layer_of[key] in layers]
            if set(SHARED) & set(layers)
            else []
        )
        if "agreement" in layers:
            basis = then.legal_basis
            topics = Counter(basis.topic_of(agreement) for agreement in basis.agreements(one, other))
            found += [f"agreements on {topic}: {number}" for topic, number in sorted(topics.items())]
        if "reported" in layers:
            pair = min(one, other), max(one, other)
            found += [f"reported: {link.kind}" for link in reported_pairs(then).get(pair, ())]
        return found

    def _by_chance(
        self, layers: Sequence[Layer], tied: Ties, one: str, other: str, partners: Sequence[str]
    ) -> tuple[float | None, str]:
        """Return how likely chance ties the two as strongly, and the place that has among the partners of `one`."""
        from pactgraph.analysis.chance import chances_of_as_much, poisson_chances  # noqa: PLC0415
        from pactgraph.analysis.projection import SHARED, project  # noqa: PLC0415

        then = self._then
        if set(layers) <= set(SHARED):
            all_shared = len(layers) == len(then.projection.layers) or set(then.projection.layers) <= set(layers)
            found = chances_of_as_much(then.projection if all_shared else project(then, layers), one)
        elif len(layers) == 1:
            found = poisson_chances(tied, one)
        else:  # of parts of both kinds added up there is no such model
            return None, ""
        place = {state: row for row, state in enumerate(tied.states)}
        # Rounded, so that the last bits do not decide; of equals the larger z.
        ranked = sorted(partners, key=lambda state: float(f"{found[place[state]]:.9e}"))
        chance = float(f"{found[place[other]]:.1e}")
        return chance, f"{ranked.index(other) + 1} of {len(ranked)}" if other in ranked else ""

    def _marks(self, cluster: Cluster) -> list[str]:
        return [
            f"{self._then.name(mark.institution)} ({mark.inside:.0%} inside, {mark.outside:.0%} outside)"
            for mark in cluster.marks
        ]

    def _layers(self, given: Sequence[str] | None, known: Sequence[Layer]) -> list[Layer]:
        for name in given or ():
            if name not in known:
                raise UsageError(f"{self._prefix}layer {name}: expected one of {', '.join(known)}")
        return [name for name in known if not given or name in given]

    def _state(self, text: str | None) -> str | None:
        """Return the id of a Member State of the day. Raises UsageError."""
        return None if text is None else self.member(text, f"{self._prefix}state")

    def member(self, text: str, option: str) -> str:
        """Return the id of a Member State of the day. Raises UsageError naming the option."""
        found = text if text in self._then.states else registered("State", text, option)
        if found not in self._then.members:
            raise UsageError(f"{option} {text}: no UN Member State as at {self._then.day}")
        return found

    def treaty(self, text: str, option: str = "treaty") -> str:
        """Return the id of a treaty by its id or name. Raises UsageError naming the option where there is none."""
        return self._treaty(text, option) or text

    def _treaty(self, text: str | None, option: str = "treaty") -> str | None:
        """Return the id of a treaty. Raises UsageError."""
        if text is None or text in self._then.facts.of("Treaty"):
            return text
        return registered("Treaty", text, f"{self._prefix}{option}")

    def _out_of(self, asked: Collection[object]) -> str:
        every = len(self._then.members)
        return MEMBERS if len(asked) == every else f"of {every} {MEMBERS}"

    def _table(
        self,
        title: str,
        columns: Sequence[str],
        rows: Sequence[tuple[object, ...]],
        said: str,
        days: Iterable[dt.date | None],
        denominator: int | None,
        of: str = MEMBERS,
    ) -> Table:
        then = self._then
        known = {day for day in days if day is not None and day < then.day}
        until = min(known, default=None)
        vouched = "" if until is None else f", known until {until}"
        out_of = of if denominator is None else f"{denominator} {of}"
        parts = [said, out_of, f"as at {then.day}{vouched}", "strict" if then.strict else ""]
        return Table(
            title, tuple(columns), list(rows), "; ".join(filter(None, parts)), then.day, until, denominator, of
        )


def registered(label: str, text: str, option: str) -> str:
    """Return the id of the node called `text`. Raises UsageError naming the option."""
    from pactgraph.facts.registers import bundled_registers  # noqa: PLC0415 - only where an id is not given

    registers = bundled_registers()
    found = registers.find(label, text)
    if found is None:
        raise UsageError(f"{option} {text}: no {label} of this id or name{registers.hint([label], text)}")
    return found


def _answers(counted: Counter[str]) -> str:
    """Return how often each answer is given of what provides an act."""
    return ", ".join(f"{counted[answer]} {answer}" for answer in BASIS_ANSWERS if counted[answer])


def _listed(then: AsAt) -> str:
    """Return whose registers of agreements are loaded."""
    return ", ".join(sorted(then.gathered)) or "nobody"


def _figures(tie: Tie) -> tuple[object, ...]:
    digits = _DIGITS["weight"]
    return round(tie.z, _DIGITS["z"]), round(tie.weight, digits), round(tie.expected, digits), tie.shared
