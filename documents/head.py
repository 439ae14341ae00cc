"""What every form carries: the company's head, the lead's number, the date, who prepared it."""

from dataclasses import dataclass
from typing import Annotated

from documents import printed
from documents.case import Case, Paper
from sales.people import Company
from sales.words import Language, Words

ADDRESS = Words("地址：", "Address: ")
PHONE = Words("电话：", "Phone: ")
FAX = Words("传真：", "Fax: ")
EMAIL = Words("邮箱：", "E-mail: ")


@dataclass(frozen=True, slots=True)
class Head:
    """The fields common to all forms; a template writes them ``{{ head.company }}``."""

    company: Annotated[str, Words("公司名称", "Name of the company")]
    company_en: Annotated[str, Words("公司英文名称", "Its other name: English on Chinese paper")]
    address: Annotated[str, Words("公司地址", "Its address")]
    contacts: Annotated[str, Words("公司电话、传真、邮箱", "Its phone, fax and mail, in one line")]
    number: Annotated[str, Words("线索编号", "Number of the lead")]
    version: Annotated[str, Words("本表版次", "Version of this document")]
    date: Annotated[str, Words("制表日期", "Date of this document")]
    prepared_by: Annotated[str, Words("编制人", "Who prepared it")]
    retention_note: Annotated[str, Words("保存期限说明", "How long it is kept, by setting")]


def head(case: Case, paper: Paper) -> Head:
    """Return the head of a form about ``case``."""
    company, language = paper.company, paper.language
    return Head(
        company=called(company, language),
        company_en=company.name_en if language is Language.ZH else "",
        address=_named(ADDRESS, company.address, language),
        contacts=contacts(company, language),
        number=case.lead.number,
        version=str(case.version),
        date=printed.date(paper.now, paper.zone, language),
        prepared_by=printed.person(case.prepared_by, paper.territory, language),
        retention_note=company.retention_note,
    )


def called(company: Company, language: Language) -> str:
    """Return the company's name in ``language``, where it has one."""
    return (company.name_en if language is Language.EN else "") or company.name


def contacts(company: Company, language: Language) -> str:
    """Return how to reach the company, in one line, without what the settings leave empty."""
    known = (_named(PHONE, company.phone, language), _named(FAX, company.fax, language))
    return "　".join(filter(None, (*known, _named(EMAIL, company.email, language))))


def _named(label: Words, value: str, language: Language) -> str:
    return label.in_(language) + value if value else ""
