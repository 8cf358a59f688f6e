from django.apps import AppConfig


class BooksConfig(AppConfig):
    name = "ongikar.books"
    label = "books"
