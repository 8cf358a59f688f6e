"""When a message that was sent no longer says to whom and what."""

from datetime import datetime

from django.db.models import QuerySet

from ongikar.core.db.index_conditions import sql_literal
from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention

from .models import Message


def messages(office: Office, before: datetime) -> QuerySet[Message]:
    nothing = {"body": sql_literal(""), "address": sql_literal("")}
    return Message.objects.filter(office=office, made_at__lt=before).exclude(**nothing)


def anonymise_message(message: Message) -> None:
    message.address = message.body = message.title = message.fault = ""
    message.save(update_fields=["address", "body", "title", "fault"])


register_retention(
    RetentionClass("messages", "messages", messages, "made_at", anonymise_message),
)
