"""The hearings of complaints about a person's own posts in the week of their office: number, time and place,
as the notice says them. Where the complainant is heard apart, the other side learns no time of it.
"""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from ongikar.core.i18n.say import language, say
from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering
from ongikar.gatherings.week_entries import MOST, WeekEntry, register_week
from ongikar.offices.models import Office
from ongikar.people.post_holders import PostHolder
from ongikar.rules.bangla.text import digits


@register_week
def hearings_of_week(
    office: Office, begin: datetime, end: datetime, holder: PostHolder
) -> Iterator[WeekEntry]:
    rows = Gathering.objects.filter(
        office=office,
        starts_at__gte=begin,
        starts_at__lt=end,
        sort=Gathering.HEARING,
        hearing__stage__grievance__respondent__in=holder.post_ids,
    )
    rows = rows.that_stand().select_related("hearing__stage__grievance", "place")
    for each in rows.order_by("office_id", "starts_at", "id")[:MOST]:
        number = each.hearing.stage.grievance.number
        yield WeekEntry(
            each.sort,
            each.get_sort_display(),
            say("অভিযোগ {number}", "complaint {number}", number=digits(number, language())),
            reverse("desk_complaint", args=[number]),
            each.starts_at,
            each.ends_at,
            each.where,
            is_done=each.state == transitions.RECORDED,
        )
