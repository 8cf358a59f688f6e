"""Publishing a review: what remains open, what changes, from which day, and the act itself."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.charter.models import CharterVersion, Tier, Upload
from ongikar.charter.review.actions import Officer, Overtaken
from ongikar.charter.review.drafting import NO_ROWS, RowCount, changes_since, draft_version, rows_between
from ongikar.charter.review.previous_decisions import steps_on_screen
from ongikar.charter.review.publishing import NotReady, RemovalUnconfirmed, WrongDay, gaps_of, publish
from ongikar.charter.rights import for_those_who_publish, officer_of, upload_of, whole_number
from ongikar.core.forms.fields import DayField, WholeNumberField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.charter.compare import Change
from ongikar.rules.charter.review import Decision, ReviewPart

from .cell_rows import cell_title
from .review_views import part_title
from .suggestions import version_before


class PublishForm(Form):
    begins = DayField(
        label=say_lazy("কোন দিন থেকে কার্যকর", "In force from"),
        help_text=say_lazy(
            "আজ বা পরের কোনো দিন। আগের দিন পর্যন্ত এখনকার সংস্করণ চলবে।",
            "Today or a later day. The present version holds until the day before.",
        ),
    )

    def ask_for_count(self, rows: RowCount) -> None:
        """Where rows go, their number is typed: a press alone is too easy for the wrong document."""
        if rows.removed_rows:
            self.fields["removed"] = WholeNumberField(
                label=say_lazy("কয়টি সারি বাদ যাবে, সংখ্যায় লিখুন", "How many rows go, as a number"),
                help_text=say_lazy(
                    "উপরের তালিকায় যা আর থাকবে না, গুনে লিখুন।",
                    "Count above what is no longer there, and write it.",
                ),
                missing=say_lazy("কয়টি সারি বাদ যাবে, লিখুন", "Write how many rows go"),
                most=99_999,
            )


class FirstPublishForm(PublishForm):
    """Of an office that has no charter yet: none holds until the day before."""

    begins = DayField(
        label=say_lazy("কোন দিন থেকে কার্যকর", "In force from"),
        help_text=say_lazy("আজ বা পরের কোনো দিন।", "Today or a later day."),
    )


@for_those_who_publish
@require_http_methods(["GET", "POST"])
def publish_upload(request: StaffRequest, upload_id: int) -> HttpResponse:
    upload = upload_of(request, upload_id)
    if not upload.is_open:
        messages.info(request, say("এই পর্যালোচনা শেষ হয়েছে।", "This review has ended."))
        return redirect("charter_desk")
    is_first = version_before(upload) is None
    asked = FirstPublishForm if is_first else PublishForm
    if request.method == "GET":
        # With nothing in force there is nothing to end first: the office can begin at once.
        begins = timezone.localdate() + timedelta(days=0 if is_first else 1)
        return render_confirmation(request, upload, asked(initial={"begins": begins}))
    form = asked(request.POST)
    form.ask_for_count(row_count(upload, officer_of(request)))
    if not form.is_valid():
        return render_confirmation(request, upload, form)
    try:
        version = publish(
            upload,
            begins=form.cleaned_data["begins"],
            seen=whole_number(request.POST.get("seen", "")),
            removed=form.cleaned_data.get("removed", 0),
            officer=officer_of(request),
            now=timezone.now(),
        )
    except WrongDay as fault:
        form.add_error("begins", say(fault.bn, fault.en))
        return render_confirmation(request, upload, form)
    except RemovalUnconfirmed as fault:
        form.ask_for_count(fault.rows)
        form.add_error(
            "removed" if fault.rows.removed_rows else None,
            say(
                "সংখ্যাটি মেলেনি: {n}টি সারি বাদ যাবে। দলিলটি এই কার্যালয়ের কি না, আগে দেখুন।",
                "This is not the number: {n} [row goes|rows go]. First look whether the document is this"
                " office’s own.",
                n=fault.rows.removed_rows,
            ),
        )
        return render_confirmation(request, upload, form)
    except NotReady:
        form.add_error(
            None,
            say(
                "আগে নিচের অংশগুলো শেষ করুন; কিছুই প্রকাশিত হয়নি।",
                "First finish the parts below; nothing was published.",
            ),
        )
        return render_confirmation(request, upload, form)
    except Overtaken:
        return render_confirmation(request, Upload.objects.get(pk=upload.pk), form, is_overtaken=True)
    messages.success(
        request,
        say(
            "সংস্করণ {n} প্রকাশ করা হয়েছে; {day} থেকে কার্যকর।",
            "Version {n} is published, in force from {day}.",
            n=version.number,
            day=version.effective_from,
        ),
    )
    return redirect("charter_desk")


def render_confirmation(
    request: StaffRequest, upload: Upload, form: PublishForm, *, is_overtaken: bool = False
) -> HttpResponse:
    standing = upload.review_state
    before = version_before(upload)
    rows = row_count(upload, officer_of(request))
    if not form.is_bound:
        form.ask_for_count(rows)
    parts = {part.code: part for part in standing.parts}
    unseen = [part.code for part in standing.not_looked_at]
    gaps = [
        {
            "part": gap.part,
            "cell": gap.cell,
            "title": part_title(parts[gap.part]),
            "words": say(gap.bn, gap.en),
        }
        for gap in gaps_of(upload)
        if gap.part not in unseen
    ]
    context = {
        "upload": upload,
        "form": form,
        "gaps": gaps,
        "unseen": unseen,
        "count": len(gaps) + len(unseen),
        "before": before,
        "changes": [] if unseen else changes_of(before, upload, officer_of(request)),
        "reserved": [
            reserved_line(parts, decision)
            for decision in standing.newest_decisions.values()
            if decision.choice == "reserve"
        ],
        "open": sum(spot.is_open and not spot.is_error for spot in standing.spots),
        "seen": upload.newest_decision,
        "officer": officer_of(request),
        "ladder": [] if unseen else missing_ladder(upload, before, officer_of(request)),
        "on_screen": steps_on_screen(before, standing) if before and not unseen else [],
        "services": sum(part.sort == "service" for part in standing.parts),
        "is_overtaken": is_overtaken,
        "current": "charter",
        "rows": rows,
    }
    return render_form(request, "charter/desk/publish.html", context, status=409 if is_overtaken else 0)


def changes_of(before: CharterVersion | None, upload: Upload, officer: Officer) -> list[Change]:
    if before is None:
        return []
    now = timezone.now()
    return changes_since(before, upload, begins=timezone.localdate(now), officer=officer, now=now)


def row_count(upload: Upload, officer: Officer) -> RowCount:
    """What would come and go; told, and asked for, only once every part is looked at."""
    if upload.review_state.not_looked_at:
        return NO_ROWS
    now = timezone.now()
    return rows_between(
        version_before(upload), upload, begins=timezone.localdate(now), officer=officer, now=now
    )


def missing_ladder(upload: Upload, before: CharterVersion | None, officer: Officer) -> list[Tier] | None:
    """The steps for complaints that the document does not print; [] where it prints its own, None where
    nobody hears any.
    """
    if any(part.sort == "tier" for part in upload.review_state.parts):
        return []
    now = timezone.now()
    return draft_version(upload, upload.office, before, timezone.localdate(now), officer, now)[2] or None


def reserved_line(parts: dict[str, ReviewPart], decision: Decision) -> dict[str, Any]:
    part = parts[decision.part]
    return {
        "code": part.code,
        "title": part_title(part),
        "cell": cell_title(part, decision.cell),
        "reason": decision.reason,
        "until": decision.until,
    }
