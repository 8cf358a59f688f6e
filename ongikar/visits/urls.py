"""The addresses of the counter's queue: the desk's pages, and the board of the waiting room."""

from django.urls import path

from . import board_views, queue_views

urlpatterns = [
    path("desk/counter/queue/", queue_views.show_queue, name="visit_queue"),
    path("desk/counter/queue/token/", queue_views.give_token, name="visit_token"),
    path("board/", board_views.show_board, name="visit_board"),
]
