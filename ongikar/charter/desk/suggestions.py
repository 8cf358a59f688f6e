"""What is proposed for a part before an officer has answered, and the passage of the document that is shown
beside it.
"""

from django.utils import timezone

from ongikar.charter.models import CharterVersion, Upload, version_in_force
from ongikar.charter.review.previous_decisions import previous_decisions_of
from ongikar.charter.review.usual_ladder import officer_in_english
from ongikar.charter.service_presets import suggested_preset
from ongikar.offices.models import Office, Post
from ongikar.people.post_holders import STAFF_ROLES, TIER_ROLES
from ongikar.rules.charter.review import Decision, ReviewPart
from ongikar.rules.charter.review.parts import USUAL_CATEGORY
from ongikar.rules.charter.suggestions import comparable_text, suggest_post

MOST_LINES = 45
# So much of a name is enough to know its line by; a page's edge may have cut the rest off.
ENOUGH = 24

Line = str | list[str]


def line_text(line: Line) -> str:
    return line if isinstance(line, str) else " ".join(line)


def starts_of(upload: Upload) -> dict[str, int]:
    """The first line of every part that is found in the document, searched in its order."""
    lines = [comparable_text(line_text(line)) for line in upload.shown]
    starts: dict[str, int] = {}
    after = 0
    for part in upload.review_state.printed:
        sign = part.raw(SIGNS[part.sort])
        if not sign and (added := upload.review_state.part(part.code)):
            # Of a row that was not read only what the officer called it is known.
            sign = added.raw(SIGNS[part.sort])
            if (place := find_first_line(lines, comparable_text(sign), 0)) is not None:
                starts[part.code] = place
            continue
        place = find_first_line(lines, comparable_text(sign), after)
        if place is not None:
            starts[part.code] = place
            # Each part has a line of its own: names that begin alike do not share the first one's.
            after = max(after, place + 1)
    return starts


SIGNS = {"service": "name", "tier": "when", "charter": "title"}


def find_first_line(lines: list[str], sign: str, after: int) -> int | None:
    """Where it is said whole, else where it begins; from `after` on, else anywhere."""
    if not sign:
        return None
    for begin in (after, 0):
        for words in (sign, sign[:ENOUGH]):
            for n in range(begin, len(lines)):
                if words in lines[n]:
                    return n
    return None


def passage(upload: Upload, code: str) -> list[Line]:
    """The lines of one part, up to where the next begins; none where it was not found."""
    starts = starts_of(upload)
    if code not in starts:
        return upload.shown[:MOST_LINES] if code == "charter" else []
    first = starts[code]
    later = [start for start in starts.values() if start > first]
    return upload.shown[first : min([*later, first + MOST_LINES])]


# Who hears a complaint where the printed words name nobody the office knows: the ladder's own order.
LADDER = (Post.GRO, Post.APPEAL, Post.CELL)


def version_before(upload: Upload) -> CharterVersion | None:
    """The newest version there is: what a new one would follow on."""
    latest = upload.office.charters.order_by("-number").first()
    return latest or version_in_force(upload.office, timezone.localdate())


def posts_of_office(office: Office) -> list[Post]:
    return list(office.posts.select_related("superior").order_by("pk"))


def propose_answers(
    upload: Upload, part: ReviewPart, posts: list[Post]
) -> tuple[dict[str, str], dict[str, Decision]]:
    """(answers by question, decisions by cell) for a part: of the version before, else from the part's own
    words.
    """
    answers = BY_SORT[part.sort](part, posts)
    old = previous_decisions_of(upload, version_before(upload)).get(part.code)
    if old is None:
        return answers, {}
    cells = {each.cell: each for each in old.decisions if each.cell in part.cells}
    return answers | {each.cell: each.text for each in old.decisions if each.cell not in part.cells}, cells


def printed_post(part: ReviewPart, cell: str, posts: list[Post]) -> str:
    """The post of the office that a cell names; "" where it names none of them."""
    titles = {post.slug: post.title_bn for post in posts} | {f"{post.slug} ": post.title_en for post in posts}
    return suggest_post(part.raw(cell), titles).strip()


def service_posts(posts: list[Post]) -> list[Post]:
    """Those that give services: who hears complaints, reads or audits gives none, whatever
    the name is like.
    """
    return [post for post in posts if post.role in STAFF_ROLES]


def complaint_posts(posts: list[Post]) -> list[Post]:
    """Those that hear complaints: at any other desk a complaint would lie unread."""
    return [post for post in posts if post.role in TIER_ROLES]


def superior_posts(posts: list[Post]) -> list[Post]:
    """Those that can stand above another: an agent, an auditor and an administrator are told of no broken
    promise.
    """
    return [post for post in posts if post.role not in (Post.AGENT, Post.AUDITOR, Post.ADMIN)]


def for_service(part: ReviewPart, posts: list[Post]) -> dict[str, str]:
    by_slug = {post.slug: post for post in posts}
    responsible = printed_post(part, "responsible", service_posts(posts)) or next(
        (post.slug for post in posts if post.role == Post.OFFICER), ""
    )
    superior = printed_post(part, "superior", superior_posts(posts))
    stands_above = by_slug[responsible].superior if responsible in by_slug else None
    if superior in ("", responsible):
        superior = stands_above.slug if stands_above else ""
    return {
        "kind": suggested_preset(part.raw("name")),
        "category": part.service["category"] or USUAL_CATEGORY,
        "responsible_post": responsible,
        "superior_post": superior,
    }


def for_tier(part: ReviewPart, posts: list[Post]) -> dict[str, str]:
    titles = {post.slug: f"{post.title_bn} {post.seat_bn}" for post in complaint_posts(posts)}
    place = int(part.code.partition("-")[2])
    role = LADDER[min(place, len(LADDER)) - 1]
    slug = suggest_post(f"{part.raw('officer')} {part.raw('address')}", titles)
    post = slug or next((post.slug for post in posts if post.role == role), "")
    return {"post": post, "officer_en": officer_in_english(part.raw("officer"))}


BY_SORT = {"service": for_service, "tier": for_tier, "charter": lambda part, posts: {}}
