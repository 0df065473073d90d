"""Expressions as sentences: nested lists made from the tree, with a link at every fact and rule."""

from __future__ import annotations

from asylon.logic.tree import (
    And,
    AtLeast,
    Const,
    Doubt,
    Else,
    Every,
    Fact,
    If,
    Known,
    Node,
    Not,
    Or,
    Rule,
    Same,
    Some,
    Unless,
)
from asylon.logic.truth import word
from asylon.rulebook.rendering.markup import Html, joined, tag
from asylon.rulebook.rendering.site import Site


class Sentences:
    """Writes expressions; the page stands one folder deep."""

    def __init__(self, site: Site) -> None:
        """Links and the meaning of code tests come from the site."""
        self.site = site

    def of(self, node: Node) -> Html:  # noqa: C901 - one case for each kind of node
        """The sentence of a node; parts stand in a list below it."""
        match node:
            case Fact(name):
                return self.fact(name)
            case Rule(name):
                return self.site.link(f"rule:{name}")
            case Const(value):
                return tag("em", word(value))
            case Not(part):
                return self.before("known not to be so:", part)
            case Unless(part):
                return self.before("unless it is shown that:", part)
            case Known(part):
                return self.before("it is known, one way or the other:", part)
            case Doubt(part):
                return Html(f"{self.of(part)} (the benefit of the doubt may be given)")
            case Else(part, Rule(name)):
                rule = self.site.link(f"rule:{name}")
                return Html(f"{self.of(part)} (where it was not answered: {rule})")
            case And(parts):
                return self.parts("all of:", parts)
            case Or(parts):
                return self.parts("at least one of:", parts)
            case AtLeast(count, parts):
                return self.parts(f"at least {count} of:", parts)
            case If(condition, then, other):
                return self.choice(condition, then, other)
            case Else(part, other):
                return self.parts("the first of these that is known:", (part, other))
            case Some(scope, part):
                return self.before(f"for at least one {scope}:", part)
            case Every(scope, part):
                return self.before(f"for every {scope}:", part)
            case Same(scope, part):
                return self.before(f"seen from the {scope} of the same country:", part)

    def fact(self, name: str) -> Html:
        """A fact, or the test of a code or list."""
        test = self.site.vocabulary.code_tests.get(name)
        if test is None:
            return self.site.link(f"fact:{name}")
        link = self.site.link(f"fact:{test.fact}")
        if test.codes is None:
            return Html(f"{link}: something other than none")
        codes = joined([tag("code", code) for code in test.codes], " or ")
        return Html(f"{link}: {codes}")

    def before(self, words: str, part: Node) -> Html:
        """Words, then a part: on the same line where it is a single name."""
        said = self.of(part)
        if isinstance(part, Fact | Rule | Const | Doubt):
            return joined([words, " ", said])
        return joined([words, tag("ul", tag("li", said))])

    def parts(self, words: str, parts: tuple[Node, ...]) -> Html:
        """Words, then a list of parts."""
        return joined([words, tag("ul", *(tag("li", self.of(part)) for part in parts))])

    def choice(self, condition: Node, then: Node, other: Node) -> Html:
        """One answer or another, by a condition."""
        cases = (
            joined(["where ", self.of(condition), ": ", self.of(then)]),
            joined(["where that is not so: ", self.of(other)]),
            "where it is not known: the answer that both give",
        )
        return joined(["by case:", tag("ul", *(tag("li", case) for case in cases))])
