"""
The atlas: contents in, the text of one HTML file out; it needs no network and no file beside it.

pyvis carries the picture's nodes and options and renders our own template; the vis-network its wheel brings is
written into the page. Only the scripts of this page run: a Content-Security-Policy names their hashes.
"""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import hashlib
import importlib.util
import io
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pactgraph.analysis.confidence import DRAWS, DROPPED
from pactgraph.analysis.gap_kinds import gap_kinds
from pactgraph.analysis.recorded import shown
from pactgraph.analysis.timeline import Network, network_over_time
from pactgraph.analysis.unlinked import FEW
from pactgraph.content import content_folder
from pactgraph.errors import PactgraphError
from pactgraph.facts.records import Key
from pactgraph.pages.contents import Contents, Json, data
from pactgraph.pages.layout import Drawn, Picture, picture
from pactgraph.pages.words import readable, within
from pactgraph.pages.worldmap import FRAME, Outline, projected, world

_FIRST_YEAR, _EVERY = 1950, 20
"""Years shown over time."""

TOPICS = {
    "trafficking": "Trafficking",
    "slavery": "Slavery",
    "organized_crime": "Organized crime",
    "corruption": "Corruption",
    "labour": "Labour",
    "children": "Children",
    "women": "Women",
    "human_rights": "Human rights",
    "refugees": "Refugees",
    "statelessness": "Statelessness",
    "international_crimes": "International crimes",
    "private_international_law": "Private international law",
}
"""Topics in the order of matrix and ring, with their names."""
WIDE, TALL = 1.6, 0.78
"""Width to height of the two pictures every page carries: for a screen, for a phone held upright."""
_SHAPES = {"State": "dot", "Treaty": "square", "UNEntity": "triangle"}
_OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "interaction": {
        "dragNodes": False,
        "hover": False,
        "keyboard": {"enabled": False},
        "multiselect": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 3_600_000,
        "zoomSpeed": 0.7,
    },
    "edges": {"smooth": False, "hidden": True},
    "layout": {"improvedLayout": False},
}
_IMPORT = re.compile(r'^import\s+(?:[\w*\s{},]+\sfrom\s+)?"\./([\w]+)\.js";\n', re.MULTILINE)
_COMMENT = re.compile(r"[ \t]*/\*\*.*?\*/(?:\n(?=\s*\n)|[ \t]*\n|[ \t]?)", re.DOTALL)
_INDENT = re.compile(r"^ +", re.MULTILINE)
"""No text of the modules goes over more than one line, so that indents say nothing to a browser."""
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)


def html(page: Contents, *, embed: bool = False) -> str:
    """Return the page. `embed` leaves out heading and panel, for a frame in another page."""
    folder = content_folder("viz") / "atlas"
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)
    environment.filters |= {"packed": _packed, "parsed": json.loads, "readable": readable, "within": within}
    script = _linked(folder / "js")
    style = (folder / "atlas.css").read_text(encoding="utf-8")
    library = _vis_network()
    network, pictures = _network(page)
    # pyvis hands its template only what it knows of; the rest goes in as globals.
    environment.globals |= {
        "embed": embed,
        "title": "Who cooperates with whom against trafficking in persons",
        "page": page,
        "data": data(page) | pictures,
        "topics": TOPICS,
        "kinds": gap_kinds(),
        "few": FEW,
        "draws": DRAWS,
        "dropped": DROPPED,
        "coverage": _coverage(page),
        "time": _over_time(page),
        "library": Markup(library),  # noqa: S704 - the wheel's and our own files: no data in them
        "script": Markup(script),  # noqa: S704
        "style": Markup(style),  # noqa: S704
        "policy": _policy([library, script], [style]),
    }
    network.templateEnv = environment
    network.path = "template.html"
    text: str = network.generate_html()
    return text


def _network(page: Contents) -> tuple[Any, dict[str, Json]]:
    """Return a pyvis network of what is drawn, and what else belongs to the two pictures."""
    from pyvis.network import Network  # noqa: PLC0415 - it imports IPython: half a second

    place = page.places
    drawn = _drawn(page)
    pictures = {name: picture(drawn, aspect) for name, aspect in (("wide", WIDE), ("tall", TALL))}
    network = Network(directed=True)
    network.options = _OPTIONS
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
        "topics": [[topic, name] for topic, name in TOPICS.items()],
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
    for id_, known in sorted(
        recorded.of("Treaty").items(), key=lambda item: (str(item[1].get("adopted", "")), item[0])
    ):
        topics[str(known.get("topic", ""))].append(str(Key("Treaty", id_)))
    sections = {name: topics[topic] for topic, name in TOPICS.items() if topic in topics}
    others = [treaty for topic in sorted(topics.keys() - TOPICS.keys()) for treaty in topics[topic]]
    return Drawn(
        clusters,
        [(_state(tie.one), _state(tie.other), tie.z) for tie in page.ties],
        [
            *sections.items(),
            *([("Other treaties", others)] if others else []),
            ("Bodies", [str(key) for key in recorded.nodes if key in joined]),
        ],
        [_state(id_) for id_ in few],
        participants,
        {cluster.number: f"{cluster.number}  {cluster.name}" for cluster in page.partition.clusters},
    )


def _state(id_: str) -> str:
    return str(Key("State", id_))


def _over_time(page: Contents) -> list[Network]:
    """Return how ties developed up to the page's day, every twentieth year."""
    days = [dt.date(year, 12, 31) for year in range(_FIRST_YEAR, page.day.year, _EVERY)]
    return network_over_time(page.then.series([*days, page.day]))


def _coverage(page: Contents) -> list[dict[str, str]]:
    """Return, for each treaty and body a source covers: its name, kind, the source, from and until when."""
    found = [
        {
            "label": fact.end.label,
            "name": page.recorded.name(fact.end),
            "source": fact.start.id,
            "since": fact.started,
            "until": shown(fact.until, fact.properties.get("until_precision")),
            "topic": str(fact.properties.get("topic") or "").replace("_", " "),
        }
        for fact in page.recorded.facts.get("COVERS", ())
    ]
    return sorted(found, key=lambda row: (row["label"], row["name"], row["source"], row["topic"]))


def _linked(folder: Path) -> str:
    """
    Return the page's modules as one script: each after those it imports; imports, exports and types taken off.

    Their top-level names have to differ; the browser refuses the script when two do not.
    """
    order: list[str] = []

    def visit(name: str) -> None:
        if name in order:
            return
        text = (folder / f"{name}.js").read_text(encoding="utf-8")
        for imported in _IMPORT.findall(text):
            visit(imported)
        order.append(name)

    visit("main")
    texts = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in order]
    parts = [_INDENT.sub("", _EXPORT.sub("", _IMPORT.sub("", _COMMENT.sub("", text)))) for text in texts]
    # Modules may await at their top level; one script cannot, so they stand in an asynchronous function.
    return '"use strict";\n(async () => {\n' + "\n".join(parts) + "})();\n"


def _vis_network() -> str:
    """Return the vis-network the pyvis wheel carries. Raises PactgraphError when it carries none."""
    found = importlib.util.find_spec("pyvis")
    path = Path(str(found.origin)).parent / "lib" / "vis-9.1.2" / "vis-network.min.js" if found else None
    if path is None or not path.is_file():
        raise PactgraphError("the installed pyvis carries no vis-network 9.1.2; install pyvis 0.3.2 again")
    return path.read_text(encoding="utf-8")


def _policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Return a Content-Security-Policy that lets only these scripts and styles in, and no request out."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src " + " ".join(map(_digest, scripts)),
            "style-src " + " ".join(map(_digest, styles)),
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _digest(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def _packed(value: object) -> str:
    """
    Return JSON, gzipped, in base64 (RFC 4648): nothing in it can end the script element it stands in.

    Without a time, a name or a system in its header and at a fixed level, gzip gives the same bytes on every machine
    that has the same zlib; another zlib may compress otherwise, and what comes out is the same.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as file:
        file.write(text.encode())
    return base64.b64encode(packed.getvalue()).decode()
