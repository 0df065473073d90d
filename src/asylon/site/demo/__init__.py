"""The demonstration: an office with made-up people. Nobody in it exists.

`people.yaml` holds those written by hand, `names.yaml` what more are made up from.
"""
