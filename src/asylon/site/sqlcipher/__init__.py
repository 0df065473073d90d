"""SQLite with the whole file encrypted: whoever takes the disk without the key has noise.

The engine is SQLCipher. What is sealed field by field stays sealed under it; this is on top.
"""
