"""Addresses of all that is declared: a list, a page and the acts of each Desk."""

from django.urls import URLPattern, path

from ongikar.core.http.heavy_pages import heavy_page

from . import saved_filter_views, views
from .acts import Act
from .desk import Desk
from .lists import DeskList
from .registry import DESKS


def urls_of_list(desk: DeskList) -> list[URLPattern]:
    root = f"desk/{desk.path}/"
    listing = views.RecordList.as_view(desk=desk)
    return [
        path(root, heavy_page(listing) if desk.is_heavy else listing, name=desk.names),
        path(f"{root}file/", views.ListFile.as_view(desk=desk), name=f"{desk.names}_file"),
    ]


def urls_of(desk: Desk) -> list[URLPattern]:
    root = f"desk/{desk.path}/"
    one = f"{root}<{desk.converter}:pk>/"
    new = path(f"{root}new/", views.OpenPage.as_view(desk=desk), name=f"{desk.names}_new")
    return [
        *([new] if desk.opens else []),
        *urls_of_list(desk),
        path(one, views.RecordPage.as_view(desk=desk), name=desk.name),
        path(f"{one}history/", views.HistoryPage.as_view(desk=desk), name=f"{desk.name}_history"),
        *(url_of_act(one, desk, act) for act in desk.acts if act.has_page),
    ]


def url_of_act(one: str, desk: Desk, act: Act) -> URLPattern:
    view = (act.page or views.ActPage).as_view(desk=desk, act=act)
    return path(f"{one}{act.at}", view, name=f"{desk.name}_{act.name}")


urlpatterns = [
    path("desk/filters/<slug:names>/", saved_filter_views.save, name="filters"),
    path("desk/filters/<slug:names>/<int:pk>/remove/", saved_filter_views.remove, name="filter_remove"),
    *(each for desk in DESKS.values() for each in urls_of(desk)),
]
