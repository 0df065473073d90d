"""Two situations from the shipped public figures, from the first arrivals to the last review.

Yearly figures are those of UNHCR, read through `asylon.figures`. All else is made up: it stands in the
YAML files beside this, and says so in every record.
"""
