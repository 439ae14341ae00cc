"""Which lead an original belongs to, or why it belongs to none: what a letter says, held against the
register.
"""

from __future__ import annotations

from sqlalchemy import Connection

from register import leads, outbox, readings
from sales.judgement import Judgement
from sales.lead import Lead
from sales.letter import Letter
from sales.original import Channel, Original
from sales.words import Words

OURS = Words(zh="本系统自己发出的邮件", en="a mail that this service sent itself")

SENT_BY_SOMEBODY = frozenset({"eml", "msg", "tnef"})
"""Formats whose head alone, sender and subject, is worth a lead to look at."""


def unreadable(letter: Letter) -> Words | None:
    """Return why nothing at all could be read of a file, or None: then it is held, not registered (I7).

    A mail is never unreadable: its sender and subject are something to look at.
    """
    if letter.format in SENT_BY_SOMEBODY or letter.text.strip() or letter.attachments:
        return None
    return letter.problems[0] if letter.problems else None


def is_ours(c: Connection, letter: Letter) -> bool:
    """Return whether we composed this very mail: staff may read the mailbox that we fetch (I10).

    Its Message-ID alone does not show that: whoever got the mail can write another under the same one (I2).
    """
    if not letter.message_id or not outbox.is_ours(c, (letter.message_id,)):
        return False
    mail = outbox.mail(c, letter.message_id)
    return mail is not None and mail.subject.split() == letter.subject.split()  # however it was folded


def lead_of(c: Connection, letter: Letter, judgement: Judgement) -> Lead | None:
    """Return the lead that the letter names, answers, or is another copy of; None for a new one.

    A lead number in the letter counts first, then the mails it answers, nearest first. Another copy is a
    letter with the same Message-ID *and* the same words and attachments: different mails do share a Message-
    ID (I2).
    """
    if judgement.lead and (named := leads.lead(c, judgement.lead)):
        return named
    answered = readings.leads_by_message_id(c, letter.references) | outbox.leads_by_message_id(
        c, letter.references
    )
    for reference in reversed(letter.references):
        if reference in answered:
            return leads.lead(c, answered[reference])
    copy = readings.copy_of(c, letter)
    return leads.lead(c, copy) if copy else None


def why_joined(lead: Lead) -> Words:
    """Return the reason that is kept with an original that joined ``lead``."""
    return Words(
        zh=f"属于已登记的信息 {lead.number}", en=f"belongs to lead {lead.number}, which was registered before"
    )


def source_of(original: Original, letter: Letter) -> str:
    """Return where the lead came from in a person's words: the sender's address, else the file and its
    folder.
    """
    if original.channel is Channel.EMAIL and letter.sender:
        return letter.sender.email
    return original.name
