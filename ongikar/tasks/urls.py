"""The addresses of tasks: the desk's pages, and those that open without an account."""

from django.urls import path

from ongikar.records.registry import LISTS
from ongikar.records.urls import urls_of_list

from . import link_views, list_views, task_views

urlpatterns = [
    *urls_of_list(LISTS["tasks"]),
    path("desk/tasks/transfer/", list_views.transfer_several, name="tasks_transfer"),
    path("desk/tasks/print/", list_views.tasks_pdf, name="tasks_pdf"),
    path("desk/tasks/below/", list_views.tasks_below, name="tasks_below"),
    path("desk/tasks/new/", task_views.task_new, name="task_new"),
    path("desk/tasks/calendar/", list_views.feeds, name="task_feeds"),
    path("desk/tasks/calendar/<int:pk>/", list_views.change_feed, name="task_feed_change"),
    path("desk/tasks/<int:number>/", task_views.task, name="task"),
    path("desk/tasks/<int:number>/link/", link_views.make_link_page, name="task_link_new"),
    path("desk/tasks/<int:number>/<str:act>/", task_views.task_act, name="task_act"),
    # Without an account: one task for whoever owes it, and the due days of a post for a calendar program.
    path("t/<str:token>/", link_views.task_link, name="task_link"),
    path("due-days/<str:token>/tasks.ics", list_views.feed_file, name="task_feed"),
]
