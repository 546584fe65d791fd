import { exposureCommand } from "./exposureCommand.ts";

export const levels = exposureCommand(
  "levels",
  "levels",
  "Every level by price: flip, walls, max gamma, max pain, expected move",
);
