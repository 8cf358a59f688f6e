"""A questionnaire is made, its draft is written, and a version is published, which never changes again."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from ongikar.charter.documents.xlsx import named_sheet_cells
from ongikar.core.db.violations import violates
from ongikar.journal.actions import Reference, record
from ongikar.offices.models import Office
from ongikar.questionnaires.intake import forget_intake
from ongikar.questionnaires.models import Questionnaire, QuestionnaireFault, Version
from ongikar.questionnaires.purposes import as_on_phones, purpose_problems
from ongikar.rules.questionnaire.check import Problem, problems_of
from ongikar.rules.questionnaire.definition import Definition, digest
from ongikar.rules.questionnaire.sheet import SURVEY, SheetFault, SheetReader, as_plain
from ongikar.rules.questionnaire.sheet_rows import standard_rows


def compile_xform(definition: Definition, slug: str, version: int) -> tuple[str, list[str], list[SheetFault]]:
    """The XForm, what the compiler remarked, and what it refuses, each in its own English words."""
    # It takes 40 MB and most of a second to load, for the rare press of publishing.
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    remarks: list[str] = []
    try:
        made = convert(
            xlsform=dict(standard_rows(definition, slug, version)), warnings=remarks, form_name="data"
        )
    except PyXFormError as fault:
        return "", remarks, [refusal(str(fault))]
    return made.xform, remarks, []


def refusal(words: str) -> SheetFault:
    said = " ".join(words.split())[:500]
    return SheetFault(
        SURVEY,
        0,
        "",
        f"XLSForm-এর নিজস্ব যাচাই বলছে: {said}",
        f"The standard's own check says: {said}",
    )


# What can be published: an XLSX, what was read of one, or a definition.
Source = bytes | Definition


class SheetRefused(QuestionnaireFault):
    """Why a version is not published, place by place."""

    def __init__(self, faults: list[SheetFault]) -> None:
        first = faults[0]
        super().__init__("file", first.bn, first.en)
        self.faults = faults


@transaction.atomic
def make_questionnaire(
    *,
    office: Office | None,
    slug: str,
    purpose: str,
    title_bn: str,
    title_en: str = "",
    actor: Reference,
    now: datetime,
) -> Questionnaire:
    """A new one, without questions. Raises QuestionnaireFault where the name is borne already."""
    made = Questionnaire(
        office=office, slug=slug, purpose=purpose, title_bn=title_bn, title_en=title_en, made_at=now
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
            record(
                "questionnaire.made",
                subject=made.reference,
                actor=actor,
                office_id=office.pk if office else None,
                now=now,
            )
    except IntegrityError as fault:
        if not violates(fault, Questionnaire, "office", "slug") and not violates(
            fault, Questionnaire, "slug"
        ):
            raise
        raise QuestionnaireFault(
            "slug", "এই নামে একটি প্রশ্নমালা আছে।", "There is a questionnaire of this name already."
        ) from fault
    return made


def read_workbook(content: bytes) -> tuple[Definition, list[SheetFault], dict[str, Any]]:
    """What an XLSX asks, what is wrong with it, and its cells as they are kept. Raises DocumentFault."""
    cells = named_sheet_cells(content)
    reader = SheetReader(cells)
    return reader.read(), reader.faults, as_plain(cells)


def as_fault(problem: Problem) -> SheetFault:
    where = f"{problem.of}: {problem.column}" if problem.of else problem.column
    return SheetFault(SURVEY, 0, where, problem.bn, problem.en)


@transaction.atomic
def save_draft(
    questionnaire: Questionnaire,
    definition: Definition,
    *,
    now: datetime,
    actor: Reference,
    revision: int | None = None,
    sheet: Mapping[str, Any] | None = None,
) -> Version:
    """The draft of the next version in place of what it was.

    `revision`: that of the draft from which it was written; raises QuestionnaireFault where somebody changed
    it meanwhile. It may still be wrong: only publishing checks it.
    """
    Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    data = definition.to_data()
    draft = questionnaire.draft_version()
    if revision is not None and (draft.revision if draft else 0) != revision:
        raise QuestionnaireFault(
            "",
            "এর মধ্যে অন্য কেউ খসড়াটি বদলেছেন। পাতাটি আবার খুলে দেখুন।",
            "Somebody has changed the draft meanwhile. Open the page again.",
        )
    if draft is None:
        newest = questionnaire.versions.order_by("-number").first()
        draft = Version(questionnaire=questionnaire, number=newest.number + 1 if newest else 1)
    draft.definition, draft.sha256, draft.sheet = data, digest(data), dict(sheet or {})
    draft.revision += 1
    write(draft, "definition", "sha256", "sheet", "revision")
    record_version("questionnaire.drafted", draft, actor=actor, now=now)
    return draft


@transaction.atomic
def publish_version(
    questionnaire: Questionnaire, source: Source, *, actor: Reference, now: datetime
) -> Version:
    """Publish what an XLSX or a definition asks as the next version. Raises SheetRefused, DocumentFault.

    Published again without a change, it is the version that stands. Rounds that ask the newest one ask it
    from now on; who has begun is asked to the end what they began with.
    """
    if isinstance(source, bytes):
        definition, faults, sheet = read_workbook(source)
    else:
        definition, faults, sheet = source, [], {}
        faults += map(as_fault, problems_of(definition))
    if not faults:
        faults += map(as_fault, purpose_problems(definition, questionnaire.purpose))
    if faults:
        raise SheetRefused(faults)
    Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    newest, draft = questionnaire.newest_version(), questionnaire.draft_version()
    data = definition.to_data()
    if newest and newest.sha256 == digest(data):
        return newest
    version = draft or Version(questionnaire=questionnaire, number=newest.number + 1 if newest else 1)
    on_phones = as_on_phones(definition, questionnaire)
    version.xform, remarks, faults = compile_xform(on_phones, questionnaire.slug, version.number)
    if faults:
        raise SheetRefused(faults)
    if draft and not sheet and draft.sha256 == digest(data):
        # What was uploaded and looked at is what is published.
        sheet = draft.sheet
    version.definition, version.sha256, version.sheet = data, digest(data), sheet
    version.findings, version.state, version.published_at = remarks, Version.PUBLISHED, now
    version.published_by_id = actor[1] if actor[0] == "user" else None
    write(
        version, "definition", "sha256", "sheet", "xform", "findings", "state", "published_at", "published_by"
    )
    record_version("questionnaire.published", version, actor=actor, now=now)
    forget_intake(questionnaire)
    return version


def write(version: Version, *fields: str) -> None:
    """The row is new, or was a draft."""
    version.save(update_fields=None if version.pk is None else fields)


@transaction.atomic
def retire_questionnaire(questionnaire: Questionnaire, *, actor: Reference, now: datetime) -> None:
    """No new round is opened of it; pressed twice, nothing more happens."""
    fresh = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    if fresh.retired_at is None:
        fresh.retired_at = now
        fresh.save(update_fields=["retired_at"])
        record(
            "questionnaire.retired", subject=fresh.reference, actor=actor, office_id=fresh.office_id, now=now
        )
        forget_intake(fresh)
    questionnaire.retired_at = fresh.retired_at


def record_version(verb: str, version: Version, *, actor: Reference, now: datetime) -> None:
    record(
        verb,
        subject=version.questionnaire.reference,
        actor=actor,
        office_id=version.questionnaire.office_id,
        now=now,
        version=version.number,
    )


@transaction.atomic
def ask_with_services(
    questionnaire: Questionnaire, codes: Collection[str], *, actor: Reference, now: datetime
) -> None:
    """Ask it with these rows and no others. Raises QuestionnaireFault where another is asked with one of them
    already.
    """
    # All of the office, in one order: two of them may not take the same row at once.
    intakes = Questionnaire.objects.select_for_update().filter(
        office=questionnaire.office_id, purpose=Questionnaire.INTAKE, retired_at=None
    )
    others = {
        code for each in intakes.order_by("id") if each.pk != questionnaire.pk for code in each.services
    }
    if taken := sorted(others.intersection(codes)):
        raise QuestionnaireFault(
            "services",
            f"এই সেবায় আগে থেকেই আরেকটি প্রশ্নমালা আছে: {', '.join(taken)}",
            f"Another questionnaire is asked with this service already: {', '.join(taken)}",
        )
    questionnaire.services = sorted(set(codes))
    questionnaire.save(update_fields=["services"])
    record(
        "questionnaire.asked_with",
        subject=questionnaire.reference,
        actor=actor,
        office_id=questionnaire.office_id,
        now=now,
        keys=questionnaire.services,
    )
    forget_intake(questionnaire)
