// Choosing within a question: an answer and a reason for none exclude each other, what goes alone stands alone, and a
// switch stops at every answer.

/** Let an answer and the reasons for none exclude each other, and what goes alone all else; the last action wins. */
export function excludeEachOther(fieldset: HTMLFieldSetElement): void {
  fieldset.addEventListener("input", (event) => {
    if (isWritten(event.target) && event.target.value.trim()) clear(fieldset, isReason);
  });
  fieldset.addEventListener("change", (event) => {
    const chosen = event.target;
    if (!(chosen instanceof HTMLInputElement) || !chosen.checked) return;
    if (isReason(chosen)) clear(fieldset, (other) => other !== chosen);
    else clear(fieldset, (other) => isReason(other) || !goTogether(chosen, other));
  });
}

function goTogether(chosen: HTMLInputElement, other: HTMLInputElement | HTMLTextAreaElement): boolean {
  if (other === chosen || other.type !== "checkbox" || other.name !== chosen.name) return true;
  return !("alone" in chosen.dataset) && !("alone" in other.dataset);
}

/** Whether this is a reason why the whole question has no answer; a row has reasons of its own. */
function isReason(input: Element): boolean {
  return input instanceof HTMLInputElement && isChoice(input) && input.value.startsWith("d:") && !input.closest("[data-row]");
}

function isWritten(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !isChoice(target));
}

/** Whether this is something to tap, and not a box to write in. */
export function isChoice(input: HTMLInputElement): boolean {
  return input.type === "radio" || input.type === "checkbox";
}

function clear(fieldset: Element, which: (other: HTMLInputElement | HTMLTextAreaElement) => boolean): void {
  for (const other of fieldset.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")) {
    if (!which(other)) continue;
    if (other instanceof HTMLInputElement && isChoice(other)) other.checked = false;
    else other.value = "";
  }
}

/** A group of radio buttons is one stop for a switch; under names of their own each is a stop, and still only one is chosen. */
export function makeStops(fieldset: HTMLFieldSetElement): void {
  const choices = [...fieldset.querySelectorAll<HTMLInputElement>("input[type=radio]")];
  for (const name of new Set(choices.map((choice) => choice.name))) {
    if (!name.includes("=")) stopAtEach(choices.filter((choice) => choice.name === name));
  }
}

function stopAtEach(choices: HTMLInputElement[]): void {
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
