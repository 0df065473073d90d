"""Signing in: who somebody is, shown by two things; locked, covered and confirmed again when it matters."""
