"""What happens at each address of the registration, by what is registered."""
