"""Says how long somebody has to wait after wrong tries."""

from datetime import datetime
from math import ceil

from django.utils.translation import ngettext


def sentence(until: datetime, *, now: datetime) -> str:
    """What to do: wait so many minutes, or ask the administrator."""
    minutes = max(1, ceil((until - now).total_seconds() / 60))
    return ngettext(
        "There were too many wrong tries. Wait %(minutes)d minute, then try again. "
        "Your administrator can end the waiting.",
        "There were too many wrong tries. Wait %(minutes)d minutes, then try again. "
        "Your administrator can end the waiting.",
        minutes,
    ) % {"minutes": minutes}
