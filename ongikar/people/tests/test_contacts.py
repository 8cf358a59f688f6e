"""Contacts: found while typing, changed with what stood there before, ended, and merged with all that points
at them.
"""

from datetime import date, datetime, timedelta

import pytest

from ongikar.people.contact_actions import (
    ContactFault,
    add_contact,
    change_contact,
    end_contact,
    merge_contacts,
    reopen_contact,
)
from ongikar.people.contact_doubles import double_groups, doubles_of
from ongikar.people.contact_words import find_contacts
from ongikar.people.models import GONE, Contact, ContactWord
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import mobiles_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, tzinfo=TZ)
DAY = NOW.date()
ACTOR = ("user", 1)
HEAD = {"organisation": "নমুনা বালিকা বিদ্যালয়", "post": "প্রধান শিক্ষক", "name": "রহীমা সুলতানা"}


@pytest.fixture
def add(office, karim):
    def enter(since=date(2026, 1, 1), **facts):
        return add_contact(
            office=office, facts={"language": "bn"} | facts, since=since, actor=("user", karim.pk), now=NOW
        )

    return enter


@pytest.mark.fast
@pytest.mark.parametrize(
    "typed",
    ["রহিমা", "সুল", "প্রধান শিক্ষক নমুনা", "০১৭০০০০০০১২", "01700000012", "+8801700-000012", "head@", "বিদ্যাল"],
)
def test_a_contact_is_found_by_the_beginning_of_any_word(office, add, typed):
    head = add(**HEAD, mobile="+8801700000012", email="head@school.example")
    add(organisation="উপজেলা কৃষি কার্যালয়", post="কর্মকর্তা")
    assert find_contacts(office, typed, DAY) == [head]


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Chandanpat", "চন্দনপাট ডিজিটাল সেন্টার"), ("sumon", "সুমন"), ("Rohima", "রহিমা"), ("রহীমা", "Rahima"),
     ("Rahim", "রহিমা"), ("Rani", "রানী"), ("হোসাইন", "জাকির হোসেন")],
)  # fmt: skip
def test_it_is_found_by_how_it_sounds_in_either_script(office, add, typed, name):
    person = add(organisation=name)
    add(organisation="Milon")
    assert find_contacts(office, typed, DAY) == [person]


@pytest.mark.parametrize("typed", ["", "  ", "হিমা", "%", "_", "=", "zzz", "রহিমা কৃষি"])
def test_what_nobody_is_called_finds_nobody(office, add, typed):
    add(**HEAD)
    add(organisation="উপজেলা কৃষি কার্যালয়")
    assert find_contacts(office, typed, DAY) == []


def test_another_offices_contacts_are_not_found(office, add, other_office):
    add(**HEAD)
    assert find_contacts(other_office, "রহিমা", DAY) == []


@pytest.fixture
def other_office(office):
    from ongikar.offices.models import Office

    other = Office.objects.get(pk=office.pk)
    other.pk, other.slug, other.is_default = None, "other", False
    other.save()
    return other


def test_a_change_keeps_what_stood_there_and_the_new_name_is_found(office, add, karim):
    head = add(**HEAD)
    changed = change_contact(
        head,
        facts={"name": "লাভলী বেগম", "post": head.post},
        words="নতুন যোগদান",
        actor=("user", karim.pk),
        now=NOW,
    )
    assert changed == ["name"]
    (change,) = head.changes.all()
    assert (change.field, change.old, change.new, change.by) == ("name", "রহীমা সুলতানা", "লাভলী বেগম", karim)
    assert find_contacts(office, "রহিমা", DAY) == []
    assert [each.name for each in find_contacts(office, "লাভলী", DAY)] == ["লাভলী বেগম"]


def test_an_ended_contact_is_offered_until_its_last_day_and_never_after(office, add, karim):
    head = add(**HEAD)
    end_contact(head, last_day=DAY, actor=ACTOR, now=NOW)
    assert find_contacts(office, "রহিমা", DAY) == [head]
    assert find_contacts(office, "রহিমা", DAY + timedelta(days=1)) == []
    assert find_contacts(office, "রহিমা", DAY + timedelta(days=1), with_ended=True) == [head]
    reopen_contact(head, actor=ACTOR, now=NOW)
    assert find_contacts(office, "রহিমা", DAY + timedelta(days=1)) == [head]


def test_a_contact_does_not_end_before_it_begins(add):
    head = add(**HEAD)
    with pytest.raises(ContactFault):
        end_contact(head, last_day=date(2025, 12, 31), actor=ACTOR, now=NOW)


def test_doubles_are_seen_by_mobile_and_by_post_in_any_spelling(office, add):
    head = add(**HEAD, mobile="+8801700000012")
    facts = {"organisation": "নমুনা বালিকা বিদ্যালয়", "post": "প্রধান শিক্ষক"}
    assert doubles_of(office, facts) == [head]
    assert doubles_of(office, {"name": "কেউ", "mobile": "+8801700000012"}) == [head]
    assert doubles_of(office, HEAD | {"name": "রহিমা সুলতানা", "post": "প্রধান  শিক্ষক"}) == [head]
    assert doubles_of(office, {"name": "কেউ"}) == []
    assert doubles_of(office, facts, apart_from=head.pk) == []


def test_groups_of_doubles_name_each_contact_once(office, add):
    one, two = (add(**HEAD, mobile="+8801700000012") for _ in range(2))
    add(organisation="উপজেলা কৃষি কার্যালয়", post="কর্মকর্তা")
    assert double_groups(office) == [[one, two]]
    merge_contacts(one, into=two, actor=ACTOR, now=NOW)
    assert double_groups(office) == []


def test_what_pointed_at_a_merged_contact_points_at_the_one_that_goes_on(office, add, karim):
    from ongikar.letters.models import Letter

    one, two = add(**HEAD, mobile="+8801700000012"), add(**HEAD)
    three = add(organisation="নমুনা বালিকা বিদ্যালয়")
    merge_contacts(three, into=one, actor=ACTOR, now=NOW)
    pointing = {
        relation.related_model
        for relation in Contact._meta.related_objects
        if relation.get_accessor_name() not in ("changes", "words")
    }
    assert Letter in pointing
    merge_contacts(one, into=two, actor=ACTOR, now=NOW)
    one.refresh_from_db()
    two.refresh_from_db()
    three.refresh_from_db()
    assert one.merged_into == two
    # Who was merged before points on to the one that goes on, not to one that no longer does.
    assert three.merged_into == two
    # What only the other knew is not lost.
    assert two.mobile == "+8801700000012"
    assert find_contacts(office, "রহিমা", DAY) == [two]


def test_nobody_is_merged_into_itself_nor_twice(add):
    one, two, three = (add(**HEAD) for _ in range(3))
    with pytest.raises(ContactFault):
        merge_contacts(one, into=one, actor=ACTOR, now=NOW)
    merge_contacts(one, into=two, actor=ACTOR, now=NOW)
    with pytest.raises(ContactFault):
        merge_contacts(one, into=three, actor=ACTOR, now=NOW)


def test_what_is_forgotten_is_found_by_nothing_that_told_of_a_person(add, office):
    head = add(**HEAD, mobile="+8801700000012", email="head@school.example", address="রংপুর")
    change_contact(head, facts={"name": "লাভলী বেগম"}, words="বদলি", actor=("command", None), now=NOW)
    head.refresh_from_db()
    head.forget()
    head.refresh_from_db()
    assert (head.name, head.mobile, head.email, head.address) == (GONE, "", "", "")
    assert head.title == "প্রধান শিক্ষক, নমুনা বালিকা বিদ্যালয়"
    assert not any("রহীমা" in each.old or "লাভলী" in each.new for each in head.changes.all())
    assert not {"লাভলি", "01700000012"} & set(ContactWord.objects.values_list("word", flat=True))


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("01711000001, ০১৭১১-০০০০০২ / +880 1911 000003", 3),
        ("01711000001 01711000001", 1),
        ("01711000001", 1),
        ("0171100000", 0),
        ("", 0),
        ("ক" * 10_000, 0),
    ],
)
def test_every_mobile_in_what_was_pasted_is_counted_once(typed, numbers):
    assert len(mobiles_in(typed)) == numbers
