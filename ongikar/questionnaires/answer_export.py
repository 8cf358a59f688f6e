"""All answers of a round as a spreadsheet that the worker makes, where there are too many for a page."""

from django.urls import reverse

from ongikar.core.i18n.say import say
from ongikar.exports.makers import Arguments, ExportMaker, MadeFile, NothingToMake, Work
from ongikar.offices.models import Office

from .models import Round
from .rights import READER_ROLES
from .workbook import write_answers

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROUND = "round"


def file_name(round: Round) -> str:
    return say("উত্তর: {title}.xlsx", "Answers: {title}.xlsx", title=round.questionnaire.title)


def make_answers(office: Office, arguments: Arguments, work: Work) -> MadeFile:
    round = Round.objects.select_related("questionnaire").filter(office=office, pk=arguments[ROUND]).first()
    if round is None:
        raise NothingToMake
    path = work.folder / "answers.xlsx"
    with open(path, "wb") as file:
        count = write_answers(file, round, work.count_lines, work.folder)
    return MadeFile(path, file_name(round), XLSX, count)


ANSWERS = ExportMaker(
    "questionnaire_answers",
    lambda arguments: reverse("round", args=[arguments[ROUND]]),
    make_answers,
    frozenset(READER_ROLES),
)
