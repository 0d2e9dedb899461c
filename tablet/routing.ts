// Which questions are shown, with the semantics of FHIR's `enableWhen`. The server decides by the same vectors:
// instruments/vectors/show_when.json.

import type { Answers } from "./answers.ts";

export type Condition = { question: string; operator: string; answer: string | number | boolean };
export type Routed = { key: string; show_when: Condition[]; enable_behavior: string };

/** The keys of the questions that are shown, in order. A question that is not shown itself has no answer. */
export function visible(questions: Routed[], answers: Answers): string[] {
  const shown: Answers = {};
  const keys: string[] = [];
  for (const question of questions) {
    if (!isShown(question, shown)) continue;
    keys.push(question.key);
    const item = Object.hasOwn(answers, question.key) ? answers[question.key] : undefined;
    if (item) shown[question.key] = item;
  }
  return keys;
}

function isShown(question: Routed, shown: Answers): boolean {
  if (question.show_when.length === 0) return true;
  const test = (condition: Condition) => holds(condition, shown);
  return question.enable_behavior === "any" ? question.show_when.some(test) : question.show_when.every(test);
}

function holds({ question, operator, answer }: Condition, shown: Answers): boolean {
  const value = valueOf(shown, question);
  switch (operator) {
    case "exists":
      return (value !== undefined) === answer;
    case "=":
      return isAmong(value, answer);
    case "!=":
      return !isAmong(value, answer);
    default:
      return typeof value === "number" && typeof answer === "number" && compares(operator, value, answer);
  }
}

/** Whether the value is the answer, or one of several chosen answers is. */
function isAmong(value: unknown, answer: unknown): boolean {
  return Array.isArray(value) ? value.includes(answer) : value === answer;
}

function valueOf(shown: Answers, key: string): unknown {
  const item: unknown = Object.hasOwn(shown, key) ? shown[key] : undefined;
  if (typeof item !== "object" || item === null || !("value" in item)) return undefined;
  return item.value ?? undefined;
}

function compares(operator: string, left: number, right: number): boolean {
  switch (operator) {
    case ">":
      return left > right;
    case "<":
      return left < right;
    case ">=":
      return left >= right;
    case "<=":
      return left <= right;
    default:
      return false;
  }
}
