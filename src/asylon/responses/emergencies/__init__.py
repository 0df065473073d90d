"""A population on the move: what arrives where, what can be absorbed, and what a person declares."""
