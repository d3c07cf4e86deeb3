// Rows of a form that stand in an order: moved by buttons, or dragged by their handles.
"use strict";

for (const rows of document.querySelectorAll("[data-rows]")) {
  const movable = () => [...rows.querySelectorAll(".row:not(.new)")];
  const told = document.querySelector("[data-moved]");

  const settle = (row) => {
    const all = movable();
    all.forEach((one, at) => {
      one.querySelector("[data-move=up]").disabled = at === 0;
      one.querySelector("[data-move=down]").disabled = at === all.length - 1;
    });
    told.textContent = `${row.querySelector("[name=text]").value} is now number ${all.indexOf(row) + 1}`;
  };
  const put = (row, there) => {
    const last = rows.querySelector(".row.new");
    const all = movable().filter((one) => one !== row);
    rows.insertBefore(row, all[there] || last);
    settle(row);
  };

  rows.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault(); // without this script the server moves the row
    const row = button.closest(".row");
    const way = button.dataset.move;
    put(row, movable().indexOf(row) + (way === "up" ? -1 : 1));
    const again = row.querySelector(`[data-move=${way}]`);
    (again.disabled ? row.querySelector("[data-move]:not(:disabled)") : again).focus();
  });

  rows.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest(".handle");
    const row = handle && handle.closest(".row:not(.new)");
    if (!row) return;
    event.preventDefault();
    // Not captured by the handle: a row that is moved in the page loses its capture.
    row.classList.add("dragged");
    const follow = (moved) => {
      const others = movable().filter((one) => one !== row);
      const there = others.filter((one) => {
        const box = one.getBoundingClientRect();
        return box.top + box.height / 2 < moved.clientY;
      }).length;
      if (movable().indexOf(row) !== there) put(row, there);
    };
    const stop = () => {
      row.classList.remove("dragged");
      document.removeEventListener("pointermove", follow);
      document.removeEventListener("pointerup", stop);
      document.removeEventListener("pointercancel", stop);
    };
    document.addEventListener("pointermove", follow);
    document.addEventListener("pointerup", stop);
    document.addEventListener("pointercancel", stop);
  });
}
