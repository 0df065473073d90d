"""What a person's page shows, panel by panel: plain dataclasses made from what the visitor may see."""
