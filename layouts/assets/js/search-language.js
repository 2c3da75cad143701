// On a site whose own words are not Chinese: marks as Chinese what the search page shows of documents (WCAG 3.1.2).

const CHINESE = /[\u3400-\u9fff]/;

const isChinese = ({ childNodes }) =>
  [...childNodes].some((child) => child.nodeType === Node.TEXT_NODE && CHINESE.test(child.data));

const mark = (added) => {
  for (const element of [added, ...added.querySelectorAll("*")])
    if (isChinese(element) && !element.closest("[lang='zh-CN']")) element.lang = "zh-CN";
};

new MutationObserver((changes) =>
  changes.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node.nodeType === Node.ELEMENT_NODE).forEach(mark),
).observe(document.getElementById("search"), { childList: true, subtree: true });
