/** An event as it was written, its bigints read back. */
type Written = { readonly [key: string]: unknown };

/**
 * A record of the first version as this one has it; null where it is not of the shape that version wrote. Then every
 * pool was AMM v4 and said so beside its accounts, which named a market that no swap needs; a fill had no tip, and was
 * always read from the chain.
 */
export function upgradeFromV1(event: unknown): Written | null {
  if (!isObject(event)) return null;
  const { ticket, fill } = event;
  switch (event['kind']) {
    case 'order-reserved': {
      const pool = isObject(ticket) ? poolFromV1(ticket['pool']) : null;
      return isObject(ticket) && pool !== null ? { ...event, ticket: { ...ticket, pool } } : null;
    }
    case 'order-confirmed':
      return isObject(fill) ? { ...event, fill: { ...fill, source: 'chain', tipLamports: 0n } } : null;
    default:
      return event;
  }
}

function poolFromV1(pool: unknown): Written | null {
  if (!isObject(pool) || !isObject(pool['accounts'])) return null;
  const { program: _program, accounts: _accounts, ...kept } = pool;
  const { baseVault, quoteVault, lpMint } = pool['accounts'];
  return {
    ...kept,
    accounts: { baseVault, quoteVault, lpMint },
    terms: { kind: 'amm-v4' },
    transferFee: null,
  };
}

const isObject = (value: unknown): value is Written => typeof value === 'object' && value !== null;
