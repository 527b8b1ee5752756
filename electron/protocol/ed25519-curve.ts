const P = (1n << 255n) - 19n;
/** d of the curve −x² + y² = 1 + d·x²·y²: −121665/121666 mod p. */
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;
const SIGN_MASK = (1n << 255n) - 1n;

/**
 * The Jacobi symbol (a/n) for odd n > 0. For prime n it tells squares (1) from non-squares (−1) at a tenth of the
 * cost of Euler's criterion on BigInt.
 */
function jacobi(a: bigint, n: bigint): -1 | 0 | 1 {
  let top = a % n;
  let bottom = n;
  let sign: 1 | -1 = 1;
  while (top !== 0n) {
    while ((top & 1n) === 0n) {
      top >>= 1n;
      const eighth = bottom & 7n;
      if (eighth === 3n || eighth === 5n) sign = sign === 1 ? -1 : 1;
    }
    [top, bottom] = [bottom, top];
    if ((top & 3n) === 3n && (bottom & 3n) === 3n) sign = sign === 1 ? -1 : 1;
    top %= bottom;
  }
  return bottom === 1n ? sign : 0;
}

/**
 * Whether 32 bytes decompress to a point of ed25519, as the runtime decides it for program addresses. With
 * x² = u/v, u = y² − 1 and v = d·y² + 1, a point exists exactly when u·v is a square (v is never 0).
 */
export function isOnCurve(bytes: Uint8Array): boolean {
  if (bytes.length !== 32) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 32);
  const encoded =
    view.getBigUint64(0, true) |
    (view.getBigUint64(8, true) << 64n) |
    (view.getBigUint64(16, true) << 128n) |
    (view.getBigUint64(24, true) << 192n);
  const y = encoded & SIGN_MASK;
  const ySquared = (y * y) % P;
  const u = ySquared === 0n ? P - 1n : ySquared - 1n;
  const v = (D * ySquared + 1n) % P;
  return jacobi((u * v) % P, P) !== -1;
}
