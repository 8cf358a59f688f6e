"""The share of jobs in Today: what somebody has to judge, to look at, and to ask why it fails again."""

from django.urls import reverse

from ongikar.core.i18n.say import language, say
from ongikar.people.desk import STAFF_ROLES
from ongikar.people.today_lines import AsideRow, TodayQuestion, TodayShare
from ongikar.rules.bangla.text import grouped_number

from .models import Job
from .repeated_failures import repeated_devices
from .transitions import REPORTED

# More than so many are not counted one by one.
COUNTED = 200


def today_of_jobs(question: TodayQuestion) -> TodayShare:
    if not question.desk.has(question.office.pk, STAFF_ROLES):
        return TodayShare()
    # In the order of the index that holds just these: whoever judges has not looked yet.
    rows = Job.objects.filter(office=question.office, ended_at__isnull=True, looked_at__isnull=True)
    found = list(rows.order_by("look_by", "id").values_list("state", "look_by")[:COUNTED])
    to_judge = sum(state == REPORTED for state, _ in found)
    late = sum(bool(look_by and look_by < question.now) for state, look_by in found if state != REPORTED)
    repeated = len(repeated_devices(question.office, question.now))
    url = reverse("jobs")
    lines = (
        (to_judge, say("সহায়তা: জরুরি কি না ঠিক করা বাকি", "Support: to be triaged")),
        (late, say("সহায়তা: দেখার সময় পেরিয়েছে", "Support: not looked at in time")),
        (repeated, say("বারবার নষ্ট হওয়া যন্ত্র", "Devices that fail again and again")),
    )
    return TodayShare(
        in_office=[AsideRow(words, url, grouped_number(count, language())) for count, words in lines if count]
    )
