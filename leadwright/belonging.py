"""Which lead an original belongs to, or why it belongs to none: what a letter says, held against the
register.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import dropwhile, islice, zip_longest
from typing import BinaryIO

from sqlalchemy import Connection

from leadwright.settings import Settings
from leadwright.tools import Tools
from register import leads, outbox, readings
from sales.judgement import Judgement, Kind
from sales.lead import Lead
from sales.letter import Letter
from sales.original import Channel, Original
from sales.public_mail import company_domain
from sales.returned import Returned
from sales.words import Failure, Unavailable, Words

OURS = Words(zh="本系统自己发出的邮件", en="a mail that this service sent itself")

SENT_BY_SOMEBODY = frozenset({"eml", "msg", "tnef"})
"""Formats whose head alone, sender and subject, is worth a lead to look at."""

NO_PERSON = frozenset({Kind.AUTO_REPLY, Kind.BOUNCE})
"""What machines answer: of no use by itself, and the lead that it names tells what it is about."""

LONGEST_LINE = 1000  # bytes, with its end; a mail of ours has no longer one


def unreadable(letter: Letter) -> Words | None:
    """Return why nothing at all could be read of a file, or None: then it is held, not registered (I7).

    A mail is never unreadable: its sender and subject are something to look at.
    """
    if letter.format in SENT_BY_SOMEBODY or letter.text.strip() or letter.attachments:
        return None
    return letter.problems[0] if letter.problems else None


def is_ours(tools: Tools, c: Connection, original: Original, letter: Letter) -> bool:
    """Return whether we composed this very mail: staff may read the mailbox that we fetch (I10).

    Its body shows it, which no server on the way has a reason to change. Message-ID, subject and sender do
    not: whoever got the mail can write another under all of them (I2).
    """
    mail = outbox.mail(c, letter.message_id) if letter.message_id else None
    if mail is None:
        return False
    try:
        with tools.archive.open(original.path) as came, tools.archive.open(mail.path) as sent:
            return all(one == other for one, other in zip_longest(_body(came), _body(sent), fillvalue=b""))
    except Unavailable:
        raise
    except Failure:  # ours is gone from the archive
        return False


def _body(mail: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a mail after its head, to which servers add; never more than one is in memory."""
    lines = (line.rstrip(b"\r\n") for line in iter(partial(mail.readline, LONGEST_LINE), b""))
    yield from islice(dropwhile(bool, lines), 1, None)


def lead_of(c: Connection, letter: Letter, judgement: Judgement, settings: Settings) -> Lead | None:
    """Return the lead that the letter answers, names, or is another copy of; None for a new one.

    The mails that it answers count first, nearest first: who names a Message-ID has seen the mail. A number
    counts where the sender is known to that lead, for nobody would look for a stranger's wish there (decision
    0004). Another copy is a letter with the same Message-ID *and* the same words and attachments: different
    mails do share a Message-ID (I2).
    """
    answered = readings.leads_by_message_id(c, letter.references) | outbox.leads_by_message_id(
        c, letter.references
    )
    for reference in reversed(letter.references):
        if reference in answered:
            return leads.lead(c, answered[reference])
    named = lead_named(c, judgement)
    if named and (judgement.kind in NO_PERSON or _is_known(letter, named, settings)):
        return named
    copy = readings.copy_of(c, letter)
    return leads.lead(c, copy) if copy else None


def lead_named(c: Connection, judgement: Judgement) -> Lead | None:
    """Return the lead whose number the letter names; None where it names none that is there."""
    return leads.lead(c, judgement.lead) if judgement.lead else None


def by_its_form(judgement: Judgement, forms: Sequence[Returned]) -> Judgement:
    """Return the judgement with the lead that a form of ours is about, where the letter itself names none."""
    return replace(judgement, lead=forms[0].lead) if forms and not judgement.lead else judgement


def _is_known(letter: Letter, lead: Lead, settings: Settings) -> bool:
    """Return whether our company or the lead's customer wrote the letter; a dropped file comes from ours."""
    if letter.sender is None:
        return True
    customers = {lead.source, lead.enquiry.email.value if lead.enquiry.email else ""}
    addresses = {email.casefold() for email in (*customers, *settings.own_addresses)} - {""}
    domains = {company_domain(email) for email in addresses} - {""}
    return letter.sender.email in addresses or company_domain(letter.sender.email) in domains


def why_joined(lead: Lead) -> Words:
    """Return the reason that is kept with an original that joined ``lead``."""
    return Words(
        zh=f"属于已登记的信息 {lead.number}", en=f"belongs to lead {lead.number}, which was registered before"
    )


def by_itself(judgement: Judgement, named: Lead | None) -> Judgement:
    """Return the judgement of what becomes a lead of its own, with a note where it names another one."""
    if named is None:
        return judgement
    note = Words(
        zh=f"来信提到 {named.number}，但发件人不是该线索登记的客户，故另行登记，请核对是否为同一业务",
        en=f"it names {named.number}, but its sender is not known there, so it is a lead of its own: see "
        "whether they are one",
    )
    reason = Words(f"{judgement.reason.zh}；{note.zh}", f"{judgement.reason.en}; {note.en}")
    return replace(judgement, reason=reason)


def source_of(original: Original, letter: Letter) -> str:
    """Return where the lead came from in a person's words: the sender's address, else the file and its
    folder.
    """
    if original.channel is Channel.EMAIL and letter.sender:
        return letter.sender.email
    return original.name
