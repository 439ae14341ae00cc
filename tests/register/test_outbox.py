"""A mail is never sent twice blindly, and never forgotten (I9)."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from register import bounces, held, outbox
from register.database import Register
from sales.paper import Delivery, OutgoingMail, Recipient
from sales.words import Refused
from tests.register import made
from tests.register.made import LATER, NOW, WHY

LI, WANG = "li@example.com", "wang@example.com"
ID = "<out-1@leadwright>"


def post(register: Register, *emails: str, message_id: str = ID) -> OutgoingMail:
    mail = made.mail(message_id, *emails)
    with register.begin() as c:
        outbox.post(c, mail)
    return mail


def send(register: Register, email: str, outcome: Delivery, message_id: str = ID) -> None:
    """Take one recipient through an attempt that reaches the final dot."""
    with register.begin() as c:
        outbox.sending(c, message_id, [email])
    with register.begin() as c:
        outbox.settle(c, message_id, email, outcome, "250 ok", None, NOW)


def test_a_posted_mail_is_due_with_all_its_recipients(register: Register) -> None:
    mail = post(register, LI, WANG)
    with register.read() as c:
        assert outbox.due(c, NOW, 10) == [mail]
        assert outbox.due(c, NOW - timedelta(seconds=1), 10) == []


def test_only_recipients_still_to_be_tried_are_due(register: Register) -> None:
    post(register, LI, WANG)
    send(register, LI, Delivery.SENT)
    with register.begin() as c:
        outbox.settle(c, ID, WANG, Delivery.QUEUED, "451 later", LATER, NOW)
    with register.read() as c:
        assert outbox.due(c, NOW, 10) == []
        (due,) = outbox.due(c, LATER, 10)
    (waiting,) = due.recipients
    assert (waiting.email, waiting.attempts, waiting.answer, waiting.next_try) == (
        WANG,
        1,
        "451 later",
        LATER,
    )


@pytest.mark.parametrize("before", [Delivery.SENT, Delivery.UNCERTAIN])
def test_a_mail_that_came_back_is_refused_once(register: Register, before: Delivery) -> None:
    """It waits for a person then, who may send it again; one that never left can't come back."""
    post(register, LI, WANG)
    send(register, LI, before)
    with register.begin() as c:
        assert bounces.came_back(c, ID, LI, "550 no such user", LATER)
        assert not bounces.came_back(c, ID, LI, "550 no such user", LATER)
        assert not bounces.came_back(c, ID, WANG, "550 no such user", LATER)
        (li, wang) = (outbox.mail(c, ID) or made.mail()).recipients
        assert (li.state, li.answer, li.settled_at) == (Delivery.REFUSED, "550 no such user", LATER)
        assert wang.state is Delivery.QUEUED
        outbox.requeue(c, ID, LATER)
        assert len(outbox.due(c, LATER, 10)[0].recipients) == 2


def test_a_clock_that_ran_ahead_and_was_set_back_makes_no_mail_wait_for_it(register: Register) -> None:
    """A machine that started in 2027 and then asked the time noted its tries, and its mails, for 2027."""
    next_year = NOW + timedelta(days=365)
    tried, composed = post(register, LI), made.mail("<out-2@leadwright>", LI, composed_at=next_year)
    with register.begin() as c:
        outbox.settle(c, tried.message_id, LI, Delivery.QUEUED, "451 later", next_year, NOW)
        outbox.post(c, composed)
    with register.read() as c:
        assert {mail.message_id for mail in outbox.due(c, NOW, 10)} == {tried.message_id, composed.message_id}


def test_the_longest_waiting_mail_is_due_first(register: Register) -> None:
    for serial in range(5):
        mail = made.mail(f"<{serial}@leadwright>", composed_at=NOW)
        recipient = Recipient(LI, next_try=NOW - timedelta(minutes=serial))
        with register.begin() as c:
            outbox.post(c, replace(mail, recipients=(recipient,)))
    with register.read() as c:
        due = [mail.message_id for mail in outbox.due(c, NOW, 3)]
    assert due == ["<4@leadwright>", "<3@leadwright>", "<2@leadwright>"]


def test_a_held_mail_is_not_due(register: Register) -> None:
    post(register)
    with register.begin() as c:
        id_ = held.hold(c, ID, "load", WHY, NOW)
        assert outbox.due(c, NOW, 10) == []
        held.release(c, id_)
        assert len(outbox.due(c, NOW, 10)) == 1


def test_a_recipient_who_waits_for_a_person_does_not_stop_the_others(register: Register) -> None:
    post(register, LI, WANG)
    send(register, LI, Delivery.REFUSED)
    with register.begin() as c:
        held.hold(c, ID, outbox.SEND, WHY, NOW)
        (due,) = outbox.due(c, NOW, 10)
    assert [each.email for each in due.recipients] == [WANG]


def test_of_two_senders_the_second_is_stopped_before_its_final_dot(register: Register) -> None:
    post(register, LI, WANG)
    with register.begin() as c:
        outbox.sending(c, ID, [WANG])
    with pytest.raises(Refused), register.begin() as c:
        outbox.sending(c, ID, [LI, WANG])
    with register.read() as c:
        mail = outbox.mail(c, ID)
    assert mail is not None
    assert {each.email: each.state for each in mail.recipients} == {
        LI: Delivery.QUEUED,
        WANG: Delivery.SENDING,
    }


def test_a_crash_while_the_final_dot_is_on_its_way_is_uncertain_and_not_repeated(register: Register) -> None:
    post(register, LI, WANG)
    with register.begin() as c:
        outbox.sending(c, ID, [LI])
    with register.begin() as c:
        assert [each.email for mail in outbox.left_sending(c) for each in mail.recipients] == [LI]
        assert outbox.interrupted(c, LATER) == 1
        assert outbox.left_sending(c) == []
        assert outbox.interrupted(c, LATER) == 0
        mail = outbox.mail(c, ID)
        assert mail is not None
        assert {each.email: each.state for each in mail.recipients} == {
            LI: Delivery.UNCERTAIN,
            WANG: Delivery.QUEUED,
        }
        (due,) = outbox.due(c, LATER, 10)
    assert [each.email for each in due.recipients] == [WANG]


def test_a_person_may_queue_an_uncertain_mail_again(register: Register) -> None:
    post(register)
    send(register, LI, Delivery.UNCERTAIN)
    with register.begin() as c:
        outbox.requeue(c, ID, LATER)
        (due,) = outbox.due(c, LATER, 10)
    assert due.recipients[0].settled_at is None


def test_giving_up_drops_whom_the_mail_has_not_reached(register: Register) -> None:
    post(register, LI, WANG)
    send(register, LI, Delivery.SENT)
    with register.begin() as c:
        outbox.give_up(c, ID, LATER)
        assert outbox.due(c, LATER, 10) == []
        assert outbox.count_by_state(c) == {
            **dict.fromkeys(Delivery, 0),
            Delivery.SENT: 1,
            Delivery.DROPPED: 1,
        }


def test_the_daily_cap_counts_what_reached_an_address_and_waiting_is_no_attempt(register: Register) -> None:
    outcomes = (Delivery.SENT, Delivery.UNCERTAIN, Delivery.REFUSED, Delivery.QUEUED)
    for serial, outcome in enumerate(outcomes):
        post(register, LI, message_id=f"<{serial}@leadwright>")
        send(register, LI, outcome, f"<{serial}@leadwright>")
    with register.begin() as c:
        assert outbox.sent_since(c, LI, NOW) == 2
        assert outbox.sent_since(c, LI, LATER) == 0
        assert outbox.sent_since(c, WANG, NOW) == 0
        purpose = made.mail().purpose
        assert outbox.composed_since(c, LI, purpose, NOW) == 4
        assert outbox.composed_since(c, LI, purpose, LATER) == outbox.composed_since(c, LI, "x", NOW) == 0
        outbox.postpone(c, "<3@leadwright>", LI, "daily cap", LATER)
        waiting = outbox.mail(c, "<3@leadwright>")
    assert waiting is not None
    assert (waiting.recipients[0].attempts, waiting.recipients[0].next_try) == (1, LATER)


def test_our_own_mails_are_known_by_their_message_id(register: Register) -> None:
    with register.begin() as c:
        lead = made.add_lead(c)
        outbox.post(c, made.mail(lead=lead.number))
        outbox.post(c, made.mail("<notice@leadwright>"))
    with register.read() as c:
        assert outbox.leads_by_message_id(c, []) == {}
        ids = ["<notice@leadwright>", ID, "<other@x>"]
        assert outbox.leads_by_message_id(c, ids) == {ID: lead.number}
        assert [mail.message_id for mail in outbox.mails_of(c, lead.number)] == [ID]
        assert outbox.mail(c, "<other@x>") is None


# Any sequence of events, with the states kept by hand beside it.

Event = tuple[str, str, Delivery]  # what happens, to whom, with which outcome
States = dict[str, Delivery]

EVENTS = st.tuples(
    st.sampled_from(["sending", "settle", "interrupted", "requeue", "give_up", "killed"]),
    st.sampled_from([LI, WANG]),
    st.sampled_from([Delivery.QUEUED, Delivery.SENT, Delivery.REFUSED, Delivery.UNCERTAIN]),
)
_serial = count(1)


def happens(c: Connection, message_id: str, event: Event) -> None:
    """Let the event happen to the outbox."""
    what, email, outcome = event
    if what in {"sending", "killed"}:
        outbox.sending(c, message_id, [email])
    elif what == "settle":
        outbox.settle(c, message_id, email, outcome, "", LATER, NOW)
    elif what == "interrupted":
        outbox.interrupted(c, NOW)
    elif what == "requeue":
        outbox.requeue(c, message_id, NOW)
    else:
        outbox.give_up(c, message_id, NOW)
    if what == "killed":  # between the claim and its commit: as if it had not happened
        raise Killed


class Killed(Exception):  # noqa: N818 - it is what happened
    """The sender is gone."""


def after(states: States, event: Event) -> States | None:
    """Return the states that must follow, or None where the event must be refused."""
    what, email, outcome = event
    one = states[email]
    if what == "killed":
        return states if one is Delivery.QUEUED else None
    if what == "sending":
        return {**states, email: Delivery.SENDING} if one is Delivery.QUEUED else None
    if what == "settle":
        from_queue = one is Delivery.QUEUED and outcome in {Delivery.QUEUED, Delivery.REFUSED}
        return {**states, email: outcome} if one is Delivery.SENDING or from_queue else None
    changes = {
        "interrupted": {Delivery.SENDING: Delivery.UNCERTAIN},
        "requeue": {Delivery.UNCERTAIN: Delivery.QUEUED, Delivery.REFUSED: Delivery.QUEUED},
        "give_up": dict.fromkeys(set(Delivery) - {Delivery.SENT, Delivery.SENDING}, Delivery.DROPPED),
    }
    return {each: changes[what].get(state, state) for each, state in states.items()}


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(events=st.lists(EVENTS, max_size=12))
def test_whatever_happens_the_states_are_those_of_the_protocol(
    register: Register, events: list[Event]
) -> None:
    """In particular only a person leads from UNCERTAIN to another try, and nothing at all leads from SENT."""
    message_id = f"<{next(_serial)}@leadwright>"
    post(register, LI, WANG, message_id=message_id)
    states: States = dict.fromkeys((LI, WANG), Delivery.QUEUED)
    for event in events:
        expected = after(states, event)
        try:
            with register.begin() as c:
                happens(c, message_id, event)
        except (Refused, Killed) as error:
            assert (expected is None) == isinstance(error, Refused)
        else:
            assert expected is not None
            states = expected
        with register.read() as c:
            mail = outbox.mail(c, message_id)
            due = {recipient.email for each in outbox.due(c, LATER, 1000) for recipient in each.recipients}
        assert mail is not None
        assert {each.email: each.state for each in mail.recipients} == states
        assert due == {email for email, state in states.items() if state is Delivery.QUEUED}
    with register.begin() as c:
        outbox.interrupted(c, NOW)
        outbox.give_up(c, message_id, NOW)  # out of the next example's way


def test_mails_of_a_purpose_are_counted_for_their_lead_and_for_an_address(register: Register) -> None:
    for number, (lead, purpose) in enumerate(
        [("", "reminder"), ("", "alarm"), ("LW-2026-00001", "reminder")]
    ):
        with register.begin() as c:
            outbox.post(c, made.mail(f"<{number}@leadwright>", LI, WANG, lead=lead, purpose=purpose))
    with register.read() as c:
        assert outbox.count_of(c, "", "reminder") == 1
        assert outbox.count_of(c, "LW-2026-00001", "alarm") == 0
        assert outbox.composed_since(c, LI, "reminder", NOW) == 2
        assert outbox.composed_since(c, LI, "reminder", LATER) == 0
