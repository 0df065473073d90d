"""The facts of a person: all of them with their history, adding and correcting one, the small lists."""
