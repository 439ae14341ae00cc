"""Mails to measure with: enquiries of about 5 kB, Chinese and English, no two alike.

The same seed makes the same mails, so that two runs do the same work.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.office import mail

SIZE = 5000  # bytes of text, about

PLACES = (
    ("南京", "025"),
    ("杭州", "0571"),
    ("济南", "0531"),
    ("北京", "010"),
    ("天津", "022"),
    ("石家庄", "0311"),
)
NAMES = ("宏达", "永盛", "华泰", "中正", "恒力", "东岳", "金桥", "长河", "新源", "海纳")
TRADES = ("机械有限公司", "重工股份有限公司", "压力容器厂", "钢结构有限公司", "汽车零部件有限公司")
PEOPLE = ("张伟", "王敏", "刘洋", "陈静", "赵磊", "孙丽", "周强", "吴芳")
WARES = ("环缝自动焊机", "纵缝自动焊机", "悬臂焊接操作机", "焊接机器人工作站", "H型钢焊接生产线", "滚轮架")
SENTENCES = (
    "工件直径 {a} 毫米，壁厚 {b} 毫米，长度 {c} 毫米，材质 Q345R。",
    "每班产量约 {b} 件，两班生产，现场电源 380 伏、50 赫兹，车间净高 {d} 米。",
    "请一并说明焊接工艺、焊丝直径、保护气体和变位机的承重，承重不低于 {a} 公斤。",
    "我们现有 {d} 台旧设备，准备在第 {d} 季度更换，付款方式可以商量。",
    "随设备需要备件 {b} 套，操作人员培训 {d} 天，质保期不少于 {b} 个月。",
    "验收按国家标准进行，焊缝一次合格率要求在百分之九十 {d} 以上，探伤由我方负责。",
)

CITIES = ("Birmingham", "Stuttgart", "Cleveland", "Osaka", "Rotterdam", "Melbourne")
FIRMS = (
    "Harper Tank Works",
    "Nordic Vessels",
    "Lakeside Steel",
    "Meridian Pressure Systems",
    "Orion Fabrication",
)
BUYERS = ("Alice Morgan", "Peter Lindqvist", "Dana Cole", "Tom Becker", "Rosa Alvarez")
GOODS = (
    "a circular seam welder",
    "a longitudinal seam welder",
    "a column and boom manipulator",
    "a welding robot cell",
)
LINES = (
    "The shells are {a} mm in diameter, {b} mm thick and {c} mm long, in carbon steel.",
    "We weld about {b} pieces a shift, two shifts a day, on 400 V and 50 Hz, {d} m of headroom.",
    "Please state process, wire diameter, shielding gas and a positioner load of at least {a} kg.",
    "At present {d} older machines do this work; we mean to replace them in quarter {d} of next year.",
    "Include {b} sets of spare parts, {d} days of training and a warranty of {b} months in your offer.",
)


def enquiries(seed: int) -> Iterator[bytes]:
    """Yield mails without end, two Chinese ones for each English one."""
    random = Random(seed)  # noqa: S311 - repeatable, not secret
    serial = 0
    while True:
        serial += 1
        make = english if serial % 3 == 0 else chinese
        yield make(random, f"{seed}.{serial}")


def chinese(random: Random, id_: str) -> bytes:
    """Return an enquiry from a Chinese company."""
    place, code = random.choice(PLACES)
    ware, person, how_many = random.choice(WARES), random.choice(PEOPLE), random.randint(1, 9)
    company = f"{place}{random.choice(NAMES)}{random.choice(TRADES)}"
    text = (
        f"您好：\n\n我公司需要{ware} {how_many} 台，请报价并告知交货期。\n\n{_body(random, SENTENCES)}\n\n"
        f"{company}\n{person} 经理\n地址：{place}市人民路 {random.randint(1, 999)} 号\n"
        f"电话 {code}-{random.randint(20_000_000, 89_999_999)}\n"
    )
    return _sent(f"询价：{ware} {how_many} 台（{id_}）", text, person, id_)


def english(random: Random, id_: str) -> bytes:
    """Return an enquiry from a company abroad."""
    person, ware = random.choice(BUYERS), random.choice(GOODS)
    text = (
        f"Dear Sir or Madam,\n\nwe need {ware} and ask for your quotation with delivery time.\n\n"
        f"{_body(random, LINES)}\n\nKind regards\n{person}\n{random.choice(FIRMS)} Ltd.\n"
        f"{random.randint(1, 299)} Mill Road, {random.choice(CITIES)}\n"
    )
    return _sent(f"Enquiry {id_}: {ware}", text, person, id_)


def with_attachment(size: int) -> bytes:
    """Return an enquiry of about ``size`` bytes, nearly all of them a drawing that nobody here can open."""
    lines = size // 78
    random = Random(size)  # noqa: S311 - repeatable, not secret
    drawing = b"\r\n".join([_base64_line(random)] * lines)
    return b"".join(
        (
            b"From: zhang@hongda.example\r\nTo: sales@example.com\r\nSubject: Enquiry with drawing\r\n",
            b"Message-ID: <large@hongda.example>\r\nMIME-Version: 1.0\r\n",
            b"Content-Type: multipart/mixed; boundary=part\r\n\r\n--part\r\n",
            b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n",
            "我公司需要环缝焊机两台，图纸见附件，请报价。南京宏达机械有限公司 张伟\r\n".encode(),
            b"--part\r\nContent-Type: application/octet-stream; name=drawing.dwg\r\n",
            b"Content-Disposition: attachment; filename=drawing.dwg\r\n",
            b"Content-Transfer-Encoding: base64\r\n\r\n",
            drawing,
            b"\r\n--part--\r\n",
        )
    )


def _body(random: Random, sentences: tuple[str, ...]) -> str:
    paragraphs: list[str] = []
    while sum(len(paragraph.encode()) for paragraph in paragraphs) < SIZE - 500:
        chosen = random.sample(sentences, 3)
        paragraphs.append("\n".join(_sentence(random, sentence) for sentence in chosen))
    return "\n\n".join(paragraphs)


def _sentence(random: Random, sentence: str) -> str:
    return sentence.format(
        a=random.randint(300, 4000),
        b=random.randint(6, 48),
        c=random.randint(800, 12_000),
        d=random.randint(1, 9),
    )


def _sent(subject: str, text: str, person: str, id_: str) -> bytes:
    address = f"buyer{id_}@customer.example"
    return mail(subject, text, sender=f"{person} <{address}>", message_id=f"<{id_}@customer.example>")


def _base64_line(random: Random) -> bytes:
    return bytes(random.choices(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", k=76))
