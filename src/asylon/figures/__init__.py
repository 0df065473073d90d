"""Public figures in releases that are never overwritten: who hosts whom, applications, capacity, the map.

What belongs here: keeping releases and reading them. Pure: no clock, no network, no database. A file
from outside is read by `asylon.interchange`. The selectors are in the modules beside this one; each
answers for one measure, so that unlike measures are never added up:

- `people`: who is hosted where, from where, over the years; who was newly displaced
- `asylum`: applications and decisions
- `solutions`: returns, resettlement, naturalisation
- `demographics`: sex and age
- `capacity`: population, GDP, unemployment, each with its year and source
- `places`: countries, names, neighbours, the map
- `looking`: what a new release changes
"""

from asylon.figures.faults import BadFigures
from asylon.figures.manifest import Kept, Manifest, Source
from asylon.figures.store import Release, Store

__all__ = ["BadFigures", "Kept", "Manifest", "Release", "Source", "Store"]
