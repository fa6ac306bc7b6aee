// Forms that are answered by something else than a page with the form: what was typed stays, and
// the form says what to do. And the summary of what was wrong gets the focus.
import { say as toast, want } from "/assets/refresh.js";
import { isOver, isTyped, renew, signIn } from "/assets/session.js";

// We answer with pages. Asked for Turbo's streams too, the hub's framework would render none.
addEventListener("turbo:before-fetch-request", ({ detail }) => {
  detail.fetchOptions.headers.Accept = "text/html, application/xhtml+xml";
});

function meanwhile() {
  const telephone = document.querySelector("#lost a[href^='tel:']")?.textContent;
  return telephone ? ` Telephone ${telephone} meanwhile.` : " Use the telephone meanwhile.";
}

const FIELDS = "textarea, select, input:not([type=hidden])";

/** What did not come off, and that it has to be sent again. */
function say(form, trouble, then = "") {
  const again = form.querySelector(FIELDS)
    ? "What you typed is still here: send it again."
    : "Press again.";
  tell(form, `${trouble} ${again}${then}`);
}

/** Beside what was typed; a button alone, which the page may have no use for soon, stays as it is. */
function tell(form, words) {
  if (!form.querySelector(FIELDS)) return toast(words);
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

/** The hub answered with a page of its own, and not with the form. */
addEventListener("turbo:before-fetch-response", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  const { fetchResponse } = event.detail;
  const { statusCode, redirected, response } = fetchResponse;
  if (document.body.dataset.person && isOver(response)) {
    event.preventDefault();
    signedOut(form);
  } else if (redirected && statusCode >= 500) {
    // It is done, and only the next page is in trouble.
    event.preventDefault();
    form.removeAttribute("data-touched");
    toast("That is stored. The hub could not show it yet.");
    want();
  } else if (redirected) {
    // Whatever the next page is.
  } else if (statusCode >= 500) {
    event.preventDefault();
    say(form, `The hub could not ${form.method === "get" ? "show" : "store"} this yet.`, meanwhile());
  } else if (statusCode === 413) {
    event.preventDefault();
    tell(form, "This is too long to be stored. Make it shorter, then send it again.");
  } else if (statusCode === 403) {
    event.preventDefault();
    refused(form, fetchResponse.responseHTML);
  } else if (statusCode >= 400) {
    // The answer is the form again, with what was typed and what is wrong with it: it is shown,
    // though a form that somebody fills in is otherwise left alone.
    form.removeAttribute("data-touched");
  }
});

function signedOut(form) {
  if (!isTyped()) return signIn();
  tell(form, "You are signed out, so the hub did nothing. What you typed is still here: sign in "
    + "again in another window, then go on.");
  want();
}

/** Somebody may not do this, or has signed in again elsewhere: then it only has to be sent again. */
async function refused(form, html) {
  const { token } = pressed ?? {};
  const page = new DOMParser().parseFromString((await html) ?? "", "text/html");
  try {
    await renew();
  } catch (failure) {
    console.info("the page's token could not be renewed:", failure.message);
  }
  if (form.elements.csrfToken?.value !== token) {
    say(form, "This page was out of date, so the hub did nothing.");
  } else {
    tell(form, page.querySelector("[data-words]")?.textContent ?? "The hub did nothing.");
  }
}

/** No answer at all. */
addEventListener("turbo:fetch-request-error", (event) => {
  if (event.target instanceof HTMLFormElement) {
    say(event.target, "The hub does not answer.", meanwhile());
  }
});

// Whoever works with the keys goes on where they were: at what was wrong, else at the button that
// they pressed, else, if its form is gone, at the page.
let pressed = null;

addEventListener("turbo:submit-start", ({ detail: { formSubmission } }) => {
  const { formElement, submitter } = formSubmission;
  pressed = {
    path: location.pathname,
    form: formElement.id,
    value: submitter?.value ?? "",
    token: formElement.elements.csrfToken?.value,
  };
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
