"""Template words of the charter: a limit as "within …", the reason of a reservation."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from ongikar.charter import terms, tier_terms
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla import text
from ongikar.rules.charter.compare import Change
from ongikar.rules.promise import Promise

register = template.Library()
# `{% with service|terms as terms %}`: its time, papers and fee in words.
register.filter("terms", terms.terms_of)
# `{% for words in tier|tier_terms %}`: what a tier says beside its limit.
register.filter("tier_terms", tier_terms.tier_terms)


@register.filter
def within_limit(limit: Promise) -> str:
    """৩০ কার্যদিবসের মধ্যে, Within 30 working days."""
    return terms.limit_phrase(limit, begins=True)


@register.filter
def plain_day(day: date) -> str:
    """১ জুলাই ২০২৬."""
    return text.date_words(day, language(), weekday=False)


@register.filter
def genitive_of(words: str) -> str:
    """ডিসেম্বর → ডিসেম্বরের."""
    return text.genitive(words)


@register.filter
def change_sentence(change: Change) -> str:
    """What a version changed, begun as a sentence; the words of the charter are marked as the Bangla they
    are.
    """
    words = getattr(change, language())
    return mark_languages(words[:1].upper() + words[1:])


@register.filter
def reservation_reason(open_point: dict) -> str:
    """Why a point of the charter stands open, or was corrected; with the day by which it is to be settled, if
    it names one.
    """
    words = open_point.get(f"reason_{language()}") or open_point.get("reason_bn", "")
    if until := open_point.get("until"):
        day = plain_day(date.fromisoformat(until))
        words += say(" ঠিক হবে {day}-এর মধ্যে।", " To be settled by {day}.", day=day)
    return words


@register.filter
def officer_name(by: dict) -> str:
    """Who it was, as they are called in the page's language."""
    return by.get(language()) or by.get("bn", "")


@register.filter
def promised_by(open_point: dict) -> str:
    """Under whose name a point stands open, and since when; "" where only the files say so."""
    if not open_point.get("on"):
        return ""
    return say(
        "({by}, {post}, {on})",
        "({by}, {post}, {on})",
        by=open_point[f"by_{language()}"],
        post=open_point[f"post_{language()}"],
        on=plain_day(date.fromisoformat(open_point["on"])),
    )


@register.filter
def local_day(moment: datetime) -> date:
    """The day of the office on which it happened."""
    return timezone.localdate(moment)
