"""The ways a message leaves. Each answers two things: `is_set()`, and `send(message)`, which raises where it fails."""

from ..models import Message
from . import console, email, sms

CHANNELS = {Message.SMS: sms, Message.EMAIL: email, Message.CONSOLE: console}
