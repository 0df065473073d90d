"""The `asylon` command: reads files, asks the rulebook, prints for people or for programs.

What may enter: one module for each verb, a folder for a large one, and views that turn answers into
words. It reasons about nothing itself, and it alone reads the clock. Only the console knows the
terminal library.
"""
