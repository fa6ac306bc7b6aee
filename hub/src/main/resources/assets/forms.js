// Forms that are answered by something else than a page with the form: what was typed stays, and
// the form says what to do. And the summary of what was wrong gets the focus.

// We answer with pages. Asked for Turbo's streams too, the hub's framework would render none.
addEventListener("turbo:before-fetch-request", ({ detail }) => {
  detail.fetchOptions.headers.Accept = "text/html, application/xhtml+xml";
});

function meanwhile() {
  const telephone = document.querySelector("#lost a[href^='tel:']")?.textContent;
  return telephone ? ` Telephone ${telephone} meanwhile.` : " Use the telephone meanwhile.";
}

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
  summary.textContent = words;
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
      : "The hub could not store this yet. What you typed is still here: send it again." + meanwhile());
  } else if (statusCode >= 400) {
    // The answer is the form again, with what was typed and what is wrong with it: it is shown,
    // though a form that somebody fills in is otherwise left alone.
    form.removeAttribute("data-touched");
  }
});

/** No answer at all. */
addEventListener("turbo:fetch-request-error", (event) => {
  if (event.target instanceof HTMLFormElement) {
    say(event.target, "The hub does not answer. What you typed is still here: send it again." + meanwhile());
  }
});

// Whoever works with the keys goes on where they were: at what was wrong, else at the button that
// they pressed, else, if its form is gone, at the page.
let pressed = null;

addEventListener("turbo:submit-start", ({ detail: { formSubmission } }) => {
  const { formElement, submitter } = formSubmission;
  pressed = { path: location.pathname, form: formElement.id, value: submitter?.value ?? "" };
});

function focusAgain() {
  const summary = document.querySelector("[data-summary]");
  const before = pressed;
  pressed = null;
  if (summary) {
    summary.focus();
  } else if (before?.path === location.pathname && document.activeElement === document.body) {
    const buttons = [...(document.getElementById(before.form)?.querySelectorAll("button") ?? [])];
    const again = buttons.find((button) => button.value === before.value) ?? buttons[0];
    (again ?? document.getElementById("main"))?.focus({ preventScroll: true });
  }
}

addEventListener("turbo:load", focusAgain);
addEventListener("turbo:render", () => {
  // A form that was not done is shown without a load.
  if (document.querySelector("[data-summary]")) focusAgain();
});
