"""The rules of the queue that an office has: its own, where it has set some, for a day."""

from datetime import date

from ongikar.offices.models import Office

from .rules.queue_rules import QueueRules, default_rules, read_rules

# As a setting of an office is called (offices/rules/setting_files.py).
QUEUE = "queue"


def queue_rules(office: Office, day: date) -> QueueRules:
    own = office.setting(QUEUE, day)
    return default_rules() if own is None else read_rules(own)
