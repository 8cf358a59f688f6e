"""Jobs of support: what was reported and done at which devices, the sheet that tells it, and who signed
it.
"""

from .job import AGAIN, Job, JobAct, JobDevice, newest_job, reported_in
from .sheet import Sheet, Signature, TriageOrder, standing_signature
from .visit import JobLine, JobPack

__all__ = [
    "AGAIN",
    "Job",
    "JobAct",
    "JobDevice",
    "JobLine",
    "JobPack",
    "Sheet",
    "Signature",
    "TriageOrder",
    "newest_job",
    "reported_in",
    "standing_signature",
]
