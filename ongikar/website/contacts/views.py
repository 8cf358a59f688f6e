"""Contacts on screen: the list, the search while typing, one contact, and what is done with it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.core.db import pages
from ongikar.core.db.pages import Page, rows_after
from ongikar.core.forms.pages import render_form
from ongikar.core.http.heavy_pages import heavy_page
from ongikar.core.i18n.say import say
from ongikar.offices.folder_rules import rules_of
from ongikar.offices.models import Office, Place
from ongikar.people.contact_actions import (
    ContactFault,
    add_contact,
    change_contact,
    end_contact,
    merge_contacts,
    reopen_contact,
    say_fault,
)
from ongikar.people.contact_doubles import double_groups, doubles_of
from ongikar.people.contact_words import OFFERED, find_contacts
from ongikar.people.contacts import CONTACT
from ongikar.people.models import Contact
from ongikar.people.post_holders import StaffRequest
from ongikar.website.rights import for_address_book, for_address_book_readers, may_write_address_book

from .forms import ContactForm, EndContactForm, MergeForm

PAGE = 50
MOST_TYPED = 100


@for_address_book_readers
@require_safe
def contacts(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    typed = clean_typed(request.GET.get("q", ""))
    with_ended = request.GET.get("ended") == "1"
    if typed:
        page = Page(find_contacts(request.office, typed, today, most=PAGE, with_ended=with_ended))
    else:
        page = contact_page(request.office, today, request.GET.get("after", ""), with_ended)
    asked = {"ended": "1"} if with_ended else {}
    context = {
        "lines": page.rows,
        "typed": typed,
        "today": today,
        "with_ended": with_ended,
        "next_page": f"?{urlencode(asked | {'after': page.last_key})}" if page.last else "",
        "may_write": may_write_address_book(request.holder, request.office.pk),
        "current": "contacts",
    }
    return render(request, "website/contacts/contacts.html", context)


def clean_typed(typed: str) -> str:
    # PostgreSQL takes no null character in any text, not even to look for it.
    return " ".join(typed.replace("\0", "").split())[:MOST_TYPED]


def contact_page(office: Office, today: date, after: str, with_ended: bool) -> Page[Contact]:
    """A page in the order of organisation and post, from the contact after which it goes on."""
    rows = Contact.objects.by_name().filter(office=office).select_related("place")
    if not with_ended:
        rows = rows.in_use(today)
    return pages.page_of(rows_after(rows, "sort_key", after), PAGE)


@for_address_book_readers
@require_safe
def find_contacts_json(request: StaffRequest) -> JsonResponse:
    """What a field of a page offers while somebody types; the page works without it."""
    typed = clean_typed(request.GET.get("q", ""))
    found = find_contacts(request.office, typed, timezone.localdate(), most=OFFERED)
    lines = [
        {"id": each.pk, "title": each.title, "name": each.full_title, "mobile": each.shown_mobile[-4:]}
        for each in found
    ]
    return JsonResponse({"contacts": lines}, json_dumps_params={"ensure_ascii": False})


def contact_of(request: StaffRequest, contact_id: int) -> Contact:
    """A contact of this office; another office's is as unknown as one that never was."""
    known = Contact.objects.select_related("place", "merged_into")
    return get_object_or_404(known, pk=contact_id, office=request.office)


@for_address_book_readers
@require_safe
def contact(request: StaffRequest, contact_id: int) -> HttpResponse:
    row, today = contact_of(request, contact_id), timezone.localdate()
    context = page_of(request, row) | {
        "doubles": doubles_of(request.office, plain_facts(row), apart_from=row.pk) if row.is_in_use else [],
        "slot": CONTACT.answers(request, contact=row, now=timezone.now()),
        "is_over": row.until is not None and row.until < today,
    }
    return render(request, "website/contacts/contact.html", context)


def page_of(request: StaffRequest, row: Contact) -> dict[str, Any]:
    rule = rules_of(request.office.slug)["contacts"]
    return {
        "contact": row,
        "changes": list(row.changes.select_related("by")),
        "merged": list(row.merged.order_by("pk")),
        "may_write": may_write_address_book(request.holder, request.office.pk),
        "kept": say(rule.bn, rule.en),
        "kept_until": rule.last_day(row.until) if row.until else None,
        "kept_days": rule.days,
        "current": "contacts",
    }


def plain_facts(row: Contact) -> dict[str, str]:
    return {name: getattr(row, name) for name in ("organisation", "post", "name", "mobile", "email")}


@for_address_book_readers
@require_safe
def contact_held(request: StaffRequest, contact_id: int) -> HttpResponse:
    """All that is held about the person of a contact, to be printed for them when they ask."""
    row = contact_of(request, contact_id)
    context = page_of(request, row) | {
        "slot": CONTACT.answers(request, contact=row, now=timezone.now()),
        "now": timezone.now(),
    }
    return render(request, "website/contacts/held.html", context)


def open_places(office: Office, today: date) -> list[Place]:
    return list(Place.objects.filter(office=office).open_on(today).by_name())


@for_address_book
@require_http_methods(["GET", "POST"])
def contact_add(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    asked: dict[str, Any] = {
        "office": request.office,
        "places": open_places(request.office, today),
        "today": today,
    }
    # From the page of a place: for whom a contact is wanted is chosen there.
    initial = {"since": today, "language": "bn", "place": request.GET.get("place", "")}
    form = ContactForm(request.POST if request.method == "POST" else None, initial=initial, **asked)
    if form.is_bound and form.is_valid():
        row = add_contact(
            office=request.office,
            facts=form.facts,
            since=form.cleaned_data["since"],
            actor=request.holder.actor,
            now=timezone.now(),
        )
        messages.success(request, say("যোগাযোগ যোগ হয়েছে।", "The contact is added."))
        return redirect("contact", row.pk)
    context = {
        "form": form,
        "heading": say("যোগাযোগ যোগ করুন", "Add a contact"),
        "about": say(
            "পদটির নামে লিখুন, যেমন “প্রধান শিক্ষক, নমুনা বালিকা বিদ্যালয়”; মানুষ বদলালে শুধু নামটি বদলাবেন।",
            "Enter the post, such as “Head teacher, Sample Girls’ School”; when the person changes, change"
            " the name alone.",
        ),
        "button": say("সংরক্ষণ করুন", "Save"),
        "back": reverse("contacts"),
        "back_words": say("যোগাযোগ", "Contacts"),
        "current": "contacts",
    }
    return render_form(request, "core/staff_form.html", context)


def way_back_to(contact: Contact) -> dict[str, str]:
    """What a page with one form about a contact says of where it came from."""
    return {"back": contact_address(contact), "back_words": contact.title, "current": "contacts"}


@for_address_book
@require_http_methods(["GET", "POST"])
def contact_change(request: StaffRequest, contact_id: int) -> HttpResponse:
    row, today = contact_of(request, contact_id), timezone.localdate()
    if row.merged_into_id:
        return redirect("contact", row.merged_into_id)
    places = open_places(request.office, today)
    if row.place and row.place not in places:
        places.append(row.place)
    known = {name: getattr(row, name) for name in ContactForm.FIELDS} | {"place": str(row.place_id or "")}
    data = request.POST if request.method == "POST" else None
    form = ContactForm(data, initial=known, office=request.office, places=places, contact=row, today=today)
    if form.is_bound and form.is_valid():
        changed = change_contact(
            row,
            facts=form.facts,
            words=form.cleaned_data["words"],
            actor=request.holder.actor,
            now=timezone.now(),
        )
        if changed:
            messages.success(
                request,
                say(
                    "বদলানো হয়েছে; আগে যা ছিল, নিচে কাটা অবস্থায় আছে।", "Changed; what stood before is kept below."
                ),
            )
        return redirect("contact", row.pk)
    context = {
        "form": form,
        "heading": say("যোগাযোগ বদলান", "Change the contact"),
        "button": say("সংরক্ষণ করুন", "Save"),
        **way_back_to(row),
    }
    return render_form(request, "core/staff_form.html", context)


@for_address_book
@require_http_methods(["GET", "POST"])
def contact_end(request: StaffRequest, contact_id: int) -> HttpResponse:
    row = contact_of(request, contact_id)
    if row.merged_into_id:
        return redirect("contact", row.merged_into_id)
    data = request.POST if request.method == "POST" else None
    form = EndContactForm(data, contact=row, today=timezone.localdate())
    if form.is_bound and form.is_valid():
        try:
            end_contact(
                row,
                last_day=form.cleaned_data["last_day"],
                actor=request.holder.actor,
                now=timezone.now(),
            )
        except ContactFault as fault:
            form.add_error(fault.field, say_fault(fault))
        else:
            messages.success(request, say("শেষ দিন লেখা হয়েছে।", "The last day is entered."))
            return redirect("contact", row.pk)
    context = {
        "form": form,
        "heading": say("যোগাযোগ শেষ করুন", "End the contact"),
        "button": say("শেষ দিন লিখুন", "Enter the last day"),
        **way_back_to(row),
    }
    return render_form(request, "core/staff_form.html", context)


@for_address_book
@require_POST
def contact_reopen(request: StaffRequest, contact_id: int) -> HttpResponse:
    row = contact_of(request, contact_id)
    reopen_contact(row, actor=request.holder.actor, now=timezone.now())
    return redirect("contact", row.pk)


@heavy_page
@for_address_book_readers
@require_safe
def contact_doubles(request: StaffRequest) -> HttpResponse:
    context = {
        "groups": double_groups(request.office),
        "may_write": may_write_address_book(request.holder, request.office.pk),
        "current": "contacts",
    }
    return render(request, "website/contacts/doubles.html", context)


@for_address_book
@require_http_methods(["GET", "POST"])
def contact_merge(request: StaffRequest, contact_id: int) -> HttpResponse:
    """This contact into one that may be the same: what pointed here then points there."""
    row = contact_of(request, contact_id)
    if row.merged_into_id:
        return redirect("contact", row.merged_into_id)
    others = doubles_of(request.office, plain_facts(row), apart_from=row.pk)
    data = request.POST if request.method == "POST" else None
    form = MergeForm(data, others=others)
    if form.is_bound and form.is_valid():
        try:
            moved = merge_contacts(
                row, into=form.chosen_contact, actor=request.holder.actor, now=timezone.now()
            )
        except ContactFault as fault:
            form.add_error("into", say_fault(fault))
        else:
            messages.success(
                request,
                say(
                    "মেলানো হয়েছে। এর সঙ্গে যুক্ত {n}টি জিনিস এখন এখানে।",
                    "Merged. {n} [record|records] of the other now [belongs|belong] here.",
                    n=moved,
                ),
            )
            return redirect("contact", form.chosen_contact.pk)
    context = {
        "form": form,
        "heading": say("একই যোগাযোগ মিলিয়ে নিন", "Merge doubles"),
        "about": say(
            "“{name}” আর আলাদা থাকবে না: এর চিঠি, কাজ ও অন্য যা কিছু, সব বেছে নেওয়া যোগাযোগে যাবে। পুরোনো কাগজে"
            " লেখা নাম যেমন ছিল থাকবে।",
            "“{name}” no longer stands alone: its letters, tasks and all else go to the contact you choose."
            " Names written on documents stay as they were.",
            name=row.full_title,
        ),
        "button": say("এটির সঙ্গে মেলান", "Merge into it"),
        **way_back_to(row),
    }
    return render_form(request, "core/staff_form.html", context)


def contact_address(row: Contact) -> str:
    return reverse("contact", args=[row.pk])
