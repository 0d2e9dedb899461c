// What is said on the page, in the form in which it is kept and sent. A question says the shape of its answer in
// `data-shape`; nothing here knows a question type.

export type Code = string | number;
export type Value = Code | string[] | { [name: string]: Code | string[] | null };
export type Item = { value: Value } | { declined: string };
export type Answers = Record<string, Item>;

const DONT_KNOW = "d:dont_know";

/** Translate the value of a choice (`n:4`, `s:keep`, `d:dont_know`) to an item. */
export function itemOf(coded: string): { value: Code } | { declined: string } {
  const code = coded.slice(2);
  if (coded.startsWith("d:")) return { declined: code };
  return { value: coded.startsWith("n:") ? Number(code) : code };
}

const READERS: Record<string, (within: HTMLElement) => Value | undefined> = {
  one: (within) => codesIn(within)[0],
  several: (within) => some(codesIn(within).map(String)),
  words: (within) => written(within, "textarea, input[type=text]"),
  day: (within) => written(within, "input"),
  rows: (within) => some(rowsIn(within)),
  record: (within) => some(partsIn(within)),
  file: (within) => some({ media: written(within, "[data-file]")?.slice(2) ?? null }),
};

/** The item chosen or written in a question's fieldset; nothing when there is none yet. */
export function itemIn(fieldset: HTMLElement): Item | undefined {
  const value = valueIn(fieldset);
  if (value !== undefined) return { value };
  const reason = reasonIn(fieldset);
  return reason === undefined ? undefined : { declined: reason };
}

/** Whether all is said that the question asks for: each row and each part, or a reason why not. */
export function isSaid(fieldset: HTMLElement): boolean {
  if (reasonIn(fieldset) !== undefined) return true;
  if (valueIn(fieldset) === undefined) return false;
  const rows = [...fieldset.querySelectorAll("[data-row]")];
  const parts = [...fieldset.querySelectorAll<HTMLElement>("[data-part]:not([data-optional])")];
  return rows.every((row) => row.querySelector("input:checked")) && parts.every((part) => valueIn(part) !== undefined);
}

function valueIn(within: HTMLElement): Value | undefined {
  return READERS[within.dataset["shape"] ?? "one"]?.(within);
}

/** Why there is no answer. Who does not know it of any row does not know it at all. */
function reasonIn(fieldset: HTMLElement): string | undefined {
  const checked = chosenIn(fieldset).filter((input) => input.value.startsWith("d:"));
  const whole = checked.find((input) => !input.closest("[data-row]"));
  if (whole) return whole.value.slice(2);
  const rows = fieldset.querySelectorAll("[data-row]").length;
  return rows > 0 && checked.length === rows ? DONT_KNOW.slice(2) : undefined;
}

function chosenIn(within: Element): HTMLInputElement[] {
  return [...within.querySelectorAll<HTMLInputElement>("input:checked")];
}

function codesIn(within: Element): Code[] {
  const items = chosenIn(within).map((input) => itemOf(input.value));
  return items.flatMap((item) => ("value" in item ? [item.value] : []));
}

function written(within: Element, selector: string): string | undefined {
  const box = within.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
  return box?.value.trim() || undefined;
}

function rowsIn(fieldset: Element): Record<string, Code> {
  const rows = [...fieldset.querySelectorAll<HTMLElement>("[data-row]")];
  const said = rows.map((row) => [row.dataset["row"] ?? "", codesIn(row)[0]] as const);
  return Object.fromEntries(said.filter(([, code]) => code !== undefined)) as Record<string, Code>;
}

function partsIn(fieldset: Element): Record<string, Code | string[] | null> {
  const parts = [...fieldset.querySelectorAll<HTMLElement>("[data-part]")];
  const said = parts.map((part) => [part.dataset["part"] ?? "", valueIn(part) ?? null] as const);
  return Object.fromEntries(said) as Record<string, Code | string[] | null>;
}

/** The list or map when it holds anything. */
function some<T extends string[] | Record<string, unknown>>(found: T): T | undefined {
  return Object.values(found).some((one) => one !== null) ? found : undefined;
}

/** What was said in words, to be read back: the labels that were chosen, or the text; a line for each row or part. */
export function inWords(fieldset: HTMLElement): string {
  const reason = chosenIn(fieldset).find((input) => input.value.startsWith("d:") && !input.closest("[data-row]"));
  if (reason) return labelOf(reason);
  const lines = [...fieldset.querySelectorAll<HTMLElement>("[data-row], [data-part]")].map(lineOf);
  return lines.length > 0 ? lines.filter(Boolean).join("\n") : wordsIn(fieldset);
}

/** "Zelf koken: Goed"; the parts of a record speak for themselves. */
function lineOf(line: HTMLElement): string {
  const about = line.dataset["row"] === undefined ? "" : (line.querySelector(".word")?.textContent?.trim() ?? "");
  const words = wordsIn(line);
  return words && about ? `${about}: ${words}` : words;
}

function wordsIn(within: HTMLElement): string {
  const labels = chosenIn(within).map(labelOf);
  if (labels.length > 0) return labels.join(", ");
  if (within.dataset["shape"] === "day") return dayInWords(written(within, "input"));
  if (within.dataset["shape"] === "file") return within.querySelector<HTMLElement>("[data-file]")?.dataset["words"] ?? "";
  return written(within, "textarea") ?? "";
}

function labelOf(input: HTMLInputElement): string {
  return input.closest("label")?.querySelector(".word")?.textContent?.trim() ?? "";
}

function dayInWords(day: string | undefined): string {
  if (!day) return "";
  const options = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(document.documentElement.lang, options);
}
