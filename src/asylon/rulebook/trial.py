"""What if? Try other answers in a run, look at the results, and put everything back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from asylon.logic.closures import Values, items_key
from asylon.logic.frame import Frame
from asylon.logic.reason import Reason
from asylon.logic.truth import Truth
from asylon.rulebook.derive import Lookup, derived
from asylon.rulebook.program import Program, Run, Step
from asylon.rulebook.scopes import tree_scope
from asylon.rulebook.situation import Item

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
            self._work_out(self._in_order(steps), undo)
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
        followed = self._derived_from(leaf.name, undo)
        if not self.run.person.is_blank(frame):
            return (*self.program.steps_after(leaf.name), *followed)
        undo.append((whole, items_key(frame.scope), whole[items_key(frame.scope)]))
        whole[items_key(frame.scope)] = [frame.values]
        return (*self.program.steps_after(leaf.name, frame.scope), *followed)

    def _derived_from(self, leaf: str, undo: list[tuple[Values, str, object]]) -> list[Step]:
        """Fill in anew the facts that lean on this one, such as an age on the proof of it."""
        steps: list[Step] = []
        for entry in self.program.leaning_on.get(leaf, ()):
            scope = tree_scope(entry.scope)
            for frame in self.run.frames[scope] if scope else (self.run.person,):
                given = self.run.situation.given(entry.id, entry.scope, frame.name)
                if entry.derive is None or (given is not None and given.known):
                    continue
                after = derived(
                    entry.derive, self.run.situation, entry.scope, self._item(frame), self._look(frame)
                )
                if after is not frame.values[entry.id]:
                    undo.append((frame.values, entry.id, frame.values[entry.id]))
                    frame.values[entry.id] = after
                    steps += self.program.steps_after(entry.id)
                    steps += self._derived_from(entry.id, undo)
        return steps

    def _item(self, frame: Frame) -> Item | None:
        listed = self.run.situation.items.get(frame.scope) or ()
        return next((item for item in listed if item.id == frame.name), None)

    def _look(self, frame: Frame) -> Lookup:
        def look(name: str) -> Truth:
            found: Truth = frame.values.get(name, frame.whole.values.get(name))
            return found

        return look

    def _in_order(self, steps: list[Step]) -> Iterable[Step]:
        """Each step once, after those that it reads."""
        place = self.program.step_order
        return sorted({step[1]: step for step in steps}.values(), key=lambda step: place[step[1]])

    def _work_out(self, steps: Iterable[Step], undo: list[tuple[Values, str, object]]) -> None:
        whole, inputs = self.run.person.values, self.program.inputs
        changed = {key for _, key, _ in undo}
        for scope, key, evaluate in steps:
            # Most answers die out early: what reads nothing that changed cannot change.
            if changed.isdisjoint(inputs[key]):
                continue
            for frame in self.run.frames[scope] if scope else (self.run.person,):
                before, after = frame.values[key], evaluate(whole, frame.values)
                if after is not before:
                    undo.append((frame.values, key, before))
                    frame.values[key] = after
                    changed.add(key)

    def frame(self, leaf: Reason) -> Frame:
        """The frame in which a leaf stands."""
        if not leaf.scope:
            return self.run.person
        return next(frame for frame in self.run.frames[leaf.scope] if frame.name == leaf.item)
