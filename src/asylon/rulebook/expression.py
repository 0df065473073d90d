"""Read an expression of a rulebook text into a tree, with the column of every error.

The grammar stands in `docs/reference/rulebook-format.md`. It is closed: no names but facts, rules
and lists, no arithmetic, no code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, NoReturn

from asylon.logic.tree import (
    WHOLE,
    And,
    AtLeast,
    Const,
    Else,
    Every,
    If,
    Known,
    Node,
    Not,
    Or,
    Same,
    Some,
    Unless,
)
from asylon.rulebook.faults import BadRulebook, Fault, nearest
from asylon.rulebook.places import Place, Text
from asylon.rulebook.scopes import LISTS, written_scope
from asylon.rulebook.vocabulary import Vocabulary

CONSTANTS = {"yes": True, "no": False, "unknown": None}
ORIGIN = "nationality"  # what at_origin() looks at, from a destination
DEEPEST = 60
"""How many brackets and negations may stand inside each other."""

_WORDS = frozenset({"and", "or", "not", "else", *CONSTANTS})
_FUNCTIONS = ("unless", "doubt", "known", "is", "given", "at_least", "if", "at_origin")
_TOKEN = re.compile(r"\s+|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<number>\d+)|(?P<mark>[(),])|(?P<bad>.)")


class Token(NamedTuple):
    """A word, number or mark of an expression, with its offset in the text."""

    kind: str
    text: str
    offset: int


def parse(text: Text, vocabulary: Vocabulary, scope: str = WHOLE) -> Node:
    """Read an expression that stands in an entry of the given (tree) scope.

    Raises: BadRulebook with the line and column of the first error.
    """
    return _Parser(text, vocabulary, scope).whole()


def tokens_of(text: str) -> list[Token]:
    """Split an expression into tokens; white space is dropped."""
    return [
        Token(str(match.lastgroup), match.group(), match.start())
        for match in _TOKEN.finditer(text)
        if match.lastgroup is not None
    ]


class _Parser:
    def __init__(self, text: Text, vocabulary: Vocabulary, scope: str) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.scope = scope
        self.tokens = [*tokens_of(text), Token("end", "", len(text))]
        self.at = 0
        self.depth = 0

    def whole(self) -> Node:
        node = self.otherwise()
        if self.tokens[self.at].kind != "end":
            self.fail(
                f"'{self.tokens[self.at].text}' is not expected here; write and, or, or a bracket before it"
            )
        return node

    def otherwise(self) -> Node:
        node = self.either()
        if self.taken("else"):
            return Else(node, self.otherwise())
        return node

    def either(self) -> Node:
        parts = [self.both()]
        while self.taken("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def both(self) -> Node:
        parts = [self.single()]
        while self.taken("and"):
            parts.append(self.single())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def single(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            self.fail("this is nested too deeply")
        node = self.operand()
        self.depth -= 1
        return node

    def operand(self) -> Node:
        if self.taken("not"):
            return Not(self.single())
        if self.taken("("):
            node = self.otherwise()
            self.expect(")")
            return node
        token = self.word("a fact or a rule")
        if token.text in CONSTANTS:
            return Const(CONSTANTS[token.text])
        if self.tokens[self.at].text == "(":
            return self.function(token)
        return self.named(token)

    def function(self, token: Token) -> Node:
        name = token.text
        quantifier, _, scope = name.partition("_")
        if quantifier in ("any", "every") and scope in LISTS:
            part = self.inside(token, scope)
            return Some(scope, part) if quantifier == "any" else Every(scope, part)
        if name == "at_origin":
            if self.scope != "destination":
                self.fail("at_origin() is only for entries of scope destination", token)
            return Same(ORIGIN, self.inside(token, ORIGIN))
        if name not in _FUNCTIONS:
            known = [*_FUNCTIONS, *(f"{q}_{s}" for q in ("any", "every") for s in LISTS)]
            self.fail(f"there is no '{name}(…)' in this language", token, nearest(name, known))
        self.expect("(")
        node: Node = getattr(self, f"call_{name}")()
        self.expect(")")
        return node

    def inside(self, token: Token, scope: str) -> Node:
        if self.scope not in (WHOLE, scope) and token.text != "at_origin":
            self.fail(f"{token.text}() cannot stand in an entry of scope {self.scope}", token)
        outer, self.scope = self.scope, scope
        self.expect("(")
        node = self.otherwise()
        self.expect(")")
        self.scope = outer
        return node

    def call_unless(self) -> Node:
        return Unless(self.otherwise())

    def call_known(self) -> Node:
        return Known(self.otherwise())

    def call_doubt(self) -> Node:
        token = self.word("a fact")
        self.named(token)
        if token.text not in self.vocabulary.facts:
            self.fail("doubt() takes a fact, not a rule", token)
        given, conditions = self.vocabulary.doubt_given, self.vocabulary.doubt_conditions
        if given not in self.vocabulary.facts or conditions not in self.vocabulary.rule_scopes:
            self.fail(
                "doubt() needs a fact doubt_given and a rule doubt_conditions, named in the head", token
            )
        return self.vocabulary.doubt(token.text)

    def call_if(self) -> Node:
        self.depth += DEEPEST // 8  # each level doubles what has to be worked out
        condition = self.otherwise()
        self.expect(",")
        then = self.otherwise()
        self.expect(",")
        other = self.otherwise()
        self.depth -= DEEPEST // 8
        return If(condition, then, other)

    def call_is(self) -> Node:
        fact = self.coded_fact()
        codes = []
        while self.taken(","):
            codes.append(self.code(fact))
        if not codes:
            self.fail(f"is() needs at least one code after '{fact}'")
        return self.vocabulary.code_test(fact, tuple(codes))

    def call_given(self) -> Node:
        return self.vocabulary.code_test(self.coded_fact(), None)

    def call_at_least(self) -> Node:
        token = self.next()
        if token.kind != "number" or len(token.text) > 9 or int(token.text) < 1:
            self.fail("at_least() starts with a whole number from 1", token)
        parts: list[Node] = []
        while self.taken(","):
            parts += self.counted()
        if len(parts) < int(token.text):
            self.fail(
                f"at_least({token.text}, …) counts only {len(parts)} expressions, so it is always no", token
            )
        return AtLeast(int(token.text), tuple(parts))

    def counted(self) -> list[Node]:
        token = self.tokens[self.at]
        if token.text in self.vocabulary.lists:
            self.next()
            return [
                self.named(Token("name", name, token.offset)) for name in self.vocabulary.lists[token.text]
            ]
        return [self.otherwise()]

    def named(self, token: Token) -> Node:
        name = token.text
        scope = self.vocabulary.scope_of(name)
        if scope is None:
            self.undefined("fact or rule", token, self.vocabulary.names())
        if scope not in (WHOLE, self.scope):
            self.stop(Fault("out_of_scope", self.where(token), {"name": name, "scope": written_scope(scope)}))
        entry = self.vocabulary.facts.get(name)
        if entry is not None and entry.type != "tri":
            self.fail(
                f"'{name}' is a {entry.type}, not yes or no; use is(…), given(…) or a derived fact",
                token,
            )
        return self.vocabulary.leaf(name)

    def coded_fact(self) -> str:
        token = self.word("a fact with codes")
        entry = self.vocabulary.facts.get(token.text)
        if entry is None:
            coded = [name for name, fact in self.vocabulary.facts.items() if fact.type in ("code", "list")]
            self.undefined("fact with codes", token, coded)
        if entry.type not in ("code", "list"):
            self.fail(f"'{token.text}' has no codes; it is {entry.type}", token)
        if self.vocabulary.scope_of(token.text) not in (WHOLE, self.scope):
            self.stop(Fault("out_of_scope", self.where(token), {"name": token.text, "scope": entry.scope}))
        return token.text

    def code(self, fact: str) -> str:
        token = self.word("a code")
        allowed = self.vocabulary.facts[fact].codes
        if isinstance(allowed, tuple) and token.text not in allowed:
            self.undefined(f"code of '{fact}'", token, allowed)
        return token.text

    def next(self) -> Token:
        token = self.tokens[self.at]
        self.at += token.kind != "end"
        return token

    def taken(self, text: str) -> bool:
        if self.tokens[self.at].text == text and self.tokens[self.at].kind != "end":
            self.at += 1
            return True
        return False

    def expect(self, text: str) -> None:
        if not self.taken(text):
            found = self.tokens[self.at].text
            self.fail(f"'{text}' is missing" + (f" before '{found}'" if found else " at the end"))

    def word(self, wanted: str) -> Token:
        token = self.next()
        if token.kind != "name" or (token.text in _WORDS and token.text not in CONSTANTS):
            self.fail(
                f"{wanted} is missing" + (f" before '{token.text}'" if token.text else " at the end"), token
            )
        return token

    def undefined(self, what: str, token: Token, options: Iterable[str]) -> NoReturn:
        meant = nearest(token.text, options)
        self.stop(Fault("undefined", self.where(token), {"what": what, "name": token.text}, meant))

    def fail(self, problem: str, token: Token | None = None, meant: str | None = None) -> NoReturn:
        self.stop(Fault("expression", self.where(token or self.tokens[self.at]), {"problem": problem}, meant))

    def stop(self, fault: Fault) -> NoReturn:
        raise BadRulebook([fault])

    def where(self, token: Token) -> str:
        return str(_place_of_token(self.text.place, token, [each.offset for each in self.tokens]))


def _place_of_token(place: Place, token: Token, offsets: list[int]) -> Place:
    """Find a token in the file: YAML folds long expressions, so offsets in the value do not fit there."""
    written = place.written()
    header = re.match(r"[>|][-+0-9]*[^\n]*\n|[\"']", written)
    skipped = header.end() if header else 0
    in_file = [each.offset + skipped for each in tokens_of(written[skipped:])]
    index = offsets.index(token.offset)
    offset = in_file[index] if index < len(in_file) else len(written.rstrip())
    before = written[:offset]
    line = place.line + before.count("\n")
    column = place.column + offset if line == place.line else offset - before.rfind("\n")
    return Place(place.source, line, column)
