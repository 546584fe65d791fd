import { COMPONENT, SELECTS } from "../componentType.ts";
import { checkLink, checkMedia } from "./embeds.ts";
import { charactersOf, refuseRepeats, type Field } from "./field.ts";

const MAX_ROWS = 5;
/** Counted with everything nested, for messages with the IS_COMPONENTS_V2 flag. */
const MAX_COMPONENTS = 40;
const MAX_DISPLAYED_TEXT = 4000;
const LINK_STYLE = 5;
const PREMIUM_STYLE = 6;

interface Surroundings {
  readonly isV2: boolean;
  readonly fileNames: ReadonlySet<string> | null;
}

/** Checks the components of one message: legacy action rows, or the V2 layout when the message carries that flag. */
export function checkComponents(components: Field, { isV2, fileNames }: Surroundings): void {
  const top = components.list({ max: isV2 ? MAX_COMPONENTS : MAX_ROWS });
  if (!isV2)
    for (const row of top) {
      if (row.at("type").value !== COMPONENT.actionRow)
        row.at("type").refuse("UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1,).');
    }

  const all = top.flatMap(withDescendants);
  if (all.length > MAX_COMPONENTS)
    components.refuse("BASE_TYPE_MAX_LENGTH", `Must be ${MAX_COMPONENTS} or fewer in length.`);
  for (const component of all) checkComponent(component, fileNames);
  refuseRepeatedIds(all);

  const displayed = all.reduce((sum, component) => sum + displayedLength(component), 0);
  if (displayed > MAX_DISPLAYED_TEXT)
    components.refuse("COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", `Text over ${MAX_DISPLAYED_TEXT} characters`);
}

/** Returns the component, those inside it, the accessory of a section and the input of a label. */
export function withDescendants(component: Field): Field[] {
  const inside = component.at("components").list({ max: MAX_COMPONENTS });
  const single = ["accessory", "component"].map((key) => component.at(key)).filter((field) => !field.isAbsent);
  return [component, ...[...inside, ...single].flatMap(withDescendants)];
}

export function refuseRepeatedIds(components: readonly Field[]): void {
  const ids = components.map((component) => component.at("custom_id"));
  refuseRepeats(ids, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
}

/** Checks one select menu, in a message or a modal. */
export function checkSelect(select: Field): void {
  checkCustomId(select);
  select.at("placeholder").text({ max: 150 });
  const most = select.at("max_values").integer({ min: 1, max: 25 }) ?? 1;
  select.at("min_values").integer({ min: 0, max: 25 });
  if (select.at("type").value !== COMPONENT.stringSelect) return;

  select.at("options").require();
  const options = select.at("options").list({ min: 1, max: 25 });
  for (const option of options) {
    option.at("label").require();
    option.at("label").text({ max: 100 });
    option.at("value").require();
    option.at("value").text({ max: 100 });
    option.at("description").text({ max: 100 });
  }
  const values = options.map((option) => option.at("value"));
  refuseRepeats(values, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used");
  if (most > options.length)
    select.at("max_values").refuse("SELECT_COMPONENT_MAX_VALUES", "Must not exceed the number of options");
}

export function checkCustomId(component: Field): void {
  component.at("custom_id").require();
  component.at("custom_id").text({ min: 1, max: 100 });
}

function checkComponent(component: Field, fileNames: ReadonlySet<string> | null): void {
  const type = component.at("type").value;
  if (type === COMPONENT.actionRow) checkRow(component);
  else if (type === COMPONENT.button) checkButton(component);
  else if (SELECTS.includes(type)) checkSelect(component);
  else if (type === COMPONENT.mediaGallery)
    for (const item of component.at("items").list({ min: 1, max: 10 }))
      checkMedia(item.at("media").at("url"), fileNames);
  else if (type === COMPONENT.thumbnail) checkMedia(component.at("media").at("url"), fileNames);
  else if (type === COMPONENT.file) checkMedia(component.at("file").at("url"), fileNames);
}

function checkRow(row: Field): void {
  row.at("components").require();
  const inside = row.at("components").list({ min: 1, max: 5 });
  const selects = inside.filter((component) => SELECTS.includes(component.at("type").value));
  if (selects.length > 0 && inside.length > 1)
    row.refuse("COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width");
}

function checkButton(button: Field): void {
  const style = button.at("style");
  style.require();
  style.integer({ min: 1, max: PREMIUM_STYLE });
  button.at("label").text({ max: 80 });
  if (style.value === LINK_STYLE) {
    button.at("url").require();
    button.at("url").text({ max: 512 });
    checkLink(button.at("url"));
    if (!button.at("custom_id").isAbsent)
      button.at("custom_id").refuse("BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A link has no custom id");
  } else if (style.value === PREMIUM_STYLE) {
    button.at("sku_id").require();
  } else {
    checkCustomId(button);
    if (!button.at("url").isAbsent)
      button.at("url").refuse("BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "Only link buttons have a url");
  }
  if (style.value !== PREMIUM_STYLE && button.at("emoji").isAbsent) button.at("label").require();
}

function displayedLength(component: Field): number {
  if (component.at("type").value !== COMPONENT.textDisplay) return 0;
  component.at("content").require();
  return charactersOf(component.at("content").text({ max: MAX_DISPLAYED_TEXT }));
}
