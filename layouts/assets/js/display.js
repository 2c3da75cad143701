// The large-print switch. It runs in the head, before anything is painted, so that the size does not jump.
// The choice stays in this browser (localStorage) and is sent nowhere; without script the page is simply as it is.
const STORE = "gongkai.large-print";

function remembered() {
  try {
    return localStorage.getItem(STORE) === "1";
  } catch {
    return false; // storage is refused: the switch works for this page only
  }
}

function remember(isLarge) {
  try {
    if (isLarge) localStorage.setItem(STORE, "1");
    else localStorage.removeItem(STORE);
  } catch {
    // As above.
  }
}

function show(isLarge, button) {
  document.documentElement.classList.toggle("large-print", isLarge);
  if (button) button.setAttribute("aria-pressed", String(isLarge));
}

show(remembered());

document.addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector(".display-switch");
  if (!button) return;
  button.hidden = false;
  show(remembered(), button);
  button.addEventListener("click", () => {
    const isLarge = !document.documentElement.classList.contains("large-print");
    show(isLarge, button);
    remember(isLarge);
  });
});
