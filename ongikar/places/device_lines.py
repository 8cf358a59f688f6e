"""Devices as pages tell them: in the list of their place by the last news, the state and what is done next;
on their own page by what is known of them and everything that was said.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from ongikar.core.db.index_conditions import sql_literal
from ongikar.core.i18n.say import language, say, value_in_words
from ongikar.offices.models import Place
from ongikar.people.models import User
from ongikar.people.post_holders import PostHolder
from ongikar.people.subjects import load_subjects, subject_words
from ongikar.rules.bangla.text import date_words

from .models import Device, DeviceFact
from .words import FACT_WORDS, STATE_WORDS

# A fault that comes again within this many days is the same trouble, whoever mended it.
REPEATS_WITHIN = timedelta(days=365)
# From this many faults on the page says so.
REPEATED = 2
# A day, its words, and what was said on it of which devices, and of how many more.
HistoryDay = tuple[date, str, list[tuple[str, list[Device], int]]]
# An imported list registers dozens on one day.
MOST_NAMED = 4
# As the index of just these says it, which SQLite otherwise does not use.
BROUGHT = [sql_literal(fact) for fact in ("moved", "found")]
LOOKS = {"working": "kept", "faulty": "faulty", "missing": "missing", "condemned": "shut"}


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """`news`: what was said last; `beside`: what else one should know; `act`: what is done with it next."""

    device: Device
    look: str
    state: str
    news: str
    beside: str
    act: tuple[str, str]


def lines_of(devices: Iterable[Device], today: date) -> list[DeviceLine]:
    """Two statements, however many devices."""
    shown = list(devices)
    keys = [device.pk for device in shown]
    newest = DeviceFact.objects.filter(device=OuterRef("pk")).order_by("-on", "-id")
    last_keys = Device.objects.filter(pk__in=keys).values(last=Subquery(newest.values("pk")[:1]))
    last = {fact.device_id: fact for fact in DeviceFact.objects.filter(pk__in=last_keys)}
    faults = count_faults([device.pk for device in shown if device.state == "faulty"], today)
    return [line_of(device, last[device.pk], faults.get(device.pk, 0), today) for device in shown]


def count_faults(keys: Iterable[int], today: date) -> dict[int, int]:
    """How often each broke within a year."""
    rows = DeviceFact.objects.filter(device__in=list(keys), fact="fault", on__gt=today - REPEATS_WITHIN)
    return dict(rows.order_by().values_list("device").annotate(Count("pk")))


def line_of(device: Device, last: DeviceFact, faults: int, today: date) -> DeviceLine:
    return DeviceLine(
        device,
        LOOKS[device.state],
        device.get_state_display(),
        news_words(device, last, today),
        beside_words(device, faults, today),
        next_act(device),
    )


def short_day(day: date, today: date) -> str:
    """5 December; with its year where that is another."""
    return date_words(day, language(), weekday=False, year=day.year != today.year)


def news_words(device: Device, last: DeviceFact, today: date) -> str:
    """5 December, working; Since 19 November: does not start."""
    since = short_day(device.state_since, today)
    match device.state:
        case "faulty":
            what = last.words if last.fact == "fault" and last.words else str(STATE_WORDS["faulty"])
            return say("{day} থেকে: {what}", "Since {day}: {what}", day=since, what=what)
        case "missing":
            return say("{day} থেকে পাওয়া যায়নি", "Not found since {day}", day=since)
        case "condemned":
            return say("{day} বাতিল ঘোষণা", "Condemned {day}", day=since)
    what = str(STATE_WORDS["working"] if last.fact == "seen" else FACT_WORDS[last.fact])
    return f"{short_day(last.on, today)}, {what}"


def beside_words(device: Device, faults: int, today: date) -> str:
    if device.state == "missing":
        if device.seen_on is None:
            return ""
        return say("{day} শেষ দেখা", "Last seen {day}", day=short_day(device.seen_on, today))
    if faults >= REPEATED:
        return say("এক বছরে {n} বার নষ্ট", "Faulty {n} [time|times] within a year", n=faults)
    if device.warranty_until and device.warranty_until >= today:
        return say("ওয়ারেন্টি {day} পর্যন্ত", "Warranty until {day}", day=short_day(device.warranty_until, today))
    return ""


def next_act(device: Device) -> tuple[str, str]:
    """The address and the word of the one button of its line."""
    match device.state:
        case "faulty":
            act, words = "repaired", say("মেরামত লিখুন", "Enter repair")
        case "missing":
            act, words = "found", say("পাওয়া গেছে", "It was found")
        case _:
            return reverse("device", args=[device.number]), say("ইতিহাস", "History")
    return reverse("device_act", args=[device.number, act]), words


def history_of(place: Place, most: int, today: date) -> list[HistoryDay]:
    """The last news of a place, day by day: what happened to its devices, and what was brought there."""
    facts = DeviceFact.objects.select_related("device")
    at = facts.filter(stood_at=place).exclude(fact="seen").order_by("-on", "-id")[:most]
    brought = facts.filter(place=place, fact__in=BROUGHT).order_by("-on", "-id")[:most]
    known = {fact.pk: fact for fact in (*at, *brought)}
    newest = sorted(known.values(), key=lambda fact: (fact.on, fact.pk), reverse=True)[:most]
    days: dict[date, dict[str, list[Device]]] = {}
    for fact in newest:
        said = days.setdefault(fact.on, {}).setdefault(fact.get_fact_display(), [])
        if fact.device not in said:
            said.append(fact.device)
    return [
        (
            day,
            short_day(day, today),
            [(what, of[:MOST_NAMED], len(of) - MOST_NAMED) for what, of in said.items()],
        )
        for day, said in days.items()
    ]


def description_of(device: Device) -> list[tuple[str, str]]:
    """What is known of it, as (label, words)."""
    tongue = language()
    known = [
        (say("নির্মাতা ও মডেল", "Maker and model"), device.make),
        (say("সিরিয়াল", "Serial"), device.serial_no),
        (say("কোথা থেকে পাওয়া", "Where it came from"), device.source),
    ]
    for words, day in (
        (say("ওয়ারেন্টি", "Warranty until"), device.warranty_until),
        (say("শেষ দেখা", "Last seen"), device.seen_on),
        (say("তালিকায় উঠেছে", "On the list since"), timezone.localdate(device.registered_at)),
    ):
        if day:
            known.append((words, value_in_words(day, tongue)))
    return [(words, value) for words, value in known if value]


def history_lines(facts: list[DeviceFact], holder: PostHolder) -> list[dict[str, Any]]:
    """Each fact with who said it and what it came from, in three statements however many there are."""
    subjects = load_subjects({fact_subject(fact) for fact in facts if fact.subject_id}, holder)
    users = {fact.by_id for fact in facts if fact.by_type == "user" and fact.by_id}
    names = {user.pk: user.name for user in User.objects.filter(pk__in=users)}
    return [
        {
            "fact": fact,
            "what": fact.get_fact_display(),
            "state": fact.get_state_display(),
            "is_bad": fact.fact in ("fault", "missing"),
            "by": names.get(fact.by_id or 0, "") if fact.by_type == "user" else "",
            "subject": subjects.get(fact_subject(fact)),
            "subject_words": subject_words(fact.subject_type),
            "is_late": timezone.localdate(fact.at) != fact.on,
        }
        for fact in facts
    ]


def fact_subject(fact: DeviceFact) -> tuple[str, int]:
    return (fact.subject_type, fact.subject_id or 0)
