"""
Every diagnostic that exists: its code, weight and texts.

The letter says which stage speaks: F files and front matter, D fields of one document, L links between documents,
R rules over the archive, P passages and personal data at the door, A the audit of the output, B the build itself.
A code is never reused for something else.  `docs/diagnostics.md` is generated from this table.
"""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """One kind of diagnostic; `{name}` marks a gap that the diagnostic's values fill."""

    severity: str
    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""


CODES: dict[str, Code] = {
    # --- F: files and front matter
    "F001": Code("error", "文件不是 UTF-8 编码（此处字节为 {byte}）", "the file is not UTF-8 (byte {byte} here)", "另存为 UTF-8 后重试。", "Save it as UTF-8."),
    "F002": Code("error", "文件是 {encoding} 编码，不是 UTF-8（此处字节为 {byte}）", "the file is encoded as {encoding}, not UTF-8 (byte {byte} here)", "转存为 UTF-8，例如 iconv -f {encoding} -t UTF-8。", "Convert it, for example with iconv -f {encoding} -t UTF-8."),
    "F003": Code("error", "文件中有控制字符 {character}", "the file holds the control character {character}", "删去它；它多半来自复制或转换。", "Remove it; it usually comes from copying or conversion."),
    "F004": Code("error", "文件开头没有 front matter（第一行应为 ---）", "no front matter (the first line must be ---)", "在文件开头写两行 --- ，字段写在中间；gongkai new 会给出样式。", "Begin with fields between two lines of ---; `gongkai new` writes a skeleton."),
    "F005": Code("error", "front matter 没有结束（缺少第二个 ---）", "the front matter is not closed (a second --- is missing)", "在字段之后、正文之前加一行 ---。", "Put a line --- after the fields, before the text."),
    "F006": Code("error", "这里不是能读懂的 YAML", "this is not YAML that can be read", "检查缩进、引号和冒号；含有冒号加空格或 # 的值要加引号。", "Check indents, quotes and colons; quote a value that holds a colon and a space, or #."),
    "F007": Code("error", "字段“{key}”写了两次（先在第 {first} 行）", "field “{key}” is written twice (first on line {first})", "只留一个。", "Keep one of them."),
    "F008": Code("error", "不接受 YAML 锚点和引用（& 和 *）", "YAML anchors and aliases (& and *) are refused", "把值写全；以 * 或 & 开头的文字要加引号。", "Write the value out; quote text that begins with * or &."),
    "F009": Code("error", "不接受 YAML 标签（!）", "YAML tags (!) are refused", "去掉标签；以 ! 开头的文字要加引号。", "Remove the tag; quote text that begins with !."),
    "F010": Code("error", "不接受 YAML 合并键（<<）", "YAML merge keys (<<) are refused", "把字段写全。", "Write the fields out."),
    "F011": Code("error", "这里应当是“字段: 值”，不是单个值或列表", "“field: value” lines are expected here, not a single value or a list", "每行写一个字段。", "Write one field to a line."),
    "F012": Code("error", "读不了这个文件：{reason}", "the file cannot be read: {reason}", "检查权限和磁盘。", "Check permissions and the disk."),
    "F013": Code("error", "符号链接指向内容目录之外", "a symbolic link leads out of the content folder", "把文件放进内容目录，不要用链接。", "Put the file itself into the content folder."),
    "F014": Code("note", "不是内容，未读取", "not content, not read", "", ""),
    "F015": Code("warning", "不认识的文件夹，未读取；最接近的是 {nearest}/", "unknown folder, not read; the nearest is {nearest}/", "改名，或在名称前加下划线表示不是内容。", "Rename it, or begin its name with an underscore if it is no content."),
    "F016": Code("error", "文件名（代号）只能用小写字母、数字和连字符", "the file name (slug) must be lower-case letters, digits and hyphens", "改文件名，例如 mzj.yml；它会出现在网址里，定了就不要再改。", "Rename it, such as mzj.yml; it stands in addresses, so choose once."),
    "F017": Code("error", "文件要放在年份文件夹里，例如 {folder}/2024/", "the file must be in the folder of its year, such as {folder}/2024/", "移到年份文件夹。", "Move it into the folder of its year."),
    "F018": Code("error", "缺少 site.yml", "site.yml is missing", "建一个，至少写 名称；gongkai new site 会给出样式。", "Make one with at least 名称; `gongkai new site` writes a skeleton."),
    "F019": Code("error", "扩展名应为 {expected}", "the file's extension should be {expected}", "改名。", "Rename it."),
    # --- D: fields of one document
    "D001": Code("error", "没有“{found}”这个字段", "there is no field “{found}”", "是不是“{nearest}”？全部字段见 docs/front-matter.md。", "Did you mean “{nearest}”? All fields: docs/front-matter.md."),
    "D002": Code("error", "“{field}”与“{first}”是同一个字段，写了两次", "“{field}” and “{first}” are one field, written twice", "中文标签和英文键只用一个。", "Use either the label or the key."),
    "D003": Code("error", "缺少必填字段“{field}”", "the required field “{field}” is missing", "补上这一行。", "Add the line."),
    "D004": Code("error", "“{field}”只能有一个值", "“{field}” takes one value", "写成一行文字。", "Write it as one line of text."),
    "D005": Code("error", "“{field}”应当是一个值或一个列表", "“{field}” takes a value or a list", "列表每项一行，以 - 开头。", "One item to a line, beginning with -."),
    "D006": Code("error", "“{field}”应当写成 {{字段: 值}}", "“{field}” takes {{field: value}}", "各字段见 docs/front-matter.md。", "Its fields are in docs/front-matter.md."),
    "D008": Code("error", "编号“{found}”里有不能用的字符", "number “{found}” holds characters that a number cannot have", "编号只能用字母、数字、连字符、〔〕和括号。", "Letters, digits, hyphens, 〔〕 and parentheses only."),
    "D009": Code("error", "编号“{found}”应当只写号码", "number “{found}” should be the bare number", "去掉“第”和“号”，例如 025。", "Leave out 第 and 号, such as 025."),
    "D010": Code("error", "“{found}”不是日期", "“{found}” is no date", "写成 2021-06-10、2021年6月10日或二〇二一年六月十日。", "Write 2021-06-10, 2021年6月10日 or 二〇二一年六月十日."),
    "D011": Code("error", "没有“{found}”这一天", "there is no such day as “{found}”", "对照原件更正。", "Correct it from the original."),
    "D012": Code("error", "“{found}”不是不小于 {limit} 的整数", "“{found}” is no whole number of at least {limit}", "只写数字。", "Digits only."),
    "D013": Code("error", "“{found}”不是年份", "“{found}” is no year", "写四位数字，例如 2024。", "Four digits, such as 2024."),
    "D014": Code("error", "“{found}”不是可用的值", "“{found}” is not a known value", "可用：{allowed}。", "Known: {allowed}."),
    "D015": Code("error", "“{found}”应当是 是 或 否", "“{found}” should be 是 or 否", "", ""),
    "D016": Code("error", "路径“{found}”不能用", "path “{found}” cannot be used", "写相对于内容目录的路径，不含 .. 和反斜杠，例如 attachments/2024/a.pdf。", "Relative to the content folder, no .. and no backslash, such as attachments/2024/a.pdf."),
    "D017": Code("error", "“{found}”不是网址", "“{found}” is no web address", "例如 https://www.example.gov.cn/jytadf/。", "Such as https://www.example.gov.cn/jytadf/."),
    "D018": Code("error", "放过的文字要写明理由", "a passed-over string needs its reason", "写成 - {{文字: \"…\", 理由: …}}。", "Write - {{文字: \"…\", 理由: …}}."),
    "D019": Code("error", "“{found}”不是结果的字母", "“{found}” is no letter of a result", "例如 A、B、C1、甲。", "Such as A, B, C1, 甲."),
    "D020": Code("error", "文件标为涉密，不得放在这里；整个构建停止", "the file is marked as a state secret and must not be here; the whole build stops", "按保密规定处理，先把它移出本机和仓库。", "Follow the rules on secrets: remove it from this machine and its repository first."),
    "D021": Code("error", "没有写信息公开属性", "no disclosure attribute (信息公开属性)", "照原件写，例如 信息公开属性: 可以公开；不清楚的不能公开。", "Write what the document prints, such as 信息公开属性: 可以公开; what is unclear is not published."),
    "D022": Code("error", "不认识信息公开属性“{attribute}”", "disclosure attribute “{attribute}” is not known", "最接近的是“{nearest_attribute}”；可用的写法见 docs/front-matter.md。", "The nearest is “{nearest_attribute}”; the wordings are in docs/front-matter.md."),
    "D023": Code("error", "“{field}”有两个值", "“{field}” has two values", "由人决定，只留一个。", "A person has to decide; keep one."),
    "D024": Code("error", "“{attribute}”要写不公开理由", "“{attribute}” needs 不公开理由 (reason)", "加一行 不公开理由: 个人隐私（或国家秘密、商业秘密、内部事务、过程性信息、其他）；它从不发布。", "Add 不公开理由: 个人隐私 (or another class); it is never published."),
    "D025": Code("error", "写了不公开理由，信息公开属性却是全文公开", "a reason for not publishing contradicts an attribute that publishes all", "由人决定：改属性，或删去理由。", "A person has to decide: change the attribute or remove the reason."),
    "D026": Code("error", "“{attribute}”要写摘要", "“{attribute}” needs 摘要 (summary)", "加一行 摘要: …；公众只看到它。", "Add 摘要: …; it is all that the public sees."),
    "D027": Code("error", "附件只能整份公开或不公开，不能是“{attribute}”", "an attachment is public as a whole or not at all, not “{attribute}”", "另做一份可以公开的文件。", "Make a copy that may be public."),
    "D028": Code("error", "编号“{found}”写了两次", "number “{found}” is written twice", "只留一个。", "Keep one."),
    "D029": Code("warning", "“{found}”看来是几个值", "“{found}” looks like several values", "几个值写成列表，每项一行，以 - 开头。", "Write several values as a list, one to a line, beginning with -."),
    # --- B: the build itself
    "B050": Code("error", "{pages} 个页面的搜索索引约需内存 {needed} MiB，这台机器只有 {machine} MiB", "the search index of {pages} pages needs about {needed} MiB of memory, this machine has {machine} MiB", "换一台内存更大的机器构建；只想看页面时用 --no-search（不能用于发布）。", "Build on a machine with more memory; to look at the pages only, use --no-search (never for publishing)."),
    "B051": Code("warning", "{pages} 个页面的搜索索引约需内存 {needed} MiB，超过这台机器内存（{machine} MiB）的一半", "the search index of {pages} pages needs about {needed} MiB, more than half of this machine's {machine} MiB", "构建时关掉占内存的程序。", "Close other large programs while it builds."),
}
