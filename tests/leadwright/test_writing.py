"""Writing a lead's documents: each version a file of its own, logged with who asked for it (P3.4)."""

from concurrent.futures import ThreadPoolExecutor

from documents.checked import text_of
from leadwright import writing
from leadwright.correct import correct
from leadwright.demo.word import BODY, part
from register import documents
from sales.paper import DocumentKind, Version
from tests.leadwright.desk import Desk
from tests.office import mail

REGISTRATION = DocumentKind.REGISTRATION


def versions(desk: Desk) -> list[Version]:
    with desk.tools.register.read() as c:
        return [each for each in documents.versions(c, "LW-2026-00001") if each.kind is REGISTRATION]


def test_a_form_written_anew_is_a_further_version_and_the_first_stays(desk: Desk) -> None:
    desk.register_mails(mail())
    (first,) = versions(desk)
    before = desk.bytes_of(first.path)
    correct(desk.tools, first.lead, {"quantity": "12 台"}, "wang")
    written = writing.write_anew(desk.tools, REGISTRATION, desk.lead().number, "wang")
    assert [(each.version, each.created_by) for each in versions(desk)] == [(1, "leadwright"), (2, "wang")]
    assert desk.bytes_of(first.path) == before
    assert desk.bytes_of(written.version.path) == written.data


def test_the_log_names_the_document_and_who_asked_for_it(desk: Desk) -> None:
    desk.register_mails(mail())
    written = writing.write_anew(desk.tools, REGISTRATION, desk.lead().number, "wang")
    move = desk.moves()[-1]
    assert (move.name, move.by, move.document) == ("write", "wang", written.version.sha256)
    assert move.detail == {"document": "registration", "version": "2"}


def test_what_the_register_never_heard_of_is_written_over(desk: Desk) -> None:
    """A crash came between the archive and the register: the next try has the same number."""
    desk.register_mails(mail())
    lost = writing.write(desk.tools, REGISTRATION, desk.lead())
    kept = writing.write_anew(desk.tools, REGISTRATION, desk.lead().number, "wang")
    assert lost.version.path == kept.version.path
    assert [each.version for each in versions(desk)] == [1, 2]
    assert desk.bytes_of(kept.version.path) == kept.data


def test_several_who_write_at_once_get_a_version_each(desk: Desk) -> None:
    """I3: a file for each version, with the bytes that the register and its mail have; as by the command
    line beside the service.
    """
    lead = desk.register_mails(mail())
    with ThreadPoolExecutor(4) as at_once:
        waiting = [
            at_once.submit(writing.write_anew, desk.tools, REGISTRATION, lead.number, f"person-{n}")
            for n in range(12)
        ]
        written = [each.result() for each in waiting]
    assert [each.version for each in versions(desk)] == list(range(1, 14))
    assert all(desk.bytes_of(each.version.path) == each.data for each in written)


def test_a_form_is_written_from_all_that_came_with_what_was_read_of_it(desk: Desk) -> None:
    lead = desk.register_mails(mail(), mail("补充 LW-2026-00001", "管径 219 mm。"))
    first, second = writing.received_with(desk.tools, lead)
    assert first.letter is not None and first.letter.subject == "询价：环缝焊机"
    assert second.letter is not None and second.letter.own_text == "管径 219 mm。"


def test_a_proposal_prints_what_the_request_says(desk: Desk) -> None:
    """P3.2: the technical group reads the customer's wishes where it answers them."""
    lead = desk.register_mails(mail())
    request = writing.write(
        desk.tools, DocumentKind.PROPOSAL_REQUEST, lead, "li", {"output": "每班 40 件", "background": "新厂"}
    )
    with desk.tools.register.begin() as c:
        documents.add_version(c, request.version)
    proposal = writing.write(desk.tools, DocumentKind.PROPOSAL, lead)
    assert "每班 40 件" in text_of(part(proposal.data, BODY))
