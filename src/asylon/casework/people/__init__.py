"""People, their names, groups and family links. Only `access` may import its models."""
