"""What a message says, and where it leads."""

from dataclasses import dataclass

Words = tuple[str, str]

# Where the message leads: a page of the site, and how its number stands in the address.
TRACK = ("track", "query")
# An address that proves once whose mobile it was sent to; where it would go elsewhere, the page that asks.
ONCE = ("one_use", "once")
CASE = ("case", "path")
DECIDING = ("desk_grievance", "path")
ANSWERING = ("desk_complaint", "path")
INQUIRING = ("desk_inquiries", "plain")
DESK = ("desk_grievances", "plain")
DROPS = ("desk_drops", "plain")
ACCOUNT = ("mfa_index", "plain")
# A letter is itself what is sent: it leads nowhere.
NO_PAGE = ("", "")


@dataclass(frozen=True, slots=True)
class Wording:
    """`text` is the SMS, and the first lines of the e-mail; `more` stands only in the e-mail.

    `at_any_hour`: it may not wait for the end of the quiet hours (decision 034).
    """

    title: Words
    text: Words
    more: Words | None = None
    page: tuple[str, str] = TRACK
    at_any_hour: bool = False
