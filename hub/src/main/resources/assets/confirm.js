// Asks once before something final, in the words of the form's data-turbo-confirm.
window.Turbo.config.forms.confirm = (words, form, button) =>
  new Promise((answer) => {
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-label", words);
    const text = document.createElement("p");
    text.textContent = words;
    const actions = document.createElement("form");
    actions.method = "dialog";
    actions.className = "actions";
    actions.append(choice(button?.textContent.trim() || "Yes", "yes", "danger"), choice("Go back", "", ""));
    dialog.append(text, actions);
    dialog.addEventListener("close", () => {
      dialog.remove();
      answer(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });

function choice(words, value, look) {
  const button = document.createElement("button");
  button.value = value;
  button.className = look;
  button.textContent = words;
  return button;
}
