"""How the tables of pledges came about."""
