"""Keeping a case: who has business with the person, the closed caseload, erasing."""
