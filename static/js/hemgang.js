// What is better with a script and works without one.

// The appearance that was chosen is remembered in a cookie, so that the server gives the next page in it.
const next = { auto: "dark", dark: "light", light: "auto" };
for (const button of document.querySelectorAll("[data-appearance]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const scheme = next[document.documentElement.dataset.colorScheme] ?? "auto";
    document.documentElement.dataset.colorScheme = scheme;
    document.cookie = `color_scheme=${scheme};path=/;max-age=31536000;samesite=lax`;
    button.querySelector("[data-appearance-name]").textContent = button.dataset[scheme];
  });
}

// A menu closes by Escape and by a click elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector("details.menu[open]");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// A double click sends once: the second submit of the same form is stopped. (The server refuses it, too.)
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post" || event.defaultPrevented) return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
// ... until the page is shown again from the browser's memory.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// After a refused form, the reader lands on what is wrong.
document.querySelector(".ds-error-summary")?.focus();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Paper is light, whatever the screen is.
let screenScheme;
window.addEventListener("beforeprint", () => {
  screenScheme = document.documentElement.dataset.colorScheme;
  document.documentElement.dataset.colorScheme = "light";
});
window.addEventListener("afterprint", () => {
  document.documentElement.dataset.colorScheme = screenScheme;
});
