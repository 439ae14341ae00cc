"""What the rules look at: a letter's words, folded once, each with the place it stands in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from classify import quoting, wares
from classify.cover import COVER, addressee
from classify.folding import folded, simplified
from classify.ours import Ours
from classify.phones import Phone, phones
from sales.judgement import Verdict
from sales.letter import Letter
from sales.original import Channel

OWN_LIMIT = 20_000  # characters of the sender's text that are read
ATTACHED_LIMIT = 20_000  # characters of all attachments together that are read
MAILS = frozenset({"eml", "msg", "tnef"})


@dataclass(frozen=True, slots=True)
class Source:
    """A piece of text and its name for a person: "subject", "text", "sender", an attachment's name."""

    place: str
    text: str


@dataclass(frozen=True)
class View:
    """A letter as a reader sees it: who speaks, and what they themselves say."""

    letter: Letter
    channel: Channel
    ours: Ours
    subject: str  # folded, without Re: and Fw:
    own: str  # the speaker's own words, folded, without signature and quoted mail
    body: str  # the speaker's own words with the signature
    attached: tuple[Source, ...]
    name: str  # of who speaks: the customer, also where a colleague passed the mail on
    email: str
    forwarded: bool
    quotes: bool  # whether other mail is quoted below
    divisions: Mapping[str, str]  # other divisions of the company, with the words for what they make
    lead: str  # the lead number it names, or ""
    verdict: Verdict  # of its own words

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Return everything the speaker sent, the body first."""
        return (Source("text", self.body), *self.attached, Source("subject", self.subject))

    @cached_property
    def everything(self) -> str:
        """Return subject, body and attachments as one text."""
        return "\n".join((self.subject, self.body, *(source.text for source in self.attached)))

    @cached_property
    def words(self) -> str:
        """Return subject, own words and attachments as one text, without the signature."""
        texts = (self.subject, self.own, *(source.text for source in self.attached))
        return simplified("\n".join(texts))

    @cached_property
    def phones(self) -> tuple[tuple[Phone, str], ...]:
        """Return the telephone numbers in it, each with the place it stands in."""
        return tuple((number, source.place) for source in self.sources for number in _theirs(source.text))

    @cached_property
    def machines(self) -> tuple[str, ...]:
        """Return the machines it names, in its own words."""
        return tuple(wares.machines(self.words))

    @cached_property
    def asks(self) -> str:
        """Return the words that ask firmly for a price, an offer or a call, "" where nobody asks."""
        match = wares.ASKING_FIRMLY.search(self.words)
        return match.group().strip() if match else ""

    @cached_property
    def sells(self) -> tuple[str, ...]:
        """Return the phrases of sellers in it."""
        return tuple(match.group() for match in wares.SELLING.finditer(self.words))

    @cached_property
    def is_answer(self) -> bool:
        """Whether it answers another mail: two of Re: in its subject, references, and quoted mail below."""
        if quoting.FORWARD.match(self.letter.subject) or self.forwarded:
            return False
        signs = (quoting.ANSWER.match(folded(self.letter.subject[:500])), self.letter.references, self.quotes)
        return sum(map(bool, signs)) >= 2

    def header(self, name: str) -> str:
        """Return a header of the mail in lower case, "" where it has none."""
        return self.letter.headers.get(name, "").strip().lower()


def view(
    letter: Letter,
    channel: Channel,
    ours: Ours,
    divisions: Mapping[str, str],
    lead: str = "",
    verdict: Verdict = Verdict.NONE,
) -> View:
    """Return ``letter`` as its reader sees it; a mail that was passed on is seen as the mail inside."""
    text = ours.left_out(folded(letter.text[:OWN_LIMIT]))
    subject = ours.left_out(folded(letter.subject[:500]))
    quote = quoting.first_quote(text, is_mail=letter.format in MAILS)
    inside = quoting.inner(text) if _passed_on(letter, subject, ours, text[:quote]) else None
    body = inside.text if inside else text[:quote]
    own_words = inside.text if inside else ours.left_out(folded(letter.own_text[:OWN_LIMIT])).strip() or body
    sender = letter.sender
    return View(
        letter=letter,
        channel=channel,
        ours=ours,
        subject=quoting.without_prefixes(inside.subject if inside and inside.subject else subject),
        own=own_words,
        body=body if body.strip() else own_words,
        attached=_attached(letter, ours),
        name=inside.name if inside else folded(sender.name) if sender else "",
        email=inside.email if inside else sender.email.lower() if sender else "",
        forwarded=inside is not None,
        quotes=quote < len(text.rstrip()),
        divisions=divisions,
        lead=lead,
        verdict=verdict,
    )


def _theirs(text: str) -> Iterator[Phone]:
    """Yield the telephone numbers of ``text`` but those that a fax sheet gives for its addressee."""
    about_us = addressee(text.split("\n", COVER))
    for number in phones(text):
        if text.count("\n", 0, number.start) not in about_us:
            yield number


def _passed_on(letter: Letter, subject: str, ours: Ours, said: str) -> bool:
    """Whether the sender passed a mail on: says so, is one of us, or has ``said`` nothing above it."""
    if letter.format not in MAILS or quoting.ANSWER.match(subject):
        return False
    by_us = letter.sender is not None and letter.sender.email.lower() in ours.addresses
    return bool(quoting.FORWARD.match(subject)) or by_us or not (said.strip() or letter.references)


def _attached(letter: Letter, ours: Ours) -> tuple[Source, ...]:
    left = ATTACHED_LIMIT
    sources = []
    for attachment in letter.attachments:
        if attachment.text and left > 0:
            sources.append(Source(attachment.name, ours.left_out(folded(attachment.text[:left]))))
            left -= len(attachment.text)
    return tuple(sources)
