"""The addresses of the counter's queue: the desk's pages, and the board of the waiting room."""

from django.urls import path

from . import board_views, figures_views, paper_views, queue_views, visit_views, voice_views

urlpatterns = [
    path("desk/counter/queue/", queue_views.show_queue, name="visit_queue"),
    path("desk/counter/queue/token/", queue_views.give_token, name="visit_token"),
    path("desk/counter/queue/<int:pk>/", visit_views.show_visit, name="visit"),
    path("desk/counter/queue/<int:pk>/slip/<slug:form>/", visit_views.visit_slip, name="visit_slip"),
    path("desk/counter/voice/", voice_views.record_voice, name="board_voice"),
    path("desk/counter/voice/<slug:slug>.wav", voice_views.play_clip, name="board_voice_clip"),
    path("desk/counter/tokens/", paper_views.show_printed_tokens, name="printed_tokens"),
    path("desk/counter/tokens/sheet/", paper_views.printed_tokens_pdf, name="printed_tokens_pdf"),
    path("desk/counter/figures/", figures_views.show_figures, name="visit_figures"),
    path("board/", board_views.show_board, name="visit_board"),
    path("board/call/<int:pk>.wav", voice_views.say_on_board, name="board_call"),
]
