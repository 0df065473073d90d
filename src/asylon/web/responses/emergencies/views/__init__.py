"""The pages of emergencies."""
