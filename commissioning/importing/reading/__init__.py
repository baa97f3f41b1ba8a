"""Files of other people's making, read into text cells by a child process with limits."""

from commissioning.faults import Refusal
from commissioning.importing.reading.contract import Limits, Reading, Sheet
from commissioning.importing.reading.supervising import read

__all__ = ["Limits", "Reading", "Refusal", "Sheet", "read"]
