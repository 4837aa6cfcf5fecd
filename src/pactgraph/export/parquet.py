"""Columns as a Parquet file: numbers, days and lists stay what they are."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence

from pactgraph.errors import UsageError
from pactgraph.export.cells import LISTED, as_json_text, cell, kind_of
from pactgraph.facts.schema import PropertyType

METADATA = b"pactgraph"
"""Key under which the file's metadata say, as JSON, what it is about."""


def parquet(columns: Mapping[str, Sequence[object]], about: Mapping[str, object]) -> bytes:
    """
    Return a file with `columns`, each of the type of its values; `about` in its metadata.

    What has a type that others in its column lack is text there. Raises UsageError where pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise UsageError("Parquet is written by pyarrow: pip install 'pactgraph[parquet]'") from error
    types: dict[PropertyType, pa.DataType] = {
        "string": pa.string(),
        "integer": pa.int64(),
        "float": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "strings": pa.list_(pa.string()),
    }
    kinds = {name: kind_of(values) for name, values in columns.items()}
    schema = pa.schema(
        [(name, types[kind]) for name, kind in kinds.items()],
        metadata={METADATA: json.dumps(about, ensure_ascii=False, default=as_json_text).encode()},
    )
    arrays = [
        pa.array([_value(value, kinds[name]) for value in values], types[kinds[name]])
        for name, values in columns.items()
    ]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), out)
    return out.getvalue()


def _value(value: object, kind: PropertyType) -> object:
    if value is None or (kind == "string" and isinstance(value, str)):
        return value
    if kind == "strings":
        return (
            [item if isinstance(item, str) else cell(item, LISTED) for item in value]
            if isinstance(value, list)
            else None
        )
    return cell(value, LISTED) if kind == "string" else value
