"""One person's case: Django apps that store it, decide who may see it, and call the rulebook.

What may enter: tables, services that write, selectors that read, and the access that stands before
both. No pages, no addresses, no templates. Rooms, from the top: `registration`, `interviews` and
`documents` do the work of a desk; `access` is the only door to people; `assessments` and `facts` keep
what is known and what the law says of it; `people`, `keys`, `journal`, `staff` and `offices` store.
"""
