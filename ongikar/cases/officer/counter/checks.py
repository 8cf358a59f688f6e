"""What each outcome at the counter needs besides: words, a day, or papers that may be asked for."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from ongikar.cases.officer.case.forms import explain_fault, is_sentence, needs_explanation
from ongikar.charter.models import Service
from ongikar.core.i18n.say import say

GIVEN, TAKEN, PAPERS, ELSEWHERE = "given", "taken", "papers", "elsewhere"


class CheckedForm(Protocol):
    """What a check asks of the form at the counter (forms.py)."""

    @property
    def errors(self) -> Mapping[str, Any]: ...

    @property
    def row(self) -> Service: ...

    @property
    def missing_papers(self) -> list[dict[str, Any]]: ...

    @property
    def is_understood(self) -> bool: ...

    @property
    def has_limit(self) -> bool: ...

    @property
    def gives_at_once(self) -> bool: ...

    def require_answer(self, bn: str, en: str) -> None: ...

    def add_error(self, field: str | None, error: Any) -> None: ...


def check_given(form: CheckedForm, cleaned: dict[str, Any]) -> None:
    if form.gives_at_once:
        form.require_answer("কী দিলেন লিখুন", "Write what was given")


def check_taken(form: CheckedForm, cleaned: dict[str, Any]) -> None:
    if (
        form.is_understood
        and "days" not in form.errors
        and cleaned.get("days") is None
        and not form.has_limit
    ):
        form.add_error(
            "days",
            say(
                "এই সেবার সময়সীমা ঠিক করা নেই; কত কার্যদিবসে দেবেন লিখুন",
                "No limit is set for this service; write in how many working days",
            ),
        )


def check_papers(form: CheckedForm, cleaned: dict[str, Any]) -> None:
    if not form.row.documents:
        form.add_error(
            "outcome",
            say(
                "চার্টারে এই সেবার কোনো কাগজের নাম নেই, তাই কাগজ চাওয়া যায় না",
                "The charter lists no document for this service, so none can be asked for",
            ),
        )
    elif not cleaned.get("papers"):
        form.add_error("papers", say("যে কাগজ লাগবে তাতে টিক দিন", "Tick the documents that are needed"))
    elif set(cleaned["papers"]) & set(cleaned.get("seen", ())):
        form.add_error(
            "papers",
            say(
                "যে কাগজ দেখেছেন, সেটি আবার চাওয়া যায় না",
                "A document that you have seen cannot be asked for again",
            ),
        )
    elif any(map(needs_explanation, form.missing_papers)) and not is_sentence(cleaned.get("answer", "")):
        form.add_error("answer", explain_fault(form.missing_papers))


def check_elsewhere(form: CheckedForm, cleaned: dict[str, Any]) -> None:
    form.require_answer("কোন কার্যালয়ে যেতে হবে, লিখুন", "Write which office to go to")


CHECKS: dict[str, Callable[[CheckedForm, dict[str, Any]], None]] = {
    GIVEN: check_given,
    TAKEN: check_taken,
    PAPERS: check_papers,
    ELSEWHERE: check_elsewhere,
}
