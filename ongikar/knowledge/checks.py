"""That a note which others read tells of nobody: what the office knows of its own numbers and of whose case
it came from, for the rule that finds the rest (rules/personal.py).
"""

from collections.abc import Callable, Mapping

from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import override_language, say
from ongikar.journal.actions import SubjectReference
from ongikar.offices.models import Office

from .rules.personal import (
    ADDRESS,
    CASE_NUMBER,
    EMAIL,
    IDENTITY,
    MOBILE,
    NAME,
    TELEPHONE,
    Finding,
    Person,
    find_personal,
)

# By the sort of what a note came from, who it tells of: entered by the app that has it.
PERSONS: dict[str, Callable[[int], Person | None]] = {}
SORT_WORDS = {
    MOBILE: ("মোবাইল নম্বর", "a mobile number"),
    TELEPHONE: ("ফোন নম্বর", "a telephone number"),
    IDENTITY: ("পরিচয়পত্রের নম্বরের মতো সংখ্যা", "a figure like the number of an identity document"),
    EMAIL: ("ই-মেইল ঠিকানা", "an e-mail address"),
    CASE_NUMBER: ("আবেদনের নম্বর", "the number of a case"),
    NAME: ("মানুষের নাম", "the name of a person"),
    ADDRESS: ("মানুষের ঠিকানা", "the address of a person"),
}
WHAT = (
    "এখানে {what} আছে: “{words}”। মুছে দিন বা অন্যভাবে লিখুন।",
    "Here is {what}: “{words}”. Remove it or write it otherwise.",
)


def numbers_for_all(office: Office) -> list[str]:
    """What the office gives to everybody: of itself, and whom to call in an urgent matter."""
    contacts = [*office.foot_numbers, *(each for advice in office.urgent for each in advice["contacts"])]
    return [office.phone, office.email, *(each["number"] for each in contacts if each.get("number"))]


def person_of(subject: SubjectReference | None) -> Person | None:
    """Whose case a note came from; None where it came from none, or they were forgotten."""
    if subject is None:
        return None
    sort, key = subject
    return PERSONS[sort](key) if sort in PERSONS else None


def findings_of(office: Office, subject: SubjectReference | None, texts: Mapping[str, str]) -> list[Finding]:
    return find_personal(
        texts,
        person=person_of(subject),
        given_to_all=[each for each in numbers_for_all(office) if each],
        of_office=" ".join((office.name_bn, office.name_en, office.address_bn, office.address_en)),
    )


def finding_words(finding: Finding) -> str:
    return say(*WHAT, what=say(*SORT_WORDS[finding.sort]), words=finding.words)


def require_nobody(office: Office, subject: SubjectReference | None, texts: Mapping[str, str]) -> None:
    """Raise ActFault beside the first text that tells of a person."""
    for finding in findings_of(office, subject, texts):
        said = []
        for tongue in ("bn", "en"):
            with override_language(tongue):
                said.append(finding_words(finding))
        raise ActFault(finding.field, *(each.replace("{", "(").replace("}", ")") for each in said))
