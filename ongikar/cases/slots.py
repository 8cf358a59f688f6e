"""The places on a case's pages where apps above this one may show something."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists

from ongikar.core.db.json_subquery import JSONSubquery
from ongikar.core.slots import Slot

# Parts are called with request, case and now. The tracking page shows them right under the promise bar.
TRACKING = Slot("tracking")
# The officer's case page; called with request, case and now.
CASE = Slot("case")
# The page on which an officer writes an answer; called with request, case, act and now.
ANSWER = Slot("answer")
# The page of what is held about a person; called with request, case and now.
HELD = Slot("held")
# The list of what was asked with a mobile; called with request, mobile and now.
MINE = Slot("mine")
# The last page before an application is sent; called with request and the text of the answers: what that may
# be instead. Whoever sends it all the same applies.
BEFORE_SENDING = Slot("before sending")
# The public home page; called with request and now. What a part says until a moment only it names as `until`
# (core/http/page_cache.py).
HOME = Slot("home")
# Beside a time that somebody takes or has: what is sent to them about it. Called with request, booking and
# now.
REMINDED = Slot("reminded")
# The page of an application kept for later: what became of the SMS with its address. Called with request,
# draft and now.
DRAFT_SENT = Slot("draft sent")
# The page of an address that opens once; called with request, thing and now.
ONCE = Slot("once")
# The agent's list of what was brought, and the desk of the counter; called with request.
AGENT = Slot("agent")
COUNTER = Slot("counter")
# What may be pressed there in one go: the word of its button, and what it does once the mobile is proved.
PRESSED_ONCE: dict[str, Callable] = {}
# What apps above hold of a case, by name: asked in the case's own statement, and told as an attribute of it.
HELD_ABOVE: dict[str, Callable[[], Exists | JSONSubquery]] = {}

# Who takes up advice on how a service should change, such as that of a decision. Called with
# the office, the title and words as the whole office may read them, `submission`, the actor and now; answers
# the case that it became, or None where the charter has no such work.
ADVICE_TAKERS: list[Callable[..., Any]] = []

# What an app above needs a case for, however long it is over: conditions of a case, none of which may be true
# of one that is emptied.
CASE_KEEPERS: list[Callable[[], Exists]] = []
