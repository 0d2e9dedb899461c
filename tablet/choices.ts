// Choosing within a question: words and a reason for none exclude each other, and a switch stops at every answer.

/** Let written words and the chips beside them exclude each other; the last action wins. */
export function excludeEachOther(fieldset: HTMLFieldSetElement): void {
  const box = fieldset.querySelector("textarea");
  box?.addEventListener("input", () => {
    if (box.value.trim()) for (const chip of fieldset.querySelectorAll<HTMLInputElement>("input:checked")) chip.checked = false;
  });
  fieldset.addEventListener("change", (event) => {
    if (box && event.target instanceof HTMLInputElement && event.target.checked) box.value = "";
  });
}

/** A group of radio buttons is one stop for a switch; under names of their own each is a stop, and still only one is chosen. */
export function makeStops(fieldset: HTMLFieldSetElement): void {
  const choices = [...fieldset.querySelectorAll<HTMLInputElement>("input[type=radio]")];
  for (const choice of choices) {
    choice.name = `${choice.name}=${choice.value}`;
    choice.addEventListener("change", () => {
      for (const other of choices) other.checked = other === choice;
    });
  }
}

/** Send the form as it would go without script, under the names that the server knows. */
export function sendPlainly(form: HTMLFormElement): void {
  for (const choice of form.querySelectorAll<HTMLInputElement>("input[type=radio]")) {
    choice.name = choice.name.replace(/=.*/, "");
  }
  form.submit();
}
