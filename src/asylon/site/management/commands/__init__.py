"""One module a verb, as Django looks for them."""
