// The page of the questions: finds its parts and what the server says about them.

import { isSaid, itemIn, type Answers } from "./answers.ts";
import { visible, type Condition, type Routed } from "./routing.ts";
import { partsOf } from "./sittings.ts";

export type Screen = HTMLFieldSetElement | HTMLElement;

/** The one element that must be there; a page without it is a fault of ours. */
export function part<T extends Element>(selector: string, within: ParentNode = document): T {
  const found = within.querySelector<T>(selector);
  if (!found) throw new Error(`The page lacks ${selector}.`);
  return found;
}

export class Page {
  readonly form = part<HTMLFormElement>("#answers");
  readonly fieldsets = [...document.querySelectorAll<HTMLFieldSetElement>("[data-question]")];
  readonly helped = document.querySelector<HTMLFieldSetElement>("[data-helped]");
  readonly overview = part<HTMLElement>("[data-overview]");
  private readonly routed: Routed[] = this.fieldsets.map(routedOf);

  get token(): string {
    return part<HTMLInputElement>("input[name=csrfmiddlewaretoken]", this.form).value;
  }

  /** What the server says in the form's data attributes. */
  said(name: string): string {
    return this.form.dataset[name] ?? "";
  }

  /** Everything chosen or written on the page, shown or not. */
  private everything(): Answers {
    const items = this.fieldsets.map((fieldset) => [keyOf(fieldset), itemIn(fieldset)] as const);
    return Object.fromEntries(items.filter(([, item]) => item !== undefined)) as Answers;
  }

  /** The questions that are shown with what was said so far, in order. */
  shown(): HTMLFieldSetElement[] {
    const keys = new Set(visible(this.routed, this.everything()));
    return this.fieldsets.filter((fieldset) => keys.has(keyOf(fieldset)));
  }

  /** The answers that count: those of questions that are shown. */
  answers(): Answers {
    const all = this.everything();
    const keys = this.shown().map(keyOf).filter((key) => all[key]);
    return Object.fromEntries(keys.map((key) => [key, all[key]])) as Answers;
  }

  /** All screens in order: the questions, who helped, and what was said. */
  screens(): Screen[] {
    return [...this.shown(), ...(this.helped ? [this.helped] : []), this.overview];
  }

  /** The parts of the form, each with its screens in order; who helped closes the last. The overview is in none. */
  parts(): Screen[][] {
    const shown = this.shown();
    const numbers = partsOf(shown.map((fieldset) => Number(fieldset.dataset["sitting"])));
    const parts: Screen[][] = [[]];
    for (const [place, fieldset] of shown.entries()) (parts[(numbers[place] ?? 1) - 1] ??= []).push(fieldset);
    if (this.helped) parts.at(-1)?.push(this.helped);
    return parts;
  }

  /** Who helped, as it is sent. */
  helpedBy(): string {
    return this.helped?.querySelector<HTMLInputElement>("input:checked")?.value ?? "alone";
  }
}

export function keyOf(fieldset: HTMLFieldSetElement): string {
  return fieldset.dataset["question"] ?? "";
}

/** Whether this screen has what it asks for. */
export function isAnswered(screen: Screen): boolean {
  return !(screen instanceof HTMLFieldSetElement) || isSaid(screen);
}

function routedOf(fieldset: HTMLFieldSetElement): Routed {
  const conditions = JSON.parse(fieldset.dataset["showWhen"] ?? "[]") as Condition[];
  return { key: keyOf(fieldset), show_when: conditions, enable_behavior: fieldset.dataset["enable"] ?? "all" };
}
