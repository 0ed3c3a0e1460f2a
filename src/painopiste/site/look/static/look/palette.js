// The command palette: Ctrl+K opens a field that suggests pages of the navigation and rows that the reader may see.
// A combobox with a list, as the WAI-ARIA practices have it: focus stays in the field, arrow keys move the choice.
// Without scripts the search field of the header leads to the search page, where everything can be found too.
const form = document.querySelector(".top-search[data-suggestions]");
const WAIT = 150; // milliseconds after the last letter

function make(name, attributes = {}, text = "") {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.textContent = text;
  return element;
}

class Palette {
  constructor() {
    const told = form.dataset;
    this.field = make("input", {
      type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": "palette-list",
      "aria-autocomplete": "list", "aria-label": told.name, placeholder: told.hint, autocomplete: "off", maxlength: "200",
    });
    this.list = make("ul", { id: "palette-list", role: "listbox", "aria-label": told.name });
    this.status = make("p", { role: "status", class: "unseen" });
    this.dialog = make("dialog", { class: "palette", "aria-label": told.name });
    this.dialog.append(this.field, this.list, this.status);
    document.body.append(this.dialog);
    this.chosen = -1;
    this.asked = 0;
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    this.list.addEventListener("click", (event) => this.go(event.target.closest("li")));
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
  }

  open() {
    if (this.dialog.open) return;
    this.field.value = "";
    this.show([]);
    this.status.textContent = "";
    this.dialog.showModal();
    this.field.focus();
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.suggest(), WAIT);
  }

  async suggest() {
    const question = this.field.value.trim();
    const asked = ++this.asked; // an answer that comes late is not shown
    const known = question ? pages(question) : [];
    this.show(question ? [...known, everything(question)] : []); // at once; rows come when the service has answered
    const found = question ? [...known, ...(await rows(question))] : [];
    if (asked !== this.asked) return;
    const chosen = known.length > this.chosen ? this.chosen : -1; // what was chosen meanwhile stays so
    this.show(question ? [...found, everything(question)] : []);
    if (chosen >= 0) this.choose(chosen);
    const { count, none } = form.dataset;
    this.status.textContent = !question ? "" : found.length ? `${count} ${found.length}` : none;
  }

  show(items) {
    this.chosen = -1;
    this.list.replaceChildren(...items.map((item, number) => {
      const option = make("li", { id: `palette-${number}`, role: "option", "aria-selected": "false" });
      const title = make("span", item.language ? { lang: item.language } : {}, item.title);
      option.append(title, make("span", {}, item.kind));
      option.dataset.url = item.url;
      return option;
    }));
    this.field.setAttribute("aria-expanded", String(items.length > 0));
    this.field.removeAttribute("aria-activedescendant");
  }

  pressed(event) {
    const last = this.list.children.length - 1;
    const step = { ArrowDown: this.chosen === last ? 0 : this.chosen + 1, ArrowUp: this.chosen <= 0 ? last : this.chosen - 1 };
    if (event.key in step && last >= 0) this.choose(step[event.key]);
    else if (event.key === "Enter") this.go(this.list.children[this.chosen]);
    else return;
    event.preventDefault();
  }

  choose(number) {
    this.list.children[this.chosen]?.setAttribute("aria-selected", "false");
    this.chosen = number;
    const option = this.list.children[number];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }

  go(option) {
    const question = this.field.value.trim();
    const url = option?.dataset.url ?? (question && everything(question).url);
    if (url) location.assign(url);
  }
}

function pages(question) {
  const word = question.toLocaleLowerCase();
  const links = [...document.querySelectorAll(".nav a, .foot nav a")];
  const fitting = links.filter((link) => link.textContent.trim().toLocaleLowerCase().includes(word)).slice(0, 4);
  return fitting.map((link) => ({ title: link.textContent.trim(), kind: form.dataset.page, url: link.href }));
}

async function rows(question) {
  const url = new URL(form.dataset.suggestions, location.href);
  url.searchParams.set("q", question);
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).items : [];
  } catch {
    return []; // without a connection the pages of the navigation are still suggested
  }
}

function everything(question) {
  const url = new URL(form.action);
  url.searchParams.set("q", question);
  return { title: `${form.dataset.all} ${question}`, kind: "", url: url.href };
}

if (form) {
  let palette;
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    palette ??= new Palette();
    palette.open();
  });
}
