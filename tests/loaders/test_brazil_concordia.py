"""The brazil_concordia loader, on hand-written rows in the publisher's shape: each quirk of its README by name."""

from __future__ import annotations

import csv

import pytest

from pactgraph.errors import FactsError

COLUMNS = ["titulo", "parceiro", "data", "temas", "status", "vigor_int_em", "expirou_em", "pdf_url"]
URL = "https://example.org/Documento/download/1"
ROW = {
    "titulo": "Tratado de Extradição",
    "parceiro": "Argentina",
    "data": "05/09/2001",
    "temas": "Extradição",
    "status": "Em Vigor",
    "vigor_int_em": "NA",
    "expirou_em": "NA",
    "pdf_url": URL,
}


@pytest.fixture
def brazil(tmp_path, loaded):
    """Load rows that differ from ROW in the given cells."""

    def run(*rows):
        with (tmp_path / "bilaterais_brasil.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows({**ROW, **row} for row in rows)
        return loaded("brazil_concordia", tmp_path)

    return run


@pytest.mark.parametrize(
    ("title", "topic", "mentions"),
    [
        ("Memorando sobre Cooperação para Combater o Tráfico de Migrantes e de Pessoas", "trafficking", "true"),
        ("Acordo para o Combate ao Tráfico de Pessoas", "trafficking", "true"),
        ("Acordo para a Prevenção do Tráfico Ilícito de Migrantes", "migration_cooperation", ""),
        ("Acordo sobre Regularização Migratória", "migration_cooperation", ""),
        ("Acordo sobre Facilitação de Circulação de Pessoas", "migration_cooperation", ""),
        ("Acordo relativo à Readmissão de Pessoas em Situação Irregular", "readmission", ""),
        ("Tratado sobre Transferência de Presos", "transfer_of_sentenced_persons", ""),
        ("Acordo sobre a Transferência de Nacionais Condenados", "transfer_of_sentenced_persons", ""),
        ("Tratado de Extradição", "extradition", ""),
        ("Acordo sobre assistência jurídica mútua em matéria penal", "mutual_legal_assistance", ""),
        ("Acordo de Assistência Jurídica Mútua em Assuntos Penais", "mutual_legal_assistance", ""),
        ("Projeto de Erradicação do Trabalho Infantil", "child_protection_forced_labour", ""),
        ("Acordo em Matéria de Segurança Pública", "police_cooperation", ""),
        ("Acordo no Campo da Luta Contra o Crime Organizado", "police_cooperation", ""),
    ],
)
def test_the_title_decides_the_topic_and_smuggling_is_not_trafficking(brazil, title, topic, mentions):
    (node,) = brazil({"titulo": title})["BilateralAgreement"]
    assert (node.cells["topic"], node.cells["mentions_trafficking"]) == (topic, mentions)


@pytest.mark.parametrize(
    "cells",
    [
        {"titulo": "Projeto da Rede de Bancos de Leite Humano", "temas": "Proteção à Infância"},
        {"titulo": "Projeto de Produção de Etanol", "temas": "Energia"},
        {"titulo": "Combate ao Trabalho Infantil", "parceiro": "OIT - Organização Internacional do Trabalho"},
        {"pdf_url": "NA"},
    ],
)
def test_other_subjects_organizations_and_rows_without_a_document_are_left_out(brazil, cells):
    assert brazil(cells) == {}


def test_a_row_that_stands_twice_is_one_agreement(brazil):
    rows = brazil({}, {})
    assert [row.cells["id"] for row in rows["BilateralAgreement"]] == ["BR-1"]
    assert [row.cells["from"] for row in rows["CONCLUDED"]] == ["BRA", "ARG"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("Em Vigor", "in_force"),
        ("Tramitação Congresso Nacional", "in_ratification"),
        ("Tramitação Ministérios/Casa Civil", "in_ratification"),
        ("Tramitação MRE", "in_ratification"),
        ("Em promulgação/Casa Civil", "in_ratification"),
        ("Em ratificação da(s) outra(s) Parte(s)", "in_ratification"),
        ("Expirado", "terminated"),
        ("Denunciado", "terminated"),
        ("Substituído", "superseded"),
        ("Superado", "superseded"),
        ("Suspenso", "suspended"),
        ("Situação especial", "unknown"),
    ],
)
def test_stages_between_signature_and_entry_into_force_are_signed_and_not_in_force(brazil, status, expected):
    (node,) = brazil({"status": status})["BilateralAgreement"]
    assert (node.cells["status"], node.cells["signed"], node.cells["in_force"]) == (expected, "2001-09-05", "")


@pytest.mark.parametrize(
    ("cells", "until", "in_force", "odd"),
    [
        ({"expirou_em": "31/08/2006", "vigor_int_em": "01/10/2001"}, "2006-08-31", "2001-10-01", False),
        ({"expirou_em": "NA"}, "", "", False),
        ({"vigor_int_em": "01/01/2001"}, "", "2001-01-01", True),
    ],
)
def test_days_ends_and_an_entry_into_force_before_signature(brazil, cells, until, in_force, odd):
    rows = brazil(cells)
    assert rows["BilateralAgreement"][0].cells["in_force"] == in_force
    for row in rows["CONCLUDED"]:
        assert row.cells["until"] == until
        assert ("before it was signed" in row.cells["note"]) == odd


@pytest.mark.parametrize(
    ("name", "party"),
    [("Países Baixos", "NLD"), ("Coréia do Sul", "KOR"), ("Irã", "IRN"), ("São Tomé e Príncipe", "STP")],
)
def test_portuguese_names_are_matched_by_the_register(brazil, name, party):
    assert brazil({"parceiro": name})["CONCLUDED"][1].cells["from"] == party


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"parceiro": "Atlântida"}, "BR-1: 'Atlântida' is in no register"),
        ({"status": "Perdido"}, "bilaterais_brasil.csv row 2 column status: 'Perdido'; expected one of Em Vigor"),
        ({"data": "2001-09-05"}, "row 2 column data: '2001-09-05'; expected a day as DD/MM/YYYY or NA"),
    ],
)
def test_what_is_not_known_is_an_error_that_names_the_row(brazil, cells, message):
    with pytest.raises(FactsError, match=message):
        brazil(cells)


def test_the_committed_facts_are_what_the_publishers_file_gives(unchanged):
    assert unchanged("brazil_concordia", "upstream/brazil_concordia") == []
