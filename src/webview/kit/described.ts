import type { ElementPart, LitElement } from "lit";
import { Directive, directive, type PartInfo, PartType } from "lit/directive.js";

/** What is said of a control beside its label. */
interface Description {
  readonly description: string;
  readonly isInvalid: boolean;
  readonly isRequired: boolean;
}

/** Says it of the control inside an element of @vscode-elements, which itself says only the label. */
class Described extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("Only an element can be described.");
  }

  render(_description: Description): undefined {}

  override update({ element }: ElementPart, [description]: [Description]): undefined {
    void describe(element as LitElement, description);
  }
}

/** Describes the control inside an element: its help, whether it is required and whether it is wrong. */
export const described = directive(Described);

async function describe(
  element: LitElement,
  { description, isInvalid, isRequired }: Description,
): Promise<void> {
  await customElements.whenDefined(element.localName);
  await element.updateComplete;
  const control = element.shadowRoot?.querySelector("input, textarea, [role=combobox]");
  control?.setAttribute("aria-description", description);
  control?.setAttribute("aria-invalid", String(isInvalid));
  control?.setAttribute("aria-required", String(isRequired));
}
