"""The list of questionnaires: those of the office and those that all offices share, the newest first."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from ongikar.core.i18n.say import say
from ongikar.people.post_holders import STAFF_ROLES, Asker, StaffRequest
from ongikar.questionnaires.models import PhoneSubmission, Questionnaire, Round
from ongikar.questionnaires.rights import READER_ROLES
from ongikar.records.filters import Narrowed
from ongikar.records.lists import DeskList
from ongikar.records.registry import register_list
from ongikar.records.words import State, label

ROUNDS_SHOWN = 50
IN_USE = State("চালু", "In use", "open")
RETIRED = State("আর ব্যবহার হয় না", "Not used any more", "shut")


@register_list
class QuestionnaireList(DeskList):
    model = Questionnaire
    names = path = place = "questionnaires"
    readers = READER_ROLES
    title, subtitle = "name", "slug"
    list_display = ("purpose", "whose", "state")
    list_template = "questionnaires/list.html"
    nothing = (
        "এখনো কোনো প্রশ্নমালা নেই। পরীক্ষা, মতামত বা আবেদনের বাড়তি প্রশ্ন এখানে তৈরি করুন।",
        "There is none yet. Make tests, feedback or extra questions of an application here.",
    )

    @property
    def list_title(self) -> str:
        return say("প্রশ্নমালা", "Questionnaires")

    def open_url(self, asker: Asker) -> str:
        return reverse("questionnaire_new") if asker.holder.has(asker.office.pk, STAFF_ROLES) else ""

    @property
    def open_words(self) -> str:
        return say("নতুন প্রশ্নমালা", "New questionnaire")

    def newest(self, office: Any) -> QuerySet[Questionnaire]:
        return Questionnaire.objects.filter(Q(office=office) | Q(office=None)).order_by("-id")

    def list_context(self, request: StaffRequest, narrowed: Narrowed, records: Any) -> dict[str, Any]:
        running = Round.objects.running(request.office, timezone.now())
        return {
            "waiting": PhoneSubmission.objects.waiting(request.office).count(),
            "running": running.select_related("questionnaire").order_by("-id")[:ROUNDS_SHOWN],
        }

    # ---- what a row says ----

    def url_of(self, record: Questionnaire) -> str:
        return reverse("questionnaire", args=[record.pk])

    @label("নাম", "Title")
    def name(self, record: Questionnaire) -> str:
        return record.title

    @label("কীসের জন্য", "What for")
    def purpose(self, record: Questionnaire) -> str:
        return record.get_purpose_display()

    @label("কোথাকার", "Whose")
    def whose(self, record: Questionnaire) -> str:
        return say("এই কার্যালয়", "This office") if record.office_id else say("সব কার্যালয়", "All offices")

    @label("অবস্থা", "State")
    def state(self, record: Questionnaire) -> State:
        return RETIRED if record.retired_at else IN_USE
