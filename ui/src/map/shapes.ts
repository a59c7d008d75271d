import type { Service } from "../generated/Service";

/** Each service's glyph, some 10 px across, around the origin. */
export const glyphs: Record<Service | "hospital", Path2D> = {
  // A flame.
  fire: new Path2D(
    "M0.4-6C1 -3.4 4.4-2.2 4.4 1.4C4.4 4 2.4 5.6 0 5.6C-2.4 5.6-4.4 4-4.4 1.4C-4.4-0.4-3.4-1.4-2.6-2.6C-2.2-1.4-1.6-0.9-1-0.8C-1.4-2.8-0.8-5 0.4-6ZM0 4.6C1.3 4.6 2.2 3.8 2.2 2.6C2.2 1.4 1 0.9 0.6-0.2C-0.6 0.7-2.2 1.4-2.2 2.8C-2.2 3.9-1.2 4.6 0 4.6Z",
  ),
  // A cross.
  medical: new Path2D("M-1.7-5H1.7V-1.7H5V1.7H1.7V5H-1.7V1.7H-5V-1.7H-1.7Z"),
  // A star.
  police: new Path2D("M0-5.4L1.5-1.8L5.3-1.6L2.3 0.8L3.3 4.5L0 2.4L-3.3 4.5L-2.3 0.8L-5.3-1.6L-1.5-1.8Z"),
  // A life belt.
  rescue: new Path2D(
    "M5 0A5 5 0 1 1-5 0A5 5 0 1 1 5 0ZM2.1 0A2.1 2.1 0 1 0-2.1 0A2.1 2.1 0 1 0 2.1 0ZM-0.7-5H0.7V-2H-0.7ZM-0.7 2H0.7V5H-0.7ZM-5-0.7H-2V0.7H-5ZM2-0.7H5V0.7H2Z",
  ),
  // An H.
  hospital: new Path2D("M-4-5H-1.6V-1.2H1.6V-5H4V5H1.6V1.2H-1.6V5H-4Z"),
};

/** Each service's own outline, so that colour is not the only sign: square, circle, shield, hexagon. */
export function outline(service: Service, r: number): Path2D {
  const path = new Path2D();
  switch (service) {
    case "fire":
      path.roundRect(-r * 0.92, -r * 0.92, r * 1.84, r * 1.84, r * 0.3);
      return path;
    case "medical":
      path.arc(0, 0, r, 0, 2 * Math.PI);
      return path;
    case "police":
      path.moveTo(0, -r);
      path.lineTo(r * 0.92, -r * 0.66);
      path.lineTo(r * 0.92, r * 0.1);
      path.quadraticCurveTo(r * 0.8, r * 0.8, 0, r * 1.08);
      path.quadraticCurveTo(-r * 0.8, r * 0.8, -r * 0.92, r * 0.1);
      path.lineTo(-r * 0.92, -r * 0.66);
      path.closePath();
      return path;
    case "rescue":
      for (const [x, y] of hexagon) path.lineTo(x * r * 1.06, y * r * 1.06);
      path.closePath();
      return path;
  }
}

const hexagon = Array.from({ length: 6 }, (_, i) => {
  const angle = (i * Math.PI) / 3;
  return [Math.sin(angle), -Math.cos(angle)] as const;
});
