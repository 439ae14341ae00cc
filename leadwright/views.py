"""What the register knows, as the objects that ``--json`` prints."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from leadwright.places import places_in
from leadwright.settings import Settings
from sales.approval import Approval
from sales.enquiry import ENQUIRY_FIELDS, Enquiry, Finding
from sales.handing_out import acting_manager
from sales.judgement import Judgement
from sales.lead import Lead
from sales.memos import Memo
from sales.original import Original
from sales.paper import Held, Move, OutgoingMail, Recipient, Task, Version
from sales.people import Person
from sales.service import Alarm, SourceState
from sales.words import Words

View = dict[str, Any]


@dataclass(frozen=True)
class Views:
    """Makes views in the language, the time zone and the paths of one home."""

    settings: Settings

    def time(self, moment: datetime | None) -> str | None:
        """Return ISO 8601 with the offset of the company's zone."""
        return moment.astimezone(self.settings.zone).isoformat(timespec="seconds") if moment else None

    def words(self, words: Words | None) -> str | None:
        """Return the sentence in the company's language."""
        return words.in_(self.settings.language) if words else None

    def path(self, path: str) -> str:
        """Return a path of the archive relative to the home; absolute where the archive is elsewhere."""
        whole = self.settings.archive_root / path
        return (
            whole.relative_to(self.settings.home) if whole.is_relative_to(self.settings.home) else whole
        ).as_posix()

    def original(self, original: Original) -> View:
        """Return a line of ``leadwright originals``."""
        first = original.sightings[0] if original.sightings else None
        return {
            "sha256": original.sha256,
            "name": original.name,
            "size": original.size,
            "received": self.time(original.received_at),
            "channel": original.channel,
            "source": first.source if first else None,
            "place": first.place if first else None,
            "state": original.state,
            "lead": original.lead,
            "reason": self.words(original.reason),
            "path": self.path(original.path),
        }

    def lead(self, lead: Lead) -> View:
        """Return a line of ``leadwright leads``."""
        whose = places_in(self.settings.language, lead.whose)
        manager = self.manager(lead)
        return {
            "number": lead.number,
            "kind": lead.kind,
            "channel": lead.channel,
            "stage": lead.stage,
            "source": lead.source,
            "received": self.time(lead.received_at),
            "registered": self.time(lead.registered_at),
            "registered_by": lead.registered_by,
            "period": lead.period,
            "region": lead.whose.region or None,
            "province": value(whose.province),
            "city": value(whose.city),
            "manager": manager.id if manager else None,
            "manager_name": manager.name if manager else None,
            "first_contact_due": self.time(lead.first_contact_due),
            "importance": lead.importance or None,
            "reason": self.words(lead.reason),
            "confidence": lead.confidence,
            "path": self.path(lead.folder),
            **enquiry(lead.enquiry),
        }

    def manager(self, lead: Lead | Judgement) -> Person | None:
        """Return the manager who works on it; None while it is the coordinator's."""
        return acting_manager(lead, self.settings.territory)

    def name(self, id_: str) -> str | None:
        """Return the name of the person with this id; None for the service, and who is in the settings no
        more.
        """
        person = self.settings.territory.person(id_)
        return person.name if person else None

    def evidence(self, lead: Lead) -> View:
        """Return every field of the enquiry, and the region, with the words it was read from."""
        whose = places_in(self.settings.language, lead.whose)
        found = {"province": whose.province, "city": whose.city, **lead.enquiry.found()}
        return {
            name: {"value": finding.value, "words": finding.words, "place": finding.place}
            for name, finding in found.items()
            if finding is not None
        } | {
            "region": {
                "value": lead.whose.region or None,
                "words": self.words(lead.whose.reason),
                "place": "",
            }
        }

    def document(self, version: Version) -> View:
        """Return one version of a document."""
        return {
            "kind": version.kind,
            "version": version.version,
            "language": version.language,
            "path": self.path(version.path),
            "sha256": version.sha256,
            "size": version.size,
            "created": self.time(version.created_at),
            "created_by": version.created_by,
        }

    def memo(self, memo: Memo) -> View:
        """Return a memo and when the customer's acknowledgement was put on record, null while it is open."""
        return {"version": memo.version.version, "acknowledged": self.time(memo.acknowledged_at)}

    def task(self, task: Task) -> View:
        """Return what waits for whom until when."""
        return {
            "lead": task.lead,
            "kind": task.kind,
            "owner": task.owner,
            "owner_name": self.name(task.owner),
            "opened": self.time(task.opened_at),
            "due": self.time(task.due_at),
            "paused": self.time(task.paused_at),
            "clause": task.clause,
            "done": self.time(task.done_at),
        }

    def approval(self, approval: Approval) -> View:
        """Return who was asked to decide on which papers, and what was said."""
        return {
            "stage": approval.stage,
            "person": approval.person,
            "person_name": self.name(approval.person),
            "papers": [
                {"kind": paper.kind, "version": paper.version, "sha256": paper.sha256}
                for paper in approval.papers
            ],
            "asked": self.time(approval.asked_at),
            "decided": self.time(approval.decided_at),
            "verdict": approval.verdict,
            "by": approval.by or None,
            "by_name": self.name(approval.by),
            "way": approval.way or None,
            "remark": approval.remark,
            "void": self.time(approval.void_at),
        }

    def move(self, move: Move) -> View:
        """Return one line of the log."""
        return {
            "name": move.name,
            "by": move.by,
            "by_name": self.name(move.by),
            "way": move.way,
            "at": self.time(move.at),
            "before": move.before,
            "after": move.after,
            "detail": dict(move.detail),
            "document": move.document or None,
        }

    def mail(self, mail: OutgoingMail) -> View:
        """Return a mail of the outbox with what became of it."""
        return {
            "message_id": mail.message_id,
            "lead": mail.lead or None,
            "purpose": mail.purpose,
            "subject": mail.subject,
            "composed": self.time(mail.composed_at),
            "path": self.path(mail.path),
            "recipients": [self._recipient(recipient) for recipient in mail.recipients],
        }

    def _recipient(self, recipient: Recipient) -> View:
        return {
            "email": recipient.email,
            "state": recipient.state,
            "attempts": recipient.attempts,
            "next_try": self.time(recipient.next_try),
            "answer": recipient.answer,
            "settled": self.time(recipient.settled_at),
        }

    def held(self, held: Held) -> View:
        """Return a line of ``leadwright held``."""
        return {
            "id": held.id,
            "name": held.name,
            "subject": held.subject,
            "step": held.step,
            "reason": self.words(held.reason),
            "held": self.time(held.held_at),
        }

    def source(self, name: str, state: SourceState | None) -> View:
        """Return a line of ``leadwright status`` about a mailbox or folder; None: never looked at."""
        return {
            "source": name,
            "last_good_cycle": self.time(state.last_good_at) if state else None,
            "last_tried": self.time(state.last_tried_at) if state else None,
            "failing_since": self.time(state.failing_since) if state else None,
            "taken": state.taken_in if state else 0,
            "problem": self.words(state.problem) if state else None,
        }

    def alarm(self, alarm: Alarm) -> View:
        """Return something that the coordinator has to know."""
        return {"key": alarm.key, "alarm": self.words(alarm.words), "raised": self.time(alarm.raised_at)}


def enquiry(enquiry: Enquiry) -> View:
    """Return the values of the enquiry, null where nothing was found."""
    found = enquiry.found()
    return {name: value(found.get(name)) for name in ENQUIRY_FIELDS}


def value(finding: Finding | None) -> str | None:
    """Return what was found, None where nothing was."""
    return finding.value if finding else None
