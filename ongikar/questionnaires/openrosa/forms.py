"""Which forms a phone may fill, and each as the app reads it: the XForm, and lines of the office's books."""

import csv
import hashlib
import io
from collections.abc import Iterator
from datetime import date, datetime

from ongikar.charter.publication.plain_formats import harmless
from ongikar.core.i18n.say import language
from ongikar.offices.models import Office
from ongikar.people.desk import HeldPosts
from ongikar.people.subjects import load_subjects
from ongikar.questionnaires.actions.phone_submissions import BY_PHONE, form_id
from ongikar.questionnaires.books import BOOKS
from ongikar.questionnaires.models import Round, Version
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import words_in

MOST = 100


def rounds_for_phones(office: Office, now: datetime) -> Iterator[Round]:
    """Those that run, for the staff or for anyone. Not where nobody may know who answered, since a phone has
    a person; nor where minutes are counted, which no server can count on a phone.
    """
    running = Round.objects.running(office, now).filter(
        respondents__in=BY_PHONE, anonymous=False, minutes=None
    )
    yield from running.select_related("questionnaire", "office").order_by("-id")[:MOST]


def find_round(office: Office, key: int, now: datetime) -> Round | None:
    return next((round for round in rounds_for_phones(office, now) if round.pk == key), None)


def versions_of(round: Round, *, all_of_them: bool) -> list[Version]:
    """What is asked now; or all that ever were, the newest first."""
    if round.version_id:
        return list(Version.objects.filter(pk=round.version_id))
    found = round.questionnaire.versions.filter(state=Version.PUBLISHED).order_by("-number")
    return list(found if all_of_them else found[:1])


def xform_of(round: Round, version: Version) -> str:
    """The XForm under the name of its round: two rounds may ask the same questions.

    Compiled when it was published; its first instance bears the name once (questionnaires/xform.py).
    """
    published = f'id="{round.questionnaire.slug}" version="{version.number}"'
    before, name, after = version.xform.partition(published)
    if not name:
        raise ValueError(f"the XForm of {version} does not name its questionnaire")
    return f'{before}id="{form_id(round)}" version="{version.number}"{after}'


def title_of(round: Round, desk: HeldPosts) -> str:
    """Two rounds of one questionnaire are told apart by what they are about, and by their day."""
    about = load_subjects([round.subject], desk).get(round.subject) if round.subject else None
    title = f"{about.title} · {round.questionnaire.title}" if about else round.questionnaire.title
    return f"{title} ({round.opens_at.astimezone(TZ):%d.%m.%Y})"


def title_of_form(version: Version) -> str:
    return words_in(version.questions.title, language())


def book_as_csv(office: Office, name: str, today: date) -> str:
    """The lines of a book as `select_one_from_file` reads them; opened as a table, no name is a formula."""
    choices = BOOKS[name](office, today)
    columns = sorted({column for choice in choices for column in choice.extra})
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(["name", "label", *columns])
    for choice in choices:
        row = [choice.name, words_in(choice.label, language())]
        row += [choice.extra.get(column, "") for column in columns]
        table.writerow(map(harmless, row))
    return written.getvalue()


def content_hash(text: str) -> str:
    """As the specification wants it: by it an app sees that a form was changed; it guards nothing."""
    return "md5:" + hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
