"""Administration: accounts and their roles, offices with sites and services. No case is in reach here."""
