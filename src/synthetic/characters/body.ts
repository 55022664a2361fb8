import type { Random } from "../../tensor/index.ts";
import { mesh, type Mesh } from "../render3d/mesh.ts";
import { neckMesh } from "./head.ts";
import { flatPaint, setTone, type CelPaint, type CelPoint } from "./cel-paint.ts";
import { multiplyTones, tone } from "./tone.ts";

const cloths = ["#31406e", "#f4f1ee", "#b5394a", "#3c3a44", "#8fb7d9", "#f2c14e", "#6a8f5c", "#d98aa8", "#7a5ca6"];
const trims = ["#ffffff", "#c93a4a", "#31406e", "#f2c14e"];

/** Builds neck and shoulders with clothes. */
export function bodyMeshes(skin: CelPaint, random: Random): Mesh<CelPaint>[] {
  const base = tone(cloths[random.integer(cloths.length)]);
  const trim = tone(trims[random.integer(trims.length)]);
  const cut = random.integer(3);
  const trimShade = multiplyTones(trim, tone("#b79ac4"));
  const detail = (point: CelPoint, shaded: boolean): void => {
    const { x, y, z } = point;
    const far = Math.abs(x);
    if (cut === 0) {
      // A sailor collar: an open neck with a striped edge.
      const edge = y + 1.65 - 1.05 * far;
      if (z > 0 && edge > 0.12 && far < 0.4) setTone(point, shaded ? skin.shade : skin.base);
      else if (z > 0 && edge > -0.02 && edge < 0.06 && far < 0.6) setTone(point, shaded ? trimShade : trim);
    } else if (cut === 1 && y > -1.19) setTone(point, shaded ? trimShade : trim);
    else if (cut === 2 && z > 0 && far < 0.035 && y < -1.22) setTone(point, shaded ? trimShade : trim);
  };
  return [neckMesh({ ...skin, threshold: 1 }), shoulders(flatPaint("cloth", base, { detail, threshold: 0.05 }))];
}

function shoulders(paint: CelPaint): Mesh<CelPaint> {
  return mesh(
    13,
    29,
    paint,
    (along, around, point) => {
      const turn = 2 * Math.PI * around;
      const round = Math.sin((along * Math.PI) / 2);
      const wide = 0.3 + 0.78 * Math.sqrt(along) + 0.08 * along;
      const [sin, cos] = [Math.sin(turn), Math.cos(turn)];
      point[0] = wide * Math.sign(sin) * Math.abs(sin) ** 0.85;
      point[1] = -1.09 - 0.25 * round * Math.abs(sin) - 1.1 * along ** 2.2 - 0.25 * along;
      point[2] = -0.14 + (0.3 + 0.26 * Math.sqrt(along)) * cos;
    },
    { closed: true },
  );
}
