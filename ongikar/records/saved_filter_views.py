"""The page on which what narrows a list is saved under a name for a post, and the press that removes it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ongikar.core.forms.faults import ActFault, add_fault
from ongikar.core.forms.fields import ChoiceField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Post
from ongikar.people.post_holders import StaffRequest, for_roles

from .list_files import list_title
from .lists import DeskList
from .models import MOST_NAME
from .registry import LISTS
from .saved_filters import (
    posts_of,
    readers_of,
    remove_filter,
    save_filter,
    saved_links,
    url_of,
    words_to_save,
)


class SavedFilterForm(Form):
    """Its names are no filter's: what narrows the list is sent beside them."""

    filter_name = TextField(label=say_lazy("কী নামে রাখবেন", "Name"), max_length=MOST_NAME)
    for_post = ChoiceField(label=say_lazy("কোন পদের জন্য", "For which post"))

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = posts
        if len(posts) > 1:
            self.choice_field("for_post").choices = [(str(post.pk), post.title) for post in posts]
        else:
            del self.fields["for_post"]

    @property
    def post_chosen(self) -> Post:
        chosen = self.cleaned_data.get("for_post", "")
        return next((post for post in self.posts if str(post.pk) == chosen), self.posts[0])


def for_list_readers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A view of the list of this name, for whoever opens the list itself."""

    @wraps(view)
    def wrapper(request: HttpRequest, names: str, **kwargs: Any) -> HttpResponseBase:
        desk = LISTS.get(names)
        if desk is None:
            raise Http404
        return for_roles(*readers_of(desk))(view)(request, desk=desk, **kwargs)

    return wrapper


@for_list_readers
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: StaffRequest, *, desk: DeskList) -> HttpResponse:
    """Asked for by the list with what narrows it; beside the form all that the person's posts have saved."""
    sent = request.POST if request.method == "POST" else request.GET
    words = words_to_save(desk, desk.narrow(request, sent.dict()), request.office)
    posts, narrowed = posts_of(request, desk), desk.narrow(request, words)
    form = SavedFilterForm(*posted_data(request)[:1], posts=posts)
    if form.is_bound and form.is_valid():
        name = form.cleaned_data["filter_name"]
        try:
            saved = save_filter(desk, form.post_chosen, name=name, words=words, now=timezone.now())
        except ActFault as fault:
            add_fault(form, fault)
        else:
            messages.success(request, say("“{name}” রাখা হয়েছে।", "“{name}” is saved.", name=name))
            return redirect(url_of(desk, saved))
    context = {
        "desk": desk,
        "form": form,
        "words": words,
        "what": list_title(desk, request.office, narrowed),
        "back": desk.url_narrowed(narrowed),
        "saved": saved_links(request, desk, narrowed),
        "current": desk.place,
    }
    return render_form(request, "records/save_filter.html", context)


@for_list_readers
@require_POST
def remove(request: StaffRequest, *, desk: DeskList, pk: int) -> HttpResponse:
    name = remove_filter(desk, posts_of(request, desk), pk)
    messages.success(request, say("“{name}” মোছা হয়েছে।", "“{name}” is removed.", name=name))
    return redirect(desk.list_url)
