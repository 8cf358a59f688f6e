"""The page of posts: for the officer, who enters leave cover; for the administrator, who fills every post."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.frame.say import say
from ongikar.people.holdings import NotHeld, begin_holding, end_holding
from ongikar.people.models import Holding

from ..rights import charges_to_give, fillable_roles, for_those_who_fill_posts, may_end, takes_in
from .post_form import GivePost, first_answers, people_known
from .shown import post_lines


@for_those_who_fill_posts
@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    day, fillable = timezone.localdate(), fillable_roles(request.desk, request.office.pk)
    context = {
        "lines": post_lines(request.office, day, request.desk), "may_give": bool(fillable), "current": "people",
        "takes_in": takes_in(request.desk, request.office.pk),
    }  # fmt: skip
    return render(request, "website/posts/posts.html", context)


@for_those_who_fill_posts
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    roles = fillable_roles(request.desk, request.office.pk)
    if not roles:
        raise Http404
    asked = {
        "posts": list(request.office.posts.filter(role__in=roles).order_by("pk")),
        "people": people_known(
            request.office, apart_from=request.user, and_new=takes_in(request.desk, request.office.pk)
        ),
        "charges": charges_to_give(request.desk, request.office.pk),
    }
    if request.method == "GET":
        begun = first_answers(timezone.localdate(), request.GET.get("post", "")[:20])
        return render(
            request,
            "website/posts/give.html",
            {"form": GivePost(initial=begun, **asked), "current": "people"},
        )
    form = GivePost(request.POST, **asked)
    if form.is_valid():
        try:
            begin_holding(**form.facts, actor=request.desk.actor, now=timezone.now())
        except NotHeld as refused:
            for fault in refused.faults:
                form.add_error(fault.at, say(fault.bn, fault.en))
        else:
            messages.success(
                request,
                say(
                    "দায়িত্ব লেখা হয়েছে। পদের টেবিলে যা আছে, সঙ্গে গেছে।",
                    "The post is given, with all that lies on its desk.",
                ),
            )
            return redirect("desk_people")
    return render(request, "website/posts/give.html", {"form": form, "current": "people"}, status=422)


@for_those_who_fill_posts
@require_POST
def end(request: HttpRequest, holding_id: int) -> HttpResponse:
    """Today becomes the last day; what has not begun is taken back."""
    known = Holding.objects.select_related("post").filter(post__office=request.office)
    holding = get_object_or_404(known, pk=holding_id)
    if not may_end(request.desk, holding):
        raise Http404
    end_holding(holding, last_day=timezone.localdate(), actor=request.desk.actor, now=timezone.now())
    messages.success(request, say("শেষ দিন লেখা হয়েছে: আজ।", "The last day is entered: today."))
    return redirect("desk_people")
