// Where many labels would lie on each other, the first keep their place and the others are left out.

/** How large a label is taken to be, pixels: its height, and the width of a letter. */
const LINE_PX = 14;
const LETTER_PX = 7;
/** Labels are looked for in columns this wide, pixels. */
const COLUMN_PX = 64;

export type Labelled = { x: number; y: number; label: string };

/** Which of these may have their label, told in the order in which they ask. */
export function declutter(points: readonly Labelled[]): boolean[] {
  const taken = new Map<string, { left: number; right: number }[]>();
  return points.map(({ x, y, label }) => {
    if (label === "") return false;
    const [left, right] = [x, x + label.length * LETTER_PX];
    const row = Math.round(y / LINE_PX);
    const columns = range(Math.floor(left / COLUMN_PX), Math.floor(right / COLUMN_PX));
    const cells = [row - 1, row, row + 1].flatMap((own) => columns.map((column) => `${own} ${column}`));
    const meets = cells.some((cell) => taken.get(cell)?.some((own) => own.left < right && left < own.right));
    if (meets) return false;
    for (const column of columns) {
      const cell = `${row} ${column}`;
      taken.set(cell, [...(taken.get(cell) ?? []), { left, right }]);
    }
    return true;
  });
}

const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);
