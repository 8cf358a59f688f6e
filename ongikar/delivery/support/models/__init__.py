"""Jobs of support: what was reported and done at which devices, the sheet that tells it, and who signed
it.
"""

from .job import Job, JobAct, JobDevice
from .sheet import Sheet, Signature
from .triage import TriageOrder

__all__ = ["Job", "JobAct", "JobDevice", "Sheet", "Signature", "TriageOrder"]
