"""Benchmarks: what is fast, how fast, and beside what. Run with `./run bench [NAME]`.

Each module measures one promise and prints a table. Benchmarks are not tests: they judge nothing.
"""
