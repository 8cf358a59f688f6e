"""Two who want the same seat at the same moment, on connections of their own that commit."""

from uuid import uuid4

import pytest

from ongikar.appointments import actions
from ongikar.appointments.actions import Person, give_time
from ongikar.appointments.models import Booking
from ongikar.core.forms.faults import ActFault
from ongikar.offices.models import Post

from .conftest import KARIM, SUNDAY, at, enter_hours

WRITERS, TRIES = 6, 20


@pytest.fixture
def post(two):
    post = Post.objects.select_related("office").get(office__is_default=True, role=Post.OFFICER)
    enter_hours(post)
    return post


def giving(key, when, submission=None):
    post = Post.objects.select_related("office").get(pk=key)
    return give_time(
        office=post.office,
        post=post,
        at=when,
        person=Person("সুমন রায়"),
        subject=None,
        purpose="কথা বলতে",
        submission=submission or uuid4().hex,
        actor=KARIM,
        now=SUNDAY,
    ).seat


def test_of_two_who_saw_the_same_free_seats_each_has_one_of_their_own(two, post):
    two.meet("ongikar.appointments.actions.booking.require_free")
    assert sorted(two.run(lambda: giving(post.pk, at(10)), lambda: giving(post.pk, at(10)))) == [1, 2]


def test_of_two_who_saw_the_last_seat_one_is_refused(two, post):
    giving(post.pk, at(10))
    two.meet("ongikar.appointments.actions.booking.require_free")
    done = two.run(lambda: giving(post.pk, at(10)), lambda: giving(post.pk, at(10)))
    assert sorted(type(each).__name__ for each in done) == ["BookingFault", "int"]
    assert Booking.objects.filter(starts_at=at(10)).count() == 2


def test_one_form_sent_twice_at_once_is_one_appointment(two, post):
    two.meet("ongikar.appointments.actions.booking.require_free")
    done = two.run(lambda: giving(post.pk, at(10), "key"), lambda: giving(post.pk, at(10), "key"))
    assert done[0] == done[1]
    assert Booking.objects.count() == 1


def test_two_appointments_moved_to_one_seat_at_once_take_two(two, post):
    for when in (at(10), at(10), at(11)):
        giving(post.pk, when)

    def moving(key):
        booking = Booking.objects.get(pk=key)
        target = Post.objects.select_related("office").get(pk=post.pk)
        actions.move(booking, post=target, at=at(11), for_citizen=False, actor=KARIM, now=SUNDAY)

    keys = list(Booking.objects.filter(starts_at=at(10)).values_list("pk", flat=True))
    two.meet("ongikar.appointments.actions.booking.require_free")
    done = two.run(*(lambda key=key: moving(key) for key in keys))
    assert sorted(type(each).__name__ for each in done) == ["BookingFault", "NoneType"]
    assert Booking.objects.filter(starts_at=at(11)).count() == 2


def test_many_writers_never_book_one_seat_twice(two, post):
    """As scripts and benchmarks do with more (benchmarks/appointments.py)."""
    times = [at(10), at(10, 30), at(11), at(11, 30)]

    def writer():
        taken = 0
        for n in range(TRIES):
            try:
                giving(post.pk, times[n % len(times)])
                taken += 1
            except ActFault:
                pass
        return taken

    done = two.run(*[writer] * WRITERS)
    seats = list(Booking.objects.values_list("starts_at", "seat"))
    assert sum(done) == len(seats) == len(set(seats)) == 8
