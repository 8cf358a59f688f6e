"""What a list was narrowed by, saved under a name for a post: whoever holds the post finds it above the list,
and opens the list with it. Every list has this of itself.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse

from ongikar.core import cache_version
from ongikar.core.db.violations import violates
from ongikar.core.forms.faults import ActFault, require
from ongikar.offices.models import Office, Post
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.bangla.text import latin_digits

from .filters import ORDER, PLACE_OF_LIST, TYPED, Narrowed
from .lists import DeskList
from .models import SavedFilter

# Of a post and a list: more would be a list of their own.
MOST_SAVED = 12
# Figures of a mobile number, and of anything longer that names a person.
FIGURES_OF_PERSON = 10
NAME_TAKEN = ("filter_name", "এই নামে একটি ফিল্টার আছে। অন্য নাম দিন।", "This name is taken. Write another.")


class SavedLink(NamedTuple):
    """One of them above the list. `of_post`: whose it is, where whoever reads holds several posts.
    `is_whole`: whether the list still knows all that it says.
    """

    pk: int
    url: str
    name: str
    of_post: str
    is_shown: bool
    is_whole: bool
    remove_url: str


def readers_of(desk: DeskList) -> frozenset[str]:
    """Who opens the list; each saves for the posts by which they do."""
    return desk.handlers | desk.readers | desk.readers_of_some


def posts_of(request: StaffRequest, desk: DeskList) -> list[Post]:
    """Those of the person in the office by which they read the list."""
    return [
        post
        for post in request.holder.posts
        if post.office_id == request.office.pk and post.role in readers_of(desk)
    ]


def words_to_save(desk: DeskList, narrowed: Narrowed, office: Office) -> dict[str, str]:
    """Of what narrows the list, whatever its filters offer, the words sought and the order: nothing else that
    an address says.
    """
    kept = {name: value for name in (TYPED, ORDER) if (value := narrowed.asked.get(name))}
    for each in desk.list_filter:
        value = narrowed.asked.get(each.name)
        if value and any(value == offered for offered, *_ in each.choices(office)):
            kept[each.name] = value
    return kept


@transaction.atomic
def save_filter(
    desk: DeskList, post: Post, *, name: str, words: Mapping[str, str], now: datetime
) -> SavedFilter:
    """Raises ActFault where there is nothing to save, the name is taken, the post has enough of them, or
    the words name a person."""
    require(
        words,
        "",
        "আগে তালিকায় একটি ফিল্টার বা খোঁজার কথা দিন, তারপর রাখুন।",
        "Choose a filter or search in the list first; then it can be saved.",
    )
    figures = sum(letter.isdigit() for letter in latin_digits(words.get(TYPED, "")))
    require(
        figures < FIGURES_OF_PERSON,
        "",
        "খোঁজার কথায় কারও মোবাইল বা পরিচয়পত্রের নম্বর আছে। সেটি রাখা যায় না; নম্বরটি বাদ দিয়ে আবার খুঁজুন।",
        "What you search for holds the number of a mobile or an identity card. That cannot be saved; search"
        " again without the number.",
    )
    # Two who save at the same moment come one after the other, and are counted.
    Post.objects.select_for_update().get(pk=post.pk)
    of_list = SavedFilter.objects.filter(office_id=post.office_id, post=post, of_list=desk.names)
    names = set(of_list.values_list("name", flat=True))
    require(name not in names, *NAME_TAKEN)
    require(
        len(names) < MOST_SAVED,
        "",
        "এই পদের জন্য এই তালিকায় {n}টি ফিল্টার রাখা আছে, এর বেশি রাখা যায় না। আগে একটি মুছুন।",
        "This post has {n} saved filters for this list, and more cannot be kept. Remove one first.",
        n=MOST_SAVED,
    )
    try:
        with transaction.atomic():
            saved = SavedFilter.objects.create(
                office_id=post.office_id,
                post=post,
                of_list=desk.names,
                name=name,
                words=dict(words),
                saved_at=now,
            )
    except IntegrityError as fault:
        if violates(fault, SavedFilter, "post", "of_list", "name"):
            raise ActFault(*NAME_TAKEN) from fault
        raise
    cache_version.invalidate(post.office_id)
    return saved


@transaction.atomic
def remove_filter(desk: DeskList, posts: Iterable[Post], pk: int) -> str:
    """Its name, of one of these posts; raises Http404 for any other. Who came second finds it gone."""
    saved = SavedFilter.objects.filter(pk=pk, post__in=list(posts), of_list=desk.names).first()
    if saved is None:
        raise Http404
    saved.delete()
    cache_version.invalidate(saved.office_id)
    return saved.name


def known_filters(office_id: int) -> tuple[SavedFilter, ...]:
    """Those of all posts of the office, remembered until one is saved or removed: they stand above every
    list.
    """
    return read_filters(office_id, cache_version.current_version(office_id))


@lru_cache(maxsize=32)
def read_filters(office_id: int, version: int) -> tuple[SavedFilter, ...]:
    return tuple(SavedFilter.objects.filter(office_id=office_id).order_by("id"))


def filters_of(desk: DeskList, posts: Iterable[Post], office: Office) -> list[SavedFilter]:
    keys = {post.pk for post in posts}
    return [each for each in known_filters(office.pk) if each.of_list == desk.names and each.post_id in keys]


def saved_links(request: StaffRequest, desk: DeskList, narrowed: Narrowed) -> list[SavedLink]:
    posts = posts_of(request, desk)
    titles = {post.pk: post.title for post in posts} if len(posts) > 1 else {}
    known = words_in_address(request, desk)
    asked = {name: value for name, value in narrowed.asked.items() if value}
    return [
        SavedLink(
            each.pk,
            url_of(desk, each),
            each.name,
            titles.get(each.post_id, ""),
            bool(known) and each.words in (known, asked),
            each.words.items() <= asked.items(),
            reverse("filter_remove", args=[desk.names, each.pk]),
        )
        for each in filters_of(desk, posts, request.office)
    ]


def words_in_address(request: StaffRequest, desk: DeskList) -> dict[str, str]:
    """As they stand there, whether the list still knows them or not."""
    names = {TYPED, ORDER, *(each.name for each in desk.list_filter)}
    return {name: value for name, value in request.GET.dict().items() if value and name in names}


def url_of(desk: DeskList, saved: SavedFilter) -> str:
    return f"{desk.list_url}?{urlencode(saved.words)}#{PLACE_OF_LIST}"


def url_to_save(request: StaffRequest, desk: DeskList, narrowed: Narrowed, saved: Iterable[SavedLink]) -> str:
    """Where what narrows the list can be saved; "" where the address asks for nothing, and where it is."""
    names = words_in_address(request, desk).keys() & narrowed.asked.keys()
    if not names or any(each.is_shown for each in saved):
        return ""
    return f"{reverse('filters', args=[desk.names])}?{urlencode(narrowed.asked)}"
