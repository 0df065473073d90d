"""How a language writes dates, where Django's way is not that of the readers here."""
