"""Which lead an original belongs to, or why it belongs to none: what a letter says, held against the
register.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import dropwhile, islice, zip_longest
from typing import BinaryIO

from sqlalchemy import Connection

from leadwright.procedure.asking import code_in, has_code, hash_of
from leadwright.settings import Settings
from leadwright.tools import Tools
from register import approvals, leads, outbox, readings
from sales.judgement import Judgement, Kind
from sales.lead import Lead
from sales.letter import Letter
from sales.original import Channel, Original
from sales.public_mail import company_domain
from sales.returned import Returned, Way
from sales.words import Failure, Unavailable, Words

OURS = Words(zh="本系统自己发出的邮件", en="a mail that this service sent itself")
ANSWER = Words(zh="同事的答复，所属线索未登记", en="a colleague's answer about no lead that is registered")

SENT_BY_SOMEBODY = frozenset({"eml", "msg", "tnef"})
"""Formats whose head alone, sender and subject, is worth a lead to look at."""

NO_PERSON = frozenset({Kind.AUTO_REPLY, Kind.BOUNCE})
"""What machines answer: of no use by itself, and the lead that it names tells what it is about."""

LONGEST_BOUNCE = 20_000  # characters that are looked through for what came back
_MESSAGE_ID = re.compile(r"^message-id:\s*(<[^\s<>]{1,250}>)", re.IGNORECASE | re.MULTILINE)

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

    A code that one of our people brings back counts first. Then the mails that it answers do, nearest first:
    who names a Message-ID has seen the mail. A number counts where the sender is known to that lead, for
    nobody would look for a stranger's wish there (decision 0004). Another copy is a letter with the same
    Message-ID *and* the same words and attachments: different mails do share a Message-ID (I2).
    """
    code = code_in(letter.subject) if _is_person_of_ours(letter, settings) else ""
    if asked := approvals.by_code(c, hash_of(code)) if code else None:
        return leads.lead(c, asked.lead)
    references = _returned(letter) if judgement.kind is Kind.BOUNCE else letter.references
    answered = readings.leads_by_message_id(c, references) | outbox.leads_by_message_id(c, references)
    for reference in reversed(references):
        if reference in answered:
            return leads.lead(c, answered[reference])
    named = lead_named(c, judgement)
    if named and (judgement.kind in NO_PERSON or _is_known(letter, named, settings)):
        return named
    copy = readings.copy_of(c, letter)
    return leads.lead(c, copy) if copy else None


def _returned(letter: Letter) -> tuple[str, ...]:
    """Return the Message-IDs that a bounce names, which answers nothing: those of the heads it encloses."""
    text = "\n".join((letter.text, *(each.text for each in letter.attachments)))[:LONGEST_BOUNCE]
    return (*letter.references, *dict.fromkeys(_MESSAGE_ID.findall(text)))


def lead_named(c: Connection, judgement: Judgement) -> Lead | None:
    """Return the lead whose number the letter names; None where it names none that is there."""
    return leads.lead(c, judgement.lead) if judgement.lead else None


def by_its_form(judgement: Judgement, forms: Sequence[Returned]) -> Judgement:
    """Return the judgement with the lead that a form of ours is about, where the letter itself names none."""
    return replace(judgement, lead=forms[0].lead) if forms and not judgement.lead else judgement


def _is_known(letter: Letter, lead: Lead, settings: Settings) -> bool:
    """Return whether our company or the lead's customer wrote the letter; a dropped file comes from ours."""
    return letter.sender is None or is_customers(letter, lead) or is_colleagues(letter, settings)


def is_customers(letter: Letter, lead: Lead) -> bool:
    """Return whether the letter comes from an address that the lead came from or names, or from one beside
    it.
    """
    return _is_from(letter, {lead.source, lead.enquiry.email.value if lead.enquiry.email else ""})


def _is_from(letter: Letter, emails: Collection[str]) -> bool:
    """Return whether one of these addresses, or one of the same company, sent the letter."""
    if letter.sender is None:
        return False
    addresses = {email.casefold() for email in emails} - {""}
    domains = {company_domain(email) for email in addresses} - {""}
    return letter.sender.email in addresses or company_domain(letter.sender.email) in domains


def is_colleagues(letter: Letter, settings: Settings) -> bool:
    """Return whether the letter comes from an address of ours, or from one beside it that nobody named."""
    return _is_from(letter, settings.own_addresses)


def is_answer_of_ours(tools: Tools, original: Original, letter: Letter, forms: Sequence[Returned]) -> bool:
    """Return whether somebody of ours answers something, which never makes a lead of its own.

    It is a colleague's mail with a code or a form in it, or a form that was filled in and dropped; a fax may
    be the customer's.
    """
    has_form = any(form.lead and form.way is not Way.PICTURE for form in forms)
    if original.channel is not Channel.EMAIL:
        return has_form and original.channel is not Channel.FAX
    return _is_person_of_ours(letter, tools.settings) and (has_form or has_code(letter.subject))


def _is_person_of_ours(letter: Letter, settings: Settings) -> bool:
    return letter.sender is not None and settings.territory.by_email(letter.sender.email) is not None


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
