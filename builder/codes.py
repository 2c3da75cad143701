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
    "F020": Code("error", "文件名里有不能用的字符，或文件名不是 UTF-8", "the file's name holds characters that it cannot have, or is not UTF-8", "改文件名。", "Rename it."),
    "F021": Code("error", "不是普通文件（管道、设备等），没有读", "no ordinary file (a pipe, a device …), not read", "移走它。", "Move it away."),
    # --- D: fields of one document
    "D001": Code("error", "没有“{found}”这个字段", "there is no field “{found}”", "是不是“{nearest_key}”？全部字段见 docs/front-matter.md。", "Did you mean “{nearest_key}”? All fields: docs/front-matter.md."),
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
    # --- P: marked passages and personal data
    "P001": Code("error", "删减标记没有写完，缺少 ]]", "a mark is not closed: ]] is missing", "这样写：[[不公开：个人隐私|要删的文字]]，或用单独的两行 ::: 不公开 个人隐私 和 ::: 把段落围起来。", "Write [[不公开：个人隐私|the passage]], or put the paragraphs between a line ::: 不公开 个人隐私 and a line :::."),
    "P002": Code("error", "删减标记里缺少 |，分不出理由和文字", "a mark has no |, so that reason and passage cannot be told apart", "这样写：[[不公开：个人隐私|要删的文字]]，或用单独的两行 ::: 不公开 个人隐私 和 ::: 把段落围起来。", "Write [[不公开：个人隐私|the passage]], or put the paragraphs between a line ::: 不公开 个人隐私 and a line :::."),
    "P003": Code("error", "删减标记没有写理由", "a mark gives no reason", "理由以下列之一开头：国家秘密、商业秘密、个人隐私、内部事务、过程性信息、其他。", "Begin the reason with one of 国家秘密, 商业秘密, 个人隐私, 内部事务, 过程性信息, 其他."),
    "P004": Code("error", "删减标记里没有要删的文字", "a mark marks nothing", "删去这个标记，或补上文字。", "Delete the mark, or put the passage in."),
    "P005": Code("error", "删减标记里有空行，或不止一次换行", "a mark holds a blank line, or more than one line break", "一行写完，或改用 ::: 不公开 … 和 ::: 围起来的整段标记。", "Keep it on one line, or use a block between ::: 不公开 … and :::."),
    "P006": Code("error", "删减标记里又有标记，或前一个标记没有写完", "a mark stands inside another, or the one before is not closed", "先结束前一个标记，再开始下一个。", "Close one mark before the next begins."),
    "P007": Code("error", "这里像是删减标记，但写法不对", "this is nearly a mark for removal, but not one", "这样写：[[不公开：个人隐私|要删的文字]]，或用单独的两行 ::: 不公开 个人隐私 和 ::: 把段落围起来。", "Write [[不公开：个人隐私|the passage]], or put the paragraphs between a line ::: 不公开 个人隐私 and a line :::."),
    "P008": Code("error", "有删减的文件里，[[、]] 和行首的 :: 只能用于标记", "in a text with marks, [[ and ]] and :: at the start of a line belong to marks alone", "检查前后的标记是否完整；是别的用途，在两个括号之间加一个空格。", "Check the marks around it; if it is something else, put a space between the two brackets."),
    "P009": Code("error", "整段的删减标记没有结束，缺少单独一行的 :::", "a block of removed paragraphs is not closed: a line ::: is missing", "这样写：[[不公开：个人隐私|要删的文字]]，或用单独的两行 ::: 不公开 个人隐私 和 ::: 把段落围起来。", "Write [[不公开：个人隐私|the passage]], or put the paragraphs between a line ::: 不公开 个人隐私 and a line :::."),
    "P011": Code("error", "删减标记切断了 HTML 注释", "a mark cuts an HTML comment in two", "让注释完整地放在标记里面或外面。", "Keep the whole comment inside the mark, or outside."),
    "P012": Code("error", "这里不能有删减标记", "a mark for removal cannot stand here", "只有信息公开属性为“删减后公开”等的文件，其正文可以有标记；字段里不能有。", "Only the text of a document whose 信息公开属性 is 删减后公开 or the like may have marks, and no field may."),
    # --- A: the audit of the output
    "A001": Code("error", "这里不能公开的文字出现在 {file}", "text from here that may not be shown stands in {file}", "没有发布。若是布局或程序写出的，请报告；若公开的文件照抄了它，删去那一段或标为删减。", "Nothing was published. Report it if a layout or the program wrote it; if a public document quotes it, remove or mark the passage."),
    "A002": Code("error", "这里不能公开的字段出现在 {file}", "a field from here that may not be shown stands in {file}", "没有发布。检查引用它的公开文件和附件。", "Nothing was published. Check public documents and attachments that repeat it."),
    "A003": Code("error", "这里应当遮盖的个人信息出现在 {file}", "a personal datum from here that should be masked stands in {file}", "没有发布。检查附件；附件里的信息不能遮盖，只能换一份文件。", "Nothing was published. Check attachments: nothing can be masked in them, replace the file."),
    "A004": Code("error", "文件名 {file} 里有这里不能公开的文字", "the file name {file} holds text from here that may not be shown", "改文件名。", "Rename the file."),
    "A005": Code("error", "{file} 已损坏，无法审查", "{file} is damaged and cannot be examined", "换一份能打开的文件。", "Replace it by one that opens."),
    "A006": Code("error", "{file} 展开后太大或层数太多，无法审查", "{file} unpacks to too much, or nests too deep, to be examined", "拆成几个文件，或去掉压缩。", "Split it, or pack it less."),
    "A007": Code("error", "{file} 有密码，无法审查", "{file} is locked with a password and cannot be examined", "公开的文件不要加密码。", "A public file needs no password."),
    "A008": Code("warning", "没有装 PDF 组件，{file} 里的文字没有审查", "without the PDF extra the text in {file} was not examined", "pip install 'gongkai[pdf]' 后再构建。", "Run pip install 'gongkai[pdf]' and build again."),
    "A009": Code("warning", "{file} 的格式无法展开，其中的文字没有审查", "{file} has a format that cannot be unpacked; text in it was not examined", "改用 docx、xlsx、PDF 或 zip。", "Use docx, xlsx, PDF or zip instead."),
    "A020": Code("error", "{file} 不在清单里", "{file} is not in the manifest", "删去它后重新构建；输出文件夹里不要放别的东西。", "Remove it and build again; keep nothing else in the output folder."),
    "A021": Code("error", "清单里的 {file} 不存在", "{file} is in the manifest but not there", "重新构建。", "Build again."),
    "A022": Code("error", "{file} 的名称不能发布（以 _ 开头或草稿）", "{file} has a name that is never published (a draft, or it begins with _)", "改名，或删去它。", "Rename or remove it."),
    # --- B: the build itself
    "B001": Code("error", "另一个构建（进程 {process}）正在写 {path}", "another build (process {process}) is writing {path}", "等它结束，或用 --output 写到别的文件夹。", "Wait until it has ended, or write to another folder with --output."),
    "B002": Code("error", "{path} 里有不是本程序生成的内容，例如 {found}；什么也没有改动", "{path} holds what this program did not make, such as {found}; nothing was changed", "用 --output 指定空文件夹，或先清空它（以 . 开头的可以留下）。", "Give an empty folder with --output, or empty this one (names that begin with . may stay)."),
    "B003": Code("error", "{path} 不是文件夹", "{path} is not a folder", "用 --output 指定一个文件夹。", "Give a folder with --output."),
    "B004": Code("error", "{path} 和它的上级文件夹不在同一个磁盘上，不能一次换上新站点", "{path} and the folder above it are on different disks, so that a new site cannot be put in place at once", "输出到这个磁盘里的下一级文件夹，例如 {path}/site。", "Write to a folder inside that disk, such as {path}/site."),
    "B005": Code("error", "磁盘已满，写不了 {path}；原来的站点没有改动", "the disk is full, {path} cannot be written; the previous site is unchanged", "腾出空间后重新构建。", "Free some space and build again."),
    "B006": Code("error", "没有权限写 {path}；原来的站点没有改动", "no permission to write {path}; the previous site is unchanged", "检查这个文件夹及其上级文件夹的所有者和权限。", "Check who owns this folder and the one above it, and their permissions."),
    "B007": Code("error", "写不了 {path}：{reason}；原来的站点没有改动", "{path} cannot be written: {reason}; the previous site is unchanged", "检查磁盘和路径后重新构建。", "Check the disk and the path, and build again."),
    "B008": Code("error", "新站点正在换上，停在 {path}：{reason}", "the new site is being put in place, and stopped at {path}: {reason}", "排除原因后再运行任一命令，它会接着完成。", "Remove the cause and run any command again: it goes on from there."),
    "B009": Code("error", "读不懂 {path}，它不是本程序写的", "{path} cannot be understood; this program did not write it", "删去这个文件后重新构建。", "Delete this file and build again."),
    "B010": Code("error", "站点已换上，但记不下它的状态（{path}：{reason}）", "the site is in place, but its state could not be recorded ({path}: {reason})", "检查缓存文件夹；下次构建会慢一些，结果相同。", "Check the cache folder; the next build takes longer, with the same result."),
    "B050": Code("error", "{pages} 个页面的搜索索引约需内存 {needed} MiB，这台机器只有 {machine} MiB", "the search index of {pages} pages needs about {needed} MiB of memory, this machine has {machine} MiB", "换一台内存更大的机器构建；只想看页面时用 --no-search（不能用于发布）。", "Build on a machine with more memory; to look at the pages only, use --no-search (never for publishing)."),
    "B051": Code("warning", "{pages} 个页面的搜索索引约需内存 {needed} MiB，超过这台机器内存（{machine} MiB）的一半", "the search index of {pages} pages needs about {needed} MiB, more than half of this machine's {machine} MiB", "构建时关掉占内存的程序。", "Close other large programs while it builds."),
    "B052": Code("error", "没有可以编入索引的页面", "there are no pages to index", "先写一份可以公开的文件，或用 --no-search。", "Write a document that may be public first, or use --no-search."),
    "B053": Code("error", "存放搜索索引的目录不是空的", "the folder for the search index is not empty", "删去这个目录后重新构建。", "Remove the folder and build again."),
    "B054": Code("error", "Pagefind 只索引了 {given} 个页面中的 {taken} 个", "Pagefind indexed {taken} of {given} pages", "重新构建；仍然如此时请报告这个问题。", "Build again; if it stays so, please report it."),
    "B055": Code("error", "没有安装搜索引擎 Pagefind", "the search engine Pagefind is not installed", "运行 pip install pagefind-bin==1.5.2；只想看页面时用 --no-search。", "Run pip install pagefind-bin==1.5.2; to look at the pages only, use --no-search."),
    "B056": Code("error", "Pagefind 没有运行成功（状态 {status}）：{said}", "Pagefind failed (status {status}): {said}", "检查内存和磁盘空间；只想看页面时用 --no-search。", "Check memory and disk space; to look at the pages only, use --no-search."),
    # --- P: personal data and passages at the door
    "P050": Code("error", "这里有手机号码", "a mobile number stands here", "换成办公电话或删去；或在 site.yml 写 公开: {{个人信息: 遮盖}}，或在 允许 中写明原文和理由。", "Use an office line or remove it; or set 公开: {{个人信息: 遮盖}} in site.yml, or allow the exact string with a reason."),
    "P051": Code("error", "这里有身份证号码", "an identity-card number stands here", "删去；或在 site.yml 写 公开: {{个人信息: 遮盖}}，误判的在 允许 中写明原文和理由。", "Remove it; or mask in site.yml (个人信息: 遮盖); a false hit can be allowed there with a reason."),
    "P052": Code("error", "这里有银行卡号", "a bank-card number stands here", "删去；或在 site.yml 写 公开: {{个人信息: 遮盖}}，误判的在 允许 中写明原文和理由。", "Remove it; or mask in site.yml (个人信息: 遮盖); a false hit can be allowed there with a reason."),
    "P053": Code("error", "这里有电子邮箱", "an e-mail address stands here", "办公邮箱写成 电子邮箱：…；个人邮箱删去，或在 site.yml 写 公开: {{个人信息: 遮盖}}。", "Label an office's as 电子邮箱：…; remove a personal one, or mask in site.yml (个人信息: 遮盖)."),
    "P054": Code("error", "这里有家庭住址", "a home address stands here", "删去；或在 site.yml 写 公开: {{个人信息: 遮盖}}。", "Remove it; or mask in site.yml (个人信息: 遮盖)."),
    "P055": Code("error", "附件“{file}”里有个人信息（{kind}），附件无法遮盖", "attachment “{file}” holds personal data ({kind}), which cannot be masked there", "换一份处理过的文件，或把附件的信息公开属性改为不予公开。", "Replace the file by a cleaned one, or withhold the attachment."),
    "P056": Code("warning", "附件“{file}”的文字读不出来，没有检查个人信息（{reason}）", "the text of attachment “{file}” cannot be read, personal data was not looked for ({reason})", "读 PDF 要安装 pip install 'gongkai[pdf]'；扫描件由人检查。", "Reading PDF needs pip install 'gongkai[pdf]'; scans must be checked by a person."),
    "P057": Code("error", "附件的文件名里有个人信息", "the attachment's file name holds personal data", "改文件名；它会出现在网址里。", "Rename the file; its name stands in an address."),
    "P058": Code("error", "文件名里有个人信息，它会出现在网址里", "the file name holds personal data and would stand in an address", "改文件名。", "Rename the file."),
    "P060": Code("warning", "可以公开，但正文是空的", "the document may be public, but its text is empty", "补上正文。", "Add the text."),
    "P061": Code("error", "属性是删减后公开，正文里却没有标出任何不公开的段落", "the attribute says that passages are removed, but none is marked", "用 [[不公开：个人隐私|文字]] 或 ::: 不公开 个人隐私 … ::: 标出，或改属性。", "Mark them with [[不公开：个人隐私|…]] or ::: 不公开 个人隐私 … :::, or change the attribute."),
    # --- L: links between documents
    "L001": Code("error", "没有“{found}”这个单位", "there is no unit “{found}”", "是不是“{nearest}”？单位在 departments/ 里，可加别名。", "Did you mean “{nearest}”? Units are in departments/; add an alias there."),
    "L002": Code("error", "没有“{found}”这个届次", "there is no session “{found}”", "是不是“{nearest}”？届次在 sessions/ 里，可加别名。", "Did you mean “{nearest}”? Sessions are in sessions/; add an alias there."),
    "L003": Code("error", "名称“{found}”已经属于 {other}", "the name “{found}” belongs to {other} already", "一个名称只能属于一个单位（届次），改其中一个。", "A name can belong to one only; change one of the two."),
    "L005": Code("error", "上级或并入的单位转了一圈又回到自己", "parent or merged-into units run in a circle", "改正其中一个。", "Correct one of them."),
    "L006": Code("error", "编号“{found}”与 {other} 重复（091 与 91 是同一个编号）", "number “{found}” clashes with {other} (091 and 91 are one number)", "同一届次内编号不能重复，对照原件更正。", "Numbers are unique within a session; correct it from the original."),
    "L007": Code("error", "同一单位对同一编号已有答复 {other}", "the same unit has answered this number already: {other}", "如是第二次答复，写 再次答复: 前一份的路径；否则删去一份。", "For a second reply write 再次答复: with the path of the first; else remove one."),
    "L008": Code("error", "没有“{found}”这份答复", "there is no reply “{found}”", "写相对于内容目录的路径，例如 replies/2023/021-mzj.md。", "Relative to the content folder, such as replies/2023/021-mzj.md."),
    "L009": Code("error", "再次答复指向了自己", "the reply follows itself", "指向前一次的答复。", "Name the earlier reply."),
    "L010": Code("error", "再次答复的单位、届次或编号与前一份（{other}）不同", "unit, session or number differ from the reply it follows ({other})", "再次答复只接续同一单位对同一编号的答复。", "A second reply continues the same unit's reply to the same number."),
    "L011": Code("error", "{other} 已经接续了同一份答复", "{other} continues the same reply already", "接续最后一份。", "Continue the last one."),
    "L012": Code("error", "没有“{found}”这个文件", "there is no file “{found}”", "检查路径；它相对于内容目录。", "Check the path; it is relative to the content folder."),
    "L013": Code("error", "附件“{found}”不在 attachments/ 里", "attachment “{found}” is not below attachments/", "把文件移到 attachments/。", "Move the file below attachments/."),
    "L014": Code("error", "附件“{found}”通过链接指向内容目录之外", "attachment “{found}” leads out of the content folder by a link", "把文件本身放进来。", "Put the file itself there."),
    "L015": Code("error", "没有“{found}”这份文件", "there is no document “{found}”", "写相对于内容目录的路径，例如 replies/2023/021-mzj.md。", "Relative to the content folder, such as replies/2023/021-mzj.md."),
    "L016": Code("error", "topics.yml 里没有“{found}”", "“{found}” is not in topics.yml", "是不是“{nearest}”？也可以加进 topics.yml。", "Did you mean “{nearest}”? Or add it to topics.yml."),
    "L017": Code("warning", "年份文件夹与届次的年份（{limit}）不同", "the folder's year differs from the session's ({limit})", "移到 {limit}/，或改届次。", "Move it to {limit}/, or correct the session."),
    "L018": Code("warning", "编号“{found}”在别处写作“{nearest}”", "number “{found}” is written “{nearest}” elsewhere", "网址用“{nearest}”；写法统一为好。", "The address uses “{nearest}”; better write it alike."),
    "L020": Code("warning", "这个链接在网站上没有对应的页面，显示为文字", "this link leads to nothing on the site and is shown as text", "检查路径；指向不公开文件的链接也会这样。", "Check it; a link to a document that is not public ends like this too."),
    "L022": Code("error", "redirects.yml 的目标“{found}”不存在", "target “{found}” in redirects.yml does not exist", "写现有的网址或文件路径。", "Name an existing address or document."),
    "L023": Code("error", "redirects.yml 的旧网址“{found}”不能用", "old address “{found}” in redirects.yml cannot be used", "旧网址以 / 开头，且不能是现有的页面。", "It begins with / and is no page of today."),
    "L050": Code("error", "网址 {address} 与 {other} 相同", "address {address} is also that of {other}", "改其中一个文件名。", "Rename one of the two files."),
    # --- R: rules over the archive
    "R001": Code("warning", "日期 {found} 早于 {earlier}", "date {found} is before {earlier}", "对照原件；照写显示，不作更改。", "Compare with the original; shown as written."),
    "R002": Code("warning", "答复日期 {found} 早于届次的年份（{limit}）", "reply date {found} is before the session's year ({limit})", "对照原件；照写显示，不作更改。", "Compare with the original; shown as written."),
    "R003": Code("warning", "采纳数字 {found} 大于建议总数 {total}", "adoption figure {found} exceeds the total {total}", "照写显示，不作更改。", "Shown as declared."),
    "R004": Code("warning", "不认识办理结果“{found}”，作未说明处理", "result “{found}” is not known and read as unstated", "页面照写显示；可用的词见 docs/front-matter.md。", "Shown as written; known words: docs/front-matter.md."),
    "R005": Code("warning", "届次没有说明结果字母“{found}”的含义，作未说明处理", "the session does not say what result letter “{found}” means; read as unstated", "在届次文件里写 结果分类: {{A: 已解决, …}}。", "Add 结果分类: {{A: 已解决, …}} to the session."),
    "R006": Code("warning", "满意度“{found}”不是 {allowed} 之一，照写显示", "satisfaction “{found}” is none of {allowed}; shown as written", "", ""),
    "R007": Code("warning", "答复日期 {found} 早于提案日期 {earlier}", "the reply's date {found} is before its proposal's {earlier}", "对照原件；照写显示，不作更改。", "Compare with the original; shown as written."),
    "B060": Code("note", "没有写 网址：链接都是相对的，站点地图、订阅和网页元数据里没有完整网址", "no 网址 (base_url): links are relative, and sitemap, feeds and metadata hold no full addresses", "上线前在 site.yml 写 网址。", "Set 网址 in site.yml before publishing."),
    "B061": Code("error", "没有 {path} 这个网站", "there is no built site at {path}", "先运行 build，或写明文件夹。", "Run build first, or name the folder."),
    "L060": Code("error", "版式有误：{problem}", "a layout is wrong: {problem}", "改正这个模板；docs/layouts.md 说明模板能用什么。", "Mend the template; docs/layouts.md says what it is given."),
}
