"""Collects what is stated of each participant and treaty, and makes it STANDING: see `standing` for the rules."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from pactgraph.facts.dates import PartialDate
from pactgraph.facts.records import Claim, GraphNode, GraphRelationship, Key
from pactgraph.facts.sources import Source
from pactgraph.facts.spells import ALWAYS, NEVER, Held, Lifetimes, Speaking, possible
from pactgraph.facts.standing import Act, Standing, WholeList, Word, standings

_SHOWN = ("since", "since_precision", "action", "in_force", "in_force_precision")


class Participations:
    """Acts and lists by participant and treaty, gathered while claims are merged."""

    def __init__(self, sources: Mapping[str, Source], speaking: Speaking) -> None:
        self._sources = sources
        self._speaking = speaking
        self._acts: dict[str, dict[tuple[Key, Key], list[tuple[Act, GraphRelationship]]]] = {
            "PARTY_TO": defaultdict(list),
            "SIGNED": defaultdict(list),
        }
        self._lists: dict[Key, list[tuple[dt.date, WholeList]]] = defaultdict(list)
        """With the list's own day."""
        self._earliest: dict[Key, dt.date] = {}

    def add(self, merged: GraphRelationship, claims: Sequence[Claim]) -> None:
        """Take in one relationship and the claims it was merged from; of other types than the three, nothing."""
        if merged.type == "COVERS" and merged.end.label == "Treaty":
            for claim in claims:
                if "until" in claim.properties:
                    source, day = self._sources[claim.source], self._speaking.day(claim)
                    whole = source.whole_until(merged.end.id, day) or day
                    place = claim.locator if whole == day else f"{claim.locator} (whole until {whole})"
                    self._lists[merged.end].append((day, WholeList(claim.source, place, source.rank, whole)))
        elif merged.type in self._acts:
            act = self._act(merged, claims)
            self._acts[merged.type][merged.start, merged.end].append((act, merged))
            self._earliest[merged.end] = min(self._earliest.get(merged.end, NEVER), act.possible)

    def standings(
        self, nodes: Sequence[GraphNode], members: Mapping[str, Set[Key]], lifetimes: Lifetimes, run: str
    ) -> Iterator[GraphRelationship]:
        """
        Yield STANDING for every State and treaty, and for every other participant with an act of its own.

        Of a treaty made within regional bodies (`asked_of`) only their `members` (by body, of any day) are asked, and
        who has an act of its own; everybody, where none is recorded, or a whole list answers for the others too.
        A consent that a whole list contradicts is marked as disputed on its own relationship, too. A treaty whose
        adoption nobody states begins with the first recorded act.
        """
        states = [node.key for node in nodes if node.key.label == "State"]
        consents, signatures = self._acts["PARTY_TO"], self._acts["SIGNED"]
        acting: dict[Key, set[Key]] = defaultdict(set)
        for participant, treaty in (*consents, *signatures):
            acting[treaty].add(participant)
        for node in nodes:
            if node.key.label != "Treaty":
                continue
            treaty, bodies = node.key, node.properties.get("asked_of")
            named = map(str, bodies) if isinstance(bodies, list) else ()
            within: set[Key] = set().union(*(members.get(body, ()) for body in named))
            listed = any(treaty.id in self._sources[one.source].checks for _, one in self._lists.get(treaty, ()))
            region = None if listed or not within else within | acting[treaty]
            asked = [state for state in states if region is None or state in region]
            others = sorted((one for one in acting[treaty] if one.label != "State"), key=str)
            for participant in (*asked, *others):
                born, gone = lifetimes.of(participant, treaty)
                if lifetimes.of(treaty)[0] == ALWAYS:
                    born = max(born, self._earliest.get(treaty, ALWAYS))
                own = consents.get((participant, treaty), [])
                spells = standings(
                    [act for act, _ in own],
                    [act for act, _ in signatures.get((participant, treaty), [])],
                    [
                        one
                        for day, one in self._lists.get(treaty, [])
                        if self._sources[one.source].denies(treaty.id, participant.id, day)
                    ],
                    born,
                    gone,
                )
                for number, spell in enumerate(spells, start=1):
                    if spell.dispute:
                        _mark(own, spell)
                    yield _relationship(participant, treaty, spell, number, run)

    def _act(self, merged: GraphRelationship, claims: Sequence[Claim]) -> Act:
        properties = merged.properties
        first, end, known = (properties.get(name) for name in ("holds_from", "holds_until", "known_until"))
        if not isinstance(first, dt.date) or not isinstance(end, dt.date):
            raise TypeError(f"{properties['fact']}: no days are decided")
        decided = Held(first, end, known if isinstance(known, dt.date) else None)
        return Act(
            tuple(self._word(claim) for claim in claims),
            decided,
            *possible(properties, decided),
            {name: properties[name] for name in _SHOWN if name in properties},
        )

    def _word(self, claim: Claim) -> Word:
        since = claim.properties.get("since")
        return Word(
            claim.source,
            claim.locator,
            self._sources[claim.source].rank,
            self._speaking.day(claim),
            since.last_day if isinstance(since, PartialDate) else None,
            "until" in claim.properties,
        )


def _mark(own: Sequence[tuple[Act, GraphRelationship]], spell: Standing) -> None:
    for act, relationship in own:
        if act.sources & {source for source, _ in spell.said}:
            known = relationship.properties
            former = str(known.get("dispute", ""))
            if spell.dispute not in former:
                known["dispute"] = f"{former} {spell.dispute}".lstrip()
            known["disputed"] = True


def _relationship(participant: Key, treaty: Key, spell: Standing, number: int, run: str) -> GraphRelationship:
    said: dict[str, object] = {
        "sources": [source for source, _ in spell.said],
        "locators": [locator for _, locator in spell.said],
        "disputed": bool(spell.dispute),
    }
    if spell.dispute:
        said["dispute"] = spell.dispute
    if spell.said:
        said["source"] = spell.said[0][0]
    own = f"{participant.id} STANDING {treaty.id} {number}"
    return GraphRelationship(
        "STANDING",
        participant,
        treaty,
        {"answer": spell.answer, "derived": True, **spell.shown, **spell.held.properties(), **said}
        | {"fact": own, "run": run},
    )
