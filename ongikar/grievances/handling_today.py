"""What of the handling of complaints stands on Today: inquiries to report."""

from django.urls import reverse

from ongikar.core.db.capped_count import COUNTED_UP_TO
from ongikar.core.i18n.say import say
from ongikar.people.section_counts import count_words
from ongikar.people.today_lines import AsideRow, TodayQuestion, TodayShare

from .models import Inquiry


def today_of_handling(question: TodayQuestion) -> TodayShare:
    rows = []
    posts = question.posts
    inquiries = Inquiry.objects.filter(post__in=posts, ended_at=None).order_by()
    if count := len(inquiries.values_list("pk", flat=True)[:COUNTED_UP_TO]):
        words = say("তদন্ত প্রতিবেদন দিতে হবে", "Inquiries to report")
        rows.append(AsideRow(words, reverse("desk_inquiries"), count_words(count)))
    return TodayShare(in_office=rows)
