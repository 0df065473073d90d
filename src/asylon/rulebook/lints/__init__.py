"""What can be wrong with a rulebook although it can be read: one lint a module.

What may enter: lints, each a function `find(law)` that yields findings, and the search that they
share (planes, trials). `asylon.rulebook.check` runs them all.
"""
