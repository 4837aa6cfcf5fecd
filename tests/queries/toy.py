"""
A toy graph of six States, small enough to answer every question by eye. Nothing in it is real.

As at 2014-06-09. `register` speaks of 2019-12-31 and has whole lists of CONV, of PROT (its silence on COR there proves
nothing) and of all agreements of ARD, and of LEAGUE one of 2014-12-31. `dataset` speaks of 2012-12-31.
UN Member States: ARD since 1945, BRE 1955, COR 1960, DOR 1973, ELM 1992; FEN is none.
`~~` is a border (COR and DOR have a land border, DOR and ELM a sea border), `==>` victims detected.

    North                                         South
    ARD Arda ~~ BRE Brea ~~ COR Cora ~~~~~~~~ DOR Dorn ~~ ELM Elm      FEN Fen
     |   \\        /             |
     |    a1 (1999, extradition)|                 CONV (2000-11-15) <--supplements-- PROT (2000-11-15)
     a2 (2005-2010, labour) ----+                 OLD (1949-03-21; no list)

    BRE ==> ARD 2009 to 2012, 10 to 12 victims      ELM ==> ARD 2013, 5 victims

              CONV                              PROT                       OLD         LEAGUE            CLUB
    ARD  signed 2000-12-12, party 2001-02-03    party 2004-02-29 *                     since 1960
    BRE  party 2003                             signed 2000-12-12                      1960-70, from 1981
    COR  signed 2000-12-13, party 2005 to 2012                                         observer
    DOR  signed 2000-12-14                      party 2006-07-08                       1990 to 2011
    ELM  party 2008-09-10 **                                               party 1950                    since 1995
    FEN  party 2010-05
    LEAGUE                                      party 2010-01-01
    * disputed: `dataset` says 2004-03-01
    ** by `dataset` alone: not in the whole list of `register`

    UN entities: UNIT is part of OFFICE, OFFICE of ORGAN.

    Acts of cooperation: HANDOVER is in CONV (article 16), in PROT (article 1, through CONV) and the subject of
    agreements on extradition; CARE is in PROT (article 6), in OLD for other offences, perhaps in labour agreements.

So as at that day each answer is there: towards CONV ARD and BRE are parties, COR has withdrawn, DOR is a signatory and
ELM disputed; towards PROT ELM is not party and COR unknown.
"""

from __future__ import annotations

from synthetic import source, synthetic

from pactgraph.building import Build

DAY = "2014-06-09"
LISTED = "2019-12-31"
SOURCES = [
    source(
        *("register", LISTED, "register"),
        whole={"CONV": (LISTED, ()), "PROT": (LISTED, ("COR",)), "LEAGUE": ("2014-12-31", ()), "ARD": (LISTED, ())},
    ),
    source("dataset", "2012-12-31"),
]

_NODES = [
    *(
        (
            *("State", id_),
            {
                **{"name": name, "region": region, "subregion": region},
                **({"un_member": "true", "un_member_since": since} if since else {"un_member": "false"}),
            },
        )
        for id_, name, region, since in [
            ("ARD", "Arda", "North", "1945-10-24"),
            ("BRE", "Brea", "North", "1955-12-14"),
            ("COR", "Cora", "North", "1960-09-20"),
            ("DOR", "Dorn", "South", "1973-09-18"),
            ("ELM", "Elm", "South", "1992-03-02"),
            ("FEN", "Fen", "South", ""),
        ]
    ),
    (
        *("Treaty", "CONV"),
        {"name": "Convention", "kind": "convention", "topic": "organized_crime", "adopted": "2000-11-15"},
    ),
    ("Treaty", "PROT", {"name": "Protocol", "kind": "protocol", "topic": "trafficking", "adopted": "2000-11-15"}),
    ("Treaty", "OLD", {"name": "Old Agreement", "kind": "agreement", "topic": "slavery", "adopted": "1949-03-21"}),
    ("RegionalBody", "LEAGUE", {"name": "League", "kind": "regional"}),
    ("RegionalBody", "CLUB", {"name": "Club", "kind": "informal"}),
    ("UNEntity", "ORGAN", {"name": "Organ", "kind": "organ"}),
    ("UNEntity", "OFFICE", {"name": "Office", "kind": "office"}),
    ("UNEntity", "UNIT", {"name": "Unit", "kind": "office"}),
    (
        *("Act", "HANDOVER"),
        {"name": "handing over", "treaty_topics": "trafficking", "agreement_topics": "extradition"},
    ),
    ("Act", "CARE", {"name": "care", "treaty_topics": "trafficking", "topics_to_read": "labour_migration"}),
    ("BilateralAgreement", "a1", {"title": "Extradition", "topic": "extradition"}),
    ("BilateralAgreement", "a2", {"title": "Labour", "topic": "labour_migration"}),
]


def _victims(first: int, last: int, least: int, most: int) -> dict[str, str]:
    return {
        **{"first_year": str(first), "last_year": str(last)},
        **{"victims_min": str(least), "victims_max": str(most), "domestic": "false"},
    }


_CONV, _PROT, _LEAGUE = "Treaty:CONV", "Treaty:PROT", "RegionalBody:LEAGUE"
_ROWS: list[tuple[str, str, str, str, dict[str, str]]] = [
    ("register", "Source:register", "COVERS", _CONV, {"until": "2020-01-01"}),
    ("register", "Source:register", "COVERS", _PROT, {"until": "2020-01-01"}),
    ("register", "Source:register", "COVERS", _LEAGUE, {"until": "2015-01-01"}),
    ("register", "Source:register", "COVERS", "State:ARD", {"until": "2020-01-01"}),
    ("register", _PROT, "SUPPLEMENTS", _CONV, {}),
    ("register", "State:ARD", "SIGNED", _CONV, {"since": "2000-12-12"}),
    ("register", "State:COR", "SIGNED", _CONV, {"since": "2000-12-13"}),
    ("register", "State:DOR", "SIGNED", _CONV, {"since": "2000-12-14"}),
    ("register", "State:BRE", "SIGNED", _PROT, {"since": "2000-12-12"}),
    ("register", "State:ARD", "PARTY_TO", _CONV, {"action": "ratification", "since": "2001-02-03"}),
    ("register", "State:BRE", "PARTY_TO", _CONV, {"action": "accession", "since": "2003"}),
    (
        *("register", "State:COR", "PARTY_TO", _CONV),
        {"action": "ratification", "since": "2005-06-07", "until": "2012-01-01"},
    ),
    ("register", "State:FEN", "PARTY_TO", _CONV, {"action": "accession", "since": "2010-05"}),
    ("register", "State:ARD", "PARTY_TO", _PROT, {"action": "ratification", "since": "2004-02-29"}),
    ("dataset", "State:ARD", "PARTY_TO", _PROT, {"action": "ratification", "since": "2004-03-01"}),
    ("register", "State:DOR", "PARTY_TO", _PROT, {"action": "accession", "since": "2006-07-08"}),
    ("dataset", "State:ELM", "PARTY_TO", "Treaty:OLD", {"action": "unspecified", "since": "1950"}),
    ("register", "State:ARD", "MEMBER_OF", _LEAGUE, {"status": "member", "since": "1960"}),
    ("register", "State:BRE", "MEMBER_OF", _LEAGUE, {"status": "member", "since": "1960", "until": "1970"}),
    ("register", "State:BRE", "MEMBER_OF", _LEAGUE, {"status": "member", "since": "1981"}),
    ("register", "State:COR", "MEMBER_OF", _LEAGUE, {"status": "observer", "since": "2000"}),
    ("register", "State:DOR", "MEMBER_OF", _LEAGUE, {"status": "member", "since": "1990", "until": "2011"}),
    ("dataset", "State:ELM", "MEMBER_OF", "RegionalBody:CLUB", {"status": "member", "since": "1995"}),
    ("dataset", "State:ARD", "BORDERS", "State:BRE", {"kind": "land"}),
    ("dataset", "State:BRE", "BORDERS", "State:COR", {"kind": "land"}),
    ("dataset", "State:COR", "BORDERS", "State:DOR", {"kind": "land"}),
    ("dataset", "State:DOR", "BORDERS", "State:ELM", {"kind": "sea"}),
    ("register", "State:ARD", "CONCLUDED", "BilateralAgreement:a1", {"since": "1999-01-01"}),
    ("register", "State:BRE", "CONCLUDED", "BilateralAgreement:a1", {"since": "1999-01-01"}),
    ("register", "State:ARD", "CONCLUDED", "BilateralAgreement:a2", {"since": "2005-01-01", "until": "2010-01-01"}),
    ("register", "State:COR", "CONCLUDED", "BilateralAgreement:a2", {"since": "2005-01-01", "until": "2010-01-01"}),
    ("register", "UNEntity:OFFICE", "PART_OF", "UNEntity:ORGAN", {}),
    ("register", "UNEntity:UNIT", "PART_OF", "UNEntity:OFFICE", {}),
    ("dataset", "State:ELM", "PARTY_TO", _CONV, {"action": "accession", "since": "2008-09-10"}),
    ("register", _LEAGUE, "PARTY_TO", _PROT, {"action": "formal_confirmation", "since": "2010-01-01"}),
    ("dataset", "State:BRE", "DETECTED_VICTIMS", "State:ARD", _victims(2009, 2012, 10, 12)),
    ("dataset", "State:ELM", "DETECTED_VICTIMS", "State:ARD", _victims(2013, 2013, 5, 5)),
    ("register", _CONV, "PROVIDES", "Act:HANDOVER", {"articles": "16", "offences": "organized"}),
    ("register", _PROT, "PROVIDES", "Act:HANDOVER", {"articles": "1", "offences": "trafficking", "through": "CONV"}),
    ("register", _PROT, "PROVIDES", "Act:CARE", {"articles": "6", "offences": "trafficking"}),
    ("register", "Treaty:OLD", "PROVIDES", "Act:CARE", {"articles": "2", "offences": "other"}),
]


def toy() -> Build:
    """Return the graph of the docstring."""
    claims = [(by, start, type_, end, f"row {n}", cells) for n, (by, start, type_, end, cells) in enumerate(_ROWS, 1)]
    return synthetic(_NODES, claims, SOURCES, "toy0run0", DAY)
