"""The share of phones in Today: what an app sent that was not taken as it is, and waits to be looked at."""

from django.urls import reverse

from ongikar.core.db.capped_count import COUNTED_UP_TO
from ongikar.core.i18n.say import say
from ongikar.people.desk import STAFF_ROLES
from ongikar.people.section_counts import count_words
from ongikar.people.today_lines import AsideRow, TodayQuestion, TodayShare

from .models import PhoneSubmission


def today_of_phones(question: TodayQuestion) -> TodayShare:
    """One statement. What only waits for its files is the phone's to finish, and nobody's work."""
    if not question.desk.has(question.office.pk, STAFF_ROLES):
        return TodayShare()
    waiting = PhoneSubmission.objects.waiting(question.office)
    states = waiting.values_list("state", flat=True)[:COUNTED_UP_TO]
    to_review = sum(state == PhoneSubmission.TO_REVIEW for state in states)
    if not to_review:
        return TodayShare()
    words = say("ফোন থেকে আসা, দেখা বাকি", "Sent from phones, to be looked at")
    return TodayShare(in_office=[AsideRow(words, reverse("phones"), count_words(to_review))])
