"""What the rulebook said of a person on a day, frozen, and what changed from one time to the next."""
