import { describe, expect, test } from "vitest";
import { parseIndexTable } from "../../../src/services/history/indexTable.ts";

const LAST = "2026-11-25";
const HEAD = "DATE,OPEN,HIGH,LOW,CLOSE";
const closes = (text: string) => parseIndexTable(text, LAST)?.map(({ date, close }) => [date, close]);

describe("an index table", () => {
  test("has American dates and four prices a line", () => {
    expect(parseIndexTable(`${HEAD}\n09/21/2026,17.10,18.20,16.90,17.85\n`, LAST)).toEqual([
      { date: "2026-09-21", open: 17.1, high: 18.2, low: 16.9, close: 17.85, volume: null },
    ]);
  });

  test("of the other form has one value a line, named after the index", () => {
    expect(parseIndexTable("DATE,VXAPL\n09/21/2026,24.50\n", LAST)).toEqual([
      { date: "2026-09-21", open: 24.5, high: 24.5, low: 24.5, close: 24.5, volume: null },
    ]);
  });

  test("may come with a byte-order mark, CRLF, spaces and blank lines", () => {
    const text = `\uFEFF DATE , OPEN, HIGH, LOW, CLOSE\r\n9/1/2026, 17, 18, 16, 17.5 \r\n\r\n\r\n`;
    expect(closes(text)).toEqual([["2026-09-01", 17.5]]);
  });

  test("is read for the three years before its newest session", () => {
    expect(closes(`${HEAD}\n01/02/1990,1,1,1,17\n09/23/2023,1,1,1,18\n09/22/2026,1,1,1,16`)).toEqual([
      ["2023-09-23", 18],
      ["2026-09-22", 16],
    ]);
  });

  test("is read by the names of its columns, not by their order", () => {
    expect(closes("DATE,CLOSE,OPEN,HIGH,LOW\n09/21/2026,20,1,2,3")).toEqual([["2026-09-21", 20]]);
  });

  test.each([
    ["a European date", "21/09/2026,17,18,16,17"],
    ["a date that is none", "02/30/2026,17,18,16,17"],
    ["no close", "09/21/2026,17,18,16,"],
    ["a close of 0", "09/21/2026,17,18,16,0.00"],
    ["a negative close", "09/21/2026,17,18,16,-17"],
    ["letters", "09/21/2026,17,18,16,n/a"],
    ["fewer cells", "09/21/2026,17"],
    ["words", "Past performance is no guarantee"],
  ])("leaves out a line with %s, and nothing else", (_, line) => {
    expect(closes(`${HEAD}\n09/18/2026,1,1,1,15\n${line}\n09/22/2026,1,1,1,16`)).toEqual([
      ["2026-09-18", 15],
      ["2026-09-22", 16],
    ]);
  });

  test.each([
    ["a page", "<!doctype html><title>Denied</title>"],
    ["empty", ""],
    ["of another kind", "SYMBOL,PRICE\nVIX,17"],
    ["without a close", "DATE,OPEN,HIGH\n09/21/2026,1,2"],
  ])("that is %s is none", (_, text) => {
    expect(parseIndexTable(text, LAST)).toBeNull();
  });
});
