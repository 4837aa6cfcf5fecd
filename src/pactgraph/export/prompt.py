"""What a language model, or anybody in a hurry, has to know to ask the graph in Cypher: at most 4,000 characters."""

from __future__ import annotations

from collections import defaultdict

from pactgraph.facts.schema import Property, Schema

LONGEST = 4_000
"""Characters of the whole."""
EXAMPLES = (
    (
        "Who is not party to the Trafficking in Persons Protocol, and up to when that is known",
        "MATCH (s:State)-[r:STANDING {answer: 'not party'}]->(t:Treaty {id: 'TIP_PROTOCOL'})\n"
        "WHERE r.holds_from <= date($as_of) AND r.holds_until > date($as_of)\n"
        "RETURN s.id AS id, s.name AS name, r.known_until AS known_until ORDER BY id",
    ),
    (
        "Agreements that two States have concluded with each other",
        "MATCH (a:State {id: 'KHM'})-[:CONCLUDED]->(b:BilateralAgreement)<-[:CONCLUDED]-(o:State {id: 'THA'})\n"
        "RETURN b.title AS title, b.topic AS topic, b.signed AS signed ORDER BY signed",
    ),
    (
        "Members of a body, with their sources",
        "MATCH (s:State)-[r:MEMBER_OF {status: 'member'}]->(b:RegionalBody {id: 'ASEAN'})\n"
        "WHERE r.holds_from <= date($as_of) AND r.holds_until > date($as_of)\n"
        "RETURN s.id AS id, r.sources AS sources, r.locators AS locators ORDER BY id",
    ),
)
"""Questions, each with a statement that answers it."""

_HEAD = """\
A property graph of who cooperates with whom against trafficking in persons. Cypher, for reading only.
Rules: every node has id, every relationship sources and locators. A fact holds on day D when
r.holds_from <= D AND r.holds_until > D; use date($as_of) for D. Where a State stands towards a treaty is
STANDING.answer (party, signatory, not party, withdrawn, unknown, disputed), vouched for until known_until; do not infer
it from PARTY_TO or its absence. What is not recorded is unknown, never no. States have ISO 3166 alpha-3 ids.
"""


def as_prompt(schema: Schema) -> str:
    """Return rules, labels with their properties, types with their ends, and examples."""
    lines = [_HEAD, "Labels:"]
    for node in schema.nodes.values():
        if node.derived != "analysis":
            lines.append(f"{node.label}({', '.join(_names(node.properties))})")
    lines += ["", "Types (from > to):"]
    by_ends: dict[str, list[str]] = defaultdict(list)
    for linking in schema.relationships.values():
        if linking.derived != "analysis":
            names = _names(linking.properties)
            ends = f"{_either(linking.start)} > {_either(linking.end)}"
            by_ends[ends].append(linking.type + (f"({', '.join(names)})" if names else ""))
    lines += [f"{ends}: {', '.join(sorted(types))}" for ends, types in sorted(by_ends.items())]
    lines += ["", "Examples:"]
    for question, statement in EXAMPLES:
        lines += [f"// {question}", statement]
    return "\n".join(lines) + "\n"


def _names(properties: dict[str, Property]) -> list[str]:
    return [name for name in properties if name not in _SELDOM]


_SELDOM = frozenset({
    "absent_from", "authorised_recruiters", "authority", "citation", "complaint_mechanism",
    "contract_required", "depositary_ref", "derived", "domestic", "iso2", "lat", "licence", "lon", "m49",
    "no_recruitment_fees", "not_in_force_before", "official_name", "other_ids", "passport_protection", "period_from",
    "period_to", "publisher", "qualifier", "seen_from", "seen_until", "share_of", "topics_to_read", "treaties_to_read",
    "un_member", "un_member_since", "url", "water_miles", "work_monitored",
})  # fmt: skip
"""Properties left out for room: `pactgraph schema` has all."""


def _either(labels: tuple[str, ...]) -> str:
    return "|".join(labels) if len(labels) < _MANY else "any"


_MANY = 5
"""Labels at an end of a type from which on they are not listed."""
