"""Overlays never weaken a protected gate."""
from __future__ import annotations
from asylon.rulebook.resolve import Resolution
def refuse_weakened_gates(resolution: Resolution) -> None:
    """later"""
