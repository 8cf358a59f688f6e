"""The office as its own charter would name it: what a document is held against."""

from ongikar.offices.models import Office, Post
from ongikar.rules.charter.lint.other_office import OwnOffice

# Those whose titles say what the office does; who hears complaints or audits sits in every office.
GIVING = (Post.OFFICER, Post.ASSISTANT)


def own_office(office: Office) -> OwnOffice:
    titles = office.posts.filter(role__in=GIVING).order_by("pk").values_list("title_bn", "title_en")
    return OwnOffice(
        names=(office.name_bn, office.name_en),
        addresses=(office.address_bn, office.address_en),
        trade=(office.department_bn, office.department_en, *(title for pair in titles for title in pair)),
        geocode=office.geocode,
    )
