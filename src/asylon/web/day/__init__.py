"""My day: what is urgent across the people somebody has business with, and who they are."""
