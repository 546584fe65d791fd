import type {
  APIModalInteractionResponseCallbackData,
  APIStringSelectComponent,
  APITextInputComponent,
} from "discord.js";
import { COMPONENT, PARAGRAPH, typeOf } from "./discordType.ts";
import { element, freshId } from "./element.ts";
import { icon } from "./icon.ts";
import type { Nameable } from "./optionValue.ts";
import { prose } from "./prose.ts";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Opens the form a bot asks to fill in.
 *
 * @param send gets the values by custom id; when it rejects, the form stays open and shows why
 */
export function openModal(
  modal: APIModalInteractionResponseCallbackData,
  {
    appName,
    nameable,
    send,
  }: { appName: string; nameable: Nameable; send: (values: Readonly<Record<string, string>>) => Promise<void> },
): void {
  const titleId = freshId("modal");
  const controls = new Map<string, Control>();
  const form = element("form", { method: "dialog", novalidate: true });
  const failure = element("p", { class: "modal-failure", role: "alert" });
  for (const component of modal.components) form.append(drawPart(component, controls, nameable));

  const cancel = element("button", { type: "button", class: "button quiet" }, "Cancel");
  const submit = element("button", { type: "submit", class: "button primary" }, "Submit");
  form.append(failure, element("div", { class: "modal-buttons" }, cancel, submit));
  const close = element("button", { type: "button", class: "modal-close", "aria-label": "Close" }, icon("close", 24));
  const warning = `This form will be submitted to ${appName}. It stays on this computer.`;
  const head = element("header", {}, element("h2", { id: titleId }, modal.title), close);
  const dialog = element("dialog", { class: "modal", "aria-labelledby": titleId }, head);
  dialog.append(element("p", { class: "modal-warning" }, warning), form);

  for (const button of [cancel, close]) button.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wrong = [...controls.values()].filter((control) => !check(control));
    if (wrong.length > 0) return wrong[0]?.focus();
    submit.setAttribute("aria-busy", "true");
    send(Object.fromEntries([...controls].map(([id, control]) => [id, control.value]))).then(
      () => dialog.close(),
      (error: Error) => {
        submit.removeAttribute("aria-busy");
        failure.textContent = error.message;
      },
    );
  });
  document.body.append(dialog);
  dialog.showModal();
  [...controls.values()][0]?.focus();
}

function drawPart(
  component: APIModalInteractionResponseCallbackData["components"][number],
  controls: Map<string, Control>,
  nameable: Nameable,
): Node {
  const type = typeOf(component);
  if (type === COMPONENT.textDisplay && "content" in component) return prose(component.content, "modal-text", nameable);
  if (type === COMPONENT.label && "component" in component) {
    const inner = component.component;
    const control = controlFor(inner);
    if (control) {
      controls.set(inner.custom_id, control);
      return labelled(component.label, component.description ?? null, control);
    }
  }
  if (type === COMPONENT.actionRow && "components" in component) {
    const inputs = component.components as readonly APITextInputComponent[];
    return element(
      "div",
      {},
      ...inputs.map((input) => {
        const control = drawTextInput(input);
        controls.set(input.custom_id, control);
        return labelled(input.label ?? "", null, control);
      }),
    );
  }
  return element("p", { class: "unsupported" }, "This part of the form exists on Discord only.");
}

function controlFor(component: { type: number }): Control | null {
  if (typeOf(component) === COMPONENT.textInput) return drawTextInput(component as APITextInputComponent);
  if (typeOf(component) !== COMPONENT.stringSelect) return null;
  const { options, placeholder, required } = component as APIStringSelectComponent;
  const control = element("select", { required: required !== false });
  control.append(element("option", { value: "" }, placeholder ?? "Make a selection"));
  for (const { label, value, default: preset } of options) {
    control.append(element("option", { value, selected: preset === true }, label));
  }
  return control;
}

function drawTextInput(input: APITextInputComponent): Control {
  const attributes = {
    placeholder: input.placeholder,
    minlength: input.min_length,
    maxlength: input.max_length ?? 4000,
    required: input.required !== false,
    autocomplete: "off",
  };
  const style: number = input.style;
  const control =
    style === PARAGRAPH
      ? element("textarea", { ...attributes, rows: 4 })
      : element("input", { ...attributes, type: "text" });
  control.value = input.value ?? "";
  return control;
}

function labelled(text: string, description: string | null, control: Control): HTMLElement {
  control.id = freshId("field");
  const label = element("label", { for: control.id }, text);
  if (control.required) label.append(element("span", { class: "required", "aria-hidden": "true" }, "*"));
  const error = element("p", { class: "field-error", id: freshId("field-error") });
  control.setAttribute("aria-describedby", error.id);
  control.addEventListener("input", () => check(control));
  const help = description ? element("p", { class: "field-help" }, description) : null;
  return element("div", { class: "field" }, label, help, control, error);
}

/** Whether the value will do; says below the control why not. */
function check(control: Control): boolean {
  const error = control.parentElement?.querySelector(".field-error");
  const least = "minLength" in control ? control.minLength : 0;
  const problem =
    control.required && control.value.trim() === ""
      ? "This field is required."
      : control.value !== "" && control.value.length < least
        ? `At least ${least} characters, please.`
        : "";
  control.setAttribute("aria-invalid", String(problem !== ""));
  if (error) error.textContent = problem;
  return problem === "";
}
