// Short sentences that help to tell more: without script a list, with it quiet cards, of which one at a time stands out.

/** Make each prompt of a question a card: a tap reads it and lets it stand out. */
export function offerPrompts(fieldset: HTMLFieldSetElement, read: (prompt: Element) => void): void {
  const cards = [...fieldset.querySelectorAll<HTMLElement>("[data-prompt]")].map(cardOf);
  for (const card of cards) {
    card.addEventListener("click", () => {
      for (const other of cards) other.setAttribute("aria-pressed", String(other === card));
      read(card.firstElementChild ?? card);
    });
  }
}

function cardOf(prompt: HTMLElement): HTMLButtonElement {
  const card = document.createElement("button");
  card.type = "button";
  card.className = "prompt";
  card.setAttribute("aria-pressed", "false");
  prompt.replaceWith(card);
  card.append(prompt);
  return card;
}
