"""The one door to people: who may see or do what, why not, and the emergency opening that is told."""
