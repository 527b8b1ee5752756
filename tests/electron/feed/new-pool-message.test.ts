import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MALFORMED_REASONS, type MalformedReason } from '../../../electron/feed/malformed-reasons.ts';
import { parseNewPool } from '../../../electron/feed/new-pool-message.ts';
import { DETAIL_KEYS, KEY_FAULTS } from '../../../electron/feed/new-pool-schema.ts';
import type { PoolListing } from '../../../shared/pool.ts';
import { hostileKey, hostileValue } from './hostile-values.ts';
import { DETAIL, FULL, POOL, SHORT, TOKEN, TOKEN_PROGRAM, VAULT, WSOL } from './pool-message-samples.ts';

function accepted(message: unknown): PoolListing {
  const parsed = parseNewPool(message, 'main');
  if (!parsed.ok) throw new Error(`refused: ${JSON.stringify(parsed.error)}`);
  return parsed.value;
}

function refused(message: unknown): MalformedReason {
  const parsed = parseNewPool(message, 'main');
  if (parsed.ok) throw new Error('accepted');
  return parsed.error;
}

const without = (message: object, key: string): object =>
  Object.fromEntries(Object.entries(message).filter(([name]) => name !== key));

describe('a message of the Socket.IO feed', () => {
  it('may be only the pool and its two tokens; all else is null and read from the chain', () => {
    expect(accepted(SHORT)).toEqual({
      pool: POOL,
      program: null,
      baseMint: WSOL,
      quoteMint: TOKEN,
      symbol: null,
      name: null,
      slot: null,
      detail: null,
      mint: null,
      lpBurnedBps: null,
      feed: 'main',
    });
  });

  it('may say everything: amounts become bigints, the opening time milliseconds', () => {
    expect(accepted(FULL)).toEqual({
      pool: POOL,
      program: 'amm-v4',
      baseMint: WSOL,
      quoteMint: TOKEN,
      symbol: 'BONK',
      name: 'Bonk of the day',
      slot: 310_000_000,
      detail: {
        baseMint: WSOL,
        quoteMint: TOKEN,
        terms: { kind: 'amm-v4' },
        accounts: { baseVault: VAULT, quoteVault: POOL, lpMint: TOKEN },
        baseDecimals: 9,
        quoteDecimals: 6,
        reserves: { base: 79_005_359_123n, quote: 206_900_000_000_000n },
        opensAtMs: 1_735_000_000_000,
      },
      mint: {
        tokenProgram: TOKEN_PROGRAM,
        decimals: 6,
        supply: 1_000_000_000_000_000n,
        mintAuthority: null,
        freezeAuthority: VAULT,
        transferFee: null,
        riskyExtension: null,
      },
      lpBurnedBps: 10_000,
      feed: 'main',
    });
  });

  it('may still name a market, which nothing uses', () => {
    const named = accepted({ ...FULL, market: VAULT, market_program: TOKEN });
    expect(named).toEqual(accepted(FULL));
  });

  it.each(['cpmm', 'launchlab', 'clmm'])(
    'has details of %s read from the chain: fees are in no message',
    (program) => {
      const lp = program === 'cpmm' ? TOKEN : null;
      expect(accepted({ ...FULL, program, lp_mint: lp })).toMatchObject({ program, detail: null });
      expect(refused({ ...FULL, program, base_reserve: '-5' })).toEqual({
        code: 'bad-amount',
        field: 'base_reserve',
      });
    },
  );

  it('has its details read from the chain where it does not name the program', () => {
    expect(accepted(without(FULL, 'program'))).toMatchObject({ program: null, detail: null });
  });

  it('needs LP tokens in AMM v4', () => {
    expect(refused({ ...FULL, lp_mint: null })).toEqual({ code: 'bad-address', field: 'lp_mint' });
  });

  it('has a Token-2022 mint read from the chain: its extensions are in no message', () => {
    const token = { ...FULL.token, token_program: 'TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb' };
    expect(accepted({ ...FULL, token }).mint).toBeNull();
  });

  it('names three different addresses', () => {
    const repeated = (field: string) => ({ code: 'repeated-address', field });
    expect(refused({ ...SHORT, quote_token: WSOL })).toEqual(repeated('quote_token'));
    expect(refused({ ...SHORT, pool_id: WSOL })).toEqual(repeated('pool_id'));
    expect(refused({ ...FULL, pool_id: TOKEN })).toEqual(repeated('pool_id'));
  });

  it.each(['amm-v4', 'cpmm', 'launchlab', 'clmm'])('can be of the program %s', (program) => {
    expect(accepted({ ...SHORT, program }).program).toBe(program);
  });

  it.each(['pool_id', 'base_token', 'quote_token'])('is refused without %s', (key) => {
    expect(refused(without(FULL, key))).toEqual({ code: 'missing-key', field: key });
  });

  it.each(Object.keys(FULL.token))('is refused when its token lacks %s', (key) => {
    expect(refused({ ...SHORT, token: without(FULL.token, key) })).toEqual({
      code: 'missing-key',
      field: key,
    });
  });

  it.each(Object.keys(DETAIL))('gives the details all or not at all: not without %s', (key) => {
    expect(refused({ ...SHORT, ...without(DETAIL, key) })).toEqual({ code: 'partial-group', field: key });
  });

  it.each(DETAIL_KEYS)('gives the details all or not at all: not %s alone', (key) => {
    const value: unknown = Reflect.get({ ...DETAIL, market: VAULT, market_program: VAULT }, key);
    expect(refused({ ...SHORT, [key]: value }).code).toBe('partial-group');
  });

  it('is refused with a key that the schema does not know, also inside the token, and the key is not repeated', () => {
    const reason = { code: 'unknown-key', field: null };
    expect(refused({ ...FULL, liquidity: 5 })).toEqual(reason);
    expect(refused({ ...FULL, token: { ...FULL.token, name: 'x' } })).toEqual(reason);
    for (const key of ['__proto__', 'constructor', 'toString', '']) {
      expect(refused(JSON.parse(`${JSON.stringify(FULL).slice(0, -1)},"${key}":{"a":1}}`))).toEqual(reason);
    }
  });

  it.each([null, undefined, 1, 'text', true, [], [SHORT], Buffer.from('x'), new Map()])(
    'is refused when it is no object of the schema: %s',
    (value) => {
      expect(['not-an-object', 'missing-key', 'unknown-key']).toContain(refused(value).code);
    },
  );

  const wrongValues: Record<string, readonly unknown[]> = {
    'bad-address': [
      '',
      5,
      {},
      ` ${POOL}`,
      `${POOL} `,
      POOL.slice(0, 40),
      `0${POOL.slice(1)}`,
      'z'.repeat(44),
    ],
    'bad-amount': [5, -1, '', '-1', '1.5', '1e3', '0x5', '01', '18446744073709551616', '9'.repeat(300), null],
    'bad-number': ['5', 1.5, -1, JSON.parse('1e400'), 2 ** 53, null, [1]],
    'bad-text': [5, null, 'A'.repeat(65), 'a\ud800', '\udc00', ['A']],
    'bad-program': ['AMM-V4', '', 4, null, 'toString'],
    'not-an-object': [null, 5, [], 'token'],
  };

  it.each(Object.entries(KEY_FAULTS))('with a wrong value under %s is refused as %s', (key, code) => {
    for (const wrong of wrongValues[code] ?? []) {
      const isAuthority = key === 'mint_authority' || key === 'freeze_authority';
      if (isAuthority && wrong === null) continue;
      const full = { ...FULL, market: VAULT, market_program: VAULT };
      const message = Object.hasOwn(full, key)
        ? { ...full, [key]: wrong }
        : { ...full, token: { ...FULL.token, [key]: wrong } };
      expect(refused(message), String(wrong).slice(0, 50)).toEqual({ code, field: key });
    }
  });

  it('takes numbers up to their bounds and not over', () => {
    const u64 = 2n ** 64n - 1n;
    expect(accepted({ ...FULL, base_reserve: String(u64) }).detail?.reserves.base).toBe(u64);
    expect(accepted({ ...FULL, base_decimals: 18 }).detail?.baseDecimals).toBe(18);
    expect(refused({ ...FULL, base_decimals: 19 }).field).toBe('base_decimals');
    expect(refused({ ...FULL, lp_burned_bps: 10_001 }).field).toBe('lp_burned_bps');
    expect(refused({ ...FULL, open_time: 253_402_300_800 }).field).toBe('open_time');
  });

  it('shows no character of a symbol that hides or turns the text around it', () => {
    expect(accepted({ ...SHORT, symbol: '\u202eKNO\u0000B\u200b\n' }).symbol).toBe('KNOB');
    expect(accepted({ ...SHORT, symbol: '\u2066\u2069' }).symbol).toBeNull();
  });

  it('never throws on hostile values and keys, and what it takes is sound', () => {
    const keys = Object.keys(KEY_FAULTS);
    const spoilt = fc.record({ key: fc.oneof(fc.constantFrom(...keys), hostileKey), value: hostileValue });
    fc.assert(
      fc.property(fc.array(spoilt, { minLength: 1, maxLength: 4 }), fc.boolean(), (spoils, inToken) => {
        const target: Record<string, unknown> = inToken ? { ...FULL.token } : { ...FULL };
        for (const { key, value } of spoils) {
          Object.defineProperty(target, key, {
            value,
            enumerable: true,
            configurable: true,
            writable: true,
          });
        }
        const parsed = parseNewPool(inToken ? { ...FULL, token: target } : target, 'main');
        if (parsed.ok) assertSound(parsed.value);
        else expect(Object.keys(MALFORMED_REASONS)).toContain(parsed.error.code);
      }),
      { numRuns: 3000 },
    );
  });

  it('never throws on any JSON at all', () => {
    fc.assert(
      fc.property(fc.oneof(hostileValue, fc.dictionary(hostileKey, hostileValue)), (value) => {
        expect(parseNewPool(value, 'main').ok).toBe(false);
      }),
      { numRuns: 3000 },
    );
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

/** What holds of every listing, however it came to be accepted. */
function assertSound(listing: PoolListing): void {
  const base58 = /^[1-9A-HJ-NP-Za-km-z]{32,44}$/;
  expect(listing.pool).toMatch(base58);
  expect(listing.symbol ?? 'x').not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  expect((listing.symbol ?? '').length).toBeLessThanOrEqual(32);
  expect((listing.name ?? '').length).toBeLessThanOrEqual(64);
  expect(Number.isSafeInteger(listing.slot ?? 0)).toBe(true);
  const { detail, mint } = listing;
  if (detail !== null) {
    for (const account of Object.values(detail.accounts)) expect(account).toMatch(base58);
    expect(detail.reserves.base >= 0n && detail.reserves.base < 2n ** 64n).toBe(true);
    expect(Number.isNaN(new Date(detail.opensAtMs).getTime())).toBe(false);
  }
  if (mint !== null) expect(mint.supply >= 0n && mint.supply < 2n ** 64n).toBe(true);
}
