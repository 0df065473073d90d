"""The pages of consultations and plans."""
