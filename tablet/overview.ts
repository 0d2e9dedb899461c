// "Dit heb je gezegd": every question with what was said, each changeable.

import { inWords } from "./answers.ts";
import { part, type Page, type Screen } from "./page.ts";

/** Fill the overview anew. `change` brings somebody back to a question. */
export function fillOverview(page: Page, change: (screen: Screen) => void): void {
  const list = part<HTMLUListElement>(".said", page.overview);
  const template = part<HTMLTemplateElement>("template", page.overview);
  const screens = page.screens().slice(0, -1);
  list.replaceChildren(...screens.map((screen) => row(template, screen, change)));
  nameSubjectsOnce(list, screens);
}

function row(template: HTMLTemplateElement, screen: Screen, change: (screen: Screen) => void): Node {
  const copy = template.content.cloneNode(true) as DocumentFragment;
  const question = part(".said-question", copy);
  const button = part<HTMLButtonElement>("button", copy);
  question.textContent = part("h2", screen).textContent;
  question.id = `said-${screen.id}`;
  button.setAttribute("aria-describedby", question.id);
  button.addEventListener("click", () => change(screen));
  part(".said-answer", copy).textContent = inWords(screen as HTMLFieldSetElement);
  const chosen = screen.querySelectorAll("input:checked");
  const drawing = chosen.length === 1 ? chosen[0]?.closest("label")?.querySelector("svg, .bars") : null;
  if (drawing) part(".said-picture", copy).append(drawing.cloneNode(true));
  return copy;
}

/** Each subject stands above its first question only. */
function nameSubjectsOnce(list: Element, screens: Screen[]): void {
  const subjects = screens.map((screen) => screen.dataset["subject"] ?? "");
  [...list.children].forEach((item, place) => {
    if (subjects[place] !== subjects[place - 1]) part(".subject", item).textContent = subjects[place] ?? "";
  });
}
