"""Documents and their versions, tasks, moves and mails: what the procedure leaves behind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sales.words import Language, Words


class DocumentKind(StrEnum):
    """The forms of the procedure; one file of ``documents/`` each."""

    REGISTRATION = "registration"  # 信息登记表
    DECLINE_LETTER = "decline-letter"  # 谢绝回复函
    TRANSFER = "transfer"  # 信息转交审批单
    PROPOSAL_REQUEST = "proposal-request"  # 项目信息及方案申请表
    DISPATCH_REQUEST = "dispatch-request"  # 申请派人交流单
    REVIEW_RECORD = "review-record"  # 项目评审记录
    REFUSAL = "refusal"  # 不参与书面回复
    PROPOSAL = "proposal"  # 技术方案
    COST_SHEET = "cost-sheet"  # 成本价格表
    QUOTE = "quote"  # 报价单
    EXCHANGE_RECORD = "exchange-record"  # 技术交流记录
    MEMO = "memo"  # 备忘录


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document, written once and never changed."""

    lead: str
    kind: DocumentKind
    version: int  # from 1
    language: Language
    path: str  # relative to the archive
    sha256: str
    size: int  # bytes
    created_at: datetime
    created_by: str  # id of a person, or "leadwright"
    said: Mapping[str, str] = field(default_factory=dict)  # what a person wrote into it, by field


@dataclass(frozen=True, slots=True)
class Task:
    """What waits for a person."""

    lead: str
    kind: str  # "first-contact", …
    owner: str  # id of a person
    opened_at: datetime
    due_at: datetime
    clause: str  # of the procedure
    done_at: datetime | None = None
    late_at: datetime | None = None  # until when being late is tolerated (P3.2); None: until it is due
    next_call_at: datetime | None = None  # when the clock has something to say next
    calls: int = 0  # reminders and escalations so far
    paused_at: datetime | None = None  # waiting for the customer since then
    left_seconds: int | None = None  # of working time, when it was paused


@dataclass(frozen=True, slots=True)
class Move:
    """One line of the append-only log: who did what, when, by which way."""

    subject: str  # number of a lead, or SHA-256 of an original without one
    name: str  # "take-in", "register", "hand-out", "correct", …
    by: str  # id of a person, or "leadwright"
    way: str  # "mail", "folder", "command", "service"
    at: datetime
    before: str = ""  # stage or state before
    after: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)
    document: str = ""  # SHA-256 of the document it was based on


class Delivery(StrEnum):
    """What became of a mail to one recipient (I9)."""

    QUEUED = "queued"  # to be sent, now or at its next try
    SENDING = "sending"  # the final dot may be on its way
    SENT = "sent"  # the server took it
    REFUSED = "refused"  # the server said no for good, or the mail came back
    UNCERTAIN = "uncertain"  # cut after the final dot: never repeated blindly
    DROPPED = "dropped"  # a person decided not to send it any more


@dataclass(frozen=True, slots=True)
class Recipient:
    """One recipient of an outgoing mail and what became of it."""

    email: str
    state: Delivery = Delivery.QUEUED
    attempts: int = 0
    next_try: datetime | None = None
    answer: str = ""  # the server's last words
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """A composed mail: its bytes are kept and never change (I9)."""

    message_id: str  # with angle brackets
    lead: str  # number, or ""
    purpose: str  # "hand-out", "held-notice", …
    subject: str
    path: str  # relative to the archive
    sha256: str
    composed_at: datetime
    recipients: tuple[Recipient, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """Something set aside with its reason, until a person retries or drops it (I7)."""

    id: int
    subject: str  # SHA-256 of an original, number of a lead, Message-ID of a mail, or "mailbox/folder/uid"
    step: str  # the step that failed
    reason: Words
    held_at: datetime
    name: str = ""  # what a person would call it
