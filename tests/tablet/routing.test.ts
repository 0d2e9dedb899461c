// The tablet and the server show the same questions: both pass the same vectors.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Answers } from "../../tablet/answers.ts";
import { visible, type Condition } from "../../tablet/routing.ts";

type Case = {
  name: string;
  questions: { key: string; show_when?: Condition[]; enable_behavior?: string }[];
  answers: Answers;
  visible: string[];
};

const vectors = new URL("../../instruments/vectors/show_when.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(vectors, "utf8")) as { cases: Case[] };

test("there are enough cases to trust", () => assert.ok(cases.length >= 40));

for (const one of cases) {
  test(`routing: ${one.name}`, () => {
    const questions = one.questions.map((question) => ({ show_when: [], enable_behavior: "all", ...question }));
    assert.deepEqual(visible(questions, one.answers), one.visible);
  });
}
