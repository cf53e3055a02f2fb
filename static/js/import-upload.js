// Files may be dropped anywhere on the drop area; their names are listed before they are sent.
"use strict";

const area = document.querySelector(".import-drop");
const input = area.querySelector("input[type=file]");
const list = area.querySelector(".import-drop__files");

const show = () => {
  list.replaceChildren(
    ...Array.from(input.files, (file) => {
      const item = document.createElement("li");
      item.textContent = file.name;
      return item;
    }),
  );
  list.hidden = input.files.length < 2;
  const most = Number(input.dataset.most);
  input.setCustomValidity(input.files.length > most ? input.dataset.tooMany : "");
};

for (const name of ["dragenter", "dragover"]) {
  area.addEventListener(name, (event) => {
    event.preventDefault();
    area.classList.add("is-over");
  });
}
area.addEventListener("dragleave", () => area.classList.remove("is-over"));
area.addEventListener("drop", (event) => {
  event.preventDefault();
  area.classList.remove("is-over");
  if (event.dataTransfer.files.length) {
    input.files = event.dataTransfer.files;
    show();
  }
});
input.addEventListener("change", show);
show();
