"""What if? Try other answers in a run, look at the results, and put everything back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from asylon.logic.closures import Values, items_key
from asylon.logic.frame import Frame
from asylon.logic.support import Reason
from asylon.logic.truth import Truth
from asylon.rulebook.program import Program, Run, Step

Goal = tuple[str, Frame]
"""The key of an expression and the frame in which it is looked at."""


class Trial:
    """Tries answers on the values of a run; only the steps that can change are worked out again."""

    def __init__(self, program: Program, run: Run) -> None:
        """Nothing is changed until an answer is tried, and nothing stays changed after."""
        self.program = program
        self.run = run

    def values(self, answers: Mapping[Reason, Truth], goals: Sequence[Goal]) -> list[Truth]:
        """The values of the goals if these leaves had these answers."""
        undo: list[tuple[Values, str, object]] = []
        try:
            steps = [step for leaf, answer in answers.items() for step in self._answer(leaf, answer, undo)]
            self._work_out(steps if len(answers) == 1 else self._in_order(steps), undo)
            return [frame.values[key] for key, frame in goals]
        finally:
            for values, key, before in reversed(undo):
                values[key] = before

    def _answer(
        self, leaf: Reason, answer: Truth, undo: list[tuple[Values, str, object]]
    ) -> tuple[Step, ...]:
        frame = self.frame(leaf)
        whole = self.run.person.values
        undo.append((frame.values, leaf.name, frame.values[leaf.name]))
        frame.values[leaf.name] = answer
        if not self.run.person.is_blank(frame):
            return self.program.steps_after(leaf.name)
        undo.append((whole, items_key(frame.scope), whole[items_key(frame.scope)]))
        whole[items_key(frame.scope)] = [frame.values]
        return self.program.steps_after(leaf.name, frame.scope)

    def _in_order(self, steps: Iterable[Step]) -> list[Step]:
        wanted = {step[1] for step in steps}
        return [step for step in self.program.steps if step[1] in wanted]

    def _work_out(self, steps: Iterable[Step], undo: list[tuple[Values, str, object]]) -> None:
        whole = self.run.person.values
        for scope, key, evaluate in steps:
            for frame in self.run.frames[scope] if scope else (self.run.person,):
                before, after = frame.values[key], evaluate(whole, frame.values)
                if after is not before:
                    undo.append((frame.values, key, before))
                    frame.values[key] = after

    def frame(self, leaf: Reason) -> Frame:
        """The frame in which a leaf stands."""
        if not leaf.scope:
            return self.run.person
        return next(frame for frame in self.run.frames[leaf.scope] if frame.name == leaf.item)
