"""Proofs over all assignments of facts: what a rulebook can never do, whoever comes.

What may enter: the encoding of compiled programs as Booleans, the statements that are proved, and
the way from a failure back to a situation. This is the only room that needs z3 (the extra
`proof`); nothing outside imports it unless somebody asks for a proof.
"""

from asylon.rulebook.proofs.proof import Counterexample, Proof
from asylon.rulebook.proofs.prove import NAMES, proofs, prove

__all__ = ["NAMES", "Counterexample", "Proof", "proofs", "prove"]
