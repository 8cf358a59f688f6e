"""The acts of a job of support: each one transaction with its journal entry, and sent twice done once."""

from .anonymise import forget_signers
from .devices import add_device, record_result
from .opening import end_job, open_job, open_next_round
from .parts import use_parts
from .sheets import sign_sheet, write_sheet
from .work import look, triage_job

__all__ = [
    "add_device",
    "end_job",
    "forget_signers",
    "look",
    "open_job",
    "open_next_round",
    "record_result",
    "sign_sheet",
    "triage_job",
    "use_parts",
    "write_sheet",
]
