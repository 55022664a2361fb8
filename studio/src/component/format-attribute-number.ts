/** Formats the number of an attribute; pose angles are in degrees. */
export function formatAttributeNumber(attribute: string, value: number): string {
  const isAngle = attribute === "yaw" || attribute === "pitch";
  const shown = isAngle ? Math.round(value) : Number(value.toPrecision(2));
  // a minus sign is as wide as a plus sign; a hyphen is not
  return String(shown).replace("-", "−") + (isAngle ? "°" : "");
}
