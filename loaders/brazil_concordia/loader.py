"""
Reads Brazil's list of bilateral instruments into agreements on criminal, migration and labour matters.

Upstream: `bilaterais_brasil.csv`, one row per instrument and subject list, most rows twice. The title decides the
topic; the list's own subjects (`temas`) are too coarse. Instruments with organizations are left out, save the
European Union.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row, read_rows
from pactgraph.facts.registers import Registers
from pactgraph.publishers import cells
from pactgraph.publishers.listed import listed

FILE = "bilaterais_brasil.csv"
TOPICS = {
    "trafficking": re.compile(r"Tráfico (Ilícito )?(de Migrantes e )?de (Pessoas|Seres Humanos|Mulheres)"),
    "transfer_of_sentenced_persons": re.compile(
        r"Transferência d[eo] (Presos|Pessoas Condenadas|Nacionais Condenados)|Execução de Penas"
    ),
    "extradition": re.compile(r"Extradição"),
    "mutual_legal_assistance": re.compile(r"(Matéria Penal|Assuntos Penais)", re.IGNORECASE),
    "readmission": re.compile(r"Readmissão"),
    "child_protection_forced_labour": re.compile(
        r"Trabalho (Infantil|Forçado|Escravo)|Exploração Sexual|Subtração .*de Menores"
    ),
    "migration_cooperation": re.compile(r"Migrantes|Migrat[óo]ri[ao]|Circulação de Pessoas"),
    "police_cooperation": re.compile(
        r"Polici(al|ais)|Polícia|Segurança Pública|Segurança e Ordem|Combate ao Crime|Crime Organizado|Criminalidade"
        r"|Modalidades Delituosas|Fatos Delituosos|Crimes Transnacionais",
        re.IGNORECASE,
    ),
}
"""Words of the Portuguese title that decide, in this order. Smuggling of migrants is migration, not trafficking."""
STATUS = {
    "Em Vigor": "in_force",
    "Expirado": "terminated",
    "Denunciado": "terminated",
    "Superado": "superseded",
    "Substituído": "superseded",
    "Suspenso": "suspended",
    "Situação especial": "unknown",
    "Em Ratificação": "in_ratification",
    "Em ratificação da(s) outra(s) Parte(s)": "in_ratification",
    "Em promulgação/Casa Civil": "in_ratification",
    "Em promulgação/MRE": "in_ratification",
    "Tramitação Congresso Nacional": "in_ratification",
    "Tramitação MRE": "in_ratification",
    "Tramitação Ministérios/Casa Civil": "in_ratification",
}
"""All stages between signature and entry into force are one here: the instrument is signed and not in force."""
_NOTHING = "NA"
"""What the list writes in an empty cell."""
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})", re.ASCII)
_NUMBER = re.compile(r"/download/(\d+)$", re.ASCII)


def _day(cell: object) -> str:
    """Return day/month/year as an ISO day that may be announced, `NA` as nothing. Raises ValueError for others."""
    if (text := cells.text(cell)) == _NOTHING:
        return ""
    if (match := _DAY.fullmatch(text)) is None:
        raise ValueError(f"expected a day as DD/MM/YYYY or {_NOTHING}")
    day, month, year = match.groups()
    return cells.day_of(year, month, day, ahead=True)


def _signed(cell: object) -> str:
    return cells.day(_day(cell))


_READERS = {
    "titulo": cells.needed,
    "parceiro": cells.needed,
    "status": cells.one_of(STATUS),
    "data": _signed,
    "vigor_int_em": _day,
    "expirou_em": _day,
    "pdf_url": cells.like(rf"https?://\S+|{_NOTHING}", f"an address or {_NOTHING}"),
}


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield BilateralAgreement and CONCLUDED rows.

    Raises FactsError for a status, day or partner that is not known.
    """
    organizations = {row["name"] for _, row in read_rows(Path(__file__).parent / "organizations.csv")}
    # Last to first, so that of rows that are alike the first gives the place.
    found = {tuple(row.items()): number for number, row in reversed(listed(upstream / FILE, _READERS))}
    for stated, place in sorted(found.items()):
        row = dict(stated)
        title, partner = " ".join(row["titulo"].split()), row["parceiro"].strip()
        topic = next((topic for topic, words in TOPICS.items() if words.search(title)), None)
        if topic is None or partner in organizations:
            continue
        number = _NUMBER.search(row["pdf_url"])
        if number is None:
            continue  # Without a document there is neither an id nor a place to look it up.
        id_ = f"BR-{number[1]}"
        signed, in_force, ended = (row[name] for name in ("data", "vigor_int_em", "expirou_em"))
        odd = f"the list has it in force on {in_force}, before it was signed" if in_force and in_force < signed else ""
        yield Row(
            "BilateralAgreement",
            {
                "id": id_,
                "title": title,
                "topic": topic,
                "signed": signed,
                "in_force": in_force,
                "terminated": ended,
                "status": STATUS[row["status"]],
                "mentions_trafficking": "true" if topic == "trafficking" else "",
                "locator": row["pdf_url"],
            },
        )
        for party in ("BRA", registers.require(("State", "RegionalBody"), partner, f"{FILE} row {place} {id_}")):
            yield Row(
                "CONCLUDED",
                {
                    "from": party,
                    "to": id_,
                    "since": signed,
                    "until": ended,
                    "locator": row["pdf_url"],
                    "note": odd,
                },
            )
