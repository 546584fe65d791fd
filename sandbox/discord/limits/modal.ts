import { COMPONENT, SELECTS } from "../componentType.ts";
import { checkCustomId, checkSelect, refuseRepeatedIds, withDescendants } from "./components.ts";
import type { Field } from "./field.ts";

/** Checks the data of a modal: a title, one to five labels or rows, each with one input. */
export function checkModal(modal: Field): void {
  checkCustomId(modal);
  modal.at("title").require();
  modal.at("title").text({ max: 45 });
  modal.at("components").require();
  const top = modal.at("components").list({ min: 1, max: 5 });
  for (const component of top) checkTop(component);
  refuseRepeatedIds(top.flatMap(withDescendants));
}

function checkTop(component: Field): void {
  const type = component.at("type");
  type.oneOf([COMPONENT.actionRow, COMPONENT.label, COMPONENT.textDisplay]);
  if (type.value === COMPONENT.label) {
    component.at("label").require();
    component.at("label").text({ max: 45 });
    component.at("description").text({ max: 100 });
    component.at("component").require();
    checkInput(component.at("component"), false);
  } else if (type.value === COMPONENT.actionRow) {
    for (const input of component.at("components").list({ min: 1, max: 1 })) checkInput(input, true);
  }
}

/** In a row the input carries its own label; inside a Label it has none. */
function checkInput(input: Field, needsLabel: boolean): void {
  const type = input.at("type").value;
  if (SELECTS.includes(type)) return checkSelect(input);
  if (type !== COMPONENT.textInput) return;
  checkCustomId(input);
  input.at("style").oneOf([1, 2]);
  if (needsLabel) input.at("label").require();
  input.at("label").text({ max: 45 });
  input.at("placeholder").text({ max: 100 });
  input.at("value").text({ max: 4000 });
  input.at("min_length").integer({ min: 0, max: 4000 });
  input.at("max_length").integer({ min: 1, max: 4000 });
}
