"""What the command line says besides diagnostics, in Chinese and English."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    # --- help
    "about": (
        "公开：把提案、建议的答复做成可检索的静态网站，只发布信息公开属性允许的内容。",
        "Gongkai: the public archive of replies to proposals as a searchable static site that shows only what may be public.",
    ),
    "build": ("把内容做成网站（缺省）", "turn content into a site (the default)"),
    "check": ("只检查，不写网站", "check everything, write nothing"),
    "serve": ("本机预览，改动后自动重建", "preview on this machine, rebuild on every change"),
    "new": ("写一个待填写的样式文件", "write a skeleton to fill in"),
    "audit": ("对照内容检查已有的网站有没有泄露", "look for leaks in a built site, against its content"),
    "explain": ("说明一个网址由哪些文件做成，或一个文件做成哪些页面、为什么不公开", "say which files make an address, or what a file makes and why it is not public"),
    "--content": ("内容目录（缺省 content）", "content folder (default: content)"),
    "--output": ("网站目录（缺省 site）", "output folder (default: site)"),
    "--layouts": ("自己的版式目录，逐个覆盖自带的模板", "folder of own layouts, each file over the shipped one"),
    "--cache": ("私有缓存目录（缺省 .cache），删去只影响速度", "private cache folder (default: .cache); deleting it costs time only"),
    "--jobs": ("用几个进程（缺省为处理器个数）", "number of processes (default: one for each processor)"),
    "--as-of": ("判断逾期所用的日期（缺省为公开文件中最新的日期）", "the date by which things are overdue (default: the newest of a public document)"),
    "--lang": ("提示用的语言：zh 或 en", "language of messages: zh or en"),
    "--format": ("诊断的格式：text、json 或 github", "format of diagnostics: text, json or github"),
    "--no-search": ("不做检索（只供预览，不可发布）", "leave the search index out (for a look, never for publishing)"),
    "--port": ("端口（缺省 8000）", "port (default: 8000)"),
    "new-kind": ("proposal、reply、department、session 或 site", "proposal, reply, department, session or site"),
    "new-name": ("文件名或路径；缺省写到屏幕上", "file name or path; printed by default"),
    "audit-dir": ("要检查的网站目录（缺省为 --output）", "the built site to look at (default: --output)"),
    "explain-what": ("网址（/replies/…/）或内容文件", "an address (/replies/…/) or a content file"),
    # --- stages
    "stage.read": ("读取内容", "reading content"),
    "stage.link": ("连接与检查", "linking and checking"),
    "stage.disclose": ("公开把关", "disclosing"),
    "stage.plan": ("安排页面", "planning pages"),
    "stage.render": ("生成页面", "rendering pages"),
    "stage.shadow": ("准备检索文本", "preparing search texts"),
    "stage.search": ("建立检索", "indexing"),
    "stage.audit": ("审计输出", "auditing the output"),
    "stage.promote": ("切换上线", "promoting"),
    # --- outcomes
    "built": ("已生成 {pages} 个页面（{documents} 份公开文件），本次重写 {rendered} 个，在 {output}", "{pages} pages ({documents} public documents), {rendered} of them made again, in {output}"),
    "changes": ("新增 {appeared}，改动 {changed}，撤下 {gone}", "{appeared} appeared, {changed} changed, {gone} gone"),
    "searchable": ("可检索 {searchable} 篇", "{searchable} documents are searchable"),
    "no-search": ("没有建立检索（--no-search）：不要发布这个网站", "no search index (--no-search): do not publish this site"),
    "held-back": ("不公开：{count} 份（用 gongkai explain 文件 查看每一份的原因）", "not public: {count} (gongkai explain FILE says why)"),
    "took": ("用时 {seconds} 秒：{stages}；内存最多 {peak} MiB", "took {seconds} s: {stages}; at most {peak} MiB of memory"),
    "look": ("查看：{command} ，再打开 http://127.0.0.1:8000/", "to look at it: {command} , then open http://127.0.0.1:8000/"),
    "checked": ("检查完毕：{errors} 个错误，{warnings} 个警告，{notes} 个提示", "checked: {errors} errors, {warnings} warnings, {notes} notes"),
    "stopped": ("有 {errors} 个错误，没有改动网站", "{errors} errors; the site was left as it was"),
    "audited": ("审计完毕：{files} 个文件，没有发现泄露", "audited {files} files: no leak"),
    "audit-failed": ("审计发现 {errors} 处问题", "the audit found {errors} problems"),
    "wrong-date": ("“{found}”不是日期（例如 2024-06-30）", "“{found}” is no date (such as 2024-06-30)"),
    "no-content": ("没有内容目录 {path}（用 --content 指明）", "there is no content folder {path} (name it with --content)"),
    "no-layouts": ("没有版式目录 {path}", "there is no layouts folder {path}"),
    "fault": ("程序出错，这是我们的问题；请附上以下信息报告：", "a fault of ours; please report it with what follows:"),
    "serving": ("预览：{address} （Ctrl+C 结束）", "look at it at {address} (Ctrl+C ends)"),
    "rebuilt": ("已重建：{rendered} 个页面，{seconds} 秒", "rebuilt: {rendered} pages in {seconds} s"),
    "indexed": ("检索已更新：{searchable} 篇，{seconds} 秒", "search renewed: {searchable} documents in {seconds} s"),
    "index-ended": ("建立检索的进程中途停了（可能内存不足）；下次改动时再试", "the process that makes the search index stopped midway (out of memory?); it is tried again after the next change"),
    "preview.problems": ("有 {errors} 处要改正，改好后页面自动更新；在此之前网站保持原样", "{errors} to mend; the page is renewed once they are, and the site stays as it was until then"),
    "preview.close": ("收起", "Hide"),
    "port-taken": ("端口 {port} 已被占用；用 --port 换一个", "port {port} is taken; choose another with --port"),
    "port-refused": ("不能使用端口 {port}；用 --port 换一个", "port {port} cannot be used; choose another with --port"),
    "written": ("已写入 {path}，请填写后运行 gongkai check", "wrote {path}; fill it in and run gongkai check"),
    "exists": ("{path} 已经存在，没有改动", "{path} exists and was left alone"),
    "bad-name": ("名称“{found}”不能用：{why}", "the name “{found}” cannot be used: {why}"),
    "slug-rule": ("单位、届次的文件名只能用小写字母、数字和连字符", "the file name of a department or session is lower-case letters, digits and hyphens"),
    "document-rule": ("要带年份文件夹，如 2024/041-mzj", "it needs the folder of its year, such as 2024/041-mzj"),
    # --- explain
    "explain.made-by": ("{address} 由这些文件做成：", "{address} is made from:"),
    "explain.makes": ("{path} 做成这些页面：", "{path} makes these pages:"),
    "explain.attribute": ("信息公开属性在第 {line} 行：{state}", "its attribute is on line {line}: {state}"),
    "explain.nothing": ("不公开：没有页面、列表、检索或订阅会提到它", "not public: no page, list, search or feed mentions it"),
    "explain.row": ("依申请公开，按本站政策列目录：只在列表中有一行（编号、标题、单位）", "on request, listed by the site's policy: one row in lists (number, title, unit)"),
    "explain.count": ("不公开，按本站政策只计入件数", "not public, by the site's policy one in a count"),
    "explain.page": ("有自己的页面", "it has a page"),
    "explain.unknown": ("网站上没有这个网址，内容里也没有这个文件：{what}", "neither an address of the site nor a content file: {what}"),
    "explain.furniture": ("（由全站设置、版式和列表做成，不只来自某一份文件）", "(made from settings, layouts and lists, not from one document)"),
}


def say(key: str, language: str, **values: object) -> str:
    """Fill the gaps of a phrase in `zh` or `en`."""
    zh, en = PHRASES[key]
    return (zh if language == "zh" else en).format(**values)
