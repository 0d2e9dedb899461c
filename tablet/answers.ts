// What is said on the page, in the form in which it is kept and sent.

export type Value = string | number;
export type Item = { value: Value } | { declined: string };
export type Answers = Record<string, Item>;

/** Translate the value of a radio button (`n:4`, `s:keep`, `d:dont_know`) to an item. */
export function itemOf(coded: string): Item {
  const code = coded.slice(2);
  if (coded.startsWith("d:")) return { declined: code };
  return { value: coded.startsWith("n:") ? Number(code) : code };
}

/** The item chosen or written in a question's fieldset; nothing when there is none yet. */
export function itemIn(fieldset: HTMLFieldSetElement): Item | undefined {
  const chosen = fieldset.querySelector<HTMLInputElement>("input:checked");
  if (chosen) return itemOf(chosen.value);
  const words = fieldset.querySelector("textarea")?.value.trim();
  return words ? { value: words } : undefined;
}

/** What was said in words, to be read back: the label that was chosen, or the text. */
export function inWords(fieldset: HTMLFieldSetElement): string {
  const chosen = fieldset.querySelector("input:checked");
  const label = chosen?.closest("label")?.querySelector(".word")?.textContent;
  return label?.trim() ?? fieldset.querySelector("textarea")?.value.trim() ?? "";
}
