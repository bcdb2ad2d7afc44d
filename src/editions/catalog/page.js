// What the page of `editions describe --html` does: it counts, it says how many entries are filled, and it saves the catalog.
"use strict";
{
  const page = JSON.parse(document.getElementById("page").textContent);
  const control = (entry, key) => document.getElementById(`e${entry}-${key}`);
  const entries = [...document.querySelectorAll("[data-entry]")].map((element) => Number(element.dataset.entry));
  const say = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const status = document.getElementById("status");
  let changed = false;

  // The value of an answer: what its control holds; a control that asks to confirm a draft says the opposite of `draft`.
  function value(entry, key) {
    if (key === "draft") {
      const confirm = control(entry, "confirm");
      return confirm ? !confirm.checked : false;
    }
    const found = control(entry, key);
    if (found.type === "checkbox") return found.checked;
    if (found.type === "number") return Math.max(0, Math.trunc(Number(found.value)) || 0);
    return found.value.trim();
  }

  // As writing.py writes it.
  function line(key, value) {
    return `${key} = ${typeof value === "string" ? text(value) : String(value)}\n`;
  }
  function text(value) {
    const safe = [...value.replace(/\r\n?/g, "\n")].map(escaped).join("");
    return value.includes("\n") ? `"""\n${safe}"""` : `"${safe}"`;
  }
  function escaped(sign) {
    const code = sign.codePointAt(0);
    if (sign === '"' || sign === "\\") return `\\${sign}`;
    if (sign === "\n" || (code >= 0x20 && code !== 0x7f)) return code >= 0xd800 && code <= 0xdfff ? "\ufffd" : sign;
    return `\\u${code.toString(16).padStart(4, "0")}`;
  }
  const toml = () => page.pieces.map((piece) => (typeof piece === "string" ? piece : line(piece[1], value(...piece)))).join("");

  // As entries.py counts it.
  function filled(entry) {
    if (control(entry, "alt")) {
      const said = value(entry, "decorative") || value(entry, "alt") || (value(entry, "long") && page.said.includes(entry));
      return Boolean(said) && !value(entry, "draft") && (value(entry, "source") !== "machine" || value(entry, "reviewer") !== "");
    }
    const answer = control(entry, "tag") ? value(entry, "tag") : value(entry, "header_rows") || value(entry, "header_columns");
    return value(entry, "confirmed") && Boolean(answer);
  }
  function progress() {
    const done = entries.filter(filled);
    for (const entry of entries) {
      document.getElementById(`e${entry}-state`).textContent = page.words[done.includes(entry) ? "is-filled" : "is-open"];
    }
    const words = say(page.words.progress, { filled: done.length, all: entries.length });
    document.getElementById("progress").textContent = words;
    return words;
  }

  function count(field) {
    const words = say(page.words.count, { count: [...field.value].length, longest: page.longest });
    const shown = document.getElementById(`${field.id}-count`);
    shown.textContent = words;
    shown.classList.toggle("over", [...field.value].length > page.longest);
    return words;
  }

  let waiting = 0;
  function announce(words) {
    clearTimeout(waiting);
    waiting = setTimeout(() => (status.textContent = words), 1000); // only once typing rests
  }

  document.addEventListener("input", (event) => {
    changed = true;
    const words = progress();
    announce(event.target.matches("[data-counted]") ? count(event.target) : words);
  });

  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([toml()], { type: "application/toml" }));
    link.download = page.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    changed = false;
    clearTimeout(waiting);
    status.textContent = say(page.words.saved, { file: page.file, progress: progress() });
  }

  function review() {
    const put = entries.filter((entry) => control(entry, "alt") && value(entry, "reviewer") === "" && filled(entry));
    for (const entry of put) {
      control(entry, "reviewer").value = document.getElementById("all-reviewer").value;
      control(entry, "reviewed").value = document.getElementById("all-reviewed").value;
    }
    told(put);
  }
  function confirmLanguages() {
    const put = entries.filter((entry) => control(entry, "tag") && value(entry, "tag") !== "" && !value(entry, "confirmed"));
    for (const entry of put) control(entry, "confirmed").checked = true;
    told(put);
  }
  function told(put) {
    changed ||= put.length > 0;
    progress();
    status.textContent = say(page.words["all-done"], { count: put.length });
  }

  document.querySelectorAll("button.save").forEach((button) => button.addEventListener("click", save));
  document.getElementById("all-apply")?.addEventListener("click", review);
  document.getElementById("all-languages")?.addEventListener("click", confirmLanguages);
  document.querySelectorAll("[data-counted]").forEach(count);
  window.addEventListener("beforeunload", (event) => changed && event.preventDefault());
  progress();
}
