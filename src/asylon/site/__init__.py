"""Puts the house together: settings from the environment, addresses, server, health, demonstration."""
