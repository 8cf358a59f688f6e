"""Contacts that may be the same: of one mobile, one e-mail, or one post of one organisation."""

from datetime import date

from django.db.models import Count, Q

from ongikar.core.db.index_conditions import sql_literal
from ongikar.offices.models import Office
from ongikar.rules.bangla.search import fold

from .contact_words import find_contacts
from .contacts import Contact

# How many groups stand on the page; once they are merged the next come.
MOST_GROUPS = 30
MOST_OF_ONE = 10
# A day on which nothing has ended that is not ended by today: the ended ones are sorted out below.
NEVER_ENDED = date(1900, 1, 1)


def in_use_now(office: Office) -> Q:
    return Q(office=office, until__isnull=True, merged_into__isnull=True)


def doubles_of(office: Office, facts: dict[str, str], *, apart_from: int | None = None) -> list[Contact]:
    """The contacts in use that one with these facts may be: asked before it is written."""
    doubles = same_by_words(office, facts)
    # Each by its own index: of an OR over both, either database reads all contacts of the office through.
    if facts.get("mobile"):
        doubles |= of_condition(office, of_mobile(facts["mobile"]))
    if facts.get("organisation") and facts.get("post"):
        doubles |= of_condition(office, Q(organisation=facts["organisation"], post=facts["post"]))
    return sorted((each for each in doubles if each.pk != apart_from), key=lambda each: each.pk)


def of_mobile(mobile: str) -> Q:
    """The index of mobiles holds no contact without one, and is taken only where the statement says so."""
    return Q(mobile=mobile) & ~Q(mobile=sql_literal(""))


def of_condition(office: Office, condition: Q) -> set[Contact]:
    return set(Contact.objects.filter(in_use_now(office) & condition).order_by("pk")[:MOST_OF_ONE])


def same_by_words(office: Office, facts: dict[str, str]) -> set[Contact]:
    """Those called the same in another spelling, or reached at the same e-mail address."""
    called = fold(" ".join(facts.get(name, "") for name in ("organisation", "post", "name")))
    email = facts.get("email", "").lower()
    near: list[Contact] = []
    for typed in filter(None, (called, email)):
        near += [each for each in find_contacts(office, typed, NEVER_ENDED) if each.is_in_use]
    return {
        each
        for each in near
        if (email and each.email.lower() == email)
        or fold(" ".join((each.organisation, each.post, each.name))) == called
    }


def double_groups(office: Office) -> list[list[Contact]]:
    """Groups of contacts in use that may be the same, each contact in the first group it belongs to."""
    rows = Contact.objects.filter(in_use_now(office))
    by_mobile = rows.exclude(mobile="").values("mobile").annotate(n=Count("pk")).filter(n__gt=1)
    by_post = rows.exclude(organisation="").exclude(post="").values("organisation", "post")
    by_post = by_post.annotate(n=Count("pk")).filter(n__gt=1)
    conditions = [of_mobile(mobile) for mobile in by_mobile.values_list("mobile", flat=True)[:MOST_GROUPS]]
    conditions += [
        Q(organisation=organisation, post=post)
        for organisation, post in by_post.values_list("organisation", "post")[:MOST_GROUPS]
    ]
    seen: set[int] = set()
    groups = []
    for condition in conditions[:MOST_GROUPS]:
        group = [each for each in rows.filter(condition).order_by("pk")[:MOST_OF_ONE] if each.pk not in seen]
        if len(group) > 1:
            seen |= {each.pk for each in group}
            groups.append(group)
    return groups
