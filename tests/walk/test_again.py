"""Who puts the very same file into a folder again waits for an answer, and gets one."""

from leadwright.demo import word
from sales.lead import Stage
from sales.paper import DocumentKind as D
from sales.words import Language
from tests.walk.conftest import NewCompany, on_sqlite
from tests.walk.words import places


@on_sqlite
def test_the_same_form_is_looked_at_again_each_time_that_it_is_dropped(new_company: NewCompany) -> None:
    """Its bytes are known from the first time (I2): it stays one original, and is filed once."""
    company = new_company(Language.ZH)
    company.enquire("single-machine")
    name, empty = company["li"].form(D.PROPOSAL_REQUEST)
    form = word.fill_in(empty, places(D.PROPOSAL_REQUEST, Language.ZH) | {"wanted_by": "尽快"})
    for folder_name in (name, f"再次 {name}"):
        company.office.drop(folder_name, form, "forms")
        company.work()
    returned = [move for move in company.moves() if move.name == "return-form"]
    assert [move.detail["file"] for move in returned] == [returned[0].detail["file"]] * 2

    form = word.fill_in(empty, places(D.PROPOSAL_REQUEST, Language.ZH))
    for folder_name in (name, f"再次 {name}"):
        company.office.drop(folder_name, form, "forms")
        company.work()
    assert company.stage is Stage.SIGNING
    assert len(company.versions(D.PROPOSAL_REQUEST)) == 2
    assert company["wang"].newest("【重复表格】")
