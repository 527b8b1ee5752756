import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeAddress } from '../../../electron/protocol/base58.ts';
import {
  launchLabEventsOfLogs,
  launchLabLaunchesOfLogs,
} from '../../../electron/protocol/launchlab-creation.ts';
import { decodeLaunchLabEvent, encodeLaunchLabEvent } from '../../../electron/protocol/launchlab-event.ts';
import { CPMM_PROGRAM, LAUNCHLAB_PROGRAM } from '../../../electron/protocol/programs.ts';
import { NEEDS, NO_FIXTURES } from './chain-fixtures.ts';
import { bytesOfLine, createFixtures, tradeFixtures } from './launchlab-fixtures.ts';
import { CREATE_EVENT, TRADE_EVENT, written } from './launchlab-samples.ts';

const lineOf = (bytes: Uint8Array): string => `Program data: ${Buffer.from(bytes).toString('base64')}`;

describe('LaunchLab events', () => {
  it.skipIf(NO_FIXTURES)(`of recorded launches say in every field what the bytes have${NEEDS}`, () => {
    const fixtures = createFixtures();
    for (const { line } of fixtures) {
      const raw = bytesOfLine(line);
      const event = decodeLaunchLabEvent(line);
      if (event?.kind !== 'pool-create') throw new Error('not a launch');
      expect(raw.subarray(0, 8).toString('hex')).toBe('97d7e20976a173ae');
      expect(event.pool).toBe(encodeAddress(raw.subarray(8, 40)));
      expect(event.creator).toBe(encodeAddress(raw.subarray(40, 72)));
      expect(event.globalConfig).toBe(encodeAddress(raw.subarray(72, 104)));
      expect(event.mint.decimals).toBe(raw[104]);
      let at = 105;
      for (const name of ['name', 'symbol', 'uri'] as const) {
        const length = raw.readUInt32LE(at);
        expect(event.mint[name]).toBe(raw.subarray(at + 4, at + 4 + length).toString('utf8'));
        at += 4 + length;
      }
      expect(raw[at]).toBe(0);
      expect(event.curve).toEqual({
        kind: 'constant-product',
        supply: raw.readBigUInt64LE(at + 1),
        totalBaseSell: raw.readBigUInt64LE(at + 9),
        totalQuoteFundRaising: raw.readBigUInt64LE(at + 17),
        migrateType: raw[at + 25],
      });
      expect(event.vesting).toEqual({
        totalLocked: raw.readBigUInt64LE(at + 26),
        cliffPeriodS: raw.readBigUInt64LE(at + 34),
        unlockPeriodS: raw.readBigUInt64LE(at + 42),
      });
      expect(event.ammCreatorFeeOn).toBe(raw[at + 50]);
      expect(raw).toHaveLength(at + 51);
      expect(encodeLaunchLabEvent(event)).toBe(line);
    }
    expect(fixtures.map(({ line }) => decodeLaunchLabEvent(line))).toMatchObject([
      { mint: { name: 'watercoin', symbol: 'WATER', decimals: 6 } },
      { mint: { name: 'claudia', symbol: 'CLAUDIA', decimals: 6 } },
    ]);
  });

  it.skipIf(NO_FIXTURES)(`of recorded trades say in every field what the bytes have${NEEDS}`, () => {
    const fixtures = tradeFixtures();
    for (const { line, pool, expect: expected, decoded } of fixtures) {
      const raw = bytesOfLine(line);
      const u64 = (index: number): bigint => raw.readBigUInt64LE(40 + 8 * index);
      const event = decodeLaunchLabEvent(line);
      expect(event).toEqual({
        kind: 'trade',
        pool: encodeAddress(raw.subarray(8, 40)),
        totalBaseSell: u64(0),
        virtualBase: u64(1),
        virtualQuote: u64(2),
        realBaseBefore: u64(3),
        realQuoteBefore: u64(4),
        realBaseAfter: u64(5),
        realQuoteAfter: u64(6),
        amountIn: u64(7),
        amountOut: u64(8),
        protocolFee: u64(9),
        platformFee: u64(10),
        creatorFee: u64(11),
        shareFee: u64(12),
        side: raw[144] === 0 ? 'buy' : 'sell',
        poolStatus: raw[145],
        exactIn: raw[146] === 1,
      });
      if (event?.kind !== 'trade') throw new Error('not a trade');
      expect(event.pool).toBe(pool);
      expect(event.side === 'buy').toBe(expected.isBuy);
      const texts: Record<string, string> = {};
      for (const [name, value] of Object.entries(event))
        if (typeof value === 'bigint') texts[name] = String(value);
      expect(texts).toEqual(decoded);
      expect(encodeLaunchLabEvent(event)).toBe(line);
    }
    expect(fixtures).toHaveLength(2);
  });

  it('come back as they were written', () => {
    for (const event of [
      CREATE_EVENT,
      TRADE_EVENT,
      { ...TRADE_EVENT, side: 'buy' as const, exactIn: true },
      {
        ...CREATE_EVENT,
        curve: { kind: 'fixed-price' as const, supply: 5n, totalQuoteFundRaising: 6n, migrateType: 0 },
      },
      {
        ...CREATE_EVENT,
        curve: { kind: 'linear-price' as const, supply: 5n, totalQuoteFundRaising: 6n, migrateType: 0 },
      },
    ]) {
      expect(decodeLaunchLabEvent(encodeLaunchLabEvent(event))).toEqual(event);
    }
  });

  it('are not seen in what is cut short anywhere, in other lines and in other events', () => {
    for (const event of [CREATE_EVENT, TRADE_EVENT]) {
      const bytes = bytesOfLine(encodeLaunchLabEvent(event));
      for (let length = 0; length < bytes.length; length += 1) {
        expect(decodeLaunchLabEvent(lineOf(bytes.subarray(0, length)))).toBeNull();
      }
      const line = encodeLaunchLabEvent(event);
      expect(decodeLaunchLabEvent(line.replace('data', 'log'))).toBeNull();
      expect(decodeLaunchLabEvent(`${line}!`)).toBeNull();
      expect(decodeLaunchLabEvent(lineOf(Buffer.from(bytes).fill(7, 0, 1)))).toBeNull();
    }
    const trade = bytesOfLine(encodeLaunchLabEvent(TRADE_EVENT));
    for (const at of [144, 146]) {
      expect(decodeLaunchLabEvent(lineOf(Buffer.from(trade).fill(2, at, at + 1)))).toBeNull();
    }
    expect(decodeLaunchLabEvent(lineOf(Buffer.concat([trade, Buffer.of(0)])))).toBeNull();
    expect(decodeLaunchLabEvent(`Program data: ${'A'.repeat(20_000)}`)).toBeNull();
  });

  it('of launches stay readable when a field is appended, and end with an unknown curve', () => {
    const bytes = bytesOfLine(encodeLaunchLabEvent(CREATE_EVENT));
    expect(decodeLaunchLabEvent(lineOf(Buffer.concat([bytes, Buffer.from([1, 2, 3])])))).toEqual(
      CREATE_EVENT,
    );
    const curveAt = bytes.length - 1 - 24 - 26;
    expect(decodeLaunchLabEvent(lineOf(Buffer.from(bytes).fill(3, curveAt, curveAt + 1)))).toBeNull();
  });

  it('are taken from the program’s own lines only', () => {
    const [create, trade] = [encodeLaunchLabEvent(CREATE_EVENT), encodeLaunchLabEvent(TRADE_EVENT)];
    const logs = [
      ...written(CPMM_PROGRAM, create, trade),
      ...written(LAUNCHLAB_PROGRAM, 'Program log: Instruction: InitializeV2', create, trade),
      ...written(CPMM_PROGRAM, `Program log: Program ${LAUNCHLAB_PROGRAM} invoke [2]`, create),
    ];
    expect(launchLabEventsOfLogs(logs)).toEqual([CREATE_EVENT, TRADE_EVENT]);
    expect(launchLabLaunchesOfLogs(logs)).toEqual([CREATE_EVENT]);
    expect(launchLabEventsOfLogs([])).toEqual([]);
  });

  it('with anything behind their first bytes are read or not, but break nothing', () => {
    const prefixes = [CREATE_EVENT, TRADE_EVENT].map((event) =>
      bytesOfLine(encodeLaunchLabEvent(event)).subarray(0, 8),
    );
    const tail = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.uint8Array({ minLength: 139, maxLength: 139 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...prefixes), tail, (prefix, rest) => {
        const bytes = Buffer.concat([prefix, rest]);
        const event = decodeLaunchLabEvent(lineOf(bytes));
        // What is read says all that was there; of a launch but for what stands behind it, and texts that are no UTF-8.
        if (event === null) return;
        const again = bytesOfLine(encodeLaunchLabEvent(event));
        if (event.kind === 'trade') expect(again.equals(bytes)).toBe(true);
        else expect(decodeLaunchLabEvent(lineOf(again))).toEqual(event);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(decodeLaunchLabEvent(`Program data: ${text}`)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});
