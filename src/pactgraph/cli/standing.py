"""`pactgraph standing`."""

from __future__ import annotations

from pactgraph.cli.analysis import Shown, tables
from pactgraph.cli.options import (
    AsOfOption,
    FormatOption,
    OutputOption,
    QuietOption,
    RegionOption,
    StateOption,
    StoreOption,
    StrictOption,
    TreatyOption,
)


def standing(
    treaty: TreatyOption = None,
    state: StateOption = None,
    region: RegionOption = None,
    as_of: AsOfOption = None,
    strict: StrictOption = False,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Say where States stand towards treaties: party, signatory, not party, withdrawn, disputed or unknown."""
    with tables(store, as_of, strict=strict) as then:
        table = then.standing(treaty, state, region=region)
    Shown(format_, output, quiet)(table)
