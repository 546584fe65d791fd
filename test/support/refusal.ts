import { expect } from "vitest";
import { UserError } from "../../src/errors.ts";

/** The sentence of the UserError that this throws or rejects with. */
export async function refusal(act: () => unknown): Promise<string> {
  try {
    await act();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as UserError).message;
  }
  throw new Error("was accepted");
}
