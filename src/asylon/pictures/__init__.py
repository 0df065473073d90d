"""Pictures of a population's case, drawn on the server as SVG, each with its numbers as a table.

Pure functions: data, words and a reader go in, a `Picture` comes out. No clock, no network, no framework.
Every label arrives translated; every number is written by the reader's own way (`Reader`).
"""

from asylon.pictures.arrivals import ArrivalDay, ArrivalsWords, ForecastDay, arrivals
from asylon.pictures.index_bars import Carrier, IndexWords, bar_cell, bar_scale, index_bars
from asylon.pictures.lanes import Lanes, lanes
from asylon.pictures.picture import BadPicture, Column, LegendEntry, Picture, Table, Words
from asylon.pictures.promised import Promise, PromisedWords, promised, promised_cell, promised_legend
from asylon.pictures.reader import Direction, Reader, english
from asylon.pictures.sankey import Donor, Flow, Need, SankeyWords, sankey
from asylon.pictures.small_lines import SmallLinesWords, Trend, line_cell, small_lines
from asylon.pictures.timeline import TimelineItem, TimelineReview, TimelineWords, timeline
from asylon.pictures.waterfall import Level, Step, WaterfallWords, waterfall
from asylon.pictures.world_map import (
    Ground,
    MapClass,
    MapCountry,
    MapRegion,
    MapWords,
    ground_of,
    map_on,
    world_map,
)

__all__ = [
    "ArrivalDay",
    "ArrivalsWords",
    "BadPicture",
    "Carrier",
    "Column",
    "Direction",
    "Donor",
    "Flow",
    "ForecastDay",
    "Ground",
    "IndexWords",
    "Lanes",
    "LegendEntry",
    "Level",
    "MapClass",
    "MapCountry",
    "MapRegion",
    "MapWords",
    "Need",
    "Picture",
    "Promise",
    "PromisedWords",
    "Reader",
    "SankeyWords",
    "SmallLinesWords",
    "Step",
    "Table",
    "TimelineItem",
    "TimelineReview",
    "TimelineWords",
    "Trend",
    "WaterfallWords",
    "Words",
    "arrivals",
    "bar_cell",
    "bar_scale",
    "english",
    "ground_of",
    "index_bars",
    "lanes",
    "line_cell",
    "map_on",
    "promised",
    "promised_cell",
    "promised_legend",
    "sankey",
    "small_lines",
    "timeline",
    "waterfall",
    "world_map",
]
