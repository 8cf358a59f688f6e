"""How many forms one address may send in a minute: counted in the memory of each process, before a body is
read.

The doors have limits of their own (`models.Attempt`); this one keeps a program that knocks at all of them
from being served
at the cost of people. It costs no statement, so that nobody's application waits for a count.
"""

from collections import Counter
from time import monotonic

from django.conf import settings
from django.http import HttpRequest

from .client_ip import client_ip

# Changes nothing, so it may be sent as often as one likes.
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class RateLimit:
    """The forms of the minute at hand, by address; the minute over, all begin anew."""

    def __init__(self):
        self.minute = 0
        self.sent: Counter[str] = Counter()

    def is_too_fast(self, request: HttpRequest) -> bool:
        if request.method in SAFE or not settings.ONGIKAR_FORMS_A_MINUTE:
            return False
        minute = int(monotonic() // 60)
        if minute != self.minute:
            self.minute, self.sent = minute, Counter()
        address = client_ip(request)
        self.sent[address] += 1
        return self.sent[address] > settings.ONGIKAR_FORMS_A_MINUTE
