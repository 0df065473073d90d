"""A population's case, after ExCom Conclusion 100: emergencies, plans, pledges, shares, reviews.

Counts only enter here, never a person. Casework knows nothing of this floor, so nothing that is shared,
planned or pledged can reach a decision about anybody.
"""
