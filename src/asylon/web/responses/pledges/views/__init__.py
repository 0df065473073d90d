"""The pages of needs and pledges."""
