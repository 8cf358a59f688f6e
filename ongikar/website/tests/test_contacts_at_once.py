"""Contacts and the first day, by two people at the same moment on two connections."""

from datetime import date

from ongikar.people.contact_actions import ContactFault, add_contact, merge_contacts
from ongikar.people.models import Contact
from ongikar.people.place_actions import PlaceFault, add_place
from ongikar.website.first_day.apply import SeenOtherwise, apply_rows, digest
from ongikar.website.first_day.diff import compare_rows
from ongikar.website.first_day.tables import CONTACTS, SheetRow

KARIM, SHIRIN = ("user", 1), ("user", 2)


def refusals(results: list) -> list:
    return [type(each) for each in results if isinstance(each, Exception)]


def test_of_two_contacts_each_merged_into_the_other_one_goes_on(two, office, now):
    one, other = (
        add_contact(office=office, facts={"name": "রহিমা"}, since=date(2026, 1, 1), actor=KARIM, now=now)
        for _ in range(2)
    )
    two.meet("ongikar.people.contact_actions.move_references")
    results = two.run(
        lambda: merge_contacts(one, into=other, actor=KARIM, now=now),
        lambda: merge_contacts(other, into=one, actor=SHIRIN, now=now),
    )
    assert refusals(results) == [ContactFault]
    assert Contact.objects.filter(merged_into=None).count() == 1


def test_a_place_of_one_eiin_entered_by_two_stands_once(two, office, now):
    facts = {"kind": "school", "name_bn": "নমুনা কলেজ", "eiin": "127998"}
    two.meet("ongikar.people.place_actions.check_eiin")
    results = two.run(
        lambda: add_place(office=office, facts=facts, actor=KARIM, now=now),
        lambda: add_place(office=office, facts=facts, actor=SHIRIN, now=now),
    )
    assert refusals(results) == [PlaceFault]
    assert office.places.filter(eiin="127998").count() == 1


def test_a_file_written_by_two_presses_at_once_is_written_once(two, office, now):
    rows = [SheetRow(CONTACTS, n, {"organisation": f"দপ্তর {n}", "post": "কর্মকর্তা"}) for n in range(2, 9)]
    seen = digest(compare_rows(office, rows, now))
    two.meet("ongikar.website.first_day.apply.compare_rows")
    results = two.run(
        lambda: apply_rows(office, rows, seen=seen, actor=KARIM, now=now),
        lambda: apply_rows(office, rows, seen=seen, actor=KARIM, now=now),
    )
    assert refusals(results) == [SeenOtherwise]
    assert Contact.objects.count() == len(rows)
