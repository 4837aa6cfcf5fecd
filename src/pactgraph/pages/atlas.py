"""The atlas: contents in, the text of one HTML file out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

from pyvis.network import Network

from pactgraph.analysis import timeline
from pactgraph.analysis.clusters import SAME
from pactgraph.analysis.confidence import DRAWS, DROPPED
from pactgraph.analysis.gap_kinds import gap_kinds
from pactgraph.analysis.recorded import NO_END
from pactgraph.analysis.unlinked import FEW
from pactgraph.facts.records import Key
from pactgraph.pages.carried import Json
from pactgraph.pages.contents import Contents, data
from pactgraph.pages.layout import Drawn, Picture, picture
from pactgraph.pages.one_file import written
from pactgraph.pages.words import TOPICS, topic_name
from pactgraph.pages.worldmap import FRAME, Outline, projected, world

_FIRST_YEAR, _EVERY = 1950, 20
"""Years shown over time."""

WIDE, TALL = 1.6, 0.78
"""Width to height of the two pictures every page carries: for a screen, for a phone held upright."""
_SHAPES = {"State": "dot", "Treaty": "square", "UNEntity": "triangle"}


def html(page: Contents, *, embed: bool = False) -> str:
    """Return the page. `embed` leaves out heading and panel, for a frame in another page."""
    network, pictures = _network(page)
    return written(
        network,
        "atlas",
        {
            "embed": embed,
            "title": "Who cooperates with whom against trafficking in persons"
            + (f": {page.region}" if page.region else ""),
            "version": page.version,
            "page": page,
            "data": data(page) | pictures,
            "topics": TOPICS,
            "choice": _treaty_choice(page),
            "regions": _regions(page),
            "kinds": gap_kinds(),
            "few": FEW,
            "draws": DRAWS,
            "dropped": DROPPED,
            "same": SAME,
            "coverage": _coverage(page),
            "time": _over_time(page),
        },
    )


def _network(page: Contents) -> tuple[Network, dict[str, Json]]:
    """Return a pyvis network of what is drawn, and what else belongs to the two pictures."""
    place = page.places
    drawn = _drawn(page)
    pictures = {name: picture(drawn, aspect) for name, aspect in (("wide", WIDE), ("tall", TALL))}
    network = Network(directed=True)
    wide, tall = pictures["wide"], pictures["tall"]
    for key, index in place.items():
        node = str(key)
        if node in wide.places:
            (x, y), upright = wide.places[node], tall.places[node]
            shape, size = _SHAPES.get(key.label, "diamond"), 13 if key.label == "State" else 6
            # The label is drawn by the page, in a size that stays legible; a space keeps pyvis from putting the id.
            network.add_node(index, label=" ", shape=shape, size=size, x=x, y=y, tall=list(upright), color="#888888")
    return network, {
        "pictures": {name: _frame(found) for name, found in pictures.items()},
        "topics": TOPICS,
        "treaties": [place[treaty] for treaty, _ in _in_order(page)],
        "map": _map(page),
    }


def _map(page: Contents) -> dict[str, Json]:
    """Return a place for each State, the outlines of those that have one, all other land as one path, and the frame."""
    place = page.places
    states = {
        id_: known
        for id_, known in page.recorded.of("State").items()
        if known.get("lat") is not None and known.get("lon") is not None
    }
    filled = filled_outlines(states)
    paths = {outline.path for outline in filled.values()}
    return {
        "frame": list(FRAME),
        "outlines": [[place[Key("State", id_)], outline.side, outline.path] for id_, outline in filled.items()],
        "other": "".join(outline.path for outline in world().values() if outline.path not in paths),
        "places": [
            [place[Key("State", id_)], *projected(float(str(known["lon"])), float(str(known["lat"])))]
            for id_, known in states.items()
        ],
    }


def filled_outlines(states: Mapping[str, Mapping[str, object]]) -> dict[str, Outline]:
    """Return the outlines of States, by M49 code; of those that are neither Members nor observers none is filled."""
    land = world()
    return {
        id_: land[code]
        for id_, known in states.items()
        if (code := str(known.get("m49"))) in land and known.get("status") != "non_member"
    }


def _frame(found: Picture) -> dict[str, Json]:
    return {
        "discs": [[n, *disc] for n, disc in found.discs.items()],
        "sections": [list(section) for section in found.sections],
        "box": list(found.box) if found.box else None,
        "extent": list(found.extent),
    }


def _drawn(page: Contents) -> Drawn:
    """Return clusters, ties, institutions by section and the few linked, each node as the text of its key."""
    recorded = page.recorded
    few = [links.state for links in page.few[0]]
    clusters = {
        cluster.number: [_state(id_) for id_ in cluster.states if id_ not in few] for cluster in page.partition.clusters
    }
    clusters[0] = [_state(id_) for id_ in page.partition.unassigned if id_ not in few]
    participants: dict[str, list[str]] = defaultdict(list)
    joined, inside = set(), set(page.then.members)
    for fact in recorded.facts.get("MEMBER_OF", ()):
        if fact.start.label == "State":
            joined.add(fact.end)
            if fact.holds(page.day) and fact.start.id in inside:
                participants[str(fact.end)].append(str(fact.start))
    topics: dict[str, list[str]] = defaultdict(list)
    for treaty, topic in _in_order(page):
        topics[topic].append(str(treaty))
    others = [treaty for topic in sorted(topics.keys() - TOPICS.keys()) for treaty in topics[topic]]
    return Drawn(
        clusters,
        [(_state(tie.one), _state(tie.other), tie.z) for tie in page.ties],
        [
            *((name, topics[topic]) for topic, name in TOPICS.items() if topic in topics),
            *([("Other treaties", others)] if others else []),
            ("Bodies", [str(key) for key in recorded.nodes if key in joined]),
        ],
        [_state(id_) for id_ in few],
        participants,
        {cluster.number: f"{cluster.number}  {cluster.name}" for cluster in page.partition.clusters},
    )


def _in_order(page: Contents) -> list[tuple[Key, str]]:
    """Return the treaties with their topics in the order in which they are shown: TOPICS, then all others, by age."""
    rank = {topic: at for at, topic in enumerate(TOPICS)}
    known = {
        id_: (str(of.get("topic", "")), str(of.get("adopted", ""))) for id_, of in page.recorded.of("Treaty").items()
    }
    return [
        (Key("Treaty", id_), topic)
        for id_, (topic, adopted) in sorted(
            known.items(), key=lambda item: (rank.get(item[1][0], len(rank)), item[1][1], item[0])
        )
    ]


def _treaty_choice(page: Contents) -> dict[str, dict[str, str]]:
    """Return the treaties by the name of their topic: as addresses of the page have them, with their names."""
    choice: dict[str, dict[str, str]] = defaultdict(dict)
    for treaty, topic in _in_order(page):
        choice[topic_name(topic)][f"{treaty.label}:{treaty.id}"] = page.recorded.name(treaty)
    return choice


def _regions(page: Contents) -> dict[str, list[str]]:
    """Return the regions of States that are or were Members of the United Nations, each with itself and its parts."""
    parts: dict[str, set[str]] = defaultdict(set)
    for known in page.recorded.of("State").values():
        if "un_member_from" in known and (region := str(known.get("region") or "")):
            parts[region].add(str(known.get("subregion") or region))
    return {region: [region, *sorted(parts[region] - {region})] for region in sorted(parts)}


def _state(id_: str) -> str:
    return str(Key("State", id_))


def _over_time(page: Contents) -> list[timeline.Network]:
    """Return how ties developed up to the page's day, every twentieth year."""
    days = [dt.date(year, 12, 31) for year in range(_FIRST_YEAR, page.day.year, _EVERY)]
    return timeline.network_over_time(page.then.series([*days, page.day]))


def _coverage(page: Contents) -> list[dict[str, object]]:
    """Return, for each list of a source: of what, from and up to when, and up to when its silence means no."""
    found = [
        {
            "label": fact.end.label,
            "name": page.recorded.name(fact.end),
            "source": fact.start.id,
            "since": fact.started or "the beginning",
            "last": fact.holds_until - dt.timedelta(days=1) if fact.holds_until < NO_END else "open",
            "whole": fact.properties.get("whole_until") or "proves nothing",
            "topic": str(fact.properties.get("topic") or "").replace("_", " "),
        }
        for fact in page.recorded.facts.get("COVERS", ())
    ]
    return sorted(found, key=lambda row: [str(row[name]) for name in ("label", "name", "source", "topic", "last")])
