// What libraries leave without a name in the admin: choosers of rows get that of their field, the buttons that open a
// branch of a tree that of their node, cells of a form's table that of their column.
"use strict";

const PARTS = ".select2-search__field, .select2-selection--single, .select2-selection__rendered[role=textbox]";

function nameChoosers(root) {
  for (const part of root.querySelectorAll(PARTS)) {
    const select = part.closest(".select2")?.previousElementSibling;
    const label = part.closest(".flex-container, .form-row")?.querySelector("label");
    if (select?.hasAttribute("aria-label")) {
      part.setAttribute("aria-label", select.getAttribute("aria-label"));
    } else if (label) {
      label.id = label.id || `${label.htmlFor}-label`;
      part.setAttribute("aria-labelledby", `${label.id} ${part.getAttribute("aria-labelledby") || ""}`.trim());
    }
  }
}

function nameBranches(list) {
  for (const button of list.querySelectorAll("a.treebeard-collapse:not([aria-label])")) {
    const node = button.closest("tr").querySelector("a[href*='/change/']");
    button.setAttribute("aria-label", node ? node.textContent : button.closest("tr").textContent.trim());
  }
}

// In narrow windows each cell of a form's table stands below its name.
function nameCells(table) {
  const names = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
  for (const row of table.querySelectorAll("tbody tr")) {
    [...row.cells].forEach((cell, at) => {
      if (at && names[at] && row.cells.length === names.length) cell.dataset.label = names[at];
    });
  }
}

document.querySelectorAll(".inline-group .tabular table").forEach(nameCells);

const list = document.getElementById("result_list");
if (list && document.getElementById("tree-context")) {
  nameBranches(list);
  new MutationObserver(() => nameBranches(list)).observe(list, { childList: true, subtree: true });
}
if (window.django && window.django.jQuery) {
  window.django.jQuery(() => setTimeout(() => nameChoosers(document)));
  document.addEventListener("formset:added", (event) => setTimeout(() => nameChoosers(event.target)));
}
