// Keeps an open page in step with the preview: loads it again when the site has been built, and lists what stands in
// the way.  Served by `serve` alone; the built site has nothing of it.
//
// Only a page that can be seen listens, since a browser holds few connections to one server at a time; one that comes
// into sight again is told how things stand at once.
(() => {
  const { about, seen } = document.currentScript.dataset;
  let source = null;
  let dialog = null;

  const make = (name, text = "") => {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  };

  const open = () => {
    const style = make("link");
    style.rel = "stylesheet";
    style.href = "/-/preview.css";
    document.head.append(style);
    dialog = make("dialog");
    dialog.id = "preview-problems";
    document.body.append(dialog);
  };

  /** List the problems over the page; everything is text. */
  const show = ({ title, close, problems }) => {
    if (!dialog) open();
    const list = make("ol");
    for (const { place, message, hint } of problems) {
      const item = make("li");
      item.append(make("code", place), make("p", message), make("p", hint));
      list.append(item);
    }
    const button = make("button", close);
    button.addEventListener("click", () => dialog.close());
    dialog.replaceChildren(make("h2", title), list, button);
    if (!dialog.open) dialog.showModal();
  };

  const hear = ({ data }) => {
    const news = JSON.parse(data);
    if (news.problems.length) show(news);
    else if (news[about] !== seen) location.reload();
    else dialog?.close();
  };

  const listen = () => {
    source?.close();
    source = document.hidden ? null : new EventSource("/-/news");
    source?.addEventListener("message", hear);
  };

  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", ({ persisted }) => persisted && listen());
  addEventListener("pagehide", () => source?.close());
  listen();
})();
