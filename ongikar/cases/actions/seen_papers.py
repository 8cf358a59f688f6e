"""Papers shown at the desk: which the charter row lists, which the officer has seen, and which are still to
be shown.
"""

from typing import Any

from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.charter.terms import document_name, paper_names
from ongikar.rules import case_transitions

from .attachments import papers_from_applicant

# Where the act of receipt says which papers were seen; where nobody looked for papers, it says nothing.
SEEN = "seen"
# Where the answers of a case say which papers the person will show at the office.
TO_SHOW = "to_show_at_office"


def showable_papers(row: Service) -> list[tuple[str, str]]:
    """What can be shown at the desk, by its place in the charter's list: a paper that the form stands for
    cannot.
    """
    return [
        (str(place), document_name(each))
        for place, each in enumerate(row.documents)
        if not each.get("provided_by_form")
    ]


def titles_of_seen_papers(case: Case) -> list[str] | None:
    """The papers seen at receipt, by their titles in the charter; None where it did not come
    over the desk.
    """
    received = next(iter(case.acts.all()), None)
    return None if received is None else received.data.get(SEEN)


def unseen_documents(case: Case) -> list[dict[str, Any]]:
    """What the charter requires that the office received neither then nor since, of a case that came over the
    desk.
    """
    seen = titles_of_seen_papers(case)
    if seen is None or not case.is_open:
        return []
    come = {*seen, *(paper.title for paper in papers_from_applicant(case))}
    return [
        each
        for each in case.row.documents
        if each.get("required") and not each.get("provided_by_form") and each["bn"] not in come
    ]


def papers_to_show(case: Case) -> list[str]:
    """The names of what the applicant will show at the office: by accepting it the office says that it has
    seen them.
    """
    titles = case.answers.get(TO_SHOW)
    if not titles or case.state != case_transitions.RECEIVED:
        return []
    names = paper_names(case.row)
    return [names.get(title, title) for title in titles]
