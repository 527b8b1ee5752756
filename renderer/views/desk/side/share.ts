/** How much of `limit` is used, 0 and up; a limit of nothing is used up. */
export function shareOf(used: bigint | number, limit: bigint | number): number {
  const whole = Number(limit);
  return whole <= 0 ? 1 : Number(used) / whole;
}
