// What makes work faster where JavaScript runs. Every page works without it.
// No inline styles in markup and no HTML from strings: it runs under a strict content security policy and Trusted Types.

// --- Trusted Types: htmx makes elements of what the service answers. Whatever could run as a script is refused here,
// though our templates never write it; the content security policy would refuse it a second time.
function findsScript(root) {
  for (const one of root.querySelectorAll("*")) {
    if (one.localName === "template" && findsScript(one.content)) return true;
    if (one.localName === "script" && !(one.getAttribute("src") ?? "").startsWith("/static/")) return true;
    if (["iframe", "object", "embed", "base"].includes(one.localName)) return true;
    for (const { name, value } of one.attributes) {
      if (/^(on|hx-on|srcdoc$)/i.test(name) || /^[\s\0-\x20]*(javascript|data):/i.test(value)) return true;
    }
  }
  return false;
}
if (window.trustedTypes) {
  const inert = trustedTypes.createPolicy("look", { createHTML: (text) => text });
  trustedTypes.createPolicy("default", {
    createHTML: (text) => {
      const parsed = new DOMParser().parseFromString(inert.createHTML(text), "text/html"); // nothing in it runs or loads
      return findsScript(parsed) ? null : text;
    },
  });
}

const all = (selector, root = document) => root.querySelectorAll(selector);

// --- the navigation of narrow screens
const toggle = document.querySelector(".nav-toggle");
toggle?.addEventListener("click", () => {
  toggle.setAttribute("aria-expanded", String(toggle.getAttribute("aria-expanded") !== "true"));
});

// --- menus close when one goes elsewhere
document.addEventListener("click", (event) => {
  for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  hideTip();
  for (const menu of all("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// --- the filter form of a list does not put empty fields in the address
document.addEventListener("formdata", (event) => {
  if (event.target.method !== "get") return;
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name, value);
});

// --- a form marked data-autosubmit is sent when a choice changes
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.hasAttribute("data-autosubmit")) form.requestSubmit();
});

// --- a form is sent once, and one with unsaved changes asks before it is left
const changed = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.hasAttribute("data-guard")) changed.add(form);
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  changed.delete(form);
  if (form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 5000);
});
window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset.sent));
window.addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});

// --- a draft saves itself, but only when something has changed since it was last saved
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!event.target.hasAttribute?.("data-autosave")) return;
  if (!changed.delete(event.target.closest("form"))) event.preventDefault();
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target.hasAttribute?.("data-autosave") && !event.detail.successful) changed.add(event.target.closest("form"));
});

// --- tables of fields: Enter and Ctrl + arrow keep the column
function rowStep(field, step) {
  const cell = field.closest("td, th");
  let row = cell.parentElement;
  while ((row = step > 0 ? row.nextElementSibling : row.previousElementSibling)) {
    const next = row.cells[cell.cellIndex]?.querySelector("input:not([type=hidden]), select, textarea, a, button");
    if (next) {
      next.focus();
      next.select?.();
      return true;
    }
  }
  return false;
}
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.matches?.("table[data-grid] :is(input, select, textarea)")) return;
  const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const enter = event.key === "Enter" && !field.matches("textarea") && !event.ctrlKey;
  if (enter || (arrow && event.ctrlKey)) {
    rowStep(field, arrow ?? (event.shiftKey ? -1 : 1));
    event.preventDefault();
  } else if (event.key === "Enter" && event.ctrlKey) field.form?.requestSubmit();
});

// --- rows that are chosen for a common change
function updateSelection(name) {
  const boxes = [...all(`input[type=checkbox][name="${CSS.escape(name)}"]`)];
  const chosen = boxes.filter((box) => box.checked).length;
  for (const head of all(`[data-select-all="${CSS.escape(name)}"]`)) {
    head.checked = chosen > 0 && chosen === boxes.length;
    head.indeterminate = chosen > 0 && chosen < boxes.length;
  }
  for (const shown of all(`[data-selected-count="${CSS.escape(name)}"]`)) shown.textContent = String(chosen);
}
document.addEventListener("change", (event) => {
  const box = event.target;
  if (box.type !== "checkbox") return;
  const name = box.dataset.selectAll ?? box.name;
  if (box.dataset.selectAll) for (const one of all(`input[type=checkbox][name="${CSS.escape(name)}"]`)) one.checked = box.checked;
  updateSelection(name);
});

// --- a short word beside the pointer or the focus, for charts
const tip = Object.assign(document.createElement("div"), { className: "tip", hidden: true });
tip.setAttribute("role", "tooltip");
document.body.append(tip);
function showTip(target) {
  tip.textContent = target.dataset.tip;
  tip.hidden = false;
  const at = target.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left + at.width / 2 - tip.offsetWidth / 2), innerWidth - tip.offsetWidth - 8);
  const above = at.top - tip.offsetHeight - 6;
  tip.style.left = `${left}px`;
  tip.style.top = `${above > 4 ? above : at.bottom + 6}px`;
}
function hideTip() {
  tip.hidden = true;
}
for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const target = event.target.closest?.("[data-tip]");
    target ? showTip(target) : hideTip();
  });
}
document.addEventListener("scroll", hideTip, { passive: true, capture: true });

// --- what has to be looked up again after a part of the page is replaced
function prepare(root) {
  for (const head of all("[data-select-all]", root)) {
    head.hidden = false;
    updateSelection(head.dataset.selectAll);
  }
  for (const counter of all("[data-counter]", root)) {
    const field = document.getElementById(counter.dataset.counter);
    if (!field) continue;
    const show = () => (counter.querySelector("span").textContent = String(counter.dataset.maximum - field.value.length));
    counter.hidden = false;
    field.addEventListener("input", show);
    show();
  }
}
prepare(document);
document.addEventListener("htmx:afterSwap", (event) => prepare(event.target));
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.value;
  if (event.detail.verb === "get") {
    if (event.detail.path === "?") event.detail.path = location.pathname;
    const data = event.detail.formData ?? event.detail.parameters;
    for (const [name, value] of [...(data.entries?.() ?? [])]) if (value === "") data.delete(name);
  }
});
document.querySelector("[data-focus]")?.focus();
