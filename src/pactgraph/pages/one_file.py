"""
One HTML file from a template, modules, styles and data: it needs no network and no file beside it.

pyvis carries the picture's nodes and options and renders our own template; the vis-network its wheel brings is
written into the page. Only the scripts of the page run: a Content-Security-Policy names their hashes.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import importlib.util
import io
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pactgraph.content import content_folder
from pactgraph.errors import PactgraphError
from pactgraph.pages.words import readable, within

if TYPE_CHECKING:
    from pyvis.network import Network

PYVIS, VIS_NETWORK = "0.3.2", "9.1.2"
"""The version of pyvis that is asked for, and the version of vis-network that its wheel carries."""
OPTIONS = {
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
"""How vis-network draws: nodes stay where they are put, and the page's own scripts paint them and their links."""
_IMPORT = re.compile(r'^import\s+(?:[\w*\s{},]+\sfrom\s+)?"(\.[\w./]+)";\n', re.MULTILINE)
_COMMENT = re.compile(r"[ \t]*/\*\*.*?\*/(?:\n(?=\s*\n)|[ \t]*\n|[ \t]?)", re.DOTALL)
_INDENT = re.compile(r"^ +", re.MULTILINE)
"""No text of the modules goes over more than one line, so that indents say nothing to a browser."""
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)


def written(network: Network, page: str, values: Mapping[str, object]) -> str:
    """
    Return the page `page` (a folder below `viz`) with its template, `js/main.js` and `<page>.css`.

    The template gets `values`, among them `title` and `version`, and of `network` the nodes, edges and options.
    Raises PactgraphError when the installed pyvis carries another vis-network than it is written for.
    """
    folder, shared = (content_folder("viz") / name for name in (page, "shared"))
    environment = Environment(
        loader=FileSystemLoader([folder, shared], encoding="utf-8"), autoescape=True, undefined=StrictUndefined
    )
    environment.filters |= {"packed": _packed, "parsed": json.loads, "readable": readable, "within": within}
    script, library = _linked(folder / "js" / "main.js"), vis_network()
    styles = (shared / "base.css", folder / f"{page}.css")
    style = "".join(path.read_text(encoding="utf-8") for path in styles)
    # pyvis hands its template only what it knows of; the rest goes in as globals.
    environment.globals |= {
        **values,
        "library": Markup(library),  # noqa: S704 - the wheel's and our own files: no data in them
        "script": Markup(script),  # noqa: S704
        "style": Markup(style),  # noqa: S704
        "policy": _policy([library, script], [style]),
    }
    network.options = OPTIONS
    network.templateEnv = environment
    network.path = "template.html"
    text: str = network.generate_html()
    return text


@cache
def _linked(main: Path) -> str:
    """
    Return a page's modules as one script: each after those it imports; imports, exports and types taken off.

    Their top-level names have to differ; the browser refuses the script when two do not.
    """
    texts: dict[Path, str] = {}
    visiting: set[Path] = set()

    def visit(path: Path) -> None:
        if path in visiting:
            return
        visiting.add(path)
        text = path.read_text(encoding="utf-8")
        for imported in _IMPORT.findall(text):
            visit((path.parent / imported).resolve())
        texts[path] = text

    visit(main.resolve())
    parts = [_INDENT.sub("", _EXPORT.sub("", _IMPORT.sub("", _COMMENT.sub("", text)))) for text in texts.values()]
    # Modules may await at their top level; one script cannot, so they stand in an asynchronous function.
    return '"use strict";\n(async () => {\n' + "\n".join(parts) + "})();\n"


@cache
def vis_network() -> str:
    """Return the vis-network the pyvis wheel carries. Raises PactgraphError when it carries none, or another."""
    found = importlib.util.find_spec("pyvis")
    folder = None if found is None else Path(str(found.origin)).parent / "lib" / f"vis-{VIS_NETWORK}"
    if folder is None or not (folder / "vis-network.min.js").is_file():
        raise PactgraphError(
            f"the installed pyvis carries no vis-network {VIS_NETWORK}; pip install --force-reinstall pyvis=={PYVIS}"
        )
    return (folder / "vis-network.min.js").read_text(encoding="utf-8")


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
    """Return JSON, gzipped, in base64 (RFC 4648): nothing in it can end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return base64.b64encode(gzipped(text.encode())).decode()


def gzipped(data: bytes) -> bytes:
    """
    Return data as gzip packs them, always in the same bytes.

    Without a time, a name or a system in its header and at a fixed level, gzip gives the same bytes on every machine
    that has the same zlib; another zlib may compress otherwise, and what comes out is the same. The highest level would
    take a third longer for 0.3 % less.
    """
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=8, fileobj=packed, mtime=0) as file:
        file.write(data)
    return packed.getvalue()
