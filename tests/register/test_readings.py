"""What was read is found again by the mails that answer it."""

from register import originals, readings
from register.database import Register
from sales.letter import Attachment, Letter
from sales.original import OriginalState
from sales.paper import DocumentKind
from sales.returned import Returned, Way
from tests.register import made
from tests.register.made import WHY


def read(register: Register, content: str, letter: Letter, *, uid: int = 1, with_lead: bool = True) -> str:
    """Take in and understand a letter; return the number of its lead, "" without one."""
    with register.begin() as c:
        made.take_in(c, content, made.sighting(uid))
        number = made.add_lead(c).number if with_lead else ""
        state = OriginalState.REGISTERED if with_lead else OriginalState.FILED
        sha256 = made.kept(content).sha256
        readings.save(c, sha256, letter, made.judgement())
        originals.settle(c, sha256, state, reason=WHY, next_path="", lead=number or None)
    return number


def test_what_was_not_read_is_none(register: Register) -> None:
    with register.read() as c:
        assert readings.letter(c, made.kept().sha256) is None
        assert readings.judgement(c, made.kept().sha256) is None


def test_subjects_are_found_without_the_letters(register: Register) -> None:
    read(register, "a", made.letter(subject='询价："焊机" \\ 😀'), uid=1)
    read(register, "b", made.letter(subject="", text="\0"), uid=2)
    hashes = [made.kept(content).sha256 for content in ("a", "b", "never read")]
    with register.read() as c:
        assert readings.subjects(c, hashes) == {hashes[0]: '询价："焊机" \\ 😀', hashes[1]: ""}


def test_reading_again_replaces_what_was_read(register: Register) -> None:
    sha256 = made.kept().sha256
    with register.begin() as c:
        made.take_in(c)
        readings.save(c, sha256, made.letter(message_id="<old@x>"), made.judgement(rule="old"))
        readings.save(c, sha256, made.letter(message_id="<new@x>"), made.judgement(rule="new"))
        assert readings.letter(c, sha256) == made.letter(message_id="<new@x>")
        assert readings.judgement(c, sha256) == made.judgement(rule="new")


def test_forms_are_found_by_the_original_they_came_in(register: Register) -> None:
    request = Returned(
        DocumentKind.PROPOSAL_REQUEST, "LW-2026-00042", 2, Way.LABELS, {"scope": "两套\n含培训"}, "a.doc"
    )
    sha256 = made.kept().sha256
    with register.begin() as c:
        made.take_in(c)
        assert readings.forms(c, sha256) == ()
        readings.save(c, sha256, made.letter(), made.judgement(), (request,))
        assert readings.forms(c, sha256) == (request,)


def test_an_answer_finds_the_lead_of_the_mail_it_answers(register: Register) -> None:
    number = read(register, "a", made.letter(message_id="<a@x>"))
    read(register, "b", made.letter(message_id="<b@x>"), uid=2, with_lead=False)
    with register.read() as c:
        assert readings.leads_by_message_id(c, ["<a@x>", "<b@x>", "<c@x>", ""]) == {"<a@x>": number}
        assert readings.leads_by_message_id(c, []) == {}


def test_of_mails_that_share_a_message_id_the_newest_is_answered(register: Register) -> None:
    read(register, "a", made.letter(message_id="<a@x>"))
    newest = read(register, "b", made.letter(message_id="<a@x>", text="other"), uid=2)
    with register.read() as c:
        assert readings.leads_by_message_id(c, ["<a@x>"]) == {"<a@x>": newest}


def test_a_copy_has_the_same_message_id_and_the_same_words_and_attachments(register: Register) -> None:
    """Message-ID alone never proves a duplicate: different mails share one (I2)."""
    drawing = Attachment("图纸.pdf", "application/pdf", 5, sha256="1" * 64)
    letter = made.letter(attachments=(drawing,))
    number = read(register, "a", letter)
    with register.read() as c:
        assert (
            readings.copy_of(c, made.letter(attachments=(drawing,), headers={"received": "elsewhere"}))
            == number
        )
        assert readings.copy_of(c, made.letter(attachments=(drawing,), text="另一封")) is None
        assert readings.copy_of(c, made.letter(attachments=(drawing,), subject="另一封")) is None
        assert readings.copy_of(c, made.letter()) is None
        assert readings.copy_of(c, made.letter(attachments=(drawing,), message_id="<b@x>")) is None


def test_of_two_copies_the_one_that_came_later_is_the_copy(register: Register) -> None:
    letter = made.letter()
    for uid, content in enumerate("ab", 1):
        read(register, content, letter, uid=uid)
    with register.read() as c:
        copies = [readings.is_copy(c, made.kept(content).sha256, letter) for content in "ab"]
    assert copies == [False, True]


def test_letters_without_message_id_are_nobodys_copies(register: Register) -> None:
    read(register, "a", made.letter(message_id=""))
    with register.read() as c:
        assert readings.copy_of(c, made.letter(message_id="")) is None


def test_a_message_id_of_hostile_length_is_found_like_any_other(register: Register) -> None:
    """An index entry of PostgreSQL holds 2,700 bytes."""
    long = "<" + "雷" * 100_000 + "@x>"
    number = read(register, "a", made.letter(message_id=long))
    with register.read() as c:
        assert readings.leads_by_message_id(c, [long, long + "x"]) == {long: number}


def test_more_references_than_a_statement_takes_are_looked_up_all_the_same(register: Register) -> None:
    number = read(register, "a", made.letter(message_id="<69999@x>"))
    with register.read() as c:
        references = [f"<{serial}@x>" for serial in range(70_000)]
        assert readings.leads_by_message_id(c, references) == {"<69999@x>": number}
