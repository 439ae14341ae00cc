"""What came of the morning, looked up where it really is: in the archive, and in everybody's mailbox."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from documents.customer_mails import Quoted
from documents.mails import HandOut
from leadwright.demo import people, post, quotation, samples
from leadwright.demo.post import Delivered
from leadwright.demo.samples import Sample
from leadwright.demo.servers import MailServers
from leadwright.settings import Settings
from leadwright.tools import Tools
from register import documents, leads, originals, outbox, readings
from sales.handing_out import addressees
from sales.lead import Lead, Stage
from sales.original import Original, OriginalState
from sales.paper import DocumentKind, OutgoingMail, Version
from sales.people import Person
from sales.words import Words


@dataclass(frozen=True)
class Outcome:
    """Everything that the morning left behind."""

    settings: Settings
    leads: tuple[Lead, ...]
    forms: tuple[Version, ...]
    originals: tuple[Original, ...]
    mails: tuple[OutgoingMail, ...]  # what was composed
    inboxes: Mapping[Person, tuple[Delivered, ...]]  # what has arrived
    customers: Mapping[str, tuple[Delivered, ...]]  # likewise, by the customer's address
    subjects: Mapping[str, str]  # of the mails among the originals, by SHA-256

    @property
    def no_leads(self) -> tuple[Original, ...]:
        """What did not become a lead of its own."""
        return tuple(each for each in self.originals if each.state is not OriginalState.REGISTERED)

    def title(self, original: Original) -> str:
        """Return what a person would call the original: a mail's subject, else the file's name."""
        return self.subjects.get(original.sha256) or original.name

    def faults(self) -> tuple[Words, ...]:
        """Return what should have happened and did not; empty when the demo has kept its word."""
        return (
            *(fault for sample in samples.everything(self.settings.language) for fault in self._of(sample)),
            *(fault for lead in self.leads for fault in self._not_handed_out(lead)),
            *self._not_answered(),
            *self._not_quoted(),
        )

    def _of(self, sample: Sample) -> Iterator[Words]:
        """Yield what is wrong with what became of a sample (P1.1, I2, I3)."""
        expected = samples.EXPECTED[sample.name]
        original = next((each for each in self.originals if each.sha256 == sample.sha256), None)
        if original is None:
            yield Words(f"{sample.name}：没有收到。", f"{sample.name}: was not taken in.")
            return
        if original.state is not expected.state:
            yield _differs(sample, expected.state, original.state)
        if (self.settings.archive_root / original.path).read_bytes() != sample.data:
            yield Words(
                f"{sample.name}：归档的原件有改动。", f"{sample.name}: the archived original differs."
            )
        lead = next((each for each in self.leads if each.number == original.lead), None)
        if expected.kind and lead:
            region = self._region_of(sample)
            if (lead.kind, lead.whose.region) != (expected.kind, region):
                wanted, found = f"{expected.kind} {region}", f"{lead.kind} {lead.whose.region}"
                yield _differs(sample, wanted, found)

    def _region_of(self, sample: Sample) -> str:
        """Return the region that the sample's lead has in the end."""
        by_hand = sample.name == samples.ASSIGNED_BY_HAND
        words = people.WHAT_THE_CALLER_SAID["region"] if by_hand else samples.EXPECTED[sample.name].region
        return words.in_(self.settings.language)

    def _not_handed_out(self, lead: Lead) -> Iterator[Words]:
        """Yield which form is missing, and in whose mailbox the mail that hands the lead out (P2.1)."""
        theirs = [form for form in self.forms if form.lead == lead.number]
        forms = [form for form in theirs if form.kind is DocumentKind.REGISTRATION]
        if not any((self.settings.archive_root / form.path).is_file() for form in forms):
            yield Words(f"{lead.number}：没有登记表。", f"{lead.number}: there is no registration form.")
        mails = [mail for mail in self.mails if mail.lead == lead.number]
        sent = [mail for mail in mails if mail.purpose == HandOut.template]
        acting, knowing = addressees(lead, self.settings.territory)
        for person in (*acting, *knowing):
            if not any(self._has_arrived(mail, person) for mail in sent):
                yield Words(
                    f"{lead.number}：{person.name}没有收到分发邮件。",
                    f"{lead.number}: {person.name} has not got the mail that hands it out.",
                )

    def _has_arrived(self, mail: OutgoingMail, person: Person) -> bool:
        """Return whether the very bytes that the archive keeps lie in the person's mailbox."""
        data = (self.settings.archive_root / mail.path).read_bytes()
        return any(each.data == data for each in self.inboxes[person])

    def _not_answered(self) -> Iterator[Words]:
        """Yield how many answers of the company's people have not joined their lead (P3.4)."""
        sent = {sample.sha256 for sample in samples.everything(self.settings.language)}
        joined = [each for each in self.originals if each.state is OriginalState.JOINED]
        missing = len(quotation.STEPS) - sum(each.sha256 not in sent for each in joined)
        if missing:
            yield Words(f"{missing} 封回复没有归入信息。", f"Answers that joined no lead: {missing}.")

    def _not_quoted(self) -> Iterator[Words]:
        """Yield what is wrong with the quote, which has to lie in the customer's mailbox (P4.1)."""
        quotes = [mail for mail in self.mails if mail.purpose == Quoted.template]
        arrived = {each.data for mails in self.customers.values() for each in mails if each.attachments}
        sent = {(self.settings.archive_root / mail.path).read_bytes() for mail in quotes}
        if not sent or not sent <= arrived:
            yield Words("客户没有收到报价。", "The customer has not got the quote.")


def look(tools: Tools, servers: MailServers) -> Outcome:
    """Return what is in register, archive and mailboxes now."""
    people = tools.territory.people
    with tools.register.read() as c:
        found, came = tuple(leads.listing(c)), tuple(originals.listing(c))
        letters = {original.sha256: readings.letter(c, original.sha256) for original in came}
        return Outcome(
            settings=tools.settings,
            leads=found,
            forms=tuple(version for lead in found for version in documents.versions(c, lead.number)),
            originals=came,
            mails=tuple(mail for lead in found for mail in outbox.mails_of(c, lead.number)),
            inboxes={person: post.inbox(servers, person.email) for person in people},
            customers={address: post.inbox(servers, address) for address in map(address_of, quoted(found))},
            subjects={sha256: letter.subject for sha256, letter in letters.items() if letter},
        )


def quoted(found: Iterable[Lead]) -> Iterator[Lead]:
    """Yield those leads whose customers have their quotes."""
    return (lead for lead in found if lead.stage is Stage.QUOTED)


def address_of(lead: Lead) -> str:
    """Return the mail address of a lead's customer, "" where it has none."""
    return lead.enquiry.email.value if lead.enquiry.email else ""


def _differs(sample: Sample, expected: object, found: object) -> Words:
    return Words(
        f"{sample.name}：应为“{expected}”，实为“{found}”。",
        f"{sample.name}: should be {expected}, is {found}.",
    )
