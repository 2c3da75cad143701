"""What occurs in the half that is kept aside only: places, people, some wordings, whole texts that are no letters."""

from __future__ import annotations

from .deal import Way
from .letters import Place

PLACES = (
    Place("雾江市", "市"),
    Place("临溪区", "区"),
    Place("望山县", "县"),
    Place("雾江市", "市"),
    Place("白鹭自治州", "州"),
)
SURNAMES = "冼蒙逄甄仇易岳池匡郁曲游"
GIVEN = tuple("亦秋 长河 静川 问渠 疏桐 怀瑾 归远 小满 竹君 遥 梓 泊舟 初晴 鹤鸣 若谷 昭 晏如 沐阳".split())
BODIES_CPPCC = (
    "九三学社{full}委员会",
    "致公党{lv}工委",
    "{full}工商业联合会",
    "共青团{lv}委界别组",
    "民进{full}总支",
    "{lv}政协教科卫体委",
    "农工党{full}委会",
)
BODIES_NPC = ("临溪代表团", "{lv}人大农业农村工委", "望山县人大代表第三小组代表团")

TITLES = (
    Way("{u}关于{s}{n}{k}办理情况的答复函", 2),
    Way("关于{s}{n}{k}办理意见的函", 1),
    Way("关于对{s}{n}{m}{k}的回复", 1),
    Way("关于{s}{n}{k}的再次答复", 1),
    Way("对{name}{m}关于{b}{k}的答复", 1),
    Way("关于“{bare_title}”的{k}的答复函", 2),
    Way("{s}{n}{k}的答复（{short}）", 1),
    Way("{u}{s}{n}{m}{k}答复意见的函", 1),
    Way("对{s}{n}“{bare_title}”{k}的答复", 1),
    Way("{name}{m}{k}", 1),
)
OPENINGS = (
    Way("收到{you}在{s}提出的{t}（{n}）后，我们立即组织人员研究，现函复如下：", 1),
    Way("非常感谢{you}提出的关于{b}的{k}。该件已由{s}转交我单位，现回复如下：", 2),
    Way("{you}好！{you}所提{n}{k}{t}已收到，经研究并报分管领导同意，现复函如下：", 2),
    Way("关于{you}在{s}上所提的{t}的{k}，{consult}答复如下：", 2),
    Way("{t}收悉。{role}现将有关情况作如下说明：", 2),
)
CONSULTS = (Way("按照职责分工，经{list}会办，", 1), Way("经与{list}共同研究，", 1))
ROLES = (Way("作为协办单位，", 1), Way("作为分办单位，", 1))
SESSIONS_CPPCC = (
    Way("政协第{T}届{full}委员会第{M}次全体会议", 1),
    Way("{full}第{T}届政协{M}次会议", 1),
    Way("{lv}政协{T}届委员会", 1),
    Way("中国人民政治协商会议{full}第{T}届委员会第{M}次会议", 1),
)
SESSIONS_NPC = (
    Way("{full}人大第{T}届{M}次会议", 1),
    Way("{full}人民代表大会{T}届{M}次会议", 1),
    Way("{lv}第{T}届人代会第{M}次会议", 1),
)
DIGITS = (Way("arabic-meeting", 1),)
NUMBERS = (Way("letter-no-di", 1), Way("half-brackets-spaced", 2), Way("prefix", 2))
GREETINGS = (
    Way("{many}{m}：", 2),
    Way("{A}、{B}（等）{m}：", 1),
    Way("{A}等{CN}{m}：", 1),
    Way("尊敬的{A}{m}，你好!", 1),
    Way("尊敬的{A}、{B}{m}", 1),
    Way("{A}、{B}、{C}等{N}人{m}：", 1),
    Way("{A}和{B}{m}：", 1),
    Way("尊敬的{A}、{B}等{m}：", 1),
)
CLOSINGS = (
    Way("专此函复。恳请{you}继续关注{subject}。", 1),
    Way("随函附《办理情况征询意见表》，请{you}填写后于十日内寄回。|谨此答复", 1),
    Way("此答复函已经分管领导审签。对{you}的支持再次表示感谢！|特此答复", 1),
)
DATES = (Way("cn0", 1), Way("{y} 年 {mo} 月 {d} 日", 1))
CONTACTS = (
    Way("联 系 人：{person}      联系电话：{phone}{ext}|通讯地址：江畔路0号", 1),
    Way("承办人：{person}（{phone}）    主管领导：{chief}", 1),
    Way("如有疑问，请与我单位{person}联系，电话{phone}。", 1),
    Way("经办人姓名职务：{person} 科长|联系方式：{mobile}", 1),
    Way(
        "单位负责人：{chief}|具体经办人姓名：{person}|电　　话：{phone}|委员反馈意见：满意（ ）基本满意（ ）不满意（ ）",
        1,
    ),
)
COPIES = (
    Way("抄送：{full}人大常委会代表工作委员会，{full}人民政府督查室。|共印6份", 1),
    Way("主题词：{lv}政协  提案  答复", 1),
)
DISCLOSURE_PLACES = (
    Way("number-line", 2),
    Way("scope", 1),
    Way("conflict", 1),
    Way("traditional", 1),
    Way("label-blank", 1),
    Way("label-unknown", 1),
)
DISCLOSURES = (
    Way("全部公开|public", 1),
    Way("删减后公开|redacted", 1),
    Way("不宜公开|withheld", 1),
    Way("暂不公开|withheld", 1),
)
TAILS = (Way("此件不予公开|withheld", 1), Way("同意公开|public", 1))
RESULT_PLACES = (Way("label-mark", 1), Way("label-answer", 1), Way("below-title", 1))
RESULTS = (
    Way("Ａ|letter-only", 1),
    Way("甲|letter-only", 1),
    Way("b|letter-only", 1),
    Way("部分解决|in-progress", 1),
    Way("基本解决|solved", 1),
    Way("列入计划解决|planned", 1),
    Way("因条件限制暂时难以解决|deferred", 1),
)
DOC_NUMBERS = (Way("{mark}\n〔{y}〕{no}号", 1), Way("{mark} 〔 {y} 〕 {no} 号", 1), Way("{mark}函［{y}］第{no}号", 1))
SIGNERS = (Way("签发领导：{person}", 1), Way("领导签批：{person}", 1))
LETTERHEADS = (Way("{u}（函）", 1),)
BODIES = (Way("paren-about", 1), Way("against-colon", 2), Way("question", 1))
ADOPTIONS = (
    Way("经逐条梳理，提案中提出建议{total}条，其中涉及我单位{own}条，已采纳落实{adopted}条，落实率{rate}%。", 1),
)
TXT_NOISE = (Way("ragged", 2),)
TXT_CODES = (Way("gb18030-crlf", 1),)
NAV = (
    Way("首页 | 政务公开 | 重点领域 | 建议提案办理结果公开", 2),
    Way("当前位置 : 首页 / 专题专栏 / 两会办理 / 正文", 1),
)
META = (
    Way("{web} 作者：{short} 阅读次数：{few} 次 [ 字号 大 中 小 ] [打印本页]", 2),
    Way("信息来源：{short} | 发布日期：{web} | 访问量：{few}", 2),
)
WEB_TIMES = (Way("{d:%Y/%m/%d} 8:05", 1), Way("{d:%Y- %m- %d} 17: 20: 24", 1))
WEB_TAILS = (
    Way("下载Word|下载PDF|上一条：{other}|下一条：没有了", 1),
    Way("编辑：{editor}|分享到：|扫一扫在手机打开当前页", 1),
)
FOOTERS = (
    Way(
        "主办：{full}人民政府|承办：{full}大数据局|地址：江畔路0号 邮编：999000 值班电话：0999-5558888|雾ICP备00000000号-9 雾公网安备00000000000009号",
        2,
    ),
)
CATALOGUES = (
    Way(
        "信息索取号|{index};体裁分类|函;公开主体|{u};发文日期|{made};信息名称|{title};首次公开|{pub};公文范围|{way};时效|有效",
        1,
    ),
    Way(
        "索引号|{index};组配分类|{column};发布机构|{short};主题分类|综合政务;名称|{title};文号|{doc};成文日期|{made};发布日期|{pub}",
        1,
    ),
    Way("索引号|{index};公开类型|主动公开;公开属性|{way};公开主体|{short};发布日期|{pub};公开时限|长期公开", 1),
)
AFFILIATIONS = (Way("提案者：{name}", 1), Way("（{full}政协委员、{lv}第一中学教师 {name}）", 1))
PROPOSAL_BODIES = (Way("paren-no-lead", 1),)
CO_TITLES = (
    Way("关于{s}{n}{k}协办件的答复", 1),
    Way("对{s}{m}{k}{n}的会办函", 1),
)
CO_OPENINGS = (
    Way("贵局转来的{s}{name}{m}{t}收悉。经研究，我单位会办意见如下：", 1),
    Way("按照分工，我单位协办{s}{n}{k}，现提出以下协办意见，供答复{m}时参考：", 1),
)
STATEMENTS = (
    Way(
        "{y}年，{u}共承办{s}{kk}{all}件。其中，主办{lead}件、会办{co}件，所提问题已解决或基本解决的{solved}件，占{percent}%，"
        "代表委员满意率100%。内容主要集中在{fields}等方面，答复件全部公开。",
        1,
    ),
)
DOCX_FEATURES = (Way("text box", 2), Way("decimal numbering", 2))
FILLERS = (
    "这一做法，在2019年全国现场会上作过交流，《雾江日报》2020年5月11日曾以整版篇幅报道。",
    "依据《中华人民共和国立法法》第八十二条和《雾江市物业管理条例》第三十七条第二款，我们对相关文件作了清理，废止3件、修改5件。",
    "需要说明的是：上述数字不含开发区；含开发区在内，总数为1.26万。",
    "群众拨打12345热线反映的148个问题，已办结139个，其余9个正在办理之中。",
    "您可能注意到，上届政协第88号提案也谈到类似问题，当时答复“列入计划”，如今已全部兑现。",
    "（1）严把准入关；（2）严把过程关；（3）严把验收关——三关并重，缺一不可。",
    "我们还学习借鉴了云渡、松岭两地经验，并在此基础上有所取舍。",
    "为什么效果还不理想？原因有三：其一，资金不足；其二，力量分散；其三，居民知晓率不高。",
    "雾政办〔2021〕6号文件对此已有明确规定，具体由各街道组织实施，我局负责督导。",
    "2023年6月1日起，新的标准开始执行，过渡期为一年；过渡期满仍不达标的，依法处理。",
    "从调查问卷看，表示满意的占百分之八十三，表示基本满意的占百分之十一，另有百分之六的受访者提出了具体改进意见。",
    "该项目总投资2.3亿元，其中中央预算内资金9000万元、省级配套4000万元，其余由市县两级分担。",
    "与此同时，我们也清醒地看到，个别地方重建设、轻管理的现象依然存在，有的设施建成不到两年就闲置了。",
    "关于经费保障，财政部门答复意见是：在年度预算执行中统筹考虑，不再单列。",
    "正如一位居民代表在座谈会上所说：“事情不大，办好了就是大好事。”",
)

LAYOUTS = (
    """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset={charset}" />
<meta name="ColumnName" content="建议提案"/><meta name="ContentSource" content="{full}人民政府"/>
<title>{full}人民政府 建议提案 {title}</title>
<script type="text/javascript">/*<![CDATA[*/ var news = {{"title":"关于市政协一届一次会议第1号提案的答复","id":7}}; /*]]>*/</script></head>
<body><div id="top"><span>今天是</span><span id="date"></span><a href="javascript:;">设为首页</a><a href="javascript:;">加入收藏</a><a href="/login">登录</a></div>
<div id="menu"><a>首页</a><a>走进{full}</a><a>新闻动态</a><a>政民互动</a><a>长者模式</a></div>
<div class="weizhi">{nav}</div>
<div class="main"><div class="xl_con"><div class="xl_tit1">{title}</div><div class="xl_tit2">{meta}</div>{catalogue}
<div class="TRS_Editor"><style type="text/css">.TRS_Editor P{{line-height:2}}</style>{content}</div></div>
<div class="xl_bottom">{tail}</div></div>
<div style="display:none">访问本页需要授权，答复如下所示</div>
<div class="foot">{footer}</div></body></html>
""",
    """<html><head><title>{title}</title><meta charset="{charset}"/><meta name="PubDate" content=""/></head>
<body><center><table class="banner"><tr><td><img src="banner.jpg" alt="{full}人大常委会"></td></tr><tr><td>{nav}</td></tr></table></center>
{catalogue}
<form id="form1"><input type="hidden" name="__VIEWSTATE" value="dDwtMTA4MzE0MjEwNTs7Pg=="/>
<div align="center" class="title"><b>{title}</b></div><div align="center" class="from">{meta}</div><hr/>
<div id="fontzoom"><table><tr><td>{content}</td></tr></table></div></form>
<p align="right">{tail}</p><iframe src="count.htm"></iframe>
<div align="center" class="copyright">{footer}</div></body></html>
""",
    """<!DOCTYPE html><html lang="zh"><head><meta charset="{charset}"><title>{title}</title></head><body class="detail">
<div class="side"><h3>栏目导航</h3><dl><dt>建议提案办理</dt><dd><a>人大代表建议</a></dd><dd><a>政协委员提案</a></dd></dl></div>
<div class="bread">{nav}</div><section>{catalogue}<h1>{title}</h1><ul class="meta"><li>{meta}</li></ul>
<article>{content}</article><div class="share">{tail}</div></section>
<div class="leave">您访问的链接即将离开“{full}人民政府门户网站”，是否继续？<a>继续访问</a><a>放弃</a></div>
<footer>{footer}</footer></body></html>
""",
)

POLICY_NOTICES = (
    (
        "雾江市人民政府关于进一步加强人大代表建议和政协提案办理工作的意见",
        "雾政发〔2019〕4号",
        (
            "各区县人民政府，市政府各部门、各直属机构：",
            "为深入贯彻落实上级关于建议提案办理工作的部署，提出如下意见。",
            "一、总体要求。坚持把办理建议提案作为自觉接受监督、改进工作的重要抓手。",
            "二、规范程序。（一）交办。每年两会后一个月内完成交办。（二）办理。承办单位收到后，对不属于本单位职责的，五个工作日内退回。（三）答复。用“您提出的……收悉，现答复如下”的格式行文，由主要负责人签发。",
            "三、推进公开。对涉及公共利益的复文，应当全文公开；依申请公开的，说明理由。",
            "雾江市人民政府",
            "2019年2月28日",
        ),
    ),
    (
        "关于开展燃气安全“百日行动”的通告",
        "望政通〔2022〕2号",
        (
            "为保障人民群众生命财产安全，结合人大代表提出的意见建议，决定在全县开展燃气安全百日行动，现通告如下：",
            "一、所有餐饮场所必须安装燃气泄漏报警装置，逾期不装的，依法处罚。",
            "二、居民发现隐患可拨打0999-5556119举报，经查实给予奖励，并予答复。",
            "本通告自发布之日起施行。",
            "望山县人民政府",
            "二〇二二年七月八日",
        ),
    ),
)
HEARINGS = (
    (
        "临溪区历史街区保护规划听证会公告（第2号）",
        (
            "根据《中华人民共和国城乡规划法》，我局将于2023年11月15日上午9时举行听证会。现将有关事项公告如下：",
            "听证会代表共二十一名，已邀请区人大代表、区政协委员各三名参加。",
            "旁听报名电话：0999-5553344，联系人：易若谷。",
            "临溪区自然资源局",
            "2023年10月26日",
        ),
    ),
)
WORK_REPORTS = (
    (
        "望山县人民代表大会常务委员会工作报告",
        (
            "（2022年1月12日在望山县第十六届人民代表大会第一次会议上）",
            "县人大常委会主任 岳长河",
            "各位代表：",
            "我受县人大常委会委托，向大会报告工作，请予审议。",
            "五年来，常委会督办代表建议511件，重点督办36件，办结率98.6%，代表满意度逐年提高。",
            "对县第十五届人大四次会议第17号建议等三件不满意答复，责成有关部门重新办理并再次答复。",
            "今后五年，我们将围绕中心、服务大局，为建设美丽望山贡献力量。",
        ),
    ),
)
FOREWORDS = (
    (
        "写在《代表建议里的雾江》出版之际",
        (
            "一件建议，就是一扇窗。透过这扇窗，我们看见十年间雾江的路宽了、水清了、灯亮了。",
            "本书收录建议与答复各六十六篇，大体按年份排列，文字仅作技术性处理。“承办单位：市交通局。办理结果：A。”短短一行，背后是无数次奔走。",
            "感谢每一位提出建议的代表，也感谢每一位认真答复的工作人员。",
            "本书编写组",
            "二〇二三年三月",
        ),
    ),
)
QUOTING_NOTICES = (
    (
        "建议提案办理“回头看”工作简报（第3期）",
        (
            "编者按：近期，督查室对B类件开展“回头看”。现选登两则，供参考。",
            "案例一：区城管局《关于区政协五届三次会议第61号提案的答复函》承诺年内建成疏导点5处，实际建成7处。",
            "案例二：区水务局在《对区五届人大三次会议第9号建议的答复》中承诺的护岸工程，因征地滞后，尚未开工。",
            "请各承办单位举一反三，说到做到。",
            "临溪区人民政府督查室",
        ),
    ),
)
HANDLING_NOTICES = (
    (
        "关于做好政协白鹭自治州第九届委员会第二次会议提案办理工作的函",
        "州政协提函〔2023〕1号",
        (
            "州级各承办单位：",
            "州政协九届二次会议立案提案97件，已通过提案管理系统交办。请登录系统签收，并于2023年8月31日前办结。",
            "一、一件一复。对联名提案，答复第一提案人并抄送其他提案人。",
            "二、公开复文。标注“可以公开”的复文，须在本单位网站公布。",
            "三、联系方式。州政协提案委，电话0999-5552266。",
            "政协白鹭自治州委员会办公室",
            "2023年3月6日",
        ),
    ),
)
WORK_NEWS = (
    (
        "面对面“问计” 实打实“答题”——区卫健局上门答复代表建议",
        (
            "“这份答复我满意，更满意的是你们真的来了三趟。”11月2日，区人大代表冼静川在社区卫生站里，对前来回访的区卫健局工作人员说。",
            "今年以来，区卫健局承办人大代表建议19件、政协提案24件，全部在法定时限内答复，并首次尝试在网格站点公开答复内容。",
            "（通讯员 游竹君）",
        ),
    ),
    (
        "我市政协提案办理协商会举行",
        (
            "本报讯 日前，市政协第4号重点提案《关于推进医疗检查检验结果互认的建议》办理协商会举行。市政协副主席到会，提案人代表、承办单位负责人参加。",
            "会上，承办单位介绍了办理情况，委员们就扩大互认项目范围、加强质量控制等提出意见，承办单位现场作了回应，并表示将在月底前书面答复。",
        ),
    ),
)
ARTICLES = (
    (
        "江边老厂房里的“追光者”",
        "本报记者 匡怀瑾 实习生 池遥",
        (
            "走进机床厂旧址，锈迹斑斑的行车下，一群年轻人正在调试灯光。三年前，这里还是一片荒草。",
            "2020年，临溪区启动工业遗存活化计划，先后引进设计、动漫、短视频团队六十余家。“租金便宜只是一方面，我们更看重这里的故事。”一位创业者说。",
            "如今，老厂房年接待游客九十万人次，成了雾江新的文化地标。",
        ),
    ),
    (
        "望山：一条扁担挑起的合作社",
        "通讯员 仇小满 文/图",
        (
            "在望山县龙口村，提起甄晏如，村民们都会竖起大拇指：“没有她那条扁担，就没有今天的合作社。”",
            "十年前，她挑着自家的豆腐乳走村串寨；十年后，合作社年销售额突破八百万元，带动一百二十户增收。",
            "作为县政协委员，她连续三年提交关于发展山区小吃产业的提案，件件得到了落实。",
        ),
    ),
    (
        "把“办不成事”的窗口办成事",
        "评论员 郁泊舟",
        (
            "窗口叫“办不成事”，办的却恰恰是别处办不成的事。白鹭自治州的探索，给人启发。",
            "设一个窗口不难，难的是让问题不再回到窗口。唯有打破部门壁垒，才能让群众少跑一趟、再少跑一趟。",
        ),
    ),
)
MEETINGS = (
    (
        "共话雨水利用 共建韧性雾江",
        "——市政协“海绵城市建设”月度协商座谈会发言摘登",
        "9月22日，市政协召开月度协商座谈会。8位委员围绕海绵城市建设建言，4个部门现场回应。本版摘登部分发言。",
        (
            (
                "池怀瑾委员：把调蓄池建到老小区去",
                "市政协委员、市设计院总工程师",
                (
                    "老小区管网口径小、混接多，一场暴雨就内涝。",
                    "建议在改造时同步建设模块化调蓄池，单个投资不超过三十万元。",
                ),
            ),
            (
                "曲鹤鸣委员：让雨水有身价",
                "市政协委员、民营企业家",
                ("雨水利用之所以推不开，根子在水价。", "一是拉开自来水与雨水的差价；二是对使用雨水的企业减免排水费。"),
            ),
            (
                "市水务局回应",
                "市水务局总工程师 蒙归远",
                ("委员们的建议很有见地，我局已着手修订节约用水管理办法，拟于年底前报审。",),
            ),
        ),
    ),
)
OVERVIEW_TITLES = ("{u}{y}年度人大代表建议、政协提案办理工作总结", "关于{y}年建议提案办理情况的报告")
