"""
What rosters of members come to where they differ: what a whole one does not say, what snapshots show and what written
checks settle.

What silence on a treaty means is decided in `standing`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pactgraph.facts.dates import PartialDate
from pactgraph.facts.records import Claim, Key, Value
from pactgraph.facts.sources import Source, precedence
from pactgraph.facts.spells import Speaking, spoken, stated_on, window


@dataclass(slots=True)
class Denial:
    """
    What silence makes of a membership: no earlier than `earliest`, not from `latest` on, and why.

    Refuted: nothing of what was claimed is left; the fact is kept, and holds on no day.
    """

    earliest: dt.date | None = None
    latest: dt.date | None = None
    refuted: bool = False
    sentences: list[str] = field(default_factory=list)


class Settled:
    """
    What written checks settle: on whom two rosters differ although the checked one is right (`explained`).

    What the other one says of that membership decides nothing, and its silence is not heard.
    """

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._wrong: dict[tuple[str, str, str], list[tuple[dt.date, str, str]]] = defaultdict(list)
        for id_, source in sorted(sources.items()):
            for body, check in source.checks.items():
                for comparison in check.compared:
                    for participant, reason in comparison.explained.items():
                        if comparison.source in sources:
                            key = str(comparison.source), body, participant
                            self._wrong[key].append((comparison.day, id_, reason))

    def sort_out(self, claims: list[Claim]) -> tuple[list[Claim], list[Claim]]:
        """Return the claims that count, and those that a written check overrules."""
        wrong = [claim for claim in claims if claim.type == "MEMBER_OF" and self.reasons(claim)]
        return [claim for claim in claims if claim not in wrong], wrong

    def reasons(self, claim: Claim) -> list[str]:
        """Return why a membership that is claimed for the day of a comparison does not count."""
        as_of = spoken(claim, self._sources)
        return [
            f"{claim.source} states it; {by} does not, by its check of {day}: {reason}."
            for day, by, reason in self._wrong.get((claim.source, claim.end.id, claim.start.id), ())
            if stated_on(claim, day, as_of)[0]
        ]

    def unheard(self, source: str, body: Key, participant: Key) -> bool:
        """Return whether a check has found the source's roster of the body wrong on the participant."""
        return (source, body.id, participant.id) in self._wrong


class Silence:
    """
    What whole rosters do not say.

    A source with a whole roster of a body, which knows the State at all, denies a membership it does not have for as
    long as its window lasts. It is heard against claims of sources that do not outrank it, and of full members only:
    checks are of these.

    A roster of snapshots lags: its silence refutes nobody, and makes a dispute only on whom it never has and who did
    not begin within its window.
    """

    def __init__(
        self, claims: Iterable[Claim], sources: Mapping[str, Source], speaking: Speaking, settled: Settled
    ) -> None:
        self._sources = sources
        self._speaking = speaking
        self._settled = settled
        self._seen: set[tuple[str, Key, Key]] = set()
        self._lagging: set[str] = set()
        self._windows: dict[Key, list[Claim]] = defaultdict(list)
        self._known: set[tuple[str, Key]] = set()
        for claim in claims:
            if claim.type == "COVERS" and claim.end.label not in ("Treaty", "State"):
                self._windows[claim.end].append(claim)
            elif claim.type == "MEMBER_OF":
                self._known.add((claim.source, claim.start))
                if "seen_from" in claim.properties:
                    self._seen.add((claim.source, claim.start, claim.end))
                    self._lagging.add(claim.source)
        for windows in self._windows.values():
            windows.sort(key=lambda w: (precedence(sources[w.source]), window(w)))

    def against(self, claims: Sequence[Claim], since: PartialDate | None, until: PartialDate | None) -> Denial:
        """
        Return the days between which whole rosters leave the membership, and what contradicts its claims.

        A claim with a start asserts every day from it to its source's as-at day; one without, that last day only.
        """
        denial = Denial()
        winner = claims[0]
        if winner.type != "MEMBER_OF" or winner.properties.get("status") != "member":
            return denial
        speakers = {claim.source for claim in claims}
        said = f"{', '.join(sorted(speakers))} states it"
        authority = self._sources[winner.source].rank
        last = max(self._speaking.day(claim) for claim in claims)
        first = since.last_day if since is not None else max(self._speaking.first(claim) for claim in claims)
        for roster in self._windows.get(winner.end, ()):
            covering = self._sources[roster.source]
            start, end = window(roster)
            if (
                roster.source in speakers
                or covering.rank > authority
                or (roster.source, winner.start) not in self._known
                or first >= end
                or (until is not None and until.first_day <= start)
                or self._settled.unheard(roster.source, winner.end, winner.start)
                or self._too_late(roster.source, winner, since, start)
            ):
                continue
            covers = f"{roster.source} covers the question"
            last_day = end - dt.timedelta(days=1)
            if roster.source in self._lagging or not covering.denies(winner.end.id, winner.start.id, last_day):
                # Nobody has shown this roster to be whole, or up to date: the two differ, and neither wins.
                check = covering.checks.get(winner.end.id)
                if check is None or winner.start.id not in check.excepted:
                    denial.sentences.append(f"{said}; {covers} from {start} and does not have it.")
                continue
            if start > last:
                # Memberships lapse: a whole roster of a later day ends them.
                denial.sentences.append(
                    f"{said} as of {last}; {covers} from {start} and does not have it: not counted from {start}."
                )
                denial.latest = min(denial.latest or start, start)
                continue
            if since is not None and start > first:
                denial.sentences.append(f"{said}; {covers} from {start} and does not have it.")
                continue
            if start <= last and first < end:
                refuted = last < end
                denial.refuted |= refuted
                denial.sentences.append(
                    f"{said}; {covers} to {end - dt.timedelta(days=1)} and does not have it: "
                    + ("not counted." if refuted else f"not counted before {end}.")
                )
            # A partial date that reaches past the window is no contradiction: it can only mean what is left of it.
            elif since is not None and not (since.first_day < end <= first):
                continue
            denial.earliest = max(denial.earliest or end, end)
        return denial

    def _too_late(self, roster: str, claim: Claim, since: PartialDate | None, start: dt.date) -> bool:
        """Whether a roster of snapshots that begins at `start` only lags behind what is claimed."""
        came_round = (roster, claim.start, claim.end) in self._seen
        return roster in self._lagging and (came_round or (since is not None and since.first_day >= start))


def seen_days(claims: Iterable[Claim]) -> dict[str, Value]:
    """Return the first and last day of all snapshots that have it, and from when on the latest no longer does."""
    seen = [claim.properties for claim in claims if "seen_from" in claim.properties]
    if not seen:
        return {}
    days: dict[str, Value] = {
        "seen_from": min((p["seen_from"] for p in seen), key=str),
        "seen_until": max((p["seen_until"] for p in seen), key=str),
    }
    latest = max(seen, key=lambda p: str(p["seen_until"]))
    return days | {name: latest[name] for name in ("absent_from",) if name in latest}


def lesser(claims: Sequence[Claim], sources: Mapping[str, Source], kinds: Sequence[str]) -> dict[str, Value]:
    """
    Return the kind of membership that all of the strongest sources vouch for: of `kinds`, fullest first, the last.

    A source's earlier snapshots do not count beside its later ones.
    """
    latest: dict[tuple[str, int], Claim] = {}
    for position, claim in enumerate(claims):
        key = claim.source, -1 if "seen_from" in claim.properties else position
        if key not in latest or str(claim.properties["seen_until"]) > str(latest[key].properties["seen_until"]):
            latest[key] = claim
    strongest = min(sources[claim.source].rank for claim in claims)
    stated = {claim.properties.get("status") for claim in latest.values() if sources[claim.source].rank == strongest}
    found = [kind for kind in kinds if kind in stated]
    return {"status": found[-1]} if found else {}


def missed(claims: Sequence[Claim], speaking: Speaking, denial: Denial) -> Iterator[str]:
    """
    End a membership with the first snapshot that no longer has it, if nobody speaks of it later.

    Yield a contradiction for each that somebody does. A snapshot that has another status instead has not missed it.
    """
    starts = {(claim.source, claim.properties.get("seen_from")) for claim in claims}
    for claim in claims:
        absent = claim.properties.get("absent_from")
        if not isinstance(absent, PartialDate) or (claim.source, absent) in starts:
            continue
        day = absent.first_day
        if later := sorted({other.source for other in claims if speaking.day(other) >= day}):
            yield f"{claim.source} does not have it on {absent}; {', '.join(later)} states it of a later day."
        else:
            denial.latest = min(denial.latest or day, day)
