"""
The schema of `graph/`: the one declaration of labels, relationship types and properties.

Constraints, validation, store statements and the reference page all derive from it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import ClassVar, Literal

import yaml

from pactgraph.content import content_folder, yaml_of
from pactgraph.errors import PactgraphError
from pactgraph.facts.dates import PartialDate
from pactgraph.facts.declared import STRICT, Declaration, Reading, checked, trusted
from pactgraph.facts.records import Value

PropertyType = Literal["string", "integer", "float", "boolean", "date", "strings"]

Derived = Literal["", "build", "analysis"]
"""Empty: stated by sources. Otherwise no source may state it: a build decides it, or `pactgraph analyse` finds it."""

_LABEL, _TYPE = re.compile(r"[A-Z][A-Za-z]+"), re.compile(r"[A-Z][A-Z_]+")
_IN_ONE_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TRUE_FALSE = {"true": True, "false": False}
WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
"""Whole numbers as cells have them: digits of ASCII, none before it that says nothing, no more than stores can hold."""
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Property:
    """One property: its type, its meaning and, where it has a closed list, its values."""

    __pydantic_config__: ClassVar = STRICT

    type: PropertyType
    description: str
    required: bool = False
    derived: Derived = ""
    values: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None

    def parse(self, text: str) -> Value:
        """
        Return the value of a CSV cell in this property's type.

        `strings` are separated by `|`; `boolean` is `true` or `false`.

        Raises ValueError naming what was expected.
        """
        value = self._convert(text)
        if self.values and value not in self.values:
            raise ValueError(f"expected one of {', '.join(self.values)}")
        if isinstance(value, int | float) and not isinstance(value, bool):
            if self.minimum is not None and value < self.minimum:
                raise ValueError(f"expected at least {self.minimum:g}")
            if self.maximum is not None and value > self.maximum:
                raise ValueError(f"expected at most {self.maximum:g}")
        return value

    def _convert(self, text: str) -> Value:
        match self.type:
            case "string":
                if not text.strip():
                    raise ValueError("it is blank; leave the cell empty")
                return text
            case "strings":
                parts = tuple(part.strip() for part in text.split("|"))
                if not all(parts):
                    raise ValueError("one of its items is empty; expected texts with one | between two")
                if len(set(parts)) < len(parts):
                    raise ValueError("one of its items stands twice; keep one")
                return parts
            case "date":
                return PartialDate.parse(text)
            case "boolean":
                if text not in _TRUE_FALSE:
                    raise ValueError("expected true or false")
                return _TRUE_FALSE[text]
            case "integer":
                if WHOLE.fullmatch(text) is None:
                    raise ValueError("expected a whole number of at most 18 digits, such as 1200")
                return int(text)
            case "float":
                if _DECIMAL.fullmatch(text) is None:
                    raise ValueError("expected a number such as -12.5")
                return float(text)


@dataclass(frozen=True, kw_only=True, slots=True)
class NodeType:
    """One node label."""

    __pydantic_config__: ClassVar = STRICT

    label: str
    description: str
    id_pattern: str
    properties: dict[str, Property]
    derived: Derived = ""
    holds: bool = False
    """Whether it holds for a time, as an agreement does, and carries HOLDS."""
    reads: str = ""
    """How the label reads to people; empty: as it stands, its words apart."""

    @property
    def in_words(self) -> str:
        """The label as pages show it: BilateralAgreement is Bilateral agreement."""
        return self.reads or _IN_ONE_WORD.sub(" ", self.label).capitalize()

    def __post_init__(self) -> None:
        """Raise ValueError for a label that could not stand in a statement."""
        if _LABEL.fullmatch(self.label) is None:
            raise ValueError(f"label {self.label}: expected letters, the first a capital, such as RegionalBody")

    def stored(self) -> dict[str, Property]:
        """Return every property a store may hold for such a node, by name."""
        own = {"id": Property(type="string", description="", required=True), **self.properties}
        return {**with_precisions(own), **(HOLDS if self.holds else {}), **NODE_PROVENANCE}


@dataclass(frozen=True, kw_only=True, slots=True)
class RelationshipType:
    """One relationship type. `key` names the properties that, with both ends, tell two facts of this type apart."""

    __pydantic_config__: ClassVar = STRICT

    type: str
    description: str
    start: tuple[str, ...]
    end: tuple[str, ...]
    properties: dict[str, Property] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    spells: bool = False
    """Whether the same two nodes may be linked again after the first link has ended (membership resumed)."""
    symmetric: bool = False
    """Stored once, from the smaller id to the larger; asked without a direction."""
    dispute_on: tuple[str, ...] = ("since", "until")
    """Properties in which sources that differ contradict each other."""
    counted_from: str = ""
    """Property with the latest day or year it can have begun in, from which it holds where no source states `since`."""
    counted_to: str = ""
    """Property with the last year it is known for."""
    lasting: bool = False
    """Whether it holds as long as both ends exist, whoever states it when: a protocol supplements its convention."""
    changes_hands: bool = False
    """Whether it is a role that changes hands: one stated without dates is known on its sources' days only."""
    derived: Derived = ""
    reads: tuple[str, ...] = ()
    """How it reads to people, said from its start and from its end: Party to, Parties; empty: as the type stands."""

    @property
    def in_words(self) -> tuple[str, ...]:
        """The type as pages show it at its start and at its end."""
        plain = self.type.replace("_", " ").capitalize()
        return self.reads or (plain, f"{plain} (from)")

    def stored(self) -> dict[str, Property]:
        """Return every property a store may hold for such a relationship, by name."""
        return {**with_precisions(self.properties), **DATED, **HOLDS, **PROVENANCE}

    def __post_init__(self) -> None:
        """Raise ValueError for a type that could not stand in a statement, a name of no property, words for one end."""
        if len(self.reads) not in (0, 2):
            raise ValueError(f"reads: expected two, as {self.type} is said from its start and from its end")
        if _TYPE.fullmatch(self.type) is None:
            raise ValueError(f"type {self.type}: expected capitals and _, such as MEMBER_OF")
        known = {*self.properties, *DATED}
        for name in (*self.key, *self.dispute_on, *filter(None, (self.counted_from, self.counted_to))):
            if name not in known:
                raise ValueError(f"{name} is not a property of {self.type}")


def with_precisions(properties: Mapping[str, Property]) -> dict[str, Property]:
    """Return the properties with, after each date, the property that says how much of it its source gives."""
    declared: dict[str, Property] = {}
    for name, stated in properties.items():
        declared[name] = stated
        if stated.type == "date":
            declared[f"{name}_precision"] = Property(
                type="string", description=f"How much of `{name}` is known; empty: the day.", values=("month", "year")
            )
    return declared


DATED = {
    "since": Property(type="date", description="First day the fact holds; empty: the source does not say."),
    "until": Property(type="date", description="First day the fact no longer holds; empty: it still does, or unknown."),
}
"""Properties every relationship may carry (architecture, section 4, Time)."""

CLAIMED = {
    "as_of": Property(
        type="date",
        description="Day up to which the claim that takes precedence speaks: its page's own, else its source's.",
    ),
}
"""What a facts file may say of a claim beside the fact itself, in a source that is made of many pages."""

HOLDS = {
    "holds_from": Property(
        type="date", required=True, description="First day on which it certainly holds; never empty."
    ),
    "holds_until": Property(
        type="date",
        required=True,
        description="First day on which it no longer certainly holds; 9999-12-31 where no end is known.",
    ),
    "known_until": Property(
        type="date", description="Last day for which a source vouches for it; empty where none does."
    ),
}
"""
Days a build decides for every relationship (and every node that holds for a time): all that tells whether it holds.

As at D: `holds_from <= D < holds_until`. What sources say of its dates stays in DATED, for display.
"""

PROVENANCE = {
    "fact": Property(
        type="string",
        description="Its own name: ends, type, what tells it apart, and from the second spell on the spell's number.",
    ),
    "source": Property(
        type="string",
        description="Source whose claim takes precedence; where only others give `since`, the first of them.",
    ),
    "sources": Property(type="strings", description="Every claim's source; parallel to `locators`."),
    "locators": Property(type="strings", description="Every claim's place in its source."),
    "stated_since": Property(type="strings", description="Every claim's start date as stated; empty text: none."),
    "since_precision": Property(
        type="string",
        description="How much of `since` is known; not_before, not_after: only that it is no earlier, or later.",
        values=("day", "month", "year", "not_before", "not_after"),
    ),
    "until_precision": Property(
        type="string",
        description="How much of `until` is known; not_after: only that a covering source no longer has it by then.",
        values=("day", "month", "year", "not_after"),
    ),
    **CLAIMED,
    "disputed": Property(type="boolean", description="Whether sources contradict each other."),
    "dispute": Property(type="string", description="The contradiction in one sentence, where there is one."),
    "stated_by": Property(
        type="strings", description="`property: source` for each property that another source than `source` states."
    ),
    "notes": Property(type="strings", description="Notes on the claims, in the annotators' own words."),
    "run": Property(type="string", description="The build that wrote it: a digest of the facts and the schema."),
}
"""Properties consolidation adds to every relationship; of them a facts file may state CLAIMED alone."""

NODE_PROVENANCE = {
    "also_known_as": Property(
        type="strings",
        description="Other names the registers have for it: former names, codes, and how sources and people spell it.",
    ),
    "sources": Property(type="strings", description="Every source that states the node; parallel to `locators`."),
    "locators": Property(type="strings", description="Where each of them states it."),
    "stated_by": Property(
        type="strings", description="`property: source` for each property that another source than the first states."
    ),
    "run": PROVENANCE["run"],
}
"""Properties consolidation adds to every node; no facts file may state them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Schema:
    """All labels and relationship types, by name, sorted."""

    __pydantic_config__: ClassVar = STRICT

    nodes: dict[str, NodeType]
    relationships: dict[str, RelationshipType]

    def __post_init__(self) -> None:
        """Raise ValueError where labels and types do not fit each other."""
        both = self.nodes.keys() & self.relationships.keys()
        if both:
            raise ValueError(f"{', '.join(sorted(both))} is both a label and a relationship type")
        for relationship in self.relationships.values():
            for label in (*relationship.start, *relationship.end):
                if label not in self.nodes:
                    raise ValueError(f"{relationship.type} names the unknown label {label}")


def constraints(schema: Schema) -> list[str]:
    """
    Return the Cypher statements that make each label's id unique, sorted by label.

    Labels come from the schema alone, whose pattern admits letters only, so they are safe in the text.
    """
    return [
        f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in sorted(schema.nodes)
    ]


def described(schema: Schema) -> dict[str, list[str]]:
    """Return what labels, types and properties mean, a line each, for whoever meets them in a database."""
    declared = {
        **{label: node.properties for label, node in schema.nodes.items()},
        **{type_: linking.properties for type_, linking in schema.relationships.items()},
    }
    return {
        "labels": [f"{label}: {node.description}" for label, node in schema.nodes.items()],
        "types": [f"{type_}: {linking.description}" for type_, linking in schema.relationships.items()],
        "properties": [
            *(f"{kind}.{name}: {one.description}" for kind, found in declared.items() for name, one in found.items()),
            *(
                f"{name}: {one.description}"
                for name, one in {**NODE_PROVENANCE, **DATED, **HOLDS, **PROVENANCE}.items()
            ),
        ],
    }


def load_schema(folder: Path) -> Schema:
    """
    Read `nodes/*.yml` and `relationships/*.yml` below `folder`, and look at everything they declare.

    Raises PactgraphError naming the file and the fault: unknown keys are faults.
    """
    return _read(folder, checked)


@cache
def bundled_schema() -> Schema:
    """Return the schema that ships with pactgraph. Raises PactgraphError as `load_schema`, for some faults only."""
    return _read(content_folder("graph"), trusted)


def _read(folder: Path, reading: Reading) -> Schema:
    nodes = {node.label: node for node in _read_all(folder / "nodes", NodeType, reading)}
    relationships = {r.type: r for r in _read_all(folder / "relationships", RelationshipType, reading)}
    try:
        return Schema(nodes=nodes, relationships=relationships)
    except ValueError as error:
        raise PactgraphError(f"{folder.name}: {error}") from error


def _read_all(folder: Path, kind: type[Declaration], reading: Reading) -> list[Declaration]:
    found = []
    for path in sorted(folder.glob("*.yml")):
        try:
            item = reading(kind, _with_values(yaml_of(path.read_text(encoding="utf-8")), folder.parent))
        except (ValueError, yaml.YAMLError) as error:
            raise PactgraphError(f"graph/{folder.name}/{path.name}: {error}") from error
        name = getattr(item, "label", None) or getattr(item, "type", None)
        if name != path.stem:
            raise PactgraphError(f"graph/{folder.name}/{path.name}: declares {name}; name the file {name}.yml")
        found.append(item)
    return found


def _with_values(declared: object, folder: Path) -> object:
    """Return a declaration with the values that are declared elsewhere: `values_of: gaps.yml` stands for its keys."""
    properties = declared.get("properties", {}) if isinstance(declared, dict) else {}
    for known in properties.values() if isinstance(properties, dict) else ():
        if isinstance(known, dict) and "values_of" in known:
            listed = yaml_of((folder / known.pop("values_of")).read_text(encoding="utf-8"))
            known["values"] = list(listed) if isinstance(listed, dict) else listed
    return declared
