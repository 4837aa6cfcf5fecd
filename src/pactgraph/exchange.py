"""The exchange format's public name for loaders, bundled and of users: see `pactgraph.facts.exchange`."""

from pactgraph.facts.exchange import Row, Table, columns_of, read_rows, read_table, unsettled

__all__ = ["Row", "Table", "columns_of", "read_rows", "read_table", "unsettled"]
