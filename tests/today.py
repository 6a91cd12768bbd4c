"""The day on which the invented street stands."""

from datetime import datetime
from zoneinfo import ZoneInfo

TODAY = datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
