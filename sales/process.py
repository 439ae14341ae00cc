"""The procedure as data: whose turn it is in each stage, and which moves lead out of it, with their clauses.

Nothing here acts. :mod:`sales.permission` says whether a person may make a move, :mod:`sales.spoken` what
words make it, ``act`` of the procedure makes it, and docs/process.md is drawn from these two tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sales.clocks import Clock
from sales.judgement import Verdict
from sales.lead import Stage
from sales.paper import DocumentKind
from sales.people import Role
from sales.words import Words


@dataclass(frozen=True, slots=True)
class Turn:
    """What a stage is called, who is to act in it, on what, and by which clock."""

    words: Words
    clause: str
    role: Role | None = None  # None: the service acts, or nobody any more
    task: Words | None = None  # what they are asked to do
    clock: Clock | None = None
    fills: tuple[DocumentKind, ...] = ()  # forms that they fill in and send back
    decides: tuple[DocumentKind, ...] = ()  # papers whose exact bytes their decision binds to (I11): it is
    # about the last, and those before it belong to that where there are any


@dataclass(frozen=True, slots=True)
class Rule:
    """A move of the procedure: where it may be made, by whom, with what, and where it leads."""

    name: str
    words: Words
    clause: str
    stages: tuple[Stage, ...]
    to: Stage | None  # None: the lead stays where it is
    who: tuple[Role, ...]
    needs: tuple[str, ...] = ()  # what has to be said with it
    say: tuple[Words, ...] = ()  # an answer of one line that begins so makes it; mails print the first
    form: DocumentKind | None = None  # coming back filled in, it makes this move
    verdict: Verdict | None = None  # an answer with this verdict makes it, by mail or on the signed paper
    writes: tuple[DocumentKind, ...] = ()  # what is written when it is made


COORDINATOR, MANAGER, DIRECTOR = Role.COORDINATOR, Role.MANAGER, Role.DIRECTOR
SALES_GM, TECHNICAL = Role.SALES_GM, Role.TECHNICAL
SALES = (MANAGER, COORDINATOR)  # while the manager travels, the coordinator fills in for them (P2.3)
YES, NO = Verdict.APPROVE, Verdict.REJECT
D, S = DocumentKind, Stage

# Tables are read line by line.
# fmt: off
NEEDS: Mapping[str, Words] = MappingProxyType({
    "note": Words("联系情况", "what was said"),
    "reason": Words("原因", "the reason"),
    "division": Words("事业部", "the division"),
    "reference": Words("参考方案名称", "name of the reference proposal"),
    "way": Words("发送方式", "by which way"),
})
"""What a move may need said with it, as people call it."""

TURNS: Mapping[Stage, Turn] = MappingProxyType({
    S.REGISTERED: Turn(Words("已登记", "registered"), "P1.1"),
    S.HANDED_OUT: Turn(Words("已分发", "handed out"), "P2.1", MANAGER,
        Words("联系客户，作初步评估", "contact the customer and make a first assessment"),
        Clock.FIRST_CONTACT, fills=(D.PROPOSAL_REQUEST,)),
    S.ASSESSING: Turn(Words("评估中", "being assessed"), "P2.3", MANAGER,
        Words("填写项目信息及方案申请表", "complete the project information and proposal request"),
        Clock.REQUEST, fills=(D.PROPOSAL_REQUEST, D.DISPATCH_REQUEST)),
    S.UNCLEAR: Turn(Words("待部长定夺", "with the director"), "P2.2", DIRECTOR,
        Words("决定是否参与及重要程度", "decide how far to take part, and how important it is"),
        Clock.DECISION, decides=(D.REGISTRATION,)),
    S.DECLINING: Turn(Words("待谢绝", "to be declined"), "P1.2", COORDINATOR,
        Words("审核谢绝回复函", "check the letter that declines"),
        Clock.DECISION, decides=(D.DECLINE_LETTER,)),
    S.TRANSFERRING: Turn(Words("待同意转交", "transfer proposed"), "P1.3", DIRECTOR,
        Words("审批信息转交", "consent to the transfer"), Clock.DECISION, decides=(D.TRANSFER,)),
    S.SIGNING: Turn(Words("申请待签", "request to be signed"), "P2.3", DIRECTOR,
        Words("审签方案申请", "sign the proposal request"),
        Clock.DECISION, decides=(D.DISPATCH_REQUEST, D.PROPOSAL_REQUEST)),
    S.REQUESTED: Turn(Words("待技术答复", "with the technical group"), "P2.4", TECHNICAL,
        Words("书面答复是否制作方案", "answer whether the proposal will be made"),
        Clock.ANSWER, fills=(D.REFUSAL,), decides=(D.DISPATCH_REQUEST, D.PROPOSAL_REQUEST)),
    S.REFUSED: Turn(Words("技术不参与", "refused by the technical group"), "P2.4", MANAGER,
        Words("答复是否接受技术部门意见", "accept the refusal, or disagree"),
        Clock.DECISION, decides=(D.REFUSAL,)),
    S.DISPUTED: Turn(Words("待销售总经理裁定", "disputed"), "P2.5", SALES_GM,
        Words("裁定是否制作方案", "decide whether the proposal is made"),
        Clock.DECISION, decides=(D.REVIEW_RECORD,)),
    S.PROPOSING: Turn(Words("方案制作中", "proposal being made"), "P3.2", TECHNICAL,
        Words("制作技术方案", "make the technical proposal"),
        Clock.PROPOSAL, fills=(D.PROPOSAL, D.COST_SHEET)),
    S.COSTING: Turn(Words("待成本价", "cost price to come"), "P3.6", TECHNICAL,
        Words("填报成本价格表", "give the cost price"), Clock.DECISION, fills=(D.COST_SHEET,)),
    S.PRICING: Turn(Words("待报价", "to be priced"), "P3.6", MANAGER,
        Words("核定报价", "set the price"), Clock.DECISION, fills=(D.QUOTE,)),
    S.CONFIRMING: Turn(Words("报价待确认", "quote to be confirmed"), "P4.1", MANAGER,
        Words("确认方案和报价", "confirm proposal and quote"),
        Clock.DECISION, decides=(D.PROPOSAL, D.QUOTE)),
    S.REVIEWING: Turn(Words("报价待审批", "quote to be approved"), "P3.6", DIRECTOR,
        Words("审批报价", "approve the quote"), Clock.DECISION, decides=(D.PROPOSAL, D.QUOTE)),
    S.APPROVED: Turn(Words("待发客户", "approved, to be sent"), "P4.1", COORDINATOR,
        Words("将方案和报价发给客户", "send proposal and quote to the customer"), Clock.DECISION),
    S.QUOTED: Turn(Words("已报价", "quoted"), "P4.3", MANAGER,
        Words("跟踪项目", "follow the project up")),
    S.DECLINED: Turn(Words("已谢绝", "declined"), "P1.2"),
    S.TRANSFERRED: Turn(Words("已转交", "transferred"), "P1.3"),
    S.DROPPED: Turn(Words("已终止", "dropped"), "P4.4"),
    S.CLOSED: Turn(Words("已关闭", "closed"), "P1.1"),
})
"""Every stage; the last four are ends, and ``reopen`` leads out of them."""

ENDS = (S.DECLINED, S.TRANSFERRED, S.DROPPED, S.CLOSED)
OPEN = tuple(stage for stage in TURNS if stage not in (*ENDS, S.REGISTERED))
WITH_SALES = (S.HANDED_OUT, S.ASSESSING)
IN_EXCHANGE = (*WITH_SALES, S.REQUESTED, S.PROPOSING, S.COSTING, S.PRICING, S.QUOTED)

MOVES: tuple[Rule, ...] = (
    # The assessment
    Rule("contact", Words("已联系客户", "the customer was contacted"), "P2.1",
        (S.HANDED_OUT,), S.ASSESSING, SALES, needs=("note",),
        say=(Words("已联系客户", "customer contacted"), Words("已联系", "contacted"))),
    Rule("ask-director", Words("情况不明，报部长定夺", "ask the director: it is unclear"), "P2.2",
        WITH_SALES, S.UNCLEAR, SALES, needs=("reason",),
        say=(Words("报部长定夺", "ask the director"), Words("报部长", "ask director"))),
    Rule("take-part", Words("参与", "take part"), "P2.2",
        (S.UNCLEAR,), S.ASSESSING, (DIRECTOR,), verdict=YES),
    Rule("stay-out", Words("不参与", "stay out"), "P2.2",
        (S.UNCLEAR,), S.DECLINING, (DIRECTOR,), needs=("reason",), verdict=NO, writes=(D.DECLINE_LETTER,)),
    # What is not for us
    # Once more while the letter is being checked: it is written anew, with another reason
    Rule("decline", Words("谢绝", "decline"), "P1.2",
        (*WITH_SALES, S.UNCLEAR, S.REFUSED, S.DECLINING), S.DECLINING, (COORDINATOR, DIRECTOR),
        needs=("reason",), writes=(D.DECLINE_LETTER,),
        say=(Words("谢绝", "decline"), Words("婉拒", "turn down"))),
    Rule("send-letter", Words("发出谢绝函", "send the letter that declines"), "P1.2",
        (S.DECLINING,), S.DECLINED, (COORDINATOR, DIRECTOR), verdict=YES),
    Rule("keep", Words("不谢绝，继续跟进", "do not decline"), "P1.2",
        (S.DECLINING,), S.ASSESSING, (COORDINATOR, DIRECTOR), verdict=NO),
    Rule("transfer", Words("申请转交其他事业部", "propose the transfer to another division"), "P1.3",
        (*WITH_SALES, S.UNCLEAR), S.TRANSFERRING, (COORDINATOR,),
        needs=("division", "reason"), writes=(D.TRANSFER,),
        say=(Words("转交", "transfer to"), Words("转交给", "hand over to"))),
    Rule("consent", Words("同意转交", "consent to the transfer"), "P1.3",
        (S.TRANSFERRING,), S.TRANSFERRED, (DIRECTOR,), verdict=YES),
    Rule("keep-here", Words("不同意转交", "do not transfer"), "P1.3",
        (S.TRANSFERRING,), S.ASSESSING, (DIRECTOR,), verdict=NO),
    # The request
    Rule("request", Words("提交方案申请", "request the proposal"), "P2.3",
        WITH_SALES, S.SIGNING, SALES, form=D.PROPOSAL_REQUEST),
    Rule("request-staff", Words("申请派人交流", "ask for people to be sent"), "P2.3",
        (*WITH_SALES, S.SIGNING), None, SALES, form=D.DISPATCH_REQUEST),
    Rule("sign", Words("签字同意", "sign"), "P2.3",
        (S.SIGNING,), S.REQUESTED, (DIRECTOR,), verdict=YES),
    Rule("return-request", Words("退回申请", "return the request"), "P2.3",
        (S.SIGNING,), S.ASSESSING, (DIRECTOR,), verdict=NO),
    Rule("accept", Words("同意制作方案", "accept the request"), "P2.4",
        (S.REQUESTED,), S.PROPOSING, (TECHNICAL,), verdict=YES),
    Rule("refuse", Words("书面答复不参与", "refuse in writing"), "P2.4",
        (S.REQUESTED,), S.REFUSED, (TECHNICAL,), needs=("reason",), form=D.REFUSAL, verdict=NO,
        writes=(D.REFUSAL,)),
    Rule("accept-refusal", Words("接受不参与", "accept the refusal"), "P2.4",
        (S.REFUSED,), S.DECLINING, (MANAGER, DIRECTOR), verdict=YES, writes=(D.DECLINE_LETTER,)),
    Rule("disagree", Words("有异议，报销售总经理", "disagree"), "P2.5",
        (S.REFUSED,), S.DISPUTED, (MANAGER, DIRECTOR), needs=("reason",), verdict=NO,
        writes=(D.REVIEW_RECORD,)),
    Rule("overrule", Words("裁定制作方案", "have the proposal made"), "P2.5",
        (S.DISPUTED,), S.PROPOSING, (SALES_GM,), verdict=YES),
    Rule("uphold", Words("裁定不参与", "uphold the refusal"), "P2.5",
        (S.DISPUTED,), S.DECLINING, (SALES_GM,), verdict=NO, writes=(D.DECLINE_LETTER,)),
    # Proposal, cost and quote
    Rule("propose", Words("提交技术方案", "hand in the proposal"), "P3.2",
        (S.PROPOSING,), S.COSTING, (TECHNICAL,), form=D.PROPOSAL),
    Rule("cost", Words("提交成本价", "give the cost price"), "P3.6",
        (S.COSTING,), S.PRICING, (TECHNICAL,), form=D.COST_SHEET),
    Rule("offer-reference", Words("采用参考方案和参考价", "take a reference proposal and price"), "P3.1",
        WITH_SALES, S.CONFIRMING, SALES, needs=("reference",), writes=(D.PROPOSAL, D.QUOTE),
        say=(Words("采用参考方案", "use reference"),)),
    Rule("quote", Words("提交报价", "set the price"), "P3.6",
        (S.PRICING,), S.REVIEWING, (MANAGER,), form=D.QUOTE, writes=(D.QUOTE,)),
    Rule("prepare-quote", Words("代拟报价", "prepare the quote"), "P3.6",
        (S.PRICING,), S.CONFIRMING, (COORDINATOR,), form=D.QUOTE, writes=(D.QUOTE,)),
    Rule("confirm", Words("确认报价", "confirm the quote"), "P4.1",
        (S.CONFIRMING,), S.REVIEWING, (MANAGER,), verdict=YES),
    Rule("change-quote", Words("修改报价", "have the quote changed"), "P4.1",
        (S.CONFIRMING,), S.PRICING, (MANAGER,), verdict=NO),
    Rule("approve", Words("批准报价", "approve the quote"), "P3.6",
        (S.REVIEWING,), S.APPROVED, (DIRECTOR,), verdict=YES),
    Rule("return-quote", Words("退回报价", "return the quote"), "P3.6",
        (S.REVIEWING,), S.PRICING, (DIRECTOR,), verdict=NO),
    Rule("send", Words("已发客户", "sent to the customer"), "P4.1",
        (S.APPROVED,), S.QUOTED, (COORDINATOR,), needs=("way",),
        say=(Words("已发客户", "sent to customer"), Words("已发", "sent"))),
    Rule("revise-quote", Words("修订报价", "revise the quote"), "P3.6",
        (S.APPROVED, S.QUOTED), S.PRICING, SALES, needs=("reason",),
        say=(Words("修订报价", "revise quote"), Words("修改报价", "change quote"))),
    Rule("revise-proposal", Words("修订方案", "revise the proposal"), "P3.2",
        (S.COSTING, S.PRICING, S.APPROVED, S.QUOTED), S.PROPOSING, SALES, needs=("reason",),
        say=(Words("修订方案", "revise proposal"), Words("修改方案", "change proposal"))),
    # A revised form needs no move before it: sending it in is enough
    Rule("requote", Words("提交修订报价", "hand in a revised quote"), "P3.6",
        (S.APPROVED, S.QUOTED), S.REVIEWING, (MANAGER,), form=D.QUOTE),
    Rule("prepare-requote", Words("代拟修订报价", "prepare a revised quote"), "P3.6",
        (S.APPROVED, S.QUOTED), S.CONFIRMING, (COORDINATOR,), form=D.QUOTE),
    Rule("repropose", Words("提交修订方案", "hand in a revised proposal"), "P3.2",
        (S.COSTING, S.PRICING, S.APPROVED, S.QUOTED), S.COSTING, (TECHNICAL,), form=D.PROPOSAL),
    Rule("recost", Words("提交修订成本价", "give a revised cost price"), "P3.6",
        (S.PRICING, S.APPROVED, S.QUOTED), S.PRICING, (TECHNICAL,), form=D.COST_SHEET),
    # At any time
    Rule("record-exchange", Words("提交技术交流记录", "record a technical exchange"), "P3.5",
        IN_EXCHANGE, None, (TECHNICAL, *SALES), form=D.EXCHANGE_RECORD),
    Rule("write-memo", Words("提交备忘录", "hand in the memo"), "P3.5",
        IN_EXCHANGE, None, (TECHNICAL, *SALES), form=D.MEMO),
    Rule("acknowledge-memo", Words("客户已确认备忘录", "the customer acknowledged the memo"), "P3.5",
        IN_EXCHANGE, None, SALES,
        say=(Words("备忘录已确认", "memo acknowledged"), Words("客户已确认备忘录", "memo confirmed"))),
    Rule("pause", Words("等待客户，暂停计时", "wait for the customer"), "P3.3",
        OPEN, None, (TECHNICAL, *SALES), needs=("reason",),
        say=(Words("暂停", "pause"), Words("暂停计时", "stop the clock"))),
    Rule("resume", Words("恢复计时", "go on"), "P3.3", OPEN, None, (TECHNICAL, *SALES),
        say=(Words("恢复", "resume"), Words("恢复计时", "go on"))),
    Rule("drop", Words("终止", "give up"), "P4.4",
        OPEN, S.DROPPED, (COORDINATOR, DIRECTOR), needs=("reason",),
        say=(Words("终止", "drop"), Words("放弃", "give up"))),
    Rule("reopen", Words("重新启动", "take up again"), "P4.4",
        ENDS, S.ASSESSING, (COORDINATOR, DIRECTOR), needs=("reason",),
        say=(Words("重新启动", "reopen"), Words("重启", "take up again"))),
    Rule("correct", Words("更正登记内容", "correct what it says"), "P4.4",
        tuple(TURNS), None, (COORDINATOR, DIRECTOR)),
)
# fmt: on
"""Every move that a person makes."""


def moves_from(stage: Stage) -> tuple[Rule, ...]:
    """Return the moves that may be made in ``stage``, in the order of the procedure."""
    return tuple(rule for rule in MOVES if stage in rule.stages)
