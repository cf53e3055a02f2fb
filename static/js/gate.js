// The gate's panel: jumps to what was found and writes remedies into the form, so that nothing unsaved is lost.

function placeOf(text, excerpt, nth) {
  let at = -1;
  for (let turn = 0; turn <= nth; turn += 1) {
    at = text.indexOf(excerpt, at + 1);
    if (at < 0) return -1;
  }
  return at;
}

function fieldOf(id) {
  const field = document.getElementById(id);
  field?.closest("details")?.setAttribute("open", "");
  return field;
}

function select(field, at, length) {
  field.focus();
  if (at >= 0 && field.setSelectionRange) field.setSelectionRange(at, at + length);
  field.scrollIntoView({ block: "center" });
}

function jump(link, event) {
  const field = fieldOf(link.dataset.jump);
  if (!field || !("value" in field)) return;
  event.preventDefault();
  select(field, placeOf(field.value, link.dataset.excerpt, Number(link.dataset.nth)), link.dataset.excerpt.length);
}

function remedy(button, event) {
  const field = fieldOf(button.dataset.remedy);
  const { excerpt, nth } = button.dataset;
  const at = field && "value" in field ? placeOf(field.value, excerpt, Number(nth)) : -1;
  if (at < 0) return;
  event.preventDefault();
  // Markdown reads asterisks as emphasis.
  const proposal = field.tagName === "TEXTAREA" ? button.dataset.proposal.replaceAll("*", "\\*") : button.dataset.proposal;
  field.value = field.value.slice(0, at) + proposal + field.value.slice(at + excerpt.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  select(field, at, proposal.length);
  const row = button.closest("[data-finding]");
  row.dataset.isDone = "";
  row.querySelector("[data-said]").textContent = button.dataset.done;
  button.hidden = true;
  for (const later of document.querySelectorAll(`[data-remedy="${button.dataset.remedy}"]`)) {
    // One of the same fewer stands before those that follow.
    if (later.dataset.excerpt === excerpt && Number(later.dataset.nth) > Number(nth)) later.dataset.nth -= 1;
  }
}

document.querySelector("[data-gate]")?.addEventListener("click", (event) => {
  const link = event.target.closest("[data-jump]");
  const button = event.target.closest("[data-remedy]");
  if (link) jump(link, event);
  if (button) remedy(button, event);
});
