"""Whatever the domain holds comes back the same from the database, but for what no database can keep."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from register import originals, readings
from register.columns import in_utc
from register.database import Register
from sales.judgement import Decision, Judgement, Kind, Verdict, Whose
from sales.letter import Address, Attachment, Letter
from sales.words import Words
from tests.register import made

SHA = made.kept().sha256

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
words = st.builds(Words, text, text)
offsets = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29), timezones=offsets)  # noqa: DTZ001
attachments = st.builds(Attachment, text, text, st.integers(0, 2**60), text, st.none() | words, text)
addresses = st.builds(Address, text, text)
letters = st.builds(
    Letter,
    format=text,
    subject=text,
    sender=st.none() | addresses,
    to=st.lists(addresses, max_size=2).map(tuple),
    date=st.none() | times,
    text=text,
    own_text=text,
    attachments=st.lists(attachments, max_size=2).map(tuple),
    problems=st.lists(words, max_size=2).map(tuple),
    message_id=text,
    references=st.lists(text, max_size=2).map(tuple),
    headers=st.dictionaries(text, text, max_size=2),
)
judgements = st.builds(
    Judgement,
    kind=st.sampled_from(Kind),
    rule=text,
    reason=words,
    confidence=st.floats(0, 1),
    whose=st.builds(Whose, region=text, manager=text, reason=words),
    decision=st.builds(Decision, st.sampled_from(Verdict), text),
    lead=text,
)
any_database = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@any_database
@given(letter=letters, judgement=judgements)
def test_what_was_read_comes_back_as_it_was(register: Register, letter: Letter, judgement: Judgement) -> None:
    with register.begin() as c:
        made.take_in(c)
        readings.save(c, SHA, letter, judgement)
    with register.read() as c:
        assert readings.letter(c, SHA) == letter
        assert readings.judgement(c, SHA) == judgement


@any_database
@given(moment=times)
def test_a_time_comes_back_as_the_same_moment_in_utc(register: Register, moment: datetime) -> None:
    content = moment.isoformat()
    with register.begin() as c:
        made.take_in(c, content, made.sighting(None, place=content), received_at=moment)
        found = originals.original(c, made.kept(content).sha256)
    assert found is not None
    assert found.received_at == moment
    assert found.received_at.tzinfo is UTC


@pytest.mark.parametrize("end", [datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59)])  # noqa: DTZ001 - below
@pytest.mark.parametrize("hours", [-14, 14])
def test_a_time_at_the_end_of_the_calendar_is_kept(end: datetime, hours: int) -> None:
    """A hostile server may name it; taking in must not fail on it."""
    assert in_utc(end.replace(tzinfo=timezone(timedelta(hours=hours)))).year in {1, 9999}


def test_a_time_without_zone_is_a_mistake(register: Register) -> None:
    with pytest.raises(StatementError, match="without zone"), register.begin() as c:
        made.take_in(c, received_at=datetime(2026, 11, 23))  # noqa: DTZ001 - the mistake


@pytest.mark.parametrize("letter", [made.letter(text="\ud800价格\x00"), made.letter(headers={"x": "\udfff"})])
def test_lone_surrogates_of_a_broken_mail_become_the_replacement_character(
    register: Register, letter: Letter
) -> None:
    with register.begin() as c:
        made.take_in(c)
        readings.save(c, SHA, letter, made.judgement())
        found = readings.letter(c, SHA)
    assert found is not None
    assert (found.text, found.headers) in [("\ufffd价格\x00", {}), (letter.text, {"x": "\ufffd"})]
