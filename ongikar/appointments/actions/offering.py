"""Other times, offered instead of one that can no longer be kept."""

from datetime import datetime, timedelta
from itertools import islice

from ongikar.appointments import transitions
from ongikar.appointments.free_times import free_times, posts_with_hours, value_of_time
from ongikar.appointments.models import Booking
from ongikar.core.forms.faults import require
from ongikar.journal.actions import Reference
from ongikar.records.actions import carry_out
from ongikar.rules.calendar.office_calendar import TZ

from .booking import act_of

OFFERED = 3
# A free time is looked for so far ahead.
LOOKED_AHEAD = timedelta(days=60)
NONE_FREE = (
    "আগামী ৬০ দিনে তাঁর কাছে খালি সময় নেই। আগে সময়সূচি লিখুন।",
    "In the next 60 days this post has no free time. Enter hours for it first.",
)


def offer_times(booking: Booking, *, actor: Reference, now: datetime) -> None:
    """The next free times with the same post, one a day; nobody’s seat is kept by it. Raises ActFault."""
    today = now.astimezone(TZ).date()
    posts = [each for each in posts_with_hours(booking.office) if each.pk == booking.post_id]
    times = free_times(
        booking.office, posts, today + timedelta(days=1), today + LOOKED_AHEAD, now, for_citizen=False
    )
    first_of_day = {each.slot.starts_at.astimezone(TZ).date(): each for each in reversed(list(times))}
    chosen = list(islice((first_of_day[day] for day in sorted(first_of_day)), OFFERED))
    require(chosen, "", *NONE_FREE)
    with carry_out(booking, act_of(booking, transitions.OFFER), actor=actor, now=now):
        booking.offered = " ".join(value_of_time(each.post.pk, each.slot.starts_at) for each in chosen)
