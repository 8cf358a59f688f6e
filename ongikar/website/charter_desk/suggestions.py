"""What is proposed for a part before an officer has answered: its kind, its posts, what the version before said."""

from django.utils import timezone

from ongikar.cases.sorts import suggested
from ongikar.charter.in_force import version_in_force
from ongikar.charter.models import CharterVersion, Upload
from ongikar.charter.review.inheriting import inherited
from ongikar.charter.review.usual_ladder import officer_in_english
from ongikar.offices.models import Office, Post
from ongikar.people.desk import STAFF_ROLES, TIER_ROLES
from ongikar.rules.charter_review import Decision, Part
from ongikar.rules.charter_review.parts import USUAL_CATEGORY
from ongikar.rules.post_suggestion import suggest_post

# Who hears a complaint where the printed words name nobody the office knows: the ladder's own order.
LADDER = (Post.GRO, Post.APPEAL, Post.CELL)


def version_before(upload: Upload) -> CharterVersion | None:
    """The newest version there is: what a new one would follow on."""
    latest = upload.office.charters.order_by("-number").first()
    return latest or version_in_force(upload.office, timezone.localdate())


def posts_of(office: Office) -> list[Post]:
    return list(office.posts.select_related("superior").order_by("pk"))


def proposal(upload: Upload, part: Part, posts: list[Post]) -> tuple[dict[str, str], dict[str, Decision]]:
    """(answers by question, decisions by cell) for a part: of the version before, else from the part's own words."""
    answers = BY_SORT[part.sort](part, posts)
    old = inherited(upload, version_before(upload)).get(part.code)
    if old is None:
        return answers, {}
    cells = {each.cell: each for each in old.decisions if each.cell in part.cells}
    return answers | {each.cell: each.text for each in old.decisions if each.cell not in part.cells}, cells


def printed_post(part: Part, cell: str, posts: list[Post]) -> str:
    """The post of the office that a cell names; "" where it names none of them."""
    titles = {post.slug: post.title_bn for post in posts} | {f"{post.slug} ": post.title_en for post in posts}
    return suggest_post(part.raw(cell), titles).strip()


def giving(posts: list[Post]) -> list[Post]:
    """Those that give services: who hears complaints, reads or audits gives none, whatever the name is like."""
    return [post for post in posts if post.role in STAFF_ROLES]


def hearing(posts: list[Post]) -> list[Post]:
    """Those that hear complaints: at any other desk a complaint would lie unread."""
    return [post for post in posts if post.role in TIER_ROLES]


def above(posts: list[Post]) -> list[Post]:
    """Those that can stand above another: an agent, an auditor and an administrator are told of no broken promise."""
    return [post for post in posts if post.role not in (Post.AGENT, Post.AUDITOR, Post.ADMIN)]


def for_service(part: Part, posts: list[Post]) -> dict[str, str]:
    by_slug = {post.slug: post for post in posts}
    responsible = printed_post(part, "responsible", giving(posts)) or next(
        (post.slug for post in posts if post.role == Post.OFFICER), ""
    )
    superior = printed_post(part, "superior", above(posts))
    stands_above = by_slug[responsible].superior if responsible in by_slug else None
    if superior in ("", responsible):
        superior = stands_above.slug if stands_above else ""
    return {
        "kind": suggested(part.raw("name")), "category": part.piece["category"] or USUAL_CATEGORY,
        "responsible_post": responsible, "superior_post": superior,
    }  # fmt: skip


def for_tier(part: Part, posts: list[Post]) -> dict[str, str]:
    titles = {post.slug: f"{post.title_bn} {post.seat_bn}" for post in hearing(posts)}
    place = int(part.code.partition("-")[2])
    role = LADDER[min(place, len(LADDER)) - 1]
    found = suggest_post(f"{part.raw('officer')} {part.raw('address')}", titles)
    post = found or next((post.slug for post in posts if post.role == role), "")
    return {"post": post, "officer_en": officer_in_english(part.raw("officer"))}


BY_SORT = {"service": for_service, "tier": for_tier, "charter": lambda part, posts: {}}
