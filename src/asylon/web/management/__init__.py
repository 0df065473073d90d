"""Commands of the pages for those who build them."""
