"""Interviews from the rulebook's own questions, one at a time, resumable; the person's own account."""
