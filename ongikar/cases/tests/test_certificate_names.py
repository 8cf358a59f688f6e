"""A corrected name asks for a new certificate in the place of the one that bears the old."""

import pytest

from ongikar.cases.actions.corrections import ask_correction, correct
from ongikar.certificates.actions import issue_certificate
from ongikar.certificates.models import Certificate
from ongikar.journal.outbox import run_due_entries
from ongikar.tasks.models import Task
from tests.applicants import show_proof
from tests.as_shown import as_shown

pytestmark = pytest.mark.django_db
ACTOR = ("user", 1)


@pytest.fixture
def certified(receive, office, now):
    """A case of Rahima's and the certificate of her training."""
    case = receive("citizen-1")
    made = issue_certificate(
        office=office,
        template_key="course",
        statement={
            "name": (case.applicant.name, "Rahima Khatun"),
            "course": ("আউটসোর্সিং", "Outsourcing"),
            "time": ("৫০ ঘণ্টা", "50 hours"),
        },
        subject=case.reference,
        holder=("applicant", case.applicant_id),
        actor=ACTOR,
        now=now,
    )
    return case, made


def test_a_corrected_name_gives_the_officer_the_task_to_replace_the_certificate(certified, now):
    case, made = certified
    ask_correction(case, field="name", new="রহিমা বেগম", words="পরিচয়পত্রে আছে", now=now)
    correct(case, words="", actor=ACTOR, now=now)
    run_due_entries(now)
    run_due_entries(now)
    task = Task.objects.of_subject(made.reference).get()
    assert task.owner_post.role == "officer"
    made = Certificate.objects.get(pk=made.pk)
    assert (made.state, made.words_of("name")[1]) == ("issued", "Rahima Khatun")


def test_another_correction_asks_for_none(certified, now):
    case, made = certified
    ask_correction(case, field="address", new="মমিনপুর", words="", now=now)
    correct(case, words="", actor=ACTOR, now=now)
    run_due_entries(now)
    assert not Task.objects.of_subject(made.reference).exists()


def test_my_data_shows_the_certificate_and_its_page_only_to_whoever_proved_to_be_the_person(
    certified, client
):
    case, made = certified
    client.post("/track/", {"number": case.number, "last_four": case.applicant.last_four})
    read = as_shown(client.get(f"/track/{case.number}/held/").content.decode())
    assert "আপনার সনদ" in read
    assert made.check_code not in read
    proved = as_shown(show_proof(client, case).get(f"/track/{case.number}/held/").content.decode())
    assert made.check_code in proved
