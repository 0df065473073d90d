"""Who works here: accounts, the roles they hold, how they sign in, and how that ends at once."""
