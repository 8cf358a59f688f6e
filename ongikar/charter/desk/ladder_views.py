"""The ladder for complaints changed on screen: written step by step, compared with the one in force, and
approved as a new version from a day on.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ongikar.charter.ladder_change.actions import (
    FaultyLadder,
    NoCharter,
    NothingChanged,
    drop_ladder,
    latest_version,
    open_draft,
    publish_ladder,
    write_ladder,
)
from ongikar.charter.ladder_change.models import LadderDraft
from ongikar.charter.ladder_change.steps import Step, changes_with_steps, faults_of_steps, steps_of, tiers_of
from ongikar.charter.review.actions import Overtaken
from ongikar.charter.review.publishing import RemovalUnconfirmed, WrongDay
from ongikar.charter.rights import for_those_who_publish, officer_of, whole_number
from ongikar.core.forms.fields import CheckboxField, ChoiceField, EmailField, TextField, WholeNumberField
from ongikar.core.forms.forms import Form, JoinedForms
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.models import Post
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.bangla import text
from ongikar.rules.promise import Promise, PromiseFault
from ongikar.rules.promise.terms import CALENDAR_DAYS, MONTHS, UNITS, WEEKS, WORKING_DAYS

from .part_fields import post_choices
from .publish_views import PublishForm
from .suggestions import complaint_posts

MOST_STEPS = 6
# What a step's limit is counted in; what a document prints otherwise stays as long as nobody changes it.
COUNTED_IN = (WORKING_DAYS, CALENDAR_DAYS, WEEKS, MONTHS)
UNIT_WORDS = {unit: (UNITS[unit].bn, UNITS[unit].en_many or UNITS[unit].en) for unit in UNITS}
MOST_DAYS = 365


def words(bn: str, en: str, *, most: int, lines: int = 1, **kwargs: Any) -> TextField:
    return TextField(label=say_lazy(bn, en), max_length=most, lines=lines, width="", **kwargs)


class StepForm(Form):
    """One step. `posts`: all posts of the office, of which those that hear complaints can be chosen."""

    post = ChoiceField(
        label=say_lazy("কোন পদ শোনে", "The post that hears it"),
        many=True,
    )
    title_bn = words("ধাপের নাম", "Name of the step", most=200)
    title_en = words("ধাপের নাম, ইংরেজিতে", "Name in English", most=200, required=False)
    when_bn = words(
        "কখন এই ধাপে আসা যায়",
        "When it is open",
        most=600,
        lines=2,
    )
    when_en = words("কখন, ইংরেজিতে", "When, in English", most=600, lines=2, required=False)
    amount = WholeNumberField(
        label=say_lazy("কত দিনে সিদ্ধান্ত", "Decided within"),
        least=1,
        most=3_650,
    )
    unit = ChoiceField(label=say_lazy("কীসের হিসাবে", "Counted in"), many=True)
    may_extend = WholeNumberField(
        label=say_lazy("তদন্তে কত কার্যদিবস বাড়তে পারে", "Working days of extension for an inquiry"),
        help_text=say_lazy("একবারই; ০ লিখলে বাড়ানো যায় না", "Once only; 0: it cannot be extended"),
        most=MOST_DAYS,
    )
    window_days = WholeNumberField(
        label=say_lazy("সিদ্ধান্তের কত দিনের মধ্যে আপিল", "Days for an appeal after its decision"),
        help_text=say_lazy(
            "ছুটিসহ দিন; খালি রাখলে কার্যালয়ের সাধারণ নিয়ম", "Calendar days; if left empty, the office’s own rule"
        ),
        most=MOST_DAYS,
        required=False,
        optional_mark=False,
    )
    alternate = ChoiceField(
        label=say_lazy("বিকল্প কর্মকর্তা", "Who decides in its place"),
        help_text=say_lazy(
            "অভিযোগ এই ধাপের কর্মকর্তারই বিরুদ্ধে হলে বা পদটি খালি থাকলে",
            "Where the complaint is of this step’s officer, or the post is vacant",
        ),
        many=True,
        required=False,
        optional_mark=False,
    )
    address_bn = words("ঠিকানা", "Address", most=600, lines=2, required=False)
    address_en = words("ঠিকানা, ইংরেজিতে", "Address in English", most=600, lines=2, required=False)
    phone = TextField(label=say_lazy("ফোন", "Phone"), max_length=20, width="w11", required=False)
    email = EmailField(label=say_lazy("ই-মেইল", "E-mail"), required=False)
    web = TextField(label=say_lazy("ওয়েব", "Web"), max_length=120, required=False)
    leave_out = CheckboxField(label=say_lazy("এই ধাপ আর থাকবে না", "This step is to go"))

    # Who and when stand first: the rest seldom changes.
    field_order = ("post", "amount", "unit", "may_extend", "window_days", "alternate")

    def __init__(self, *args: Any, posts: Sequence[Post], before: Step | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = before
        hearing = post_choices(complaint_posts(list(posts)))
        self.choice_field("post").choices = [("", "—"), *hearing]
        self.choice_field("alternate").choices = [("", say("কেউ নয়", "Nobody")), *hearing]
        printed = before["limit"]["unit"] if before else WORKING_DAYS
        units = COUNTED_IN if printed in COUNTED_IN else (*COUNTED_IN, printed)
        self.choice_field("unit").choices = [(unit, say(*UNIT_WORDS[unit])) for unit in units]
        if before is None:
            del self.fields["leave_out"]

    @property
    def is_left_out(self) -> bool:
        return bool(self.cleaned_data.get("leave_out"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("leave_out"):
            # What stands in a step that goes is nobody's word, and no fault.
            self.keep_faults_of()
            return cleaned
        if cleaned.get("alternate") and cleaned["alternate"] == cleaned.get("post"):
            self.add_error(
                "alternate",
                say(
                    "বিকল্প হবে অন্য কোনো পদ: ধাপের কর্মকর্তা নিজের বদলে নিজে বসতে পারেন না",
                    "This must be another post: the step’s own officer cannot stand in for himself",
                ),
            )
        if cleaned.get("amount") and cleaned.get("unit"):
            try:
                Promise(cleaned["unit"], cleaned["amount"])
            except PromiseFault as fault:
                self.add_error("amount", say(fault.bn, fault.en))
        return cleaned

    def step(self) -> Step:
        """The step as it was written; of one that was there before, what stands open goes on with it."""
        cleaned = self.cleaned_data
        return Step(
            post=cleaned["post"],
            alternate=cleaned["alternate"],
            limit=Promise(cleaned["unit"], cleaned["amount"]).as_data(),
            window_days=cleaned["window_days"],
            may_extend=cleaned["may_extend"],
            when_bn=cleaned["when_bn"],
            when_en=cleaned["when_en"],
            title_bn=cleaned["title_bn"],
            title_en=cleaned["title_en"],
            address_bn=cleaned["address_bn"],
            address_en=cleaned["address_en"],
            phone=cleaned["phone"],
            email=cleaned["email"],
            web=cleaned["web"],
            reservations=self.before["reservations"] if self.before else [],
        )


class ReasonForm(Form):
    reason = TextField(
        label=say_lazy("কেন বদলাচ্ছে", "Why it changes"),
        help_text=say_lazy(
            "যেমন: ১২ নভেম্বরের আদেশ নম্বর ৪৫। সংস্করণের পাশে প্রকাশিত হবে।",
            "Such as: by order no. 45 of 12 November. It is published beside the version.",
        ),
        max_length=600,
        lines=2,
        width="",
    )


def first_values(step: Step) -> dict[str, Any]:
    limit = step["limit"]
    return {**step, "amount": limit.get("amount"), "unit": limit["unit"]}


NEW_STEP = {"unit": WORKING_DAYS, "may_extend": 10}


class LadderForms:
    """The forms of a page. Those of `before` come first, in their order; an empty one follows for a further
    step.
    """

    def __init__(
        self,
        before: Sequence[Step],
        posts: Sequence[Post],
        reason: str,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.steps = [
            StepForm(data, prefix=f"s{n}", posts=posts, before=step, initial=first_values(step))
            for n, step in enumerate(before, start=1)
        ]
        if len(before) < MOST_STEPS:
            # Left as it is, it asks for nothing.
            further = StepForm(
                data,
                prefix="further",
                posts=posts,
                initial=NEW_STEP,
                empty_permitted=True,
                use_required_attribute=False,
            )
            self.steps.append(further)
        for number, form in enumerate(self.steps, start=1):
            for field in form.fields.values():
                field.called = self.field_caption(number, field)  # type: ignore[attr-defined]
        self.why = ReasonForm(data, initial={"reason": reason})

    @staticmethod
    def field_caption(number: int, field: Any) -> str:
        """What the list of faults above the page calls a field: the same ones stand in every step."""
        return say(
            "ধাপ {n}: {field}", "Step {n}: {field}", n=text.digits(number, language()), field=field.label
        )

    @property
    def forms(self) -> list[Form]:
        return [*self.steps, self.why]

    @property
    def joined_forms(self) -> JoinedForms:
        return JoinedForms(self.forms)

    @property
    def kept_steps(self) -> list[StepForm]:
        return [form for form in self.steps if not form.is_left_out and (form.before or form.has_changed())]

    def is_valid(self) -> bool:
        if self.joined_forms.errors:
            return False
        kept = self.kept_steps
        if not kept:
            self.why.add_error(
                None,
                say(
                    "অন্তত একটি ধাপ থাকতে হবে: অভিযোগ করা নাগরিকের অধিকার",
                    "At least one step must be left: to complain is a right",
                ),
            )
        chosen: set[str] = set()
        for form in kept:
            post = form.cleaned_data["post"]
            if post in chosen:
                form.add_error(
                    "post",
                    say(
                        "পদটি অন্য ধাপেও আছে: নিজের সিদ্ধান্তের আপিল কেউ নিজে শুনতে পারেন না",
                        "This post stands at another step too: nobody hears an appeal against himself",
                    ),
                )
            chosen.add(post)
        return not self.joined_forms.errors


@for_those_who_publish
@require_http_methods(["GET", "POST"])
def ladder(request: StaffRequest) -> HttpResponse:
    """The steps as they stand, or as somebody has begun to change them, to be written."""
    draft, latest = open_draft(request.office), latest_version(request.office)
    if latest is None:
        return no_charter_yet(request)
    before = draft.steps if draft else steps_of(latest)
    posts = list(request.office.posts.select_related("place").order_by("pk"))
    reason = draft.reason if draft else ""
    forms = LadderForms(before, posts, reason, request.POST if request.method == "POST" else None)
    seen = draft.revision if draft else 0
    is_overtaken = False
    if request.method == "POST" and forms.is_valid():
        try:
            write_ladder(
                office=request.office,
                steps=[form.step() for form in forms.kept_steps],
                reason=forms.why.cleaned_data["reason"],
                seen=whole_number(request.POST.get("seen", "")),
                officer=officer_of(request),
                now=timezone.now(),
            )
        except NoCharter:
            return no_charter_yet(request)
        except Overtaken:
            is_overtaken = True
        else:
            return redirect("charter_ladder_compare")
    if forms.joined_forms.errors and whole_number(request.POST.get("seen", "")) != seen:
        is_overtaken = True
    context = {
        "forms": forms,
        "form": forms.joined_forms,
        "draft": draft,
        "latest": latest,
        "seen": seen,
        "is_overtaken": is_overtaken,
        "current": "charter",
    }
    has_faults = bool(forms.joined_forms.errors)
    status = 409 if is_overtaken and not has_faults else 0
    return render_form(request, "charter/desk/ladder.html", context, *forms.forms, status=status)


def no_charter_yet(request: StaffRequest) -> HttpResponse:
    messages.error(
        request,
        say(
            "আগে একটি চার্টার প্রকাশ করুন; তারপর তার ধাপ বদলানো যায়।",
            "Publish a charter first; then its steps can be changed.",
        ),
    )
    return redirect("charter_desk")


@for_those_who_publish
@require_http_methods(["GET", "POST"])
def compare_ladder(request: StaffRequest) -> HttpResponse:
    """What would change, what the check finds, and the act of publishing."""
    draft = open_draft(request.office)
    if draft is None:
        messages.info(
            request,
            say("অভিযোগের ধাপ বদলানোর কোনো খসড়া খোলা নেই।", "No change of the steps for complaints is open."),
        )
        return redirect("charter_desk")
    if request.method == "GET":
        begins = timezone.localdate() + timedelta(days=1)
        return render_comparison(request, draft, PublishForm(initial={"begins": begins}))
    officer, now = officer_of(request), timezone.now()
    form = PublishForm(request.POST)
    form.ask_for_count(changes_with_steps(draft.base, draft.steps, officer=officer, now=now)[1])
    if not form.is_valid():
        return render_comparison(request, draft, form)
    try:
        version = publish_ladder(
            draft,
            begins=form.cleaned_data["begins"],
            seen=whole_number(request.POST.get("seen", "")),
            removed=form.cleaned_data.get("removed", 0),
            officer=officer,
            now=now,
        )
    except WrongDay as fault:
        form.add_error("begins", say(fault.bn, fault.en))
    except RemovalUnconfirmed as fault:
        form.ask_for_count(fault.rows)
        form.add_error(
            "removed" if fault.rows.removed_rows else None,
            say(
                "সংখ্যাটি মেলেনি: {n}টি ধাপ বাদ যাবে।",
                "This is not the number: {n} [step goes|steps go].",
                n=fault.rows.removed_rows,
            ),
        )
    except FaultyLadder as fault:
        for bn, en in fault.faults:
            form.add_error(None, say(bn, en))
    except NothingChanged:
        form.add_error(
            None, say("কিছুই বদলায়নি; প্রকাশের কিছু নেই।", "Nothing has changed; there is nothing to publish.")
        )
    except Overtaken:
        return render_comparison(request, draft, form, is_overtaken=True)
    else:
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
    return render_comparison(request, draft, form)


def render_comparison(
    request: StaffRequest, draft: LadderDraft, form: PublishForm, *, is_overtaken: bool = False
) -> HttpResponse:
    if is_overtaken:
        draft = open_draft(request.office) or draft
    officer, now = officer_of(request), timezone.now()
    changes, rows = changes_with_steps(draft.base, draft.steps, officer=officer, now=now)
    if not form.is_bound:
        form.ask_for_count(rows)
    posts = {post.slug: post for post in request.office.posts.all()}
    latest = latest_version(request.office)
    context = {
        "draft": draft,
        "form": form,
        "changes": changes,
        "rows": rows,
        "findings": faults_of_steps(draft.base, draft.steps, officer=officer, now=now),
        "tiers": tiers_of(draft.steps, draft.base, posts),
        "officer": officer,
        "is_overtaken": is_overtaken,
        "is_outdated": latest != draft.base,
        "latest": latest,
        "current": "charter",
    }
    status = 409 if is_overtaken else 0
    return render_form(request, "charter/desk/ladder_compare.html", context, status=status)


@for_those_who_publish
@require_POST
def drop_ladder_draft(request: StaffRequest) -> HttpResponse:
    draft = open_draft(request.office)
    try:
        if draft is None:
            raise Overtaken
        drop_ladder(draft, officer=officer_of(request), now=timezone.now())
    except Overtaken:
        messages.info(request, say("খসড়াটি আগেই শেষ হয়েছে।", "The draft had ended already."))
    else:
        messages.success(
            request,
            say("খসড়াটি বাদ দেওয়া হয়েছে। কিছুই প্রকাশিত হয়নি।", "The draft is dropped. Nothing was published."),
        )
    return redirect("charter_desk")
