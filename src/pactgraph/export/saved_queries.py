"""
The catalogue as one file that Neo4j Browser imports: a zip, dropped on its window, becomes its saved queries.

Browser takes one `.cypher` file for one query, its folder in the zip for the folder, and the comment in its first line
for the name.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactgraph.catalogue import Query

_DAY = (1980, 1, 1, 0, 0, 0)
"""Of every file in it, so that the same queries are the same bytes."""
_READABLE = 0o644 << 16


def as_saved_queries(queries: Iterable[tuple[Query, Mapping[str, object]]]) -> bytes:
    """Return a zip with a file for each query: its title, `:param` lines with the values given with it, its text."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for query, values in queries:
            file = zipfile.ZipInfo(f"{query.theme}/{query.name}.cypher", _DAY)
            file.compress_type, file.external_attr = zipfile.ZIP_DEFLATED, _READABLE
            archive.writestr(file, f"// {query.front.title}\n{query.statements_for_browser(values)}\n".encode())
    return target.getvalue()
