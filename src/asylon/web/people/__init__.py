"""Pages about people: finding somebody, one person's page with its explanations, opening in an emergency."""
