"""Whether a mass influx shows: the four characteristics of ExCom Conclusion 100 (a), as indicators.

Pure functions over days and reports: no clock, no database, no score over the four and no switch. A
named person declares. `panel.py` puts the parts together.
"""

from asylon.foresight.influx.ahead import DAYS_AHEAD, Ahead, Band, DayAhead, ahead_of
from asylon.foresight.influx.days import BadDays, Day, Delay
from asylon.foresight.influx.duration import Duration, Lasting, LastingRule, duration_of
from asylon.foresight.influx.onset import Surge, surges_of
from asylon.foresight.influx.panel import Arrived, Evidence, Indicator, Panel, Verdict, panel_of
from asylon.foresight.influx.places import Chance, chances_of
from asylon.foresight.influx.procedures import Bench, Procedures, procedures_of
from asylon.foresight.influx.rate import Rate, Trend, rate_of
from asylon.foresight.influx.room import Pace, Report, Room, capacity_on, rooms_of

__all__ = [
    "DAYS_AHEAD",
    "Ahead",
    "Arrived",
    "BadDays",
    "Band",
    "Bench",
    "Chance",
    "Day",
    "DayAhead",
    "Delay",
    "Duration",
    "Evidence",
    "Indicator",
    "Lasting",
    "LastingRule",
    "Pace",
    "Panel",
    "Procedures",
    "Rate",
    "Report",
    "Room",
    "Surge",
    "Trend",
    "Verdict",
    "ahead_of",
    "capacity_on",
    "chances_of",
    "duration_of",
    "panel_of",
    "procedures_of",
    "rate_of",
    "rooms_of",
    "surges_of",
]
