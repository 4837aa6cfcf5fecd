"""`pactgraph serve`."""

from __future__ import annotations

import sys
import threading
from typing import Annotated

import typer

from pactgraph.cli.ending import Ended, end
from pactgraph.cli.options import QuietOption, deliver, hide_pandas, say
from pactgraph.errors import UsageError

PORT = 7687
"""Neo4j's own port for Bolt."""

_TOLD = """\
bolt://localhost:{port}   user {user}   password {password}

Serving the graph of {as_of} (run {run}) to this machine alone, read-only, until Ctrl-C.
The password is new at each start and stands nowhere else.

Neo4j Browser   connect to bolt://localhost:{port} with this user and password
cypher-shell    cypher-shell -a bolt://localhost:{port} -u {user} -p {password}
pactgraph       NEO4J_PASSWORD={password} pactgraph query not-party -p treaty=TIP_PROTOCOL --store bolt://localhost:{port}
Python          from neo4j import GraphDatabase
                driver = GraphDatabase.driver("bolt://localhost:{port}", auth=("{user}", "{password}"))
                driver.execute_query("MATCH (s:State) RETURN count(s) AS states").records
JavaScript      const driver = neo4j.driver("bolt://localhost:{port}", neo4j.auth.basic("{user}", "{password}"))
                const {{ records }} = await driver.executeQuery("MATCH (s:State) RETURN count(s) AS states")
Notebook        %env NEO4J_PASSWORD={password}
                graph = pactgraph.open_graph("bolt://localhost:{port}")
"""
_WARNING = (
    "Clients other than pactgraph ask the embedded engine as it is: it answers some Cypher otherwise than Neo4j, "
    "aggregates within expressions above all. pactgraph's own commands refuse these statements."
)


def serve(
    port: Annotated[int, typer.Option("--port", min=1, max=65_535, help="Port on this machine.")] = PORT,
    store: Annotated[
        str | None, typer.Option("--store", help="Folder of the graph. Default: as for all commands.")
    ] = None,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, max=86_400, help="Give a statement up after so many seconds.")
    ] = 60.0,
    quiet: QuietOption = False,
) -> None:
    """
    Serve the graph over Bolt to Neo4j's clients on this machine: Browser, cypher-shell, drivers, notebooks.

    It is a copy that goes when serving ends: nothing written lasts, and the account may only read.
    """
    hide_pandas()
    from pactgraph.stores.choose import open_store
    from pactgraph.stores.embedded import EmbeddedStore

    target = open_store(store)
    if not isinstance(target, EmbeddedStore):
        raise UsageError(f"--store {target}: is a server already; connect to it, or name a folder to serve")
    ledger = target.ledger()
    try:
        with target.published(port, timeout) as access:
            about = {"port": port, "user": access.user, "password": access.password}
            deliver(_TOLD.format(**about, as_of=ledger.as_of, run=ledger.run), None)
            say(_WARNING, quiet)
            threading.Event().wait()
    except Ended:
        sys.stdout.flush()
        end(0, "" if quiet else "stopped; the copy is gone")
