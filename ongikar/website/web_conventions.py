"""What browsers, search engines and readers of feeds look for at addresses of their own."""

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from ongikar.charter.models import charter_in_force
from ongikar.core.http.page_cache import cacheable_page
from ongikar.core.i18n.say import say
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.offices.news import News, news_of
from ongikar.offices.sites import site_of

# Pages that are the same for everybody. Those of a kind that is not there have no address.
PUBLIC = (
    "home", "charter", "charter_official", "charter_versions", "calendar", "account", "ledger", "programme",
    "trainings", "labs", "public_meetings", "grievances", "rti_about", "track", "check_receipt",
    "certificates_check", "privacy", "accessibility",
)  # fmt: skip
# What is of one person or of the office's people, and what costs much to make and says nothing to a search.
NOT_TO_BE_READ = (
    "/desk/", "/me/", "/sign-in/", "/sign-out/", "/agent/", "/track/*/", "/receipt/", "/apply/", "/mine/",
    "/papers/", "/o/", "/t/", "/q/", "/odk/", "/field/", "/ticket/", "/here/", "/d/",
    "/board/",
)  # fmt: skip


@require_safe
@cacheable_page
def robots_txt(request: OfficeRequest) -> HttpResponse:
    lines = ["User-agent: *"]
    lines += [f"Disallow: {root}{path}" for path in NOT_TO_BE_READ for root in ("", "/en")]
    lines += ["", f"Sitemap: {site_of(request.office)}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: OfficeRequest) -> HttpResponse:
    """For what asks without having read a page."""
    office = request.office
    return redirect(office.emblem_address if office and office.emblem else static("core/favicon.svg"))


@require_safe
def change_password(request: HttpRequest) -> HttpResponse:
    """Keepers of passwords lead here."""
    return redirect("account_change_password")


class PublicPages(Sitemap):
    """The pages that are the same for everybody, in both languages."""

    i18n, alternates, x_default = True, True, True

    def __init__(self, office: Office) -> None:
        self.office = office
        self.protocol = site_of(office).partition(":")[0]

    def items(self) -> list[tuple[str, tuple[str, ...]]]:
        services = charter_in_force(self.office, timezone.localdate()).services
        pages = [(name, ()) for name in PUBLIC if has_address(name)]
        return [*pages, *(("service", (each.code,)) for each in services)]

    def location(self, item: tuple[str, tuple[str, ...]]) -> str:
        name, arguments = item
        return reverse(name, args=arguments)


def has_address(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


@require_safe
@cacheable_page
def sitemap_xml(request: OfficeRequest) -> HttpResponse:
    answer: Any = sitemap(request, {"pages": PublicPages(request.office)})
    return HttpResponse(answer.render().content, content_type="application/xml")


class OfficeNews(Feed):
    """What the office has made known: charter, calendar, trainings, the account of each month."""

    feed_type = Atom1Feed

    def __init__(self) -> None:
        super().__init__()
        self.now = timezone.now()

    def get_object(self, request: Any) -> Office:
        office: Office = request.office
        return office

    def title(self, office: Office) -> str:
        return office.name

    def subtitle(self, office: Office) -> str:
        return say("কার্যালয় যা জানিয়েছে", "What the office has made known")

    def link(self, office: Office) -> str:
        return reverse("home")

    def items(self, office: Office) -> list[News]:
        return news_of(office, self.now)

    def item_title(self, news: News) -> str:
        return news.title

    def item_description(self, news: News) -> str:
        return news.words

    def item_link(self, news: News) -> str:
        return news.url

    def item_guid(self, news: News) -> str:
        return f"{news.url}#{news.key}"

    def item_updateddate(self, news: News) -> Any:
        return news.at


@require_safe
@cacheable_page
def news_atom(request: OfficeRequest) -> HttpResponse:
    answer: HttpResponse = OfficeNews()(request)
    return answer
