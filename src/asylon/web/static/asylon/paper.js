/* A button with `data-print` opens the printer's own window. For pages whose look on paper has been written down. */
"use strict";
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
