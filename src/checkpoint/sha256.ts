/** Returns the SHA-256 (FIPS 180-4) of bytes, as 64 hexadecimal digits. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  // Browsers offer Web Crypto only to pages of https or localhost.
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  // The digest takes any bytes outside shared memory; ours never are shared.
  const digest = subtle
    ? new Uint8Array(await subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>))
    : sha256Fallback(bytes);
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Returns the SHA-256 of bytes without Web Crypto, `[32]`. */
export function sha256Fallback(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  const hash = fractions(Math.sqrt, 8);
  const schedule = new Int32Array(64);
  for (let at = 0; at < padded.length; at += 64) {
    for (let t = 0; t < 16; t++) schedule[t] = view.getInt32(at + 4 * t);
    for (let t = 16; t < 64; t++) {
      const [early, late] = [schedule[t - 15], schedule[t - 2]];
      const one = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
      const two = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
      schedule[t] = schedule[t - 16] + one + schedule[t - 7] + two;
    }
    mix(hash, schedule);
  }
  hash.forEach((word, at) => view.setInt32(4 * at, word));
  return padded.slice(0, 32);
}

/** Adds a block to the hash: section 6.2.2, steps 2 to 4. */
function mix(hash: Int32Array, schedule: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = hash;
  for (let t = 0; t < 64; t++) {
    const chosen = (e & f) ^ (~e & g);
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + chosen + constants[t] + schedule[t]) | 0;
    const most = (a & b) ^ (a & c) ^ (b & c);
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + most) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => (hash[at] += word));
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** Returns the first 32 fraction bits of the roots of the first primes: sections 4.2.2 and 5.3.3. */
function fractions(root: (prime: number) => number, count: number): Int32Array {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return Int32Array.from(primes, (prime) => Math.floor((root(prime) % 1) * 2 ** 32) | 0);
}

const constants = fractions(Math.cbrt, 64);
