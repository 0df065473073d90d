"""Made-up caseloads for trials and benchmarks: many invented people, alike to a real caseload in shape.

What may enter: shares, the drawing of persons and items from them, and the files that they are
written to. Nobody is described: there are no names, and every share is invented unless it says so.
"""

from asylon.caseload.made_up.orders import FORMATS, Order, Target
from asylon.caseload.made_up.writing import write_caseload

__all__ = ["FORMATS", "Order", "Target", "write_caseload"]
