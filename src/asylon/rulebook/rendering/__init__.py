"""The rulebook as pages to read: words from the tree, one page an entry, a folder written whole.

What may enter: HTML without script, made from entries and expressions. `asylon.rulebook.render` is
the way in; nothing here changes or judges the law.
"""
