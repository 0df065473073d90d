"""The names that an expression may use: facts, rules, lists, and tests of codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from asylon.logic.tree import And, Doubt, Else, Fact, Node, Rule
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.scopes import tree_scope


@dataclass(frozen=True, slots=True)
class CodeTest:
    """A leaf made from a code or a list: `is(fact, codes)`, or `given(fact)` where `codes` is None."""

    fact: str
    codes: tuple[str, ...] | None

    @property
    def name(self) -> str:
        """The test as it is written in an expression."""
        return f"given({self.fact})" if self.codes is None else f"is({self.fact}, {', '.join(self.codes)})"


@dataclass(slots=True)
class Vocabulary:
    """What names mean while expressions are read; collects the code tests that they use."""

    facts: Mapping[str, FactEntry]
    rule_scopes: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    doubt_given: str = ""
    doubt_conditions: str = ""
    code_tests: dict[str, CodeTest] = field(default_factory=dict)

    def scope_of(self, name: str) -> str | None:
        """The tree scope of a fact or rule, or None if there is none of this name."""
        if name in self.facts:
            return tree_scope(self.facts[name].scope)
        return self.rule_scopes.get(name)

    def leaf(self, name: str) -> Node:
        """The node for a name that is known; a fact that a rule completes is read before that rule."""
        if name in self.facts:
            entry = self.facts[name]
            fact = Fact(name, tree_scope(entry.scope))
            completed_by = entry.derive.rule if entry.derive else None
            return Else(fact, Rule(completed_by, self.rule_scopes[completed_by])) if completed_by else fact
        return Rule(name, self.rule_scopes[name])

    def code_test(self, fact: str, codes: tuple[str, ...] | None) -> Fact:
        """The leaf for a test of a code or list."""
        test = CodeTest(fact, codes)
        self.code_tests[test.name] = test
        return Fact(test.name, tree_scope(self.facts[fact].scope))

    def doubt(self, fact: str) -> Node:
        """The fact with the benefit of the doubt, where a decision-maker gave it and its conditions hold."""
        granted = And((self.code_test(self.doubt_given, (fact,)), Rule(self.doubt_conditions)))
        return Doubt(self.leaf(fact), granted)

    def names(self) -> list[str]:
        """All names of facts and rules."""
        return [*self.facts, *self.rule_scopes]
