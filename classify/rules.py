"""What a letter is: one table, read from the top; the first rule whose words are found decides.

Automatic mail goes first, because nothing automatic is ever answered (I10). A genuine enquiry stands above
lists and spam, because a lost lead costs more than any number of advertisements. What no rule knows, a
person sees.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from classify import asking, automatic, spam, tender, wares
from classify.folding import one_line
from classify.view import View
from sales.judgement import Kind, Verdict
from sales.original import Channel
from sales.words import Words

Proof = str | Words  # the words that prove it, "" where it does not hold; Words where some are ours
Test = Callable[[View], Proof]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind, the test for it, and what a person reads as its reason; ``{}`` stands for the words found."""

    name: str
    kind: Kind
    test: Test
    reason: Words
    confidence: float
    clause: str = ""


def answers_with_verdict(view: View) -> str:
    """An answer that names a lead, or answers a request for approval, with a verdict in its own words."""
    if view.verdict is Verdict.NONE or not (view.is_answer or view.lead):
        return ""
    asked = view.lead if view.is_answer or view.lead in view.letter.subject.upper() else ""
    approval = re.search(r"审批|批准|请示|请审|核准|\bapprov\w*", view.subject, re.IGNORECASE)
    proof = asked or (approval.group() if approval and view.is_answer else "")
    return f"{proof} {one_line(view.own, 40)}" if proof else ""


def names_a_lead(view: View) -> str:
    """A letter that names one of our leads."""
    return view.lead


def answers(view: View) -> str:
    """An answer to another mail."""
    return view.letter.subject.strip() or "References" if view.is_answer else ""


def is_flagged_spam(view: View) -> str:
    """Marked as spam by the mail server, and nobody asks for a machine in it."""
    flag = spam.is_flagged(view)
    return flag if flag and not asking.is_strong(view) else ""


def is_probable_spam(view: View) -> str:
    """Advertising by several signs, unless somebody asks for a machine all the same."""
    return "" if asking.is_fair(view) else spam.is_probable(view)


def is_digest(view: View) -> str:
    """A periodical sent to many: lists of tenders, market news."""
    periodical = automatic.is_periodical(view)
    return periodical if periodical and automatic.is_from_list(view) and not asking.is_strong(view) else ""


def is_for_another_division(view: View) -> Proof:
    """Somebody asks for what another division makes, and for none of our machines (P1.3)."""
    if view.machines or not view.asks:
        return ""
    for division, words in view.divisions.items():
        if match := re.search(words, view.words, re.IGNORECASE):
            return _to(division, match.group())
    return ""


def is_for_service(view: View) -> Proof:
    """One of our machines is out of order, and nobody asks for a price: the division that repairs (P1.3)."""
    match = wares.OUT_OF_ORDER.search(view.words)
    if match is None or not view.machines or wares.PRICE.search(view.words):
        return ""
    fitting = (
        name for name, words in view.divisions.items() if re.search(words, match.group(), re.IGNORECASE)
    )
    return next((_to(name, match.group()) for name in fitting), "")


def _to(division: str, words: str) -> Words:
    """Return the words found and the division they lead to; the settings' own are called as written there."""
    return Words(f"{words} → {division}", f"{words} → {wares.DIVISIONS_IN_ENGLISH.get(division, division)}")


def is_application(view: View) -> str:
    """Somebody looks for work."""
    match = wares.JOB.search(view.words)
    return match.group() if match and not wares.machines(view.subject) else ""


def is_for_nobody_here(view: View) -> str:
    """Somebody asks for goods that the company plainly does not make (P1.2)."""
    match = wares.FOREIGN_GOODS.search(view.words)
    return match.group() if match and view.asks and not wares.WELDING.search(view.words) else ""


def is_selling(view: View) -> str:
    """Somebody sells: two phrases of sellers, and no question for a price."""
    found = tuple({phrase.lower(): phrase for phrase in view.sells}.values())
    return " + ".join(found[:3]) if len(found) >= 2 and not asking.is_strong(view) else ""


def came_by_a_person(view: View) -> str:
    """Written down by staff, sent by a dealer, or left on the web page: always registered (P1.1)."""
    by_hand = view.channel in (Channel.PHONE, Channel.DEALER, Channel.SEARCH, Channel.WEB)
    return view.channel.value if by_hand and view.words.strip() else ""


RULES: tuple[Rule, ...] = (
    Rule("our-own-mail", Kind.AUTO_REPLY, automatic.is_our_own,
         Words("本系统自己发出的邮件（{}）", "our own automatic mail ({})"), 0.99, "I10"),
    Rule("delivery-report", Kind.BOUNCE, automatic.is_delivery_report,
         Words("投递状态报告（{}）", "a delivery status report ({})"), 0.99, "RFC 3464"),
    Rule("read-receipt", Kind.AUTO_REPLY, automatic.is_receipt,
         Words("阅读回执（{}）", "a read receipt ({})"), 0.97, "RFC 8098"),
    Rule("bounce", Kind.BOUNCE, automatic.is_bounce,
         Words("退信：“{}”", "a bounce: “{}”"), 0.95, "RFC 3464"),
    Rule("automatic-answer", Kind.AUTO_REPLY, automatic.is_automatic_answer,
         Words("自动回复：“{}”", "an automatic answer: “{}”"), 0.95, "RFC 3834"),
    Rule("decision", Kind.DECISION, answers_with_verdict,
         Words("对请示的答复：“{}”", "an answer to a request for a decision: “{}”"), 0.9, "I12"),
    Rule("names-a-lead", Kind.REPLY, names_a_lead,
         Words("写明了信息编号 {}", "names the lead {}"), 0.95, "P3.4"),
    Rule("flagged-spam", Kind.SPAM, is_flagged_spam,
         Words("邮件服务器已标为垃圾邮件（{}），也没有询问我们的设备",
               "the mail server marked it as spam ({}), and it asks for none of our machines"), 0.9),
    Rule("answer", Kind.REPLY, answers,
         Words("是对往来邮件的回复：“{}”", "answers an earlier mail: “{}”"), 0.85, "P3.3"),
    Rule("digest", Kind.NEWSLETTER, is_digest,
         Words("群发的期刊或资讯：“{}”", "a periodical sent to many: “{}”"), 0.9, "RFC 2369"),
    Rule("tender-notice", Kind.TENDER, tender.is_titled,
         Words("标题是招标类公告或邀请：“{}”", "its title is that of a tender notice: “{}”"), 0.93, "P5.1"),
    Rule("tender-details", Kind.TENDER, tender.is_detailed,
         Words("正文邀请投标并列有招标事项：“{}”", (
             "invites to tender and gives the details: “{}”"
         )), 0.88, "P5.1"),
    Rule("out-of-order", Kind.OTHER_DIVISION, is_for_service,
         Words("设备要维修，属于其他事业部：“{}”", "a machine to be repaired by another division: “{}”"),
         0.8, "P1.3"),
    Rule("strong-enquiry", Kind.LEAD, asking.is_strong,
         Words("询问我们的设备：“{}”", "asks for our machines: “{}”"), 0.95, "P1.1"),
    Rule("plain-spam", Kind.SPAM, spam.is_plain,
         Words("只有垃圾邮件才这样写：“{}”", "only spam says so: “{}”"), 0.95),
    Rule("from-a-list", Kind.NEWSLETTER, automatic.is_from_list,
         Words("群发邮件（{}），没有明确的询价", (
             "sent to many ({}), and no clear enquiry"
         )), 0.88, "RFC 2369"),
    Rule("probable-spam", Kind.SPAM, is_probable_spam,
         Words("几处广告用语同时出现：“{}”", "several phrases of advertising together: “{}”"), 0.8),
    Rule("application", Kind.DECLINE, is_application,
         Words("求职信：“{}”", "an application for work: “{}”"), 0.8, "P1.2"),
    Rule("other-division", Kind.OTHER_DIVISION, is_for_another_division,
         Words("属于其他事业部：“{}”", "belongs to another division: “{}”"), 0.8, "P1.3"),
    Rule("seller", Kind.SPAM, is_selling,
         Words("对方在推销，没有询价：“{}”", "sells something and asks for nothing: “{}”"), 0.7),
    Rule("enquiry", Kind.LEAD, asking.is_fair,
         Words("询问焊接设备：“{}”", "asks about welding equipment: “{}”"), 0.8, "P1.1"),
    Rule("not-for-us", Kind.DECLINE, is_for_nobody_here,
         Words("询问的“{}”明显不是我们的产品", "asks for “{}”, which we plainly do not make"), 0.75, "P1.2"),
    Rule("names-a-machine", Kind.LEAD, asking.is_named,
         Words("提到我们的设备：“{}”", "names a machine of ours: “{}”"), 0.6, "P1.1"),
    Rule("asks-a-price", Kind.LEAD, asking.is_firm,
         Words("有人询价，要什么还不清楚：“{}”", (
             "asks for a price, for what is not clear: “{}”"
         )), 0.5, "P2.2"),
    Rule("by-a-person", Kind.LEAD, came_by_a_person,
         Words("经电话、网站、经销商或自主开发得来，一律登记", (
             "came by phone, website, dealer or own search, which is always registered"
         )), 0.6, "P1.1"),
    Rule("generated", Kind.AUTO_REPLY, automatic.is_generated,
         Words("程序发出的通知（{}）", "a notification by a program ({})"), 0.8, "RFC 3834"),
    Rule("newsletter", Kind.NEWSLETTER, automatic.is_periodical,
         Words("期刊或资讯：“{}”", "a periodical: “{}”"), 0.6),
)  # fmt: skip

UNREADABLE = Rule("nothing-to-read", Kind.UNCLEAR, lambda _: "",
                  Words("没有可读的文字，请看原件", (
                      "there is no text to read; look at the original"
                  )), 0.9, "P2.2")  # fmt: skip
UNKNOWN = Rule("no-rule", Kind.UNCLEAR, lambda _: "",
               Words("没有规则适用，请人判断", (
                   "no rule fits; a person has to look"
               )), 0.3, "P2.2")  # fmt: skip


def decide(view: View) -> tuple[Rule, Words]:
    """Return the rule that decides what the letter is, and its reason with the words it found."""
    for rule in RULES:
        if proof := rule.test(view):
            return rule, _filled(rule.reason, proof)
    rule = UNKNOWN if view.everything.strip() else UNREADABLE
    return rule, rule.reason


def _filled(reason: Words, proof: Proof) -> Words:
    found = proof if isinstance(proof, Words) else Words(proof, proof)
    return Words(
        reason.zh.replace("{}", one_line(found.zh, 80)), reason.en.replace("{}", one_line(found.en, 80))
    )
