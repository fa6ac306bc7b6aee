// Forms that are answered by something else than a page with the form: what was typed stays, and
// the form says what to do. And the summary of what was wrong gets the focus.

// We answer with pages. Asked for Turbo's streams too, the hub's framework would render none.
addEventListener("turbo:before-fetch-request", ({ detail }) => {
  detail.fetchOptions.headers.Accept = "text/html, application/xhtml+xml";
});

function say(form, words) {
  let summary = form.querySelector("[data-away]");
  if (!summary) {
    summary = document.createElement("div");
    summary.className = "summary";
    summary.dataset.away = "";
    summary.tabIndex = -1;
    summary.setAttribute("role", "alert");
    form.prepend(summary);
  }
  const telephone = document.querySelector("#lost a[href^='tel:']")?.textContent;
  summary.textContent = words + (telephone ? ` Telephone ${telephone} meanwhile.` : " Use the telephone meanwhile.");
  form.dataset.touched = "";
  summary.focus();
}

/** The hub answered with a page of its own about its trouble, and not with the form. */
addEventListener("turbo:before-fetch-response", (event) => {
  const form = event.target;
  const { statusCode, redirected } = event.detail.fetchResponse;
  // After a redirect it is done, and only the next page is in trouble.
  if (!(form instanceof HTMLFormElement) || redirected) return;
  if (statusCode >= 500 || statusCode === 413) {
    event.preventDefault();
    say(form, statusCode === 413
      ? "This is too long to be stored. Make it shorter, then send it again."
      : "The hub could not store this yet. What you typed is still here: send it again.");
  }
});

/** No answer at all. */
addEventListener("turbo:fetch-request-error", (event) => {
  if (event.target instanceof HTMLFormElement) {
    say(event.target, "The hub does not answer. What you typed is still here: send it again.");
  }
});

function focusSummary() {
  document.querySelector("[data-summary]")?.focus();
}

addEventListener("turbo:render", focusSummary);
addEventListener("turbo:load", focusSummary);
