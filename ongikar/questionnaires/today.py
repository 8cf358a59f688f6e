"""The share of phones in Today: what an app sent that was not taken as it is, and waits to be looked at."""

from django.db.models.expressions import Combinable
from django.urls import reverse

from ongikar.core.db.capped_count import CappedCount
from ongikar.core.i18n.say import say
from ongikar.people.section_counts import count_words
from ongikar.people.today_lines import AsideRow, TodayCountedFor, TodayQuestion, TodayShare

from .models import PhoneSubmission


def phones_to_review(counted: TodayCountedFor) -> Combinable:
    waiting = PhoneSubmission.objects.waiting(counted.office)
    return CappedCount(waiting.filter(state=PhoneSubmission.TO_REVIEW))


def today_of_phones(question: TodayQuestion) -> TodayShare:
    """What only waits for its files is the phone's to finish, and nobody's work."""
    to_review = question.count("phones")
    if not to_review:
        return TodayShare()
    words = say("ফোন থেকে আসা, দেখা বাকি", "Sent from phones, to be looked at")
    return TodayShare(in_office=[AsideRow(words, reverse("phones"), count_words(to_review))])
