/**
 * Responsive fields: who looks at a patch, from how much of the grid, and on which side.
 * Twin of `elvit.analysis.fields`.
 *
 * The idea is that of Ma et al. 2023, arXiv:2203.05922; the formulas are this project's own operational definitions.
 */

/** The patches whose window holds a patch: [patch], 1 or 0, of windows as a mask [owner, held]. */
export function responsiveField(mask: Uint8Array, patch: number): Uint8Array {
  const patches = Math.sqrt(mask.length);
  return Uint8Array.from({ length: patches }, (_, owner) => mask[owner * patches + patch]!);
}

/** The share of the grid whose windows hold each patch, [patch], of windows as a mask [owner, held]. */
export function fieldSizes(mask: Uint8Array): Float64Array {
  const patches = Math.sqrt(mask.length);
  const counts = new Float64Array(patches);
  for (let i = 0; i < mask.length; i++) counts[i % patches]! += mask[i]!;
  return counts.map((count) => count / patches);
}

/**
 * From each patch to the mean place of all patches, weighted by how much each of them takes from it.
 *
 * @param indicator [patch j, patch i], j takes from i.
 * @param columns patches in a row of the grid.
 * @returns [patch, 2]: rows down and columns to the right, in patches; 0 where nobody takes anything.
 */
export function tendencies(indicator: Float64Array, columns: number): Float64Array {
  const patches = Math.sqrt(indicator.length);
  const out = new Float64Array(2 * patches);
  for (let patch = 0; patch < patches; patch++) {
    let [sum, down, right] = [0, 0, 0];
    for (let taker = 0; taker < patches; taker++) {
      const weight = indicator[taker * patches + patch]!;
      sum += weight;
      down += weight * Math.floor(taker / columns);
      right += weight * (taker % columns);
    }
    if (sum > 0) out.set([down / sum - Math.floor(patch / columns), right / sum - (patch % columns)], 2 * patch);
  }
  return out;
}
