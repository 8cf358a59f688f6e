"""The channels of messages. Each is a module with two functions: `is_set()`, and
`send(message, attached, taken)`, where `attached` are the files that go with it by e-mail.

`send` calls `taken()` the moment the other side has said yes, before anything else can go wrong; it raises
where the message was not taken.
"""

from ongikar.notices.models import Message

from . import console, email, sms

CHANNELS = {Message.SMS: sms, Message.EMAIL: email, Message.CONSOLE: console}
