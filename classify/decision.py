"""Which decision the sender's own words contain: careful, since a quote may leave on it (I11, I12).

A verdict counts only where it is a sentence of its own. Conditions, reported speech, questions, doubts and
double negation make it ambiguous, and a person is asked.
"""

import re

from classify.folding import folded
from classify.pattern import Pattern
from sales.greeting import is_greeting
from sales.judgement import Decision, Verdict

READ = 600  # characters: a decision is short, and stands at the beginning
TAKEN_BACK = 20_000  # characters that are looked through for the opposite
OBJECT_ZH = (
    r"(?>了|的|啊|哈|吧|~| |该|此|这个|这份|上述|本次|本|以上|你的|我们|方案|报价|价格|申请|意见|合同|协议"
    r"|投标|参加|参与|发出|发送|发给|报出|报给|上报|签发|制作|客户|执行|办理|按此|照此|按|办|派人|借款|支付|付款|转交|评审|第?v?\d版?"
    r"|请示| ?[A-Z]{2,8}-\d{4}-\d{5,7})"
)
OBJECT_EN = (
    r"(?> (?>it|this|that|the|your|as|is|proposed|submitted|quote|quotation|proposal|request|offer|price"
    r"|document|contract|version|v?\d+|with|to|sending|send|go|out|please|thanks|thank you))"
)
APPROVE = Pattern(
    rf"(?:我|本人|我方|我们|经审核|审核|审批|已|现)?(?:完全|一致|予以)?(?:同意|批准|核准|准予|审批通过"
    rf"|审核通过|通过|赞成){OBJECT_ZH}*+"
    rf"|可以(?:了|的)?|可以发(?:出|送|给客户)?|准|可|ok|okay|(?:i |we |it is |this is "
    rf"|hereby )*(?:approve|approved|agree|agreed|accepted|accept|go ahead|yes){OBJECT_EN}*+"
)
REJECT = Pattern(
    rf"(?:我|本人|我方|我们|经审核|审核|审批|已|现)?(?:坚决)?(?:不同意|不能同意|无法同意|不批准|不予批准|不予同意|不准"
    rf"|否决|驳回|拒绝|不通过|审批不通过|审核不通过|未通过|退回|反对|不可以|不行|不批|不参加|不参与|放弃投标){OBJECT_ZH}*+(?:修改"
    rf"|重做|重报)?"
    rf"|(?:i |we |it is |this is |hereby )*(?:reject|rejected|declined|denied|refused|disapprove"
    rf"|disapproved|disagree|not approved|not accepted|do not approve|don't approve|do not agree"
    rf"|don't agree|cannot approve|can't approve|no){OBJECT_EN}*+"
)
LOOSE = Pattern(
    r"同意|批准|核准|否决|驳回|不予|审批|不反对|没意见|无异议|\b(?:approv\w+|reject\w*|agree\w*"
    r"|disagree\w*|declin\w+)\b"
)
DOUBT = Pattern(
    r"如果|假如|若|要是|的话|除非|前提|条件是|只要|只有|但|不过|然而|等.{0,12}(?:后|再|之后)"
    r"|待.{0,16}(?:后|再)|暂|原则上|基本(?:上)?|部分|应该|可能|大概|也许|估计|似乎|我觉得|不?含|不包|再(?:说|议|看"
    r"|考虑|商量)"
    r"|说|听说|据说|转告|转达|告诉|认为|表示|让我|叫我|替|代|领导意见|不是不|并非|没有不|不反对|[?]|吗"
    r"|以上(?:是|为|系)|(?:不|未|没|别|勿|无法|不能|不予) ?\n|\b(?:not|n't) ?\n"
    r"|是否|能不能|可不可以|怎么|谁|修改后|改后|改为|改成|另(?:外|计|加|议)|需|须|加上|去掉|删|增加|减"
    r"|调整|\d ?(?:%|万|元|折|台|套|天|usd|eur|k\b)|降(?:低|价|到)|才"
    r"|\b(?:if|unless|provided|once|subject to|but|however|except|after|when|assuming|partly|maybe"
    r"|perhaps|probably|think|guess|should|would|could|might|may|said|says|told|tells|according"
    r"|not dis\w+|don't dis\w+|no objection|not sure|almost|mostly|until|whether)\b"
)
NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
SENTENCE = re.compile(r"[。!?;:,.\n、\[\]()\U0001f300-\U0001faff]+| -+ ")


def decision(own_text: str) -> Decision:
    """Return what the sender's own words decide; ``AMBIGUOUS`` wherever a second reading is possible."""
    whole = folded(own_text).strip()
    text = whole[:READ]
    sentences = _sentences(text)
    while _greets(sentences):
        sentences.pop(0)
    said = next((sentence for sentence in sentences[:2] if _verdict(sentence) is not Verdict.NONE), "")
    if not said:
        spoken = LOOSE.search(text) and len(text) <= READ // 3
        return Decision(Verdict.AMBIGUOUS if spoken else Verdict.NONE, text if spoken else "")
    if DOUBT.search(text) or _both(_sentences(whole[:TAKEN_BACK])):
        return Decision(Verdict.AMBIGUOUS, text)
    return Decision(_verdict(said), text.partition(said)[2].lstrip("。!?;:,.\n、 "))


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in SENTENCE.split(text) if part.strip()]


def _greets(sentences: list[str]) -> bool:
    """Return whether the first sentence is a greeting, or the name in front of one: 王芳，您好。"""
    match sentences:
        case [first, *_] if is_greeting(first):
            return True
        case [name, greeting, *_]:
            is_name = NAME.fullmatch(name) and _verdict(name) is Verdict.NONE
            return bool(is_name) and is_greeting(greeting)
    return False


def _verdict(sentence: str) -> Verdict:
    if REJECT.fullmatch(sentence):
        return Verdict.REJECT
    return Verdict.APPROVE if APPROVE.fullmatch(sentence) else Verdict.NONE


def _both(sentences: list[str]) -> bool:
    verdicts = {_verdict(sentence) for sentence in sentences}
    return Verdict.APPROVE in verdicts and Verdict.REJECT in verdicts
