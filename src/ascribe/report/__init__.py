"""The report page: what a view of a record gave out, as one HTML page that needs nothing beside itself.

`build(ReportData(...))` returns the page; `from_view(record, **filters)` makes the data.
Same data, same bytes: no clock, no network, nothing random.
"""

from ascribe.report.data import ReportData
from ascribe.report.from_view import from_view
from ascribe.report.page import build

__all__ = ["ReportData", "build", "from_view"]
