// Keeping the answers so far on the server, whatever the network does.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answers } from "../../tablet/answers.ts";
import { isAway, newId, waitBefore, type Reply } from "../../tablet/calls.ts";
import { Drafts } from "../../tablet/drafts.ts";

Object.assign(globalThis, { addEventListener: () => undefined, removeEventListener: () => undefined });

const reply = (status: number, retryAfter = 0): Reply => ({ status, body: null, retryAfter });
const first: Answers = { kamer: { value: 1 } };
const second: Answers = { kamer: { value: 2 } };

test("each change gets the next revision", async () => {
  const calls: unknown[] = [];
  const drafts = new Drafts(async (...call) => (calls.push(call), reply(200)), 7);
  assert.equal(await drafts.save(first), "kept");
  assert.equal(await drafts.save(second), "kept");
  assert.deepEqual(calls, [[8, first], [9, second]]);
});

test("what comes while a call runs is sent after it, only the newest", async () => {
  const calls: unknown[] = [];
  const drafts = new Drafts(async (_revision, answers) => (calls.push(answers), reply(200)), 0);
  const kept = [drafts.save(first), drafts.save({ kamer: { value: 5 } }), drafts.save(second)];
  assert.deepEqual(await Promise.all(kept), ["kept", "kept", "kept"]);
  assert.deepEqual(calls, [first, second]);
});

test("a failed call is repeated with the same revision and the same answers", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const calls: unknown[] = [];
  const replies = [reply(0), reply(503), reply(200)];
  const drafts = new Drafts(async (...call) => (calls.push(call), replies.shift() ?? reply(500)), 0);
  const kept = drafts.save(first);
  for (let turn = 0; turn < 20; turn += 1) {
    await Promise.resolve();
    context.mock.timers.tick(10_000);
  }
  assert.equal(await kept, "kept");
  assert.deepEqual(calls, [[1, first], [1, first], [1, first]]);
});

test("a newer draft elsewhere and a session that is gone are told apart", async () => {
  assert.equal(await new Drafts(async () => reply(409), 0).save(first), "newer");
  assert.equal(await new Drafts(async () => reply(404), 0).save(first), "gone");
});

test("waiting doubles up to half a minute and honours the server", () => {
  assert.deepEqual([0, 1, 2, 4, 5, 30].map((attempt) => waitBefore(attempt, reply(0))), [1_000, 2_000, 4_000, 16_000, 30_000, 30_000]);
  assert.equal(waitBefore(0, reply(503, 5_000)), 5_000);
});

test("only what may pass is tried again", () => {
  assert.deepEqual([0, 429, 500, 503, 200, 404, 409, 422].map((status) => isAway(reply(status))), [true, true, true, true, false, false, false, false]);
});

test("ids are random UUIDs, also without a secure context", (context) => {
  context.mock.method(crypto, "randomUUID", undefined as never);
  assert.match(newId(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(newId(), newId());
});
