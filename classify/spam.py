"""Spam, for strong reasons only: losing a lead is the worst error."""

from classify.pattern import Pattern
from classify.view import View

DECISIVE = {  # one such phrase is enough: no customer writes it in an enquiry
    "代开发票": (
        r"代[开理办].{0,8}(?:发\s?票|票据)|(?:发\s?票|增值税票).{0,6}(?:代开|代办|优惠代)|(?:有|可|能"
        r"|长期)(?:对外)?(?:开|代开).{0,10}(?:各类|各种|普通|增值税|正规).{0,6}发票|开票.{0,6}(?:点数"
        r"|税点)(?:低|优惠)"
    ),
    "贷款": (
        r"(?:无抵押|无担保|信用|企业|个人|抵押|低息|快速|小额|应急).{0,6}贷款|贷款.{0,10}(?:无抵押|当天"
        r"|秒批|下款|放款|利息低)|信用卡(?:套现|代还|提额)|\b(?:loan offer|business loans?"
        r"|personal loans?|payday|loan at \d)"
    ),
    "网站推广": (
        r"(?:SEO|百度|谷歌|关键词|网站|搜索).{0,6}(?:优化|排名|推广).{0,20}(?:首页|服务|公司|包年|费用"
        r"|套餐)|刷(?:单|粉|排名)|群发(?:软件|邮件服务)|邮件群发|外贸客户开发|外贸(?:客户|买家)(?:数据"
        r"|邮箱|名录)"
        r"|\b(?:rank(?:ing)? (?:your |on )?(?:website|google|first page|higher)|seo (?:services?"
        r"|packages?|expert|agency|proposal)|first page of google|backlinks?|guest post|(?:e-?mail"
        r"|contacts?) (?:list|database|leads) for sale)"
    ),
    "赌博": (
        r"(?:博彩|赌场|彩票|时时彩|六合彩|百家乐|真人娱乐)|\b(?:online casino|jackpot|lottery (?:winner"
        r"|winning|prize)|you (?:have|'ve) won|winning notification|betting tips)\b"
    ),
    "药品": (
        r"(?:伟哥|壮阳|减肥(?:药|茶))|\b(?:v[i1!]agra|cial[i1]s|levitra|xanax|penis|enlargement"
        r"|weight loss pills?|cheap meds|prescription drugs?|online pharmacy)\b"
    ),
    "骗局": (
        r"(?:遗产|继承).{0,12}(?:基金|美元|万美元)|中奖(?:通知|信息).{0,40}(?:领取|验证码)"
        r"|\b(?:next of kin|inheritance fund|my late (?:client|husband|father)|unclaimed (?:fund|sum)"
        r"|barrister"
        r"|foreign beneficiary|transfer of the (?:sum|fund))"
    ),
    "盗号": (
        r"(?:邮箱|账[号户]|账户).{0,12}(?:升级|停用|冻结|异常|到期|容量).{0,24}(?:点击|登录|验证|链接)"
        r"|\b(?:verify|confirm|update|validate) your (?:account|mailbox|e-?mail|identity|paypal|bank"
        r"|password)|your (?:account|mailbox) (?:has been|will be|is) (?:suspended|limited|deactivated"
        r"|closed|full|on hold)|(?:mailbox|storage) (?:quota|is almost full|exceeded)"
    ),
    "勒索": (
        r"\b(?:bitcoin wallet|send .{0,20} (?:bitcoin|btc)|i (?:recorded|hacked) you)"
        r"|比特币.{0,10}(?:转账|钱包地址|支付)"
    ),
    "成人": (
        r"(?:裸聊|约炮|一夜情|成人(?:网站|视频))|\b(?:porn\w*|hot (?:girls|women|singles)"
        r"|sexy (?:girls|singles)|naked|dating site|adult (?:site|dating|movies))\b"
    ),
    "检验信": r"XJS\*C4JDBQADN1\.NSBN3\*2IDNEN\*GTUBE",
}
SUGGESTIVE = {  # two of them together
    "培训": (
        r"(?:公开课|培训班|研修班|总裁班|特训营|实战班|培训课程|课程(?:大纲|背景|收益|费用|对象)"
        r"|主讲(?:老师|人|嘉宾)|讲师介绍|培训(?:费用|对象|时间|地点|收益))|\b(?:training course"
        r"|register (?:now|today)|masterclass)\b"
    ),
    "展会": r"展位(?:费)?|参展|招展|展览会.{0,10}(?:邀请|通知)",
    "报名": r"(?:报名(?:热线|电话|方式|回执|咨询|费)|参会(?:费|回执)|学费|元/人)",
    "推销": (
        r"厂家直销|欢迎(?:来电|选购|咨询|垂询|订购)|优惠|促销|特价|诚招代理|招商加盟|免费(?:试用|领取"
        r"|咨询|体验|赠送)|限时|\b(?:special offer|limited time|act now|buy now|order now|click (?:here"
        r"|below)|free (?:trial|gift|offer|money|shipping)|lowest price|\d{2,3}% (?:off|free)"
        r"|risk[- ]free|no obligation|100% (?:free|guaranteed))"
    ),
    "服务": (
        r"(?:代理记账|公司注册|商标注册|专利代理|资质代办|ISO\d*认证|高新(?:技术)?企业认定|CE认证"
        r"|体系认证|刻章|办证|标书代写|代写标书|投标代理|CA证书办理)|\b(?:web ?design"
        r"|mobile app development|outsourc\w+ (?:services?|company)|virtual assistant|lead generation"
        r"|graphic design services?)\b"
    ),
    "推销人": (
        r"(?:我(?:司|们|公司)|本公司).{0,6}(?:是一家)?(?:专业|专注|主营).{0,24}(?:代理|服务|培训|推广"
        r"|认证|物流|货代|咨询)|(?:加我?微信|扣扣|QQ群|微信同号)"
    ),
    "发财": (
        r"(?:日赚|月入(?:过)?万|轻松赚|兼职(?:赚|刷)|投资(?:回报|理财)|内幕(?:消息|股)|荐股)"
        r"|\b(?:work (?:from|at) home|make money|extra income|earn \$?\d|financial freedom|get rich"
        r"|stock (?:alert|pick|tip)s?|crypto(?:currency)? (?:investment|trading)|investment opportunity"
        r"|double your)\b"
    ),
    "巨款": (
        r"\b(?:million (?:us ?d|united states dollars|pounds)|\d+(?:\.\d+)?m(?:illion)? (?:usd|dollars)"
        r"|urgent (?:business )?(?:proposal|response)|strictly confidential|god bless|your bank account)"
    ),
    "仿冒": (
        r"\b(?:replica (?:watches|bags)|rolex|louis vuitton|designer (?:bags|watches)|cheap (?:software"
        r"|oem)|university diplomas?|no prescription|credit (?:card )?(?:repair|debt)|mortgage rates?"
        r"|refinanc\w+|consolidat\w+ (?:your )?debts?)\b"
    ),
}
BEGINNING = 4000  # characters: spam comes to its point; a long newsletter may tell of spam
DECISIVE_RULES = {name: Pattern(words) for name, words in DECISIVE.items()}
SUGGESTIVE_RULES = {name: Pattern(words) for name, words in SUGGESTIVE.items()}


def is_flagged(view: View) -> str:
    """A mail that the mail server has marked as spam."""
    if view.header("x-spam-flag").startswith("yes") or view.header("x-spam") in ("yes", "spam", "true"):
        return "X-Spam-Flag: YES"
    return "X-Spam-Status: Yes" if view.header("x-spam-status").startswith("yes") else ""


def is_plain(view: View) -> str:
    """A phrase that only spam contains."""
    beginning = view.everything[:BEGINNING]
    found = (match for pattern in DECISIVE_RULES.values() if (match := pattern.search(beginning)))
    first = next(found, None)
    return first.group() if first else ""


def is_probable(view: View) -> str:
    """Two families of suggestive phrases in one mail."""
    found = [
        match.group() for pattern in SUGGESTIVE_RULES.values() if (match := pattern.search(view.everything))
    ]
    return " + ".join(found[:3]) if len(found) >= 2 else ""
