"""Many people at once: a table of situations in, conclusions and gates out, in seconds.

What may enter: tables to bit planes, the rulebook's program run over them, screening, comparing,
made-up caseloads. It builds on `rulebook` and `logic`, knows no Django, and needs the extra
`tables` (numpy and pyarrow); only `integers`, the yardstick, needs nothing.
"""
