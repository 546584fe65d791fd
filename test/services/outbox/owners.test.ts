import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { isGone, isRunning, ownerName } from "../../../src/services/outbox/owners.ts";

const self = { host: "here", pid: 1, start: "b" };
const goneAmong =
  (...running: number[]) =>
  (name: string) =>
    isGone(name, self, (pid) => running.includes(pid));

test("a process of this machine is gone when nothing runs under its number", () => {
  expect(goneAmong(7)(ownerName({ host: "here", pid: 7, start: "a" }))).toBe(false);
  expect(goneAmong()(ownerName({ host: "here", pid: 7, start: "a" }))).toBe(true);
});

test("an earlier start under our own number is gone: in a container it is always 1", () => {
  expect(goneAmong(1)(ownerName({ host: "here", pid: 1, start: "a" }))).toBe(true);
  expect(goneAmong(1)(ownerName(self)), "we are not").toBe(false);
});

test("of other machines nothing is known, so nobody there is gone", () => {
  expect(goneAmong()(ownerName({ host: "elsewhere", pid: 7, start: "a" }))).toBe(false);
});

test("the system says which processes run", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await once(child, "spawn");
  expect([isRunning(process.pid), isRunning(child.pid!)]).toEqual([true, true]);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(isRunning(child.pid!)).toBe(false);
});
