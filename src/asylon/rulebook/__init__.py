"""The law as data: texts, their loader, and what they say of one person's situation.

What may enter: the rulebook texts and pure functions over them: load, resolve, assess, explain,
ask, compare, check, render. No Django, no clock, no network; PyYAML is the only library. The
public face is what this module names; the shapes are those of the public contract.
"""

from asylon.rulebook.assessment import Assessment, assess, receive
from asylon.rulebook.differences import Differences, differences
from asylon.rulebook.explanation import Explanation, explain
from asylon.rulebook.faults import BadInput, BadRulebook, BadSituation, Fault
from asylon.rulebook.library import Rulebook, load
from asylon.rulebook.questions import Question, questions, questions_in_turn
from asylon.rulebook.situation import Situation
from asylon.rulebook.words import Piece, Topic, Words, languages, words

__all__ = [
    "Assessment",
    "BadInput",
    "BadRulebook",
    "BadSituation",
    "Differences",
    "Explanation",
    "Fault",
    "Piece",
    "Question",
    "Rulebook",
    "Situation",
    "Topic",
    "Words",
    "assess",
    "differences",
    "explain",
    "languages",
    "load",
    "questions",
    "questions_in_turn",
    "receive",
    "words",
]
