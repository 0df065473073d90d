"""The pages of a population's case: emergencies, plans, pledges, shares, reviews."""
