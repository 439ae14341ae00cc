"""A lead as an ordinary day brings it, for every test of this room."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from documents.case import Case, Paper, Received
from sales.enquiry import Enquiry, Finding
from sales.judgement import Kind, Whose
from sales.lead import Lead, Stage
from sales.letter import Attachment, Letter
from sales.original import Channel, Original, OriginalState
from sales.people import Company, Person, Region, Role, Territory
from sales.words import Language, Words

NOW = datetime(2026, 11, 23, 1, 15, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")

COMPANY = Company(
    "华东焊接装备股份有限公司",
    "East China Welding Equipment Co., Ltd.",
    "江苏省苏州市工业园区星湖街328号",
    "0512-6288 0000",
    "0512-6288 0001",
    "sales@example.com",
    "",
    "本表由销售部归档，保存期限：10年",
)
WANG = Person("wang", "王芳", "wang@example.com", frozenset({Role.COORDINATOR}))
LI = Person("li", "李明", "li@example.com", frozenset({Role.MANAGER}), ("华东",))
TERRITORY = Territory((Region("华东", ("上海", "江苏")),), (WANG, LI))

ENQUIRY = Enquiry(
    company=Finding("苏州恒力管道工程有限公司"),
    customer_kind=Finding("end-user"),
    industry=Finding("石油化工"),
    address=Finding("江苏省苏州市吴江区盛泽镇纺织科技园二路18号"),
    contact=Finding("张伟"),
    position=Finding("设备部经理"),
    phone=Finding("0512-6300 1234"),
    fax=Finding("0512-6300 1235"),
    email=Finding("zhangwei@hengli.example.com"),
    product=Finding("管道环缝自动焊接机器人工作站"),
    product_line=Finding("welding-robot"),
    workpiece=Finding("不锈钢管道"),
    material=Finding("06Cr19Ni10"),
    sizes=Finding("DN50–DN300，壁厚 3–12 mm"),
    quantity=Finding("2 套"),
    process=Finding("TIG 打底 + MIG 盖面"),
    needed_by=Finding("2027年3月底前"),
    budget=Finding("约 180 万元"),
    summary=Finding("新建管道预制车间，拟采购两套工作站。"),
)
LEAD = Lead(
    number="LW-2026-00042",
    kind=Kind.LEAD,
    channel=Channel.EMAIL,
    stage=Stage.REGISTERED,
    source="sales",
    received_at=NOW,
    registered_at=NOW,
    registered_by="leadwright",
    period="2026-11",
    folder="2026/2026-11/华东/LW-2026-00042 苏州恒力管道工程有限公司",
    reason=Words("正文含询价", "The text asks for a price"),
    confidence=0.93,
    whose=Whose(
        Finding("江苏省"), Finding("苏州市"), "华东", "li", Words("地址在苏州", "The address is in Suzhou")
    ),
    enquiry=ENQUIRY,
    first_contact_due=NOW + timedelta(days=1),
)
ORIGINAL = Original("a" * 64, 48_213, "询价.eml", Channel.EMAIL, NOW, OriginalState.REGISTERED, "x")
LETTER = Letter("eml", attachments=(Attachment("图纸.pdf", "application/pdf", 1_843_211),))
CASE = Case(LEAD, (Received(ORIGINAL, LETTER),))
NOBODY_KNOWS = replace(
    LEAD,
    kind=Kind.UNCLEAR,
    whose=Whose(reason=Words("没有地区信息", "Nothing tells the region")),
    enquiry=Enquiry(),
    first_contact_due=None,
)


def paper(language: Language = Language.ZH, company: Company = COMPANY) -> Paper:
    """Return the company's paper in a language."""
    return Paper(company, TERRITORY, language, SHANGHAI, NOW)


def saying(text: str) -> Case:
    """Return a case in which everything that comes from outside says ``text``."""
    said = Finding(text)
    lead = replace(
        LEAD,
        source=text,
        registered_by=text,
        reason=Words(text, text),
        whose=Whose(said, said, text, "li", Words(text, text)),
        enquiry=Enquiry(*[said] * len(ENQUIRY.found())),
    )
    letter = Letter("eml", attachments=(Attachment(text, "x/y", 1, problem=Words(text, text)),))
    return Case(lead, (Received(replace(ORIGINAL, name=text), letter),))
