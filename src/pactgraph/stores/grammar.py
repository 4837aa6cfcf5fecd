"""
The grammar people's statements are read with: the package `cypherast`, and what Neo4j's Cypher has beyond it.

Expressions, items and clauses know which words they are of, so that a statement can be changed in its own text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cypherast import ast
from cypherast.errors import ParseError, Position, TokenizeError
from cypherast.lexer import Lexer, Token
from cypherast.lexer import TokenKind as Kind
from cypherast.parser import Parser

_OPERAND_DUE = {
    *(Kind.EQ, Kind.NEQ, Kind.LT, Kind.GT, Kind.LTE, Kind.GTE, Kind.REGEX, Kind.PLUS, Kind.SLASH, Kind.PERCENT),
    *(Kind.COMMA, Kind.LPAREN, Kind.LBRACKET, Kind.RETURN, Kind.WITH, Kind.DISTINCT, Kind.BY, Kind.WHERE, Kind.AS),
    *(Kind.NOT, Kind.AND, Kind.OR, Kind.XOR, Kind.IN, Kind.WHEN, Kind.THEN, Kind.ELSE, Kind.UNWIND),
}
"""Words after which a name, a value or a function stands."""
_NO_OPERAND = {
    *(Kind.MATCH, Kind.OPTIONAL, Kind.WHERE, Kind.WITH, Kind.UNWIND, Kind.RETURN, Kind.AS, Kind.ORDER, Kind.BY),
    *(Kind.ASC, Kind.DESC, Kind.SKIP, Kind.LIMIT, Kind.UNION, Kind.SET, Kind.ON, Kind.AND, Kind.OR, Kind.XOR, Kind.IN),
    *(Kind.IS, Kind.WHEN, Kind.THEN, Kind.ELSE, Kind.END, Kind.STARTS, Kind.ENDS, Kind.CONTAINS, Kind.USING),
    *(Kind.INDEX, Kind.SCAN, Kind.JOIN, Kind.CALL, Kind.YIELD, Kind.NEXT, Kind.INSERT, Kind.USE, Kind.FINISH),
    *(Kind.CREATE, Kind.MERGE, Kind.DELETE, Kind.DETACH, Kind.REMOVE, Kind.FOREACH, Kind.CYPHER, Kind.LET, Kind.FOR),
}
"""Keywords that can begin none of these: where one is due, they are names (`ORDER BY with`)."""
_CLAUSES = {Kind.MATCH, Kind.OPTIONAL, Kind.WHERE, Kind.WITH, Kind.UNWIND, Kind.RETURN, Kind.CALL, Kind.EOF}


_CALLED = {Kind.ALL, Kind.ANY, Kind.NONE, Kind.SINGLE, Kind.EXISTS, Kind.COUNT, Kind.COLLECT}
"""Keywords that are names where no bracket follows."""
_OF_TYPES = {Kind.LT, Kind.GT, Kind.NOT, Kind.NULL_KW, Kind.IDENT}
_NUMBERS = ([Kind.INTEGER], [Kind.PARAMETER])


NOT_PLAIN = "!"
"""Stands among the names of a label expression that negates, or takes names from elsewhere."""


class GrammarError(Exception):
    """A statement that cannot be read; says where."""


class DigitsError(GrammarError):
    """A number in other digits than 0 to 9."""


@dataclass(slots=True)
class Item:
    """One item of a WITH or RETURN: its expression, and the name it gets where it says `AS`."""

    expression: ast.AstNode
    alias: str | None


@dataclass(slots=True)
class Projection:
    """A WITH or RETURN: its words, its items, and the expressions after them in which these may be named."""

    keyword: str
    distinct: bool
    words: tuple[int, int]
    items: list[Item]
    everything: bool
    """Whether it begins with `*`."""
    tail: int
    """First word after the items."""
    order: list[ast.AstNode]
    where: ast.AstNode | None


class Statement:
    """A statement as read."""

    def __init__(self, parser: _Parser, tree: ast.AstNode) -> None:
        self._parser = parser
        self.tree = tree

    @property
    def end(self) -> int:
        """The word after its last."""
        return len(self._parser.tokens) - 1

    @property
    def projections(self) -> list[Projection]:
        """Every WITH and RETURN that is part of it, in the order of their words."""
        clauses = (node for node in walk(self.tree) if isinstance(node, ast.With | ast.Return))
        return sorted((self._parser.projections[id(clause)] for clause in clauses), key=lambda p: p.words)

    def words(self, node: ast.AstNode) -> tuple[int, int] | None:
        """Return the first word of an expression, and the one after its last; None for what is no whole expression."""
        found: tuple[int, int] | None = getattr(node, "_words", None)
        return found

    def written(self, first: int, end: int, instead: Mapping[tuple[int, int], str] | None = None) -> str:
        """Return these words on one line, without comments; `instead`: what replaces some of them, by first and end."""
        text, position, last = "", first, None
        starting = {begin: (stop, new) for (begin, stop), new in (instead or {}).items() if begin >= first}
        while position < end:
            token = self._parser.tokens[position]
            begins = token.position.offset
            stop, new = starting.get(position, (position + 1, ""))
            if stop > end:
                stop, new = position + 1, ""
            closes = self._parser.ends[self._parser.tokens[stop - 1].position.offset]
            piece = new or self._parser.spelt.get(begins) or self._parser.source[begins:closes]
            text += (" " if last is not None and begins > last else "") + piece
            last, position = closes, stop
        return text

    def with_words(self, first: int, end: int, new: str) -> str:
        """Return the whole statement on one line, with `new` in place of these words."""
        pieces = (self.written(0, first), new, self.written(end, self.end))
        return " ".join(piece for piece in pieces if piece)


def read(text: str) -> Statement:
    """Return the statement in `text`. Raises GrammarError saying where it is not understood."""
    try:
        parser = _Parser(text)
        return Statement(parser, parser.parse())
    except (ParseError, TokenizeError) as error:
        where = error.position or Position()
        rest = text[where.offset : where.offset + 20].split("\n", maxsplit=1)[0].strip()
        raise GrammarError(f"see line {where.line}, column {where.col}: {rest}" if rest else "it breaks off") from error
    except ValueError as error:  # the package takes every digit of Unicode for the beginning of a number
        raise DigitsError(f"a number is written in other digits than 0 to 9 ({error})") from error


def walk(node: ast.AstNode, *, subqueries: bool = True) -> Iterator[ast.AstNode]:
    """Yield a node and all below it; without `subqueries` not what stands in braces of COUNT, EXISTS, COLLECT, CALL."""
    yield node
    if not subqueries and isinstance(node, ast.CountSubquery | ast.CallSubquery):
        return
    pending: list[object] = list(node.args.values())
    while pending:
        value = pending.pop(0)
        if isinstance(value, ast.AstNode):
            yield from walk(value, subqueries=subqueries)
        elif isinstance(value, list | tuple):
            pending[:0] = value


class _Lexer(Lexer):
    """The package's lexer, and `$` before a bracket or a backtick."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.ends: dict[int, int] = {}
        """Offsets at which words end, by those at which they begin."""

    def next_token(self) -> Token:
        token = super().next_token()
        self.ends[token.position.offset] = self._i
        return token

    def _parameter(self, pos: Position) -> Token:
        if self._peek(1) == "`":
            self._advance()
            return Token(Kind.PARAMETER, self._backtick_ident(pos).text, pos)
        if self._peek(1) == "(":
            self._advance()
            return Token(Kind.DOLLAR, "$", pos)
        return super()._parameter(pos)


def _in_known_words(lexer: _Lexer, spelt: dict[int, str]) -> list[Token]:
    """
    Return the words as the package's parser knows them; each stays where it stands in the text.

    How those are spelt that stand for several goes into `spelt`, by where they begin.
    """
    tokens = lexer.tokenize()
    while len(tokens) > 1 and tokens[-2].kind is Kind.SEMICOLON:
        del tokens[-2]
    known: list[Token] = []
    i = 0
    while i < len(tokens):
        token, kinds = tokens[i], [t.kind for t in tokens[i : i + 4]]
        before = known[-1].kind if known else None
        if _is_name(before, kinds):
            begins = token.position.offset
            token = Token(Kind.IDENT, lexer.source[begins : lexer.ends[begins]], token.position)
        elif token.kind is Kind.IS and kinds[1] is Kind.IDENT:
            token = Token(Kind.COLON, "IS", token.position)  # `n IS State` is `n:State`
        elif token.kind is Kind.IS and Kind.COLON in kinds[1:3]:  # `IS NOT :: DATE` is a predicate as IS NULL is
            known.append(token)
            first = i + 1
            i += kinds.index(Kind.COLON) + 2
            while tokens[i + 1].kind in _OF_TYPES:
                i += 1
            token = Token(Kind.NULL_KW, "null", tokens[first].position)
            spelt[token.position.offset] = " ".join(word.text for word in tokens[first : i + 1]).replace(": :", "::")
        elif kinds[:2] == [Kind.PIPE, Kind.PIPE]:  # text and lists are joined by + too
            token, i = Token(Kind.PLUS, "||", token.position), i + 1
            spelt[token.position.offset] = "||"
        elif token.kind is Kind.IDENT and token.text.upper() == "OFFSET" and kinds[1:2] in _NUMBERS:
            token = Token(Kind.SKIP, "SKIP", token.position)
        elif token.kind is Kind.USING and before not in _OPERAND_DUE:  # hints change no answer
            while i + 1 < len(tokens) and tokens[i + 1].kind not in _CLAUSES:
                i += 1
            i += 1
            continue
        known.append(token)
        i += 1
    return known


def _is_name(before: Kind | None, kinds: list[Kind]) -> bool:
    """Whether the first of `kinds` is a keyword that stands for a name here."""
    kind, following = kinds[0], kinds[1] if len(kinds) > 1 else Kind.EOF
    if kind in _CALLED:
        return following not in (Kind.LPAREN, Kind.LBRACE) and before is not Kind.UNION
    inline_where = kind is Kind.WHERE and before in (Kind.LPAREN, Kind.LBRACKET) and following is Kind.IDENT
    return kind in _NO_OPERAND and before in _OPERAND_DUE and not inline_where


class _Parser(Parser):
    """The package's parser; each method reads what the one it stands for does not."""

    def __init__(self, source: str) -> None:
        super().__init__("")
        lexer = _Lexer(source)
        self.spelt: dict[int, str] = {}
        self.source, self.tokens, self.ends = source, _in_known_words(lexer, self.spelt), lexer.ends
        self.projections: dict[int, Projection] = {}

    def _of_words(self, node: ast.AstNode, first: int) -> ast.AstNode:
        node._words = (first, self._i)
        return node

    # --- clauses

    def parse_with(self) -> ast.With:
        first = self._i
        self._expect(Kind.WITH)
        shared, projection = self._projected("WITH", first)
        where = ast.Where(this=self.parse_expression()) if self._match(Kind.WHERE) else None
        projection.where = where.this if where is not None else None
        projection.words = (first, self._i)
        clause = ast.With(**shared, where=where)
        self.projections[id(clause)] = projection
        return clause

    def parse_return(self) -> ast.Return:
        first = self._i
        self._expect(Kind.RETURN)
        shared, projection = self._projected("RETURN", first)
        projection.words = (first, self._i)
        clause = ast.Return(**shared)
        self.projections[id(clause)] = projection
        return clause

    def _projected(self, keyword: str, first: int) -> tuple[dict[str, object], Projection]:
        distinct = self._match(Kind.DISTINCT)
        everything = self._match(Kind.STAR)
        items: list[Item] = []
        if not everything or self._match(Kind.COMMA):
            while True:
                expression = self.parse_expression()
                items.append(Item(expression, self.parse_variable().this if self._match(Kind.AS) else None))
                if not self._match(Kind.COMMA):
                    break
        tail = self._i
        order = self.parse_order_by() if self._check(Kind.ORDER) else None
        shared: dict[str, object] = {
            "distinct": distinct or None,
            "expressions": [
                *([ast.Star()] if everything else []),
                *(ast.Alias(this=i.expression, alias=ast.Identifier(this=i.alias)) for i in items),
            ],
            "order": order,
            "skip": ast.Skip(this=self.parse_expression()) if self._match(Kind.SKIP) else None,
            "limit": ast.Limit(this=self.parse_expression()) if self._match(Kind.LIMIT) else None,
        }
        by = [ordered.this for ordered in order.expressions] if order is not None else []
        return shared, Projection(keyword, distinct, (first, tail), items, everything, tail, by, None)

    # --- patterns

    def _parse_path_pattern_body(self) -> ast.PathPattern:
        first = self._i
        variable = None
        if self._check(Kind.IDENT) and self._check_ahead(Kind.EQ):
            variable = self.parse_variable()
            self._expect(Kind.EQ)
        if self._check(Kind.SHORTESTPATH) or self._check(Kind.ALLSHORTESTPATHS):
            self._i = first
            return super()._parse_path_pattern_body()
        elements: list[ast.AstNode] = []
        while self._check(Kind.LPAREN) or self._is_rel_start():
            if self._is_rel_start():
                elements.append(self.parse_relationship_pattern())
                self._quantifier()
            elif self._check_ahead(Kind.LPAREN):
                self._expect(Kind.LPAREN)
                elements.append(self.parse_path_pattern())
                if self._match(Kind.WHERE):
                    elements.append(ast.Where(this=self.parse_expression()))
                self._expect(Kind.RPAREN)
                self._quantifier()
            else:
                elements.append(self.parse_node_pattern())
        if not elements or isinstance(elements[-1], ast.RelationshipPattern):
            self._expect(Kind.LPAREN)
        return ast.PathPattern(variable=variable, elements=elements)

    def _quantifier(self) -> None:
        if self._check(Kind.LBRACE):
            self._parse_path_quantifier()
        elif not self._match(Kind.PLUS):
            self._match(Kind.STAR)

    def _parse_labels(self) -> ast.LabelExpression:
        self._expect(Kind.COLON)
        return ast.LabelExpression(labels=self._names())

    def _names(self) -> list[str]:
        """Read an expression of labels or types; return the names in it, and NOT_PLAIN where it is no mere choice."""
        names: list[str] = []
        while True:
            while self._check_any(Kind.BANG, Kind.PERCENT, Kind.DOLLAR, Kind.PARAMETER):
                names.append(NOT_PLAIN)
                if not self._match(Kind.BANG):
                    break
            if self._match(Kind.LPAREN):
                names += self._names()
                self._expect(Kind.RPAREN)
            elif self._match(Kind.DOLLAR):
                self._expect(Kind.LPAREN)
                self.parse_expression()
                self._expect(Kind.RPAREN)
            elif not self._match(Kind.PERCENT) and not self._match(Kind.PARAMETER):
                names.append(self._parse_unquoted_name())
            if not (self._match(Kind.AMP) or self._match(Kind.PIPE)):
                if not self._check(Kind.COLON):
                    return names
                self._advance()
            self._match(Kind.COLON)

    def _parse_rel_detail(self, direction: ast.Direction) -> ast.RelationshipPattern:
        self._expect(Kind.LBRACKET)
        variable = self.parse_variable() if self._check(Kind.IDENT) else None
        types = self._names() if self._match(Kind.COLON) else None
        several = self._match(Kind.STAR)
        while several and (self._match(Kind.INTEGER) or self._match(Kind.DOTDOT)):
            pass
        known = self.parse_map_literal() if self._check(Kind.LBRACE) else None
        where = ast.Where(this=self.parse_expression()) if self._match(Kind.WHERE) else None
        self._expect(Kind.RBRACKET)
        return ast.RelationshipPattern(
            variable=variable,
            types=types,
            properties=known,
            where=where,
            direction=direction,
            variable_length=several or None,
        )

    # --- expressions

    def parse_expression(self) -> ast.AstNode:
        first = self._i
        return self._of_words(super().parse_expression(), first)

    def parse_postfix(self) -> ast.AstNode:
        first = self._i
        return self._of_words(super().parse_postfix(), first)

    def parse_primary(self) -> ast.AstNode:
        first = self._i
        if self._check_ahead(Kind.LBRACE) and self._check_any(Kind.COUNT, Kind.COLLECT, Kind.EXISTS):
            self._advance()
            return self._of_words(ast.CountSubquery(query=self._subquery()), first)
        return self._of_words(super().parse_primary(), first)

    def _subquery(self) -> ast.AstNode:
        """Read `{ patterns [WHERE …] }` or `{ query }`."""
        self._expect(Kind.LBRACE)
        if self._check(Kind.LPAREN) or (self._check(Kind.IDENT) and self._check_ahead(Kind.EQ)):
            pattern = self.parse_pattern()
            where = ast.Where(this=self.parse_expression()) if self._match(Kind.WHERE) else None
            query: ast.AstNode = ast.Query(clauses=[ast.Match(pattern=pattern, where=where)])
        else:
            query = self.parse_statement()
        self._expect(Kind.RBRACE)
        return query

    def _parse_paren_or_pattern(self) -> ast.AstNode:
        first = self._i
        if self._looks_like_pattern_start():
            try:
                path = self.parse_path_pattern()
                if len(path.elements) > 1:
                    return ast.PatternPredicate(pattern=path)
            except ParseError:
                pass
            self._i = first
        self._expect(Kind.LPAREN)
        expression = self.parse_expression()
        self._expect(Kind.RPAREN)
        return expression

    def parse_not(self) -> ast.AstNode:
        return ast.Not(this=self.parse_not()) if self._match(Kind.NOT) else self.parse_comparison()

    def parse_case(self) -> ast.Case:
        self._expect(Kind.CASE)
        this = None if self._check(Kind.WHEN) else self.parse_expression()
        ifs: list[tuple[ast.AstNode, ast.AstNode]] = []
        while self._match(Kind.WHEN):
            whens = [self._condition()]
            while self._match(Kind.COMMA):
                whens.append(self._condition())
            self._expect(Kind.THEN)
            ifs.append((ast.List(expressions=whens), self.parse_expression()))
        default = self.parse_expression() if self._match(Kind.ELSE) else None
        self._expect(Kind.END)
        return ast.Case(this=this, ifs=ifs, default=default)

    def _condition(self) -> ast.AstNode:
        """Read what follows WHEN; a comparison may lack its left side there."""
        for kind in (Kind.EQ, Kind.NEQ, Kind.LT, Kind.GT, Kind.LTE, Kind.GTE):
            if self._match(kind):
                break
        return self.parse_expression()
