from __future__ import annotations

from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("symbol", "id_"),
    [("A/HRC/26/37", "A_HRC_26_37"), ("E/CN.4/2006/62", "E_CN_4_2006_62"), ("A/80/166", "A_80_166")],
)
def test_a_report_is_identified_by_its_symbol(tmp_path: Path, load, symbol, id_):
    (tmp_path / "sr_trafficking_reports.csv").write_text(
        f"year,symbol,presented,subject,source\n2014,{symbol},HRC,Synthetic subject,OHCHR annual reports page\n",
        encoding="utf-8",
    )
    rows = load("un_special_rapporteur", tmp_path)
    (document,) = rows["Document"]
    assert (document["id"], document["symbol"], document["issued"]) == (id_, symbol, "2014")
    assert [(r["from"], r["to"]) for r in rows["PRODUCED"]] == [("SR_TRAFFICKING", id_)]


def test_the_whole_file_gives_the_committed_facts(unchanged):
    assert unchanged("un_special_rapporteur", "facts") == []
