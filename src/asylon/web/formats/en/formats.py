"""English dates as most countries write them, with the month in words: 24 November 2026."""

from typing import Final

DATE_FORMAT: Final = "j F Y"
SHORT_DATE_FORMAT: Final = "j M Y"
DATETIME_FORMAT: Final = "j F Y, H:i"
