import type { Capture } from "../../core/captures/capture.ts";
import { type MaskedCaptures, maskCaptures } from "../../core/captures/mask.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** Captures whose credentials are masked, those too that only the triggers of now look up. */
export async function maskedByNow(
  { checked }: Workspace,
  captures: readonly Capture[],
): Promise<MaskedCaptures> {
  const files = await checked.all();
  const triggers = files.flatMap((file) => file.triggers.flatMap(({ trigger }) => trigger ?? []));
  return maskCaptures(captures, triggers);
}
